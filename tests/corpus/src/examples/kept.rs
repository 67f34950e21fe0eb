//! What of an example its schema declares.

use serde_json::{Map, Value};

use super::found::target;

/// Schemas refer to each other, values do not: this is deeper than any.
const DEEPEST: usize = 64;

/// `value` without the members that the schema at `pointer` does not declare, or declares for one direction only.
pub(super) fn of(tree: &Value, pointer: &str, value: &Value) -> Value {
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

fn kept(tree: &Value, schemas: &[&Value], value: &Value, depth: usize) -> Value {
    if depth > DEEPEST {
        return value.clone();
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
            Value::Array(
                list.iter()
                    .map(|value| inner(items.clone(), value))
                    .collect(),
            )
        }
        Value::Object(map) => {
            let named = schemas
                .iter()
                .any(|schema| schema.get("properties").is_some());
            let mut left = Map::new();
            for (key, value) in map {
                let declared: Vec<&Value> = schemas
                    .iter()
                    .filter_map(|schema| schema.get("properties")?.get(key))
                    .collect();
                let one_way = declared.iter().any(|schema| {
                    ["readOnly", "writeOnly"]
                        .iter()
                        .any(|word| schema.get(word) == Some(&Value::Bool(true)))
                });
                if one_way {
                    continue;
                }
                if !declared.is_empty() {
                    left.insert(key.clone(), inner(declared, value));
                    continue;
                }
                let others: Vec<&Value> = schemas
                    .iter()
                    .filter_map(|schema| schema.get("additionalProperties"))
                    .collect();
                let open = others.iter().any(|schema| **schema != Value::Bool(false));
                if open || !named {
                    left.insert(key.clone(), inner(others, value));
                }
            }
            Value::Object(left)
        }
        other => other.clone(),
    }
}
