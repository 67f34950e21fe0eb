//! Objects: a struct, `new` of what is required, setters for the rest, the wire table, `validate`.

use super::table::{Table, as_codec, call};
use super::validate;
use crate::plan::items::{
    Codec, Constant, DefaultValue, FieldPlan, PartKind, Presence, StructPlan,
};
use crate::plan::names::FieldName;
use crate::plan::rust_type::RustType;
use crate::render::print::{Text, string_literal};
use crate::render::scope::Scope;
use crate::render::source::Source;

/// Prints everything about one object.
pub(super) fn render(file: &mut Source, scope: &mut Scope<'_>, plan: &StructPlan) {
    file.plain_item(definition(scope, plan));
    let mut methods = Vec::new();
    if plan.built {
        methods.push(constructor(scope, plan));
        methods.extend(
            plan.fields
                .iter()
                .filter(|field| field.presence != Presence::Required)
                .map(|field| setter(scope, field)),
        );
        methods.extend(
            plan.rest
                .as_ref()
                .map(|(name, ty)| rest_setter(scope, name, ty)),
        );
    }
    methods.extend(
        plan.fields
            .iter()
            .filter_map(|field| or_default(scope, field)),
    );
    if !methods.is_empty() {
        file.plain_impl(&format!("impl {}", plan.name), methods);
    }
    if plan.is_default() && has_constants(plan) {
        let default = scope.prelude("::core::default", "Default");
        file.plain_impl(&format!("impl {default} for {}", plan.name), vec![by_new()]);
    }
    file.text(if plan.is_form() {
        parts(scope, plan)
    } else {
        table(scope, plan)
    });
    validate::render(file, scope, plan);
}

fn definition(scope: &mut Scope<'_>, plan: &StructPlan) -> Text {
    let mut text = Text::new(0);
    text.docs(&plan.docs);
    text.deprecated(plan.deprecated);
    let derived = plan.is_default() && !has_constants(plan);
    let default = if derived { ", Default" } else { "" };
    let more = derives(&plan.derives);
    // Tables show their models.
    let debug = if plan.is_form() { "Debug, " } else { "" };
    text.line(format_args!(
        "#[derive({debug}Clone, PartialEq{default}{more})]"
    ));
    text.line("#[non_exhaustive]");
    if plan.fields.is_empty() && plan.rest.is_none() {
        text.line(format_args!("pub struct {} {{}}", plan.name));
        return text;
    }
    text.open(format_args!("pub struct {} {{", plan.name));
    for field in &plan.fields {
        text.docs(&field.docs);
        text.deprecated(field.deprecated);
        let ty = scope.ty(&field.ty);
        text.field(&format!("pub {}: {ty},", field.name));
    }
    if let Some((name, ty)) = &plan.rest {
        text.doc("Further properties, by name.");
        let ty = scope.map(ty);
        text.field(&format!("pub {name}: {ty},"));
    }
    text.close("}");
    text
}

/// What the user wants derived, as it follows in the list.
pub(super) fn derives(paths: &[String]) -> String {
    paths.iter().flat_map(|path| [", ", path]).collect()
}

/// `pub fn new(..required..) -> Self`.
fn constructor(scope: &mut Scope<'_>, plan: &StructPlan) -> Text {
    let mut text = Text::new(1);
    if plan.is_default() && !has_constants(plan) {
        text.doc("Creates one with nothing in it.");
        text.line("#[must_use]");
        text.signature("pub fn new", &[], "-> Self {");
        text.line("Self::default()");
        text.close("}");
        return text;
    }
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    for field in &plan.fields {
        let name = &field.name;
        values.push(match field.presence {
            _ if field.constant.is_some() => format!("{name}: {}", constant(scope, field)),
            Presence::Required => {
                let ty = scope.argument(&field.ty);
                arguments.push(format!("{name}: {ty}"));
                match taken(scope, name.as_str(), &field.ty) {
                    Some(value) => format!("{name}: {value}"),
                    None => name.to_string(),
                }
            }
            Presence::Optional => {
                let none = scope.prelude("::core::option::Option", "None");
                format!("{name}: {none}")
            }
            Presence::ThreeState => {
                let nullable = scope.runtime("Nullable");
                format!("{name}: {nullable}::Absent")
            }
        });
    }
    if let Some((name, _)) = &plan.rest {
        let map = scope.name("std::collections", "BTreeMap");
        values.push(format!("{name}: {map}::new()"));
    }
    text.doc(if plan.is_default() {
        "Creates one with nothing but what it always has."
    } else {
        "Creates one with all that is required."
    });
    text.line("#[must_use]");
    text.signature("pub fn new", &arguments, "-> Self {");
    text.literal("Self", &values);
    text.close("}");
    text
}

