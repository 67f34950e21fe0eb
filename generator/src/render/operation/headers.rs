//! Typed headers of answers.

use super::error_type;
use crate::plan::methods::{HeaderPlan, Method};
use crate::plan::rust_type::RustType;
use crate::render::print::{Text, string_literal};
use crate::render::scope::Scope;
use crate::render::source::Source;

/// `impl Response<O>` and `impl Failure<E>`.
pub(super) fn render(file: &mut Source, scope: &mut Scope<'_>, method: &Method) {
    if !method.headers.is_empty() {
        let header = format!("impl {}<{}>", scope.runtime("Response"), method.marker);
        file.plain_impl(&header, functions(scope, &method.headers));
    }
    if !method.error_headers.is_empty() {
        let failure = scope.runtime("Failure");
        let header = format!("impl {failure}<{}>", error_type(scope, method));
        file.plain_impl(&header, functions(scope, &method.error_headers));
    }
}

fn functions(scope: &mut Scope<'_>, headers: &[HeaderPlan]) -> Vec<Text> {
    headers
        .iter()
        .map(|header| function(scope, header))
        .collect()
}

fn function(scope: &mut Scope<'_>, header: &HeaderPlan) -> Text {
    let mut text = Text::new(1);
    text.docs(&header.docs);
    let name = format!("pub fn {}", header.method);
    let wire = string_literal(&header.wire);
    let option = scope.prelude("::core::option", "Option");
    if header.ty == RustType::String {
        text.line("#[must_use]");
        text.signature(
            &name,
            &["&self".to_owned()],
            &format!("-> {option}<&str> {{"),
        );
        text.line(format_args!("self.header({wire})"));
    } else {
        let ty = scope.ty(&header.ty);
        let result = scope.prelude("::core::result", "Result");
        let error = scope.runtime("HeaderError");
        text.doc("");
        text.doc("# Errors");
        text.doc("");
        text.doc("The header is there and its value is not of this type.");
        let tail = format!("-> {result}<{option}<{ty}>, {error}> {{");
        text.signature(&name, &["&self".to_owned()], &tail);
        text.line(format_args!("self.header_as({wire})"));
    }
    text.close("}");
    text
}
