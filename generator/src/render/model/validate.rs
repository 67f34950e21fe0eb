//! `validate()` of what is sent, behind the feature of that name.

use crate::plan::items::StructPlan;
use crate::render::scope::Scope;
use crate::render::source::Source;

/// Prints the `Validate` implementation; nothing where there is nothing to check.
pub(super) fn render(file: &mut Source, scope: &mut Scope<'_>, plan: &StructPlan) {
    let _ = (file, scope, plan);
}