fn has_constants(plan: &StructPlan) -> bool {
    plan.fields.iter().any(|field| field.constant.is_some())
}

/// `fn default() -> Self`, where it is no derived one.
fn by_new() -> Text {
    let mut text = Text::new(1);
    text.signature("fn default", &[], "-> Self {");
    text.line("Self::new()");
    text.close("}");
    text
}

/// The value that `new` gives a field.
fn constant(scope: &mut Scope<'_>, field: &FieldPlan) -> String {
    let bare = match &field.constant {
        Some(Constant::Text(text)) => format!("{}.into()", string_literal(text)),
        Some(Constant::Integer(value)) => format!("{value}_i64.into()"),
        Some(Constant::Boolean(value)) => value.to_string(),
        None => String::new(),
    };
    match (field.presence, &field.ty) {
        (Presence::ThreeState, _) => {
            let nullable = scope.runtime("Nullable");
            format!("{nullable}::Value({bare})")
        }
        (_, RustType::Option(_)) => {
            let some = scope.prelude("::core::option::Option", "Some");
            format!("{some}({bare})")
        }
        _ => bare,
    }
}

/// `pub fn nickname(mut self, nickname: impl Into<String>) -> Self`.
fn setter(scope: &mut Scope<'_>, field: &FieldPlan) -> Text {
    let name = &field.name;
    let argument = if field.presence == Presence::ThreeState {
        // `impl Into<Nullable<T>>`: a value, or `Nullable::Null`.
        &field.ty
    } else {
        field.argument()
    };
    let ty = scope.argument(argument);
    let mut value = taken(scope, name.as_str(), argument).unwrap_or_else(|| name.to_string());
    if field.presence == Presence::Optional && matches!(field.ty, RustType::Option(_)) {
        let some = scope.prelude("::core::option::Option", "Some");
        value = format!("{some}({value})");
    }
    let mut text = Text::new(1);
    text.doc(format_args!("Sets [`{0}`](Self::{0}).", name.bare()));
    text.deprecated(field.deprecated);
    text.line("#[must_use]");
    text.signature(
        &format!("pub fn {name}"),
        &["mut self".to_owned(), format!("{name}: {ty}")],
        "-> Self {",
    );
    text.line(format_args!("self.{name} = {value};"));
    text.line("self");
    text.close("}");
    text
}

/// `pub fn page_size_or_default(&self) -> i64`, where the document has a default.
fn or_default(scope: &mut Scope<'_>, field: &FieldPlan) -> Option<Text> {
    let (method, default) = field.default.as_ref()?;
    let name = &field.name;
    let (ty, value, shown) = match default {
        DefaultValue::Literal(literal) => (
            scope.ty(field.argument()).to_string(),
            format!("self.{name}.unwrap_or({literal})"),
            literal.clone(),
        ),
        DefaultValue::Text(text) => (
            format!("&{}", scope.prelude("::core::primitive", "str")),
            format!("self.{name}.as_deref().unwrap_or({})", string_literal(text)),
            String::new(),
        ),
        DefaultValue::Enumeration(text) => {
            let ty = scope.ty(field.argument()).to_string();
            let value = format!(
                "self.{name}.clone().unwrap_or_else(|| {ty}::from({}))",
                string_literal(text)
            );
            (ty, value, String::new())
        }
        DefaultValue::IntegerEnumeration(integer) => {
            let ty = scope.ty(field.argument()).to_string();
            let value = format!("self.{name}.clone().unwrap_or_else(|| {ty}::from({integer}))");
            (ty, value, integer.to_string())
        }
    };
    let mut text = Text::new(1);
    let shown = if shown.is_empty() {
        String::new()
    } else {
        format!(", `{shown}`,")
    };
    text.doc(format_args!(
        "Returns [`{0}`](Self::{0}), or the document's default{shown} where it is absent.",
        name.bare()
    ));
    text.deprecated(field.deprecated);
    text.line("#[must_use]");
    text.signature(
        &format!("pub fn {method}"),
        &["&self".to_owned()],
        &format!("-> {ty} {{"),
    );
    text.line(value);
    text.close("}");
    Some(text)
}

