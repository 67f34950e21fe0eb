//! Parameters and headers: what their value is moves into a `schema`, `collectionFormat` becomes a `style`.

use serde_json::{Map, Value, json};

use super::{Moved, Object, Upgrade, is_extension, text};
use crate::diagnostics::Code;
use crate::ir::Pointer;

/// The key of a parameter that names a style which 3.0 does not have in its place: `tabDelimited`, and the delimited
/// styles outside of the query.
pub const STYLE: &str = "x-oaxide-style";

/// What 2.0 says of a value beside `name` and `in` (section "Parameter Object"), and what people add to it.
const VALUE_KEYS: &[&str] = &[
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
    "nullable",
    "x-nullable",
    "const",
    "oneOf",
    "anyOf",
    "allOf",
    "properties",
    "additionalProperties",
];

/// What a parameter of 2.0 is in 3.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Upgraded {
    /// A parameter; it was rewritten.
    Parameter,
    /// A request body.
    Body,
    /// A property of a form.
    Field,
}

/// Rewrites one parameter, or says what else it is.
pub(super) fn parameter(
    parameter: &mut Object,
    at: Moved<'_>,
    upgrade: &mut Upgrade<'_, '_>,
) -> Upgraded {
    if parameter.contains_key("$ref") {
        return Upgraded::Parameter;
    }
    let (_, old) = at;
    let location = text(parameter, "in").unwrap_or_default().to_owned();
    match location.as_str() {
        "body" => {
            upgrade.swagger_spelling(&old.child("in"), "`in: body`");
            return Upgraded::Body;
        }
        "formData" => {
            upgrade.swagger_spelling(&old.child("in"), "`in: formData`");
            return Upgraded::Field;
        }
        _ => {}
    }
    example(parameter);
    if let Some(format) = lift(parameter, at, upgrade) {
        style(parameter, &location, &format, old, upgrade);
    }
    Upgraded::Parameter
}

/// Rewrites one header of an answer.
pub(super) fn header(header: &mut Object, at: Moved<'_>, upgrade: &mut Upgrade<'_, '_>) {
    if header.contains_key("$ref") {
        return;
    }
    example(header);
    lift(header, at, upgrade);
}

/// `x-example` and `x-examples`.
fn example(parameter: &mut Object) {
    let named = parameter.get("x-examples").and_then(Value::as_object);
    let first = named.and_then(|examples| examples.values().next());
    if let Some(example) = parameter.get("x-example").or(first).cloned() {
        parameter.entry("example").or_insert(example);
    }
}

/// Moves what the value is into `schema`, and gives `collectionFormat` where the value is a list.
fn lift(
    parameter: &mut Object,
    (new, old): Moved<'_>,
    upgrade: &mut Upgrade<'_, '_>,
) -> Option<String> {
    if parameter.contains_key("schema") || parameter.contains_key("content") {
        return None;
    }
    if !parameter.contains_key("type")
        && !parameter
            .keys()
            .any(|key| VALUE_KEYS.contains(&key.as_str()))
    {
        return None;
    }
    upgrade.swagger_spelling(&old.child("type"), "`type` beside a parameter's name");
    let (schema, format) = value(parameter, old, upgrade);
    upgrade.findings.moved(&new.child("schema"), old);
    parameter.insert("schema".to_owned(), Value::Object(schema));
    format
}

/// Takes what the value is out of `parameter`: its schema, and how its elements stand together where it is a list.
pub(super) fn value(
    parameter: &mut Object,
    old: &Pointer,
    upgrade: &mut Upgrade<'_, '_>,
) -> (Object, Option<String>) {
    let mut schema = Map::new();
    let says =
        |key: &str| VALUE_KEYS.contains(&key) || key.starts_with("x-enum") || key == "x-ms-enum";
    let keys: Vec<String> = parameter.keys().filter(|key| says(key)).cloned().collect();
    for key in keys {
        if let Some(value) = parameter.shift_remove(&key) {
            schema.insert(key, value);
        }
    }
    let written = parameter.shift_remove("collectionFormat");
    let is_list = text(&schema, "type") == Some("array");
    let format = written
        .as_ref()
        .and_then(Value::as_str)
        .unwrap_or("csv")
        .to_owned();
    if let Some(Value::Object(items)) = schema.get_mut("items") {
        elements(items, &old.child("items"), upgrade);
    }
    (schema, is_list.then_some(format))
}

/// A list inside a list has no spelling in 3.0: its elements are written by the caller.
fn elements(items: &mut Object, old: &Pointer, upgrade: &mut Upgrade<'_, '_>) {
    let format = items.shift_remove("collectionFormat");
    if text(items, "type") != Some("array") {
        return;
    }
    let format = format.as_ref().and_then(Value::as_str).unwrap_or("csv");
    let between = match format {
        "ssv" => "a space",
        "tsv" => "a tab",
        "pipes" => "`|`",
        _ => "`,`",
    };
    let message = format!(
        "a list inside a list is text that the caller writes, {between} between the elements"
    );
    upgrade.lost(
        Code::UnsupportedStyle,
        old,
        message,
        "a list of lists has to be sent in a body to have a type",
    );
    let keep = |key: &str| matches!(key, "description" | "title") || is_extension(key);
    items.retain(|key, _| keep(key));
    items.insert("type".to_owned(), json!("string"));
}

/// Writes `collectionFormat` as `style` and `explode`.
fn style(
    parameter: &mut Object,
    location: &str,
    format: &str,
    old: &Pointer,
    upgrade: &mut Upgrade<'_, '_>,
) {
    if parameter.contains_key("style") {
        return;
    }
    let in_query = location == "query";
    let (style, explode) = match format {
        "csv" if in_query => ("form", false),
        "multi" if in_query => ("form", true),
        "ssv" => ("spaceDelimited", false),
        "pipes" => ("pipeDelimited", false),
        "tsv" => ("tabDelimited", false),
        "csv" => return,
        other => {
            let message =
                format!("`collectionFormat: {other}` does not fit a parameter in `{location}`");
            upgrade.lost(
                Code::UnsupportedStyle,
                &old.child("collectionFormat"),
                message,
                "its elements are written with commas between them, as `csv` says",
            );
            return;
        }
    };
    let has_word = in_query && style != "tabDelimited";
    let key = if has_word { "style" } else { STYLE };
    parameter.insert(key.to_owned(), json!(style));
    parameter.insert("explode".to_owned(), json!(explode));
}
