//! One row of a table: an operation, its parameters and bodies.

use super::super::api::Api;
use super::super::model::codec_type;
use super::super::operation::arguments::spec;
use super::{Scope, TABLE, Text, on, operation_type, string_literal};
use crate::plan::items::{Codec, Item, PartKind, Presence};
use crate::plan::methods::{BodyEncoding, BodyForm, BodyPlan, Method, ParameterPlan, Place};
use crate::plan::names::TypeName;
use crate::plan::rust_type::RustType;

/// Prints the row; `answer` is the function for answers.
pub(super) fn print(
    text: &mut Text,
    api: &Api<'_>,
    scope: &mut Scope<'_>,
    method: &Method,
    answer: &str,
) {
    let entry = scope.name(TABLE, "Entry");
    // For its constant.
    let operation = scope.runtime("Operation");
    let marker = operation_type(api, scope, method.marker.as_str());
    let marker = on(&operation.to_string(), &marker);
    text.open(format_args!("{entry} {{"));
    text.line(format_args!(
        "method: {},",
        string_literal(method.name.bare())
    ));
    text.line(format_args!("spec: {marker}::SPEC,"));
    let parameters = method
        .arguments
        .iter()
        .map(|parameter| (parameter, "required"));
    let optional = method
        .setters
        .iter()
        .map(|parameter| (parameter, "optional"));
    let parameters: Vec<String> = parameters
        .chain(optional)
        .map(|(parameter, presence)| self::parameter(scope, parameter, presence))
        .collect();
    list(text, "parameters", &parameters);
    bodies(text, api, scope, method.body.as_ref());
    text.line(format_args!("answer: {answer},"));
    text.close("},");
}

fn list(text: &mut Text, name: &str, items: &[String]) {
    if items.is_empty() {
        text.line(format_args!("{name}: &[],"));
        return;
    }
    text.open(format_args!("{name}: &["));
    for item in items {
        text.line(format_args!("{item},"));
    }
    text.close("],");
}

/// `Parameter::required(Location::Path, "id", text::<Uuid>)`.
fn parameter(scope: &mut Scope<'_>, plan: &ParameterPlan, presence: &str) -> String {
    let (parameter, location) = (scope.name(TABLE, "Parameter"), scope.runtime("Location"));
    let place = match plan.place {
        Place::Path => "Path",
        Place::Query => "Query",
        Place::Header => "Header",
        Place::Cookie => "Cookie",
    };
    let read = reader(scope, "text", &plan.ty, plan.json.as_ref());
    let name = string_literal(&plan.wire);
    format!("{parameter}::{presence}({location}::{place}, {name}, {read})")
}

/// `body: None`, or what it may be.
fn bodies(text: &mut Text, api: &Api<'_>, scope: &mut Scope<'_>, plan: Option<&BodyPlan>) {
    let Some(plan) = plan else {
        let none = scope.prelude("::core::option::Option", "None");
        text.line(format_args!("body: {none},"));
        return;
    };
    let some = scope.prelude("::core::option::Option", "Some");
    let bodies = scope.name(TABLE, "Bodies");
    text.open(format_args!("body: {some}({bodies} {{"));
    text.line(format_args!("required: {},", plan.required));
    let mut types: Vec<String> = plan.forms().map(|form| body(api, scope, form)).collect();
    let aliases = plan
        .forms()
        .flat_map(|form| form.aliases.iter().map(move |alias| under(form, alias)));
    types.extend(aliases.map(|form| body(api, scope, &form)));
    list(text, "types", &types);
    text.close("}),");
}

/// A body under another media type.
fn under(form: &BodyForm, alias: &str) -> BodyForm {
    let alias = alias.to_owned();
    let encoding = match &form.encoding {
        BodyEncoding::Json(_) => BodyEncoding::Json(Some(alias)),
        BodyEncoding::File(_) => BodyEncoding::File(alias),
        BodyEncoding::Xml(_, root) => BodyEncoding::Xml(alias, root.clone()),
        BodyEncoding::Multipart(_) => BodyEncoding::Multipart(alias),
        BodyEncoding::MultipartObject(_) => BodyEncoding::MultipartObject(alias),
        other => other.clone(),
    };
    BodyForm {
        encoding,
        ..form.clone()
    }
}

