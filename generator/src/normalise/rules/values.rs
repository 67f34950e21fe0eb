//! `const` and `examples`.

use serde_json::Value;

use super::{Findings, Path, Schema};
use crate::diagnostics::Code;

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
    if let Some(Value::Object(named)) = schema.get("examples") {
        let message = "`examples` of a schema is a list of values".to_owned();
        let help = "it is read as if each stood in a list, without its name";
        findings.once(Code::CoercedValue, &path.key("examples"), message, help);
        let values = named
            .values()
            .map(|example| example.get("value").unwrap_or(example));
        let values: Vec<Value> = values.cloned().collect();
        schema.insert("examples".to_owned(), Value::Array(values));
    }
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
