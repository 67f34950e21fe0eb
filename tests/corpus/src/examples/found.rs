//! Where examples stand: in schemas, and beside the schemas of parameters and media types.

use std::collections::BTreeMap;

use serde_json::Value;

/// One example.
#[derive(Debug)]
pub(super) struct Example<'a> {
    /// Where its value stands.
    pub(super) place: String,
    /// The pointer of its schema.
    pub(super) schema: String,
    /// The schema's Rust type.
    pub(super) ty: &'a str,
    pub(super) value: &'a Value,
}

/// A chain of references longer than this is a cycle.
const LONGEST: usize = 64;
/// Documents nest less than this, or are none.
const DEEPEST: usize = 100;

/// All examples whose schema has a type by which a value alone can be read.
pub(super) fn examples<'a>(
    tree: &'a Value,
    types: &'a BTreeMap<String, String>,
) -> Vec<Example<'a>> {
    let mut found = Vec::new();
    for (pointer, ty) in types.iter().filter(|(_, ty)| !ty.is_empty()) {
        let Some(schema) = tree.pointer(pointer) else {
            continue;
        };
        let list = schema
            .get("examples")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        let one = [schema.get("example"), schema.get("default")]
            .into_iter()
            .flatten();
        for value in one.chain(list) {
            found.push(Example {
                place: pointer.clone(),
                schema: pointer.clone(),
                ty,
                value,
            });
        }
    }
    beside(tree, tree, &mut String::new(), types, &mut found, 0);
    found
}

/// Examples beside a `schema`, anywhere below `at`.
fn beside<'a>(
    tree: &'a Value,
    at: &'a Value,
    pointer: &mut String,
    types: &'a BTreeMap<String, String>,
    found: &mut Vec<Example<'a>>,
    depth: usize,
) {
    let Some(map) = at.as_object().filter(|_| depth < DEEPEST) else {
        if let Some(list) = at.as_array() {
            for (index, value) in list.iter().enumerate() {
                step(pointer, &index.to_string(), |pointer| {
                    beside(tree, value, pointer, types, found, depth + 1);
                });
            }
        }
        return;
    };
    if map.contains_key("schema") {
        holder(tree, at, pointer, types, found);
    }
    let nested = map
        .iter()
        .filter(|(key, _)| !matches!(key.as_str(), "example" | "examples" | "default" | "enum"));
    for (key, value) in nested {
        // Of an answer or a body only what is JSON is a value of its schema.
        let text = key.contains('/') && !key.starts_with('/') && !key.contains("json");
        if !text {
            step(pointer, key, |pointer| {
                beside(tree, value, pointer, types, found, depth + 1);
            });
        }
    }
}

fn step(pointer: &mut String, token: &str, then: impl FnOnce(&mut String)) {
    let length = pointer.len();
    pointer.push('/');
    pointer.push_str(&token.replace('~', "~0").replace('/', "~1"));
    then(pointer);
    pointer.truncate(length);
}

/// The examples of a parameter, header or media type.
fn holder<'a>(
    tree: &'a Value,
    at: &'a Value,
    pointer: &str,
    types: &'a BTreeMap<String, String>,
    found: &mut Vec<Example<'a>>,
) {
    let Some(schema) = target(tree, format!("{pointer}/schema")) else {
        return;
    };
    let Some(ty) = types.get(&schema).filter(|ty| !ty.is_empty()) else {
        return;
    };
    let named = at
        .get("examples")
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(|map| map.values());
    let named = named.filter_map(
        |example| match example.get("$ref").and_then(Value::as_str) {
            Some(to) => tree.pointer(to.strip_prefix('#')?)?.get("value"),
            None => example.get("value"),
        },
    );
    for value in at.get("example").into_iter().chain(named) {
        found.push(Example {
            place: pointer.to_owned(),
            schema: schema.clone(),
            ty,
            value,
        });
    }
}

/// The pointer behind references within the file.
pub(super) fn target(tree: &Value, pointer: String) -> Option<String> {
    let mut pointer = pointer;
    for _ in 0..LONGEST {
        match tree.pointer(&pointer)?.get("$ref").and_then(Value::as_str) {
            Some(to) => {
                pointer = to
                    .strip_prefix('#')?
                    .replace("%7B", "{")
                    .replace("%7D", "}");
            }
            None => return Some(pointer),
        }
    }
    None
}