/// `Body::json("application/json", text::<models::User>)`.
fn body(api: &Api<'_>, scope: &mut Scope<'_>, plan: &BodyForm) -> String {
    let body = scope.name(TABLE, "Body");
    let codec = plan.codec.as_ref();
    let (how, media_type, read) = match &plan.encoding {
        BodyEncoding::Json(media_type) => (
            "json",
            media_type.as_deref().unwrap_or("application/json"),
            Some("text"),
        ),
        BodyEncoding::Xml(media_type, root) => {
            let read = reader(scope, "text", &plan.ty, codec);
            let table = scope.name(&api.module, "xml");
            return format!(
                "{body}::xml({}, {read}, |json| {table}::{root}.write(json))",
                string_literal(media_type)
            );
        }
        BodyEncoding::Form(fields) => {
            let fields: Vec<String> = fields
                .iter()
                .map(|(wire, encoding)| spec(scope, Place::Query, wire, encoding))
                .collect();
            let read = reader(scope, "text", &plan.ty, codec);
            return format!(
                "{body}::form(\"application/x-www-form-urlencoded\", &[{}], {read})",
                fields.join(", ")
            );
        }
        BodyEncoding::Multipart(media_type) => {
            let read = scope.name("crate::runtime::multipart", "from_json");
            let (parts, required) = parts(api, scope, &plan.ty);
            return format!(
                "{body}::parts({}, &[{}], &[{}], {read})",
                string_literal(media_type),
                parts.join(", "),
                required.join(", ")
            );
        }
        BodyEncoding::MultipartObject(media_type) => {
            let parts = scope.name("crate::runtime::multipart", "from_json");
            let read = reader(scope, "text", &plan.ty, codec);
            let media_type = string_literal(media_type);
            return format!("{body}::object({media_type}, {read}, {parts})");
        }
        BodyEncoding::Lines(media_type) => ("lines", media_type.as_str(), Some("text")),
        BodyEncoding::File(range) => ("bytes", range.as_str(), None),
        BodyEncoding::Text(media_type) => ("text", media_type.as_str(), None),
        BodyEncoding::Bytes(media_type) => ("bytes", media_type.as_str(), None),
    };
    let mut arguments = string_literal(media_type);
    if let Some(read) = read {
        let list = match &plan.ty {
            RustType::Lines(item) => &RustType::Vec(item.clone()),
            ty => ty,
        };
        let read = reader(scope, read, list, codec);
        arguments = format!("{arguments}, {read}");
    }
    format!("{body}::{how}({arguments})")
}

/// The properties of a form that are no plain values, and the names of those that must be there.
fn parts(api: &Api<'_>, scope: &mut Scope<'_>, ty: &RustType) -> (Vec<String>, Vec<String>) {
    let RustType::Model(name) = ty else {
        return (Vec::new(), Vec::new());
    };
    let called = |name: &TypeName| {
        let mut items = api.plan.models.iter().flat_map(|file| &file.items);
        items.find(|item| item.name() == name)
    };
    let own = called(name);
    let definition = own.and_then(|item| called(item.shares()?));
    let form = definition.or(own).and_then(|item| match item {
        Item::Struct(form) => Some(form),
        _ => None,
    });
    let (mut parts, mut required) = (Vec::new(), Vec::new());
    for field in form.iter().flat_map(|form| &form.fields) {
        let wire = string_literal(&field.wire);
        if field.presence == Presence::Required && field.constant.is_none() {
            required.push(wire.clone());
        }
        let Some(part) = &field.part else { continue };
        let media_type = part.content_type.as_deref().unwrap_or_default();
        let (kind, about) = match part.kind {
            PartKind::File => ("File", media_type),
            PartKind::Joined(separator) => ("Joined", separator),
            PartKind::Part | PartKind::Value if media_type.is_empty() => continue,
            PartKind::Part | PartKind::Value => ("Value", media_type),
        };
        let spec = scope.runtime("PartSpec");
        parts.push(format!("{spec}::{kind}({wire}, {})", string_literal(about)));
    }
    (parts, required)
}

/// `text::<Uuid>`, or `text_as::<Serde, Money>`.
fn reader(scope: &mut Scope<'_>, function: &str, ty: &RustType, codec: Option<&Codec>) -> String {
    let ty = scope.ty(ty);
    match codec {
        None => {
            let function = scope.name(TABLE, function);
            format!("{function}::<{ty}>")
        }
        Some(codec) => {
            let function = scope.name(TABLE, &format!("{function}_as"));
            let codec = codec_type(scope, codec);
            format!("{function}::<{codec}, {ty}>")
        }
    }
}
