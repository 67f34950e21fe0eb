//! Schemas that no rule has anything to say about, as most are: told by a glance at their keys.

use super::super::version::Dialect;
use super::Schema;

/// The types whose name alone is no reason for a rule.
const TYPES: &[&str] = &["boolean", "integer", "number", "object", "string"];

/// Keywords that no rule looks for, whatever they hold; rules may look at them where they found another.
const QUIET: &[&str] = &[
    "additionalProperties",
    "default",
    "description",
    "example",
    "format",
    "properties",
    "readOnly",
    "required",
    "title",
];

/// Whether all rules would leave `schema` as it is and say nothing.
pub(super) fn is_plain(schema: &Schema, dialect: Dialect) -> bool {
    if schema.len() == 1 && schema.contains_key("$ref") {
        return true;
    }
    let mut is_array = false;
    let mut has_items = false;
    let plain = schema.iter().all(|(key, value)| match key.as_str() {
        "type" => {
            is_array = value == "array";
            is_array || value.as_str().is_some_and(|name| TYPES.contains(&name))
        }
        "items" => {
            has_items = value.is_object();
            has_items
        }
        "nullable" => dialect == Dialect::V30,
        other => QUIET.contains(&other),
    });
    plain && (has_items || !is_array)
}
