//! Enums over documented answers: errors, and successes that differ.

use crate::plan::methods::OutcomeEnum;
use crate::render::print::Text;
use crate::render::scope::Scope;
use crate::render::source::Source;

/// The enum of what was asked for, which is compared and kept as models are.
pub(super) fn success(file: &mut Source, scope: &mut Scope<'_>, plan: &OutcomeEnum) {
    item(file, scope, plan, "Debug, Clone, PartialEq");
}

/// The enum of errors, which are matched and shown. Most operations have one: `Clone` and `PartialEq` would be more
/// work for the compiler than all else of an operation.
pub(super) fn error(file: &mut Source, scope: &mut Scope<'_>, plan: &OutcomeEnum) {
    item(file, scope, plan, "Debug");
}

fn item(file: &mut Source, scope: &mut Scope<'_>, plan: &OutcomeEnum, derives: &str) {
    let mut text = Text::new(0);
    text.docs(&plan.docs);
    text.line(format_args!("#[derive({derives})]"));
    text.line("#[non_exhaustive]");
    text.open(format_args!("pub enum {} {{", plan.name));
    for variant in &plan.variants {
        text.docs(&variant.docs);
        match &variant.ty {
            Some(ty) => {
                let ty = scope.ty(ty);
                text.line(format_args!("{}({ty}),", variant.name));
            }
            None => text.line(format_args!("{},", variant.name)),
        }
    }
    text.close("}");
    file.plain_item(text);
}
