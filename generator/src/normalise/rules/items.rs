//! `items`.

use serde_json::{Value, json};

use super::super::version::Dialect;
use super::{Findings, Path, Schema};
use crate::diagnostics::Code;

/// 3.0 and 2.0 want `items` for every array; without it the elements are any JSON values.
pub(super) fn missing(schema: &mut Schema, path: &Path<'_>, findings: &mut Findings<'_>) {
    let is_array = schema.get("type").is_some_and(|name| name == "array");
    let is_part = || {
        let tokens: Vec<String> = path.pointer().tokens().collect();
        let around = tokens.iter().rev().nth(1).map(String::as_str);
        matches!(around, Some("allOf" | "anyOf" | "oneOf"))
    };
    // What stands beside it, or around it, may say what the elements are.
    let said = [
        "items",
        "prefixItems",
        "$ref",
        "enum",
        "allOf",
        "anyOf",
        "oneOf",
    ];
    if is_array
        && findings.dialect < Dialect::V31
        && !said.iter().any(|keyword| schema.contains_key(*keyword))
        && !is_part()
    {
        let message = "an array without `items`".to_owned();
        let help = "say what its elements are; they are read as any JSON values";
        findings.once(Code::SuspectValue, &path.key("type"), message, help);
    }
}

/// A list as `items` is how JSON Schema wrote tuples before 2020-12: one element is meant for all, several are
/// `prefixItems`, and `additionalItems` is what follows them.
pub(super) fn list(schema: &mut Schema, path: &Path<'_>, findings: &mut Findings<'_>) {
    let Some(Value::Array(list)) = schema.get("items") else {
        return;
    };
    let here = path.key("items");
    let is_array = match schema.get("type") {
        Some(Value::String(name)) => name == "array",
        Some(Value::Array(names)) => names.iter().any(|name| name == "array"),
        _ => false,
    };
    let length = list.len();
    let list = schema.shift_remove("items");
    if !is_array || length == 0 {
        let message = "a list of schemas as `items` says nothing without `type: array`";
        let help = "write `oneOf` if the value is one of them";
        findings.once(Code::SuspectValue, &here, message.to_owned(), help);
        return;
    }
    findings.other_dialect(&here, "a list as `items` is not allowed");
    let rest = schema.shift_remove("additionalItems");
    match list {
        Some(Value::Array(mut only)) if length == 1 => {
            if let Some(only) = only.pop() {
                schema.insert("items".to_owned(), only);
            }
        }
        Some(list) => {
            schema.insert("prefixItems".to_owned(), list);
            if let Some(rest) = rest {
                let rest = match rest {
                    Value::Bool(true) => json!({}),
                    Value::Bool(false) => json!({"not": {}}),
                    other => other,
                };
                schema.insert("items".to_owned(), rest);
            }
        }
        None => {}
    }
}
