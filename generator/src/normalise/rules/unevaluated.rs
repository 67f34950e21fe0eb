//! `unevaluatedProperties` and `unevaluatedItems` (JSON Schema 2020-12 core, section 11).

use serde_json::{Value, json};

use super::{Findings, Path, Schema};

/// What may evaluate a part of the value, beside the keywords of the schema itself. `not` never does.
const APPLICATORS: &[&str] = &[
    "$ref",
    "$dynamicRef",
    "allOf",
    "anyOf",
    "oneOf",
    "if",
    "then",
    "else",
    "dependentSchemas",
];

/// Where nothing else evaluates properties or elements, they are those that `additionalProperties` and `items` speak of.
/// What it says that further properties are counts in a composition too, since all of one make one type; that there are
/// none is then a matter of all its parts, and is not checked.
pub(super) fn rest(schema: &mut Schema, path: &Path<'_>, findings: &mut Findings<'_>) {
    let alone = !APPLICATORS.iter().any(|key| schema.contains_key(*key));
    let here = "unevaluatedProperties";
    let refuses = |schema: &Schema, key| schema.get(key).is_some_and(|rest| *rest == json!(false));
    let says = |schema: &Schema, keys: &[&str]| keys.iter().any(|key| schema.contains_key(*key));
    // By itself, a refusal does not say what the value is.
    let object = ["type", "properties", "patternProperties"];
    if !schema.contains_key("additionalProperties")
        && (!refuses(schema, here) || (alone && says(schema, &object)))
        && let Some(rest) = schema.shift_remove(here)
    {
        findings.since_31(&path.key(here), &format!("`{here}` is new"));
        schema.insert("additionalProperties".to_owned(), rest);
    }
    let here = "unevaluatedItems";
    if alone
        && !says(schema, &["items", "contains"])
        && (!refuses(schema, here) || says(schema, &["type", "prefixItems"]))
        && let Some(rest) = schema.shift_remove(here)
    {
        findings.since_31(&path.key(here), &format!("`{here}` is new"));
        let rest = match rest {
            Value::Bool(true) => json!({}),
            Value::Bool(false) => json!({"not": {}}),
            other => other,
        };
        schema.insert("items".to_owned(), rest);
    }
}
