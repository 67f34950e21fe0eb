//! `const` and `examples`.

use serde_json::Value;

use super::{Findings, Path, Schema};

/// `const` becomes an `enum` of one value.
pub(super) fn constant(schema: &mut Schema, path: &Path<'_>, findings: &mut Findings<'_>) {
    let Some(value) = schema.shift_remove("const") else {
        return;
    };
    findings.since_31(&path.key("const"), "`const` is new");
    schema.insert("enum".to_owned(), Value::Array(vec![value]));
}

/// The first of `examples` becomes `example`, unless there is one.
pub(super) fn examples(schema: &mut Schema, path: &Path<'_>, findings: &mut Findings<'_>) {
    if !schema.get("examples").is_some_and(Value::is_array) {
        return;
    }
    findings.since_31(&path.key("examples"), "`examples` in a schema is new");
    if let Some(Value::Array(values)) = schema.shift_remove("examples")
        && let Some(first) = values.into_iter().next()
    {
        schema.entry("example").or_insert(first);
    }
}
