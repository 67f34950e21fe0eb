//! Types that are spelled as in another language.

use serde_json::Value;

use super::{Findings, Path, Schema};
use crate::diagnostics::Code;

const TYPES: &[&str] = &[
    "array", "boolean", "integer", "null", "number", "object", "string",
];

/// What people write, the type they mean and its format.
const MEANT: &[(&str, &str, &str)] = &[
    ("int", "integer", ""),
    ("int32", "integer", "int32"),
    ("int64", "integer", "int64"),
    ("long", "integer", "int64"),
    ("float", "number", "float"),
    ("double", "number", "double"),
    ("decimal", "number", ""),
    ("bool", "boolean", ""),
    ("str", "string", ""),
    ("text", "string", ""),
    ("date", "string", "date"),
    ("datetime", "string", "date-time"),
    ("date-time", "string", "date-time"),
    ("timestamp", "string", "date-time"),
    ("uuid", "string", "uuid"),
    ("uri", "string", "uri"),
    ("url", "string", "uri"),
    ("email", "string", "email"),
    ("byte", "string", "byte"),
    ("binary", "string", "binary"),
    ("list", "array", ""),
    ("map", "object", ""),
    ("dict", "object", ""),
    ("hash", "object", ""),
    ("any", "", ""),
];

/// Reads a word that can only mean one type as that.
pub(super) fn meant(schema: &mut Schema, path: &Path<'_>, findings: &mut Findings<'_>) {
    let Some(Value::String(written)) = schema.get("type") else {
        return;
    };
    let lower = written.trim().to_ascii_lowercase();
    let known = TYPES
        .iter()
        .map(|name| (*name, *name, ""))
        .chain(MEANT.iter().copied());
    let Some((_, name, format)) = known.into_iter().find(|(word, ..)| *word == lower) else {
        return;
    };
    if name == written {
        return;
    }
    let message = format!("`{written}` is not a type");
    if name.is_empty() {
        let help = "leave `type` out, so that any value is allowed; it is read like that";
        findings.once(Code::CoercedValue, &path.key("type"), message, help);
        schema.shift_remove("type");
        return;
    }
    let help = format!("write `{name}`; it is read like that");
    findings.once(Code::CoercedValue, &path.key("type"), message, &help);
    schema.insert("type".to_owned(), Value::from(name));
    if !format.is_empty() {
        schema
            .entry("format")
            .or_insert_with(|| Value::from(format));
    }
}
