//! `type` and `nullable`.

use serde_json::{Map, Value, json};

use super::super::version::Dialect;
use super::{Findings, Path, Schema};
use crate::diagnostics::Code;

/// The key that marks a schema which only `null` satisfies; 3.0 has no word for it. Its value is `true`.
pub const NULL_TYPE: &str = "x-oaxide-null";

/// The keywords that say something about values of one type only.
pub(super) const OF_TYPE: &[(&str, &[&str])] = &[
    (
        "object",
        &[
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
            "maxProperties",
            "patternProperties",
            "propertyNames",
            "discriminator",
        ],
    ),
    (
        "array",
        &[
            "items",
            "minItems",
            "maxItems",
            "uniqueItems",
            "prefixItems",
            "contains",
        ],
    ),
    ("string", &["minLength", "maxLength", "pattern"]),
    ("number", NUMERIC),
    ("integer", NUMERIC),
];

const NUMERIC: &[&str] = &[
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
];

/// `type: file` is 2.0's for bytes.
pub(super) fn file(schema: &mut Schema, path: &Path<'_>, findings: &mut Findings<'_>) {
    if schema.get("type").is_none_or(|name| name != "file") {
        return;
    }
    if findings.dialect > Dialect::V20 {
        findings.other_dialect(&path.key("type"), "there is no type `file`");
    }
    schema.insert("type".to_owned(), Value::from("string"));
    schema.insert("format".to_owned(), Value::from("binary"));
}

/// `nullable` is 3.0's; it is honoured in 3.1 too. `x-nullable` is what everybody writes in 2.0.
pub(super) fn nullable(schema: &mut Schema, path: &Path<'_>, findings: &mut Findings<'_>) {
    if let Some(Value::Bool(flag)) = schema.get("x-nullable").cloned()
        && !schema.contains_key("nullable")
    {
        schema.shift_remove("x-nullable");
        schema.insert("nullable".to_owned(), Value::Bool(flag));
        return;
    }
    if findings.dialect >= Dialect::V31 && schema.contains_key("nullable") {
        findings.other_dialect(&path.key("nullable"), "`nullable` does not exist");
    }
}

/// A list of types: `null` becomes `nullable: true`, one other type stays, several become `anyOf`.
pub(super) fn list(schema: &mut Schema, path: &Path<'_>, findings: &mut Findings<'_>) {
    let Some(Value::Array(types)) = schema.get("type") else {
        return;
    };
    let here = path.key("type");
    findings.since_31(&here, "a list of types is new");
    let mut names: Vec<String> = Vec::new();
    for name in types {
        match name {
            Value::String(name) if names.contains(name) => {}
            Value::String(name) => names.push(name.clone()),
            _ => {
                findings.report(Code::WrongType, &here, "a type is named by text");
            }
        }
    }
    let count = names.len();
    names.retain(|name| name != "null");
    if names.len() < count && !names.is_empty() {
        schema.insert("nullable".to_owned(), Value::Bool(true));
        drop_null(schema);
    }
    match names.as_slice() {
        [] if count > 0 => {
            schema.insert("type".to_owned(), Value::from("null"));
        }
        [] => {
            schema.shift_remove("type");
        }
        [name] => {
            schema.insert("type".to_owned(), Value::from(name.as_str()));
        }
        several => split(schema, several),
    }
}

/// `null` among the values says nothing that `nullable` does not say.
fn drop_null(schema: &mut Schema) {
    if let Some(Value::Array(values)) = schema.get_mut("enum")
        && values.iter().any(|value| !value.is_null())
    {
        values.retain(|value| !value.is_null());
    }
}

/// One branch a type, each with the keywords and values that concern it; everything else stays beside.
fn split(schema: &mut Schema, types: &[String]) {
    schema.shift_remove("type");
    let values = match schema.shift_remove("enum") {
        Some(Value::Array(values)) => Some(values),
        _ => None,
    };
    let mut branches: Vec<Value> = Vec::new();
    for name in types {
        let mut branch: Schema = Map::new();
        branch.insert("type".to_owned(), Value::from(name.as_str()));
        let concerns = OF_TYPE
            .iter()
            .find(|(of, _)| of == name)
            .map_or(&[][..], |(_, keywords)| keywords);
        for keyword in concerns {
            if let Some(value) = schema.get(*keyword) {
                branch.insert((*keyword).to_owned(), value.clone());
            }
        }
        if let Some(Value::String(format)) = schema.get("format")
            && format_concerns(format, name)
        {
            branch.insert("format".to_owned(), Value::from(format.as_str()));
        }
        if let Some(values) = &values {
            let own: Vec<Value> = values
                .iter()
                .filter(|value| is_of_type(value, name))
                .cloned()
                .collect();
            if own.is_empty() {
                continue;
            }
            branch.insert("enum".to_owned(), Value::Array(own));
        }
        branches.push(Value::Object(branch));
    }
    let concerned = OF_TYPE
        .iter()
        .filter(|(of, _)| types.iter().any(|name| name == of));
    for keyword in concerned.flat_map(|(_, keywords)| keywords.iter()) {
        schema.shift_remove(*keyword);
    }
    schema.shift_remove("format");
    if schema.contains_key("anyOf") {
        // Both have to hold.
        let both = json!({"anyOf": branches});
        match schema.get_mut("allOf") {
            Some(Value::Array(list)) => list.push(both),
            _ => {
                schema.insert("allOf".to_owned(), Value::Array(vec![both]));
            }
        }
    } else {
        schema.insert("anyOf".to_owned(), Value::Array(branches));
    }
}

/// Whether a `format` says something about values of this type.
fn format_concerns(format: &str, name: &str) -> bool {
    let numeric = matches!(
        format,
        "int8"
            | "int16"
            | "int32"
            | "int64"
            | "uint8"
            | "uint16"
            | "uint32"
            | "uint64"
            | "float"
            | "double"
            | "decimal"
    );
    match name {
        "string" => !numeric,
        "integer" => numeric && format.contains("int"),
        "number" => numeric && !format.contains("int"),
        _ => false,
    }
}

fn is_of_type(value: &Value, name: &str) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(_) => name == "boolean",
        Value::Number(number) => {
            name == "number" || (name == "integer" && (number.is_i64() || number.is_u64()))
        }
        Value::String(_) => name == "string",
        Value::Array(_) => name == "array",
        Value::Object(_) => name == "object",
    }
}

/// The type `null`, and an enum of `null` alone, become [`NULL_TYPE`].
pub(super) fn null(schema: &mut Schema, path: &Path<'_>, findings: &mut Findings<'_>) {
    if schema.get("type").is_some_and(|name| name == "null") {
        findings.since_31(&path.key("type"), "the type `null` is new");
    } else if schema
        .get("enum")
        .is_none_or(|values| *values != json!([null]))
    {
        return;
    }
    schema.shift_remove("type");
    schema.shift_remove("enum");
    schema.shift_remove("nullable");
    schema.insert(NULL_TYPE.to_owned(), Value::Bool(true));
}
