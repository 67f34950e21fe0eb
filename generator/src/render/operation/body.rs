//! Bodies: an argument or a setter, and the enum where there is a choice.

use super::arguments::{encoded, spec};
use crate::plan::methods::{BodyContent, BodyEncoding, BodyEnum, BodyForm, BodyPlan, Place};
use crate::plan::names::ConstName;
use crate::plan::rust_type::RustType;
use crate::render::print::{Text, string_literal};
use crate::render::scope::Scope;
use crate::render::snippet::Snippet;
use crate::render::source::Source;

/// What the caller passes.
pub(super) fn argument(scope: &mut Scope<'_>, body: &BodyPlan) -> Snippet {
    match &body.content {
        BodyContent::One(form) if form.ty.is_text_list() => scope.parameter(&form.ty),
        BodyContent::One(form) => scope.argument(&form.ty),
        BodyContent::Several(choice) => {
            let into = scope.prelude("::core::convert", "Into");
            Snippet::new(format!("impl {into}<{}>", choice.name))
        }
    }
}

/// Adds `call.set_json(&body)`, or a `match` over the choice, to a function; `calls` are those of the chain so far.
pub(super) fn write(
    text: &mut Text,
    scope: &mut Scope<'_>,
    body: &BodyPlan,
    start: &str,
    mut calls: Vec<String>,
    module: &str,
) {
    let name = body.name.as_str();
    match &body.content {
        BodyContent::One(form) => {
            calls.push(setter(scope, form, name, form.ty.takes_into(), module));
            text.chain(start, &calls);
        }
        BodyContent::Several(choice) => {
            let into = scope.prelude("::core::convert", "Into");
            let owner = &choice.name;
            let call = if start == "self" {
                start
            } else {
                text.line(format_args!("let call = {start}{};", calls.concat()));
                "call"
            };
            text.open(format_args!("match {into}::<{owner}>::into({name}) {{"));
            for variant in &choice.variants {
                let write = setter(scope, &variant.form, name, false, module);
                text.line(format_args!(
                    "{owner}::{}({name}) => {call}{write},",
                    variant.name
                ));
            }
            text.close("}");
        }
    }
}

/// `.set_json(&body)`; `generic` where the argument is an `impl Into`.
fn setter(
    scope: &mut Scope<'_>,
    form: &BodyForm,
    name: &str,
    generic: bool,
    module: &str,
) -> String {
    let value = if generic && !form.ty.is_text_list() {
        let ty = scope.ty(&form.ty);
        let into = scope.prelude("::core::convert", "Into");
        format!("&{into}::<{ty}>::into({name})")
    } else {
        format!("&{name}")
    };
    let value = encoded(scope, form.codec.as_ref(), value);
    let (function, media_type, value) = match &form.encoding {
        BodyEncoding::Json(None) => return format!(".set_json({value})"),
        BodyEncoding::Json(Some(media_type)) => ("set_json_as", media_type, value),
        BodyEncoding::Xml(media_type, root) => {
            let root = table(scope, module, root);
            ("set_xml", media_type, format!("&{root}, {value}"))
        }
        BodyEncoding::Form(fields) if fields.is_empty() => return format!(".set_form({value})"),
        BodyEncoding::Form(fields) => {
            let fields: Vec<String> = fields
                .iter()
                .map(|(wire, encoding)| spec(scope, Place::Query, wire, encoding))
                .collect();
            return format!(".set_form_as(&[{}], {value})", fields.join(", "));
        }
        BodyEncoding::Text(media_type) => ("set_text", media_type, name.to_owned()),
        BodyEncoding::Bytes(media_type) => ("set_bytes", media_type, name.to_owned()),
        BodyEncoding::Lines(media_type) => ("set_lines", media_type, name.to_owned()),
        BodyEncoding::File(_) => return format!(".set_file({name})"),
        BodyEncoding::Multipart(media_type) => ("set_multipart", media_type, value),
        BodyEncoding::MultipartObject(media_type) => ("set_multipart_object", media_type, value),
    };
    format!(".{function}({}, {value})", string_literal(media_type))
}

/// The table of a document of XML: `xml::USER`.
pub(super) fn table(scope: &mut Scope<'_>, module: &str, root: &ConstName) -> String {
    let module = scope.name(module, "xml");
    format!("{module}::{root}")
}

/// The enum over several forms, and what turns into it.
pub(super) fn item(file: &mut Source, scope: &mut Scope<'_>, plan: &BodyEnum) {
    let mut text = Text::new(0);
    text.docs(&plan.docs);
    text.line("#[derive(Debug, Clone, PartialEq)]");
    text.line("#[non_exhaustive]");
    text.open(format_args!("pub enum {} {{", plan.name));
    for variant in &plan.variants {
        text.docs(&variant.docs);
        let ty = scope.ty(&variant.form.ty);
        text.line(format_args!("{}({ty}),", variant.name));
    }
    text.close("}");
    file.plain_item(text);
    for variant in plan.variants.iter().filter(|variant| variant.from) {
        let payload = &variant.name;
        let ty = scope.ty(&variant.form.ty);
        from(file, scope, plan, &ty, &format!("Self::{payload}(body)"));
        let more = match &variant.form.ty {
            RustType::String => vec![Snippet::new("&str")],
            RustType::Body | RustType::File => {
                vec![scope.ty(&RustType::Bytes), scope.ty(&RustType::Base64)]
            }
            _ => Vec::new(),
        };
        let value = format!("Self::{payload}(body.into())");
        for other in more {
            from(file, scope, plan, &other, &value);
        }
    }
}

fn from(file: &mut Source, scope: &mut Scope<'_>, plan: &BodyEnum, ty: &Snippet, value: &str) {
    let from = scope.prelude("::core::convert", "From");
    let mut text = Text::new(1);
    text.signature("fn from", &[format!("body: {ty}")], "-> Self {");
    text.line(value);
    text.close("}");
    file.plain_impl(&format!("impl {from}<{ty}> for {}", plan.name), vec![text]);
}