/// What an argument becomes; `None` where it is taken as it is.
fn taken(scope: &Scope<'_>, name: &str, ty: &RustType) -> Option<String> {
    if ty.is_text_list() {
        let into = scope.prelude("::core::convert", "Into");
        return Some(format!("{name}.into_iter().map({into}::into).collect()"));
    }
    ty.takes_into().then(|| format!("{name}.into()"))
}

/// `pub fn extra(mut self, name: impl Into<String>, value: Value) -> Self`.
fn rest_setter(scope: &mut Scope<'_>, field: &FieldName, ty: &RustType) -> Text {
    let (name, value) = (scope.argument(&RustType::String), scope.argument(ty));
    let taken = taken(scope, "value", ty).unwrap_or_else(|| "value".to_owned());
    let mut text = Text::new(1);
    text.doc(format_args!("Adds to [`{field}`](Self::{field})."));
    text.line("#[must_use]");
    text.signature(
        &format!("pub fn {field}"),
        &[
            "mut self".to_owned(),
            format!("name: {name}"),
            format!("value: {value}"),
        ],
        "-> Self {",
    );
    text.line(format_args!("self.{field}.insert(name.into(), {taken});"));
    text.line("self");
    text.close("}");
    text
}

/// `multipart! { .. }`.
fn parts(scope: &mut Scope<'_>, plan: &StructPlan) -> String {
    let multipart = scope.runtime("multipart").to_string();
    let mut table = Table::default();
    for field in &plan.fields {
        let part = field.part.as_ref();
        let kind = match part.map(|part| part.kind) {
            Some(PartKind::File) => "file",
            Some(PartKind::Part) => "part",
            Some(PartKind::Joined(_)) => "join",
            Some(PartKind::Value) | None => "value",
        };
        let about = match part {
            Some(part) => match (part.kind, &part.content_type) {
                (PartKind::Joined(separator), _) => string_literal(separator),
                (_, Some(content_type)) => string_literal(content_type),
                (_, None) => String::new(),
            },
            None => String::new(),
        };
        let codec = field.codec.as_ref().map(|codec| match field.presence {
            Presence::Required => codec.clone(),
            _ => Codec::OrNull(Box::new(codec.clone())),
        });
        let codec = as_codec(scope, codec.as_ref());
        table.row([
            format!("{}:", field.name),
            string_literal(&field.wire),
            format!("{kind} {about} {codec}").replace("  ", " "),
        ]);
    }
    let mut rows = table.print(8);
    if let Some((name, _)) = &plan.rest {
        let codec = as_codec(scope, plan.rest_codec.as_ref());
        rows.push_str(format!("        * {name} {codec}").trim_end());
        rows.push_str(",\n");
    }
    call(&multipart, plan.name.as_str(), &rows)
}

/// `object! { .. }`.
fn table(scope: &mut Scope<'_>, plan: &StructPlan) -> String {
    let object = scope.runtime("object").to_string();
    let mut table = Table::default();
    for (index, field) in plan.fields.iter().enumerate() {
        let mark = match field.presence {
            Presence::Required => "!",
            Presence::Optional => "?",
            Presence::ThreeState => "~",
        };
        let codec = as_codec(scope, field.codec.as_ref());
        table.row([
            index.to_string(),
            format!("{}:", field.name),
            string_literal(&field.wire),
            format!("{mark} {codec}"),
        ]);
    }
    let mut rows = table.print(8);
    if let Some((name, _)) = &plan.rest {
        rows.push_str("        * ");
        rows.push_str(name.as_str());
        if let Some(codec) = &plan.rest_codec {
            rows.push(' ');
            rows.push_str(&as_codec(scope, Some(codec)));
        }
        rows.push_str(",\n");
    }
    call(&object, plan.name.as_str(), &rows)
}
