//! Enums over documented answers: errors, and successes that differ.

use crate::plan::methods::OutcomeEnum;
use crate::render::print::Text;
use crate::render::scope::Scope;
use crate::render::source::Source;

/// The enum.
pub(super) fn item(file: &mut Source, scope: &mut Scope<'_>, plan: &OutcomeEnum) {
    let mut text = Text::new(0);
    text.docs(&plan.docs);
    text.line("#[derive(Debug, Clone, PartialEq)]");
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
