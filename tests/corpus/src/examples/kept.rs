//! What of an example its schema declares.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::found::target;

/// Schemas refer to each other, values do not: this is deeper than any.
const DEEPEST: usize = 64;

/// What of a value must still be there when it was read and written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) enum Kept {
    /// All of it.
    All,
    /// A list: of each element, in order.
    Each(Vec<Kept>),
    /// An object: of each member that the schema declares. Others may be gone.
    Members(BTreeMap<String, Member>),
}

/// A declared member.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Member {
    /// Whether it is `readOnly` or `writeOnly`: one of two types lacks it, and it may be gone.
    pub(crate) one_way: bool,
    /// What of it must be there, if it is there.
    pub(crate) kept: Kept,
}

/// What of `value` the schema at `pointer` declares.
pub(super) fn of(tree: &Value, pointer: &str, value: &Value) -> Kept {
    let mut schemas = Vec::new();
    if let Some(schema) = tree.pointer(pointer) {
        branches(tree, schema, &mut schemas, 0);
    }
    kept(tree, &schemas, value, 0)
}

/// A schema and all that it is composed of.
fn branches<'a>(tree: &'a Value, schema: &'a Value, found: &mut Vec<&'a Value>, depth: usize) {
    if depth > DEEPEST || found.len() > 500 {
        return;
    }
    found.push(schema);
    if let Some(to) = schema.get("$ref").and_then(Value::as_str)
        && let Some(pointer) = to
            .strip_prefix('#')
            .and_then(|to| target(tree, to.to_owned()))
        && let Some(schema) = tree.pointer(&pointer)
        && !found.iter().any(|known| std::ptr::eq(*known, schema))
    {
        branches(tree, schema, found, depth + 1);
    }
    for key in ["allOf", "anyOf", "oneOf"] {
        for branch in schema
            .get(key)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            branches(tree, branch, found, depth + 1);
        }
    }
}

fn kept(tree: &Value, schemas: &[&Value], value: &Value, depth: usize) -> Kept {
    if depth > DEEPEST {
        return Kept::All;
    }
    let inner = |schemas: Vec<&Value>, value: &Value| {
        let mut all = Vec::new();
        for schema in schemas {
            branches(tree, schema, &mut all, 0);
        }
        kept(tree, &all, value, depth + 1)
    };
    match value {
        Value::Array(list) => {
            let items: Vec<&Value> = schemas
                .iter()
                .filter_map(|schema| schema.get("items"))
                .collect();
            Kept::Each(
                list.iter()
                    .map(|value| inner(items.clone(), value))
                    .collect(),
            )
        }
        Value::Object(map) => {
            let named = schemas
                .iter()
                .any(|schema| schema.get("properties").is_some());
            let others: Vec<&Value> = schemas
                .iter()
                .filter_map(|schema| schema.get("additionalProperties"))
                .collect();
            let open = !named || others.iter().any(|schema| **schema != Value::Bool(false));
            let mut members = BTreeMap::new();
            for (key, value) in map {
                let declared: Vec<&Value> = schemas
                    .iter()
                    .filter_map(|schema| schema.get("properties")?.get(key))
                    .collect();
                if declared.is_empty() && !open {
                    continue;
                }
                let one_way = declared.iter().any(|schema| {
                    ["readOnly", "writeOnly"]
                        .iter()
                        .any(|word| schema.get(word) == Some(&Value::Bool(true)))
                });
                let schemas = if declared.is_empty() {
                    others.clone()
                } else {
                    declared
                };
                let kept = inner(schemas, value);
                members.insert(key.clone(), Member { one_way, kept });
            }
            Kept::Members(members)
        }
        _ => Kept::All,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::compare::same;

    /// Members that nobody declares may be gone, below a `readOnly` one too.
    #[test]
    fn members_that_are_not_declared_may_be_gone() {
        let tree = json!({
            "properties": {
                "name": {"type": "string"},
                "links": {"readOnly": true, "properties": {"own": {"type": "string"}}},
                "free": {"type": "object"},
            },
        });
        let value = json!({"name": "a", "links": {"own": "b", "other": 1}, "free": {"x": 1}});
        let kept = of(&tree, "", &value);
        for (written, expected) in [
            (value.clone(), true),
            (
                json!({"name": "a", "links": {"own": "b"}, "free": {"x": 1}}),
                true,
            ),
            (json!({"name": "a", "free": {"x": 1}}), true),
            (
                json!({"name": "a", "links": {"other": 1}, "free": {"x": 1}}),
                false,
            ),
            (json!({"name": "a", "free": {}}), false),
            (json!({"free": {"x": 1}}), false),
        ] {
            assert_eq!(same(&value, &kept, &written).is_ok(), expected, "{written}");
        }
    }
}
