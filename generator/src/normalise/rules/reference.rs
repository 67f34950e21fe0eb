//! `$ref` with company.

use serde_json::{Value, json};

use super::super::keywords::is_extension;
use super::super::version::Dialect;
use super::{Findings, Path, Schema};
use crate::diagnostics::Code;

/// What people write beside `$ref` in 3.0 and mean, although the specification says it is ignored.
const MEANT: &[&str] = &[
    "description",
    "title",
    "nullable",
    "readOnly",
    "writeOnly",
    "deprecated",
    "default",
    "example",
    "xml",
];

/// `$ref` beside other keywords becomes an `allOf` of the reference, beside the same keywords.
///
/// In 3.0 (OAS 3.0.3 section 4.7.23) siblings have no effect: annotations are honoured with a warning, the rest goes.
pub(super) fn siblings(schema: &mut Schema, path: &Path<'_>, findings: &mut Findings<'_>) {
    if schema.len() < 2 || !schema.get("$ref").is_some_and(Value::is_string) {
        return;
    }
    if findings.dialect < Dialect::V31 {
        schema.retain(|key, _| {
            if key == "$ref" || is_extension(key) {
                return true;
            }
            let here = path.key(key);
            if MEANT.contains(&key.as_str()) {
                findings.other_dialect(&here, &format!("`{key}` has no effect beside `$ref`"));
                return true;
            }
            findings.once(
                Code::IgnoredKeyword,
                &here,
                format!("`{key}` is ignored beside `$ref` in OpenAPI 3.0"),
                "put the reference into an `allOf` with one element, beside the other keywords",
            );
            false
        });
        if !schema.keys().any(|key| MEANT.contains(&key.as_str())) {
            return;
        }
    }
    let Some(reference) = schema.shift_remove("$ref") else {
        return;
    };
    let reference = json!({"$ref": reference});
    match schema.get_mut("allOf") {
        Some(Value::Array(list)) => list.push(reference),
        _ => {
            schema.insert("allOf".to_owned(), Value::Array(vec![reference]));
        }
    }
}
