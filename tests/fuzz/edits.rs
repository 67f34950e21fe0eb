//! Edits of a document that chance makes, sensible ones and others.

use serde_json::{Map, Value, json};

use crate::chance::Chance;

/// Changes something; says what.
pub(crate) fn edit(tree: &mut Value, chance: &mut Chance) -> String {
    let mut places = Vec::new();
    collect(tree, "", &mut places);
    if places.is_empty() {
        return "nothing is there".to_owned();
    }
    let place = places[chance.below(places.len())].clone();
    let other = places[chance.below(places.len())].clone();
    let references: Vec<String> = places
        .iter()
        .filter(|place| place.ends_with("/$ref"))
        .cloned()
        .collect();
    let what = match chance.below(12) {
        0 | 1 => remove(tree, &place),
        2 => repeat(tree, &place),
        3 => put(tree, &place, odd(chance)),
        4 | 5 => retyped(tree, &place, chance),
        6 => rename(tree, &place, chance),
        7 => {
            let value = tree.pointer(&other).cloned().unwrap_or_default();
            put(tree, &place, value)
        }
        8 => {
            let value = tree.pointer(&place).cloned().unwrap_or_default();
            put(tree, &place, wrapped(&value, chance))
        }
        9 if !references.is_empty() => {
            let place = &references[chance.below(references.len())];
            put(tree, place, target(&other, &references, tree, chance))
        }
        10 => reorder(tree, &place),
        _ => added(tree, &place, chance),
    };
    format!("{what} {place}")
}

/// The pointers of all that is inside a value.
fn collect(value: &Value, at: &str, places: &mut Vec<String>) {
    let inside: Vec<(String, &Value)> = match value {
        Value::Object(members) => members
            .iter()
            .map(|(key, value)| (key.replace('~', "~0").replace('/', "~1"), value))
            .collect(),
        Value::Array(elements) => {
            let elements = elements.iter().enumerate();
            elements
                .map(|(index, value)| (index.to_string(), value))
                .collect()
        }
        _ => return,
    };
    for (key, value) in inside {
        let at = format!("{at}/{key}");
        collect(value, &at, places);
        places.push(at);
    }
}

/// What is around a place, and the key in it.
fn around<'t>(tree: &'t mut Value, place: &str) -> Option<(&'t mut Value, String)> {
    let (parent, key) = place.rsplit_once('/')?;
    let key = key.replace("~1", "/").replace("~0", "~");
    Some((tree.pointer_mut(parent)?, key))
}

fn remove(tree: &mut Value, place: &str) -> &'static str {
    match around(tree, place) {
        Some((Value::Object(members), key)) => drop(members.shift_remove(&key)),
        Some((Value::Array(elements), key)) => {
            let index = key.parse().unwrap_or(elements.len());
            if index < elements.len() {
                elements.remove(index);
            }
        }
        _ => {}
    }
    "without"
}

fn repeat(tree: &mut Value, place: &str) -> &'static str {
    let value = tree.pointer(place).cloned().unwrap_or_default();
    match around(tree, place) {
        Some((Value::Object(members), key)) => drop(members.insert(format!("{key}2"), value)),
        Some((Value::Array(elements), _)) => elements.push(value),
        _ => {}
    }
    "twice"
}

fn put(tree: &mut Value, place: &str, value: Value) -> &'static str {
    if let Some(there) = tree.pointer_mut(place) {
        *there = value;
    }
    "another value at"
}

/// Values that belong nowhere.
fn odd(chance: &mut Chance) -> Value {
    let all = [
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1e308),
        json!(u64::MAX),
        json!(""),
        json!("\u{0}\u{202e}`*<b>"),
        json!("#/"),
        json!([]),
        json!({}),
        json!([[[]]]),
        json!({"$ref": "#"}),
        json!({"$ref": 7}),
        json!({"type": ["string", "object", "array", "null"]}),
        json!(false),
    ];
    all[chance.below(all.len())].clone()
}

/// A word of the specification for another one; numbers beside what they were.
fn retyped(tree: &mut Value, place: &str, chance: &mut Chance) -> &'static str {
    const WORDS: &[&[&str]] = &[
        &[
            "string", "integer", "number", "boolean", "array", "object", "null",
        ],
        &["query", "header", "path", "cookie", "body", "formData"],
        &[
            "int32",
            "int64",
            "float",
            "double",
            "uuid",
            "date",
            "date-time",
            "byte",
            "binary",
            "decimal",
        ],
        &[
            "form",
            "simple",
            "deepObject",
            "pipeDelimited",
            "spaceDelimited",
            "label",
            "matrix",
        ],
        &["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"],
        &["3.0.3", "3.1.0", "3.2.0", "2.0"],
    ];
    let Some(there) = tree.pointer_mut(place) else {
        return "nothing at";
    };
    match there {
        Value::String(text) => {
            let words = WORDS.iter().find(|words| words.contains(&text.as_str()));
            match words {
                Some(words) => words[chance.below(words.len())].clone_into(text),
                None => text.push('x'),
            }
        }
        Value::Number(number) => {
            let number = number.as_f64().unwrap_or_default();
            *there = json!(if chance.below(2) == 0 {
                number + 1.0
            } else {
                number * -2.0
            });
        }
        Value::Bool(flag) => *flag = !*flag,
        other => *other = json!("text"),
    }
    "retyped"
}

fn rename(tree: &mut Value, place: &str, chance: &mut Chance) -> &'static str {
    const NAMES: &[&str] = &[
        "type",
        "x-other",
        "self",
        "",
        "$ref",
        "default",
        "200",
        "get",
        "/pets/{id}",
        "a b",
    ];
    if let Some((Value::Object(members), key)) = around(tree, place) {
        let name = match chance.below(3) {
            0 => NAMES[chance.below(NAMES.len())].to_owned(),
            1 => key.to_uppercase(),
            _ => format!("{key}_"),
        };
        let renamed: Map<String, Value> = std::mem::take(members)
            .into_iter()
            .map(|(other, value)| (if other == key { name.clone() } else { other }, value))
            .collect();
        *members = renamed;
    }
    "renamed"
}

fn wrapped(value: &Value, chance: &mut Chance) -> Value {
    match chance.below(6) {
        0 => json!({"oneOf": [value, {"type": "null"}]}),
        1 => {
            json!({"allOf": [value, {"type": "object", "properties": {"more": {"type": "string"}}}]})
        }
        2 => json!({"anyOf": [value, {"type": "string"}]}),
        3 => json!({"type": "array", "items": value}),
        4 => json!({"type": "object", "required": ["inside"], "properties": {"inside": value}}),
        _ => json!([value]),
    }
}

/// Where a reference leads now: elsewhere, to what is around it, to itself, or nowhere.
fn target(other: &str, references: &[String], tree: &Value, chance: &mut Chance) -> Value {
    let known = &references[chance.below(references.len())];
    match chance.below(4) {
        0 => tree.pointer(known).cloned().unwrap_or_default(),
        1 => json!(format!("#{other}")),
        2 => json!(format!("#{}", known.trim_end_matches("/$ref"))),
        _ => json!("#/components/schemas/Nowhere"),
    }
}

fn reorder(tree: &mut Value, place: &str) -> &'static str {
    match tree.pointer_mut(place) {
        Some(Value::Object(members)) => {
            let all = std::mem::take(members);
            *members = all.into_iter().rev().collect();
        }
        Some(Value::Array(elements)) => elements.reverse(),
        _ => {}
    }
    "turned round"
}

/// A keyword more.
fn added(tree: &mut Value, place: &str, chance: &mut Chance) -> &'static str {
    let all = [
        ("nullable", json!(true)),
        ("required", json!(true)),
        ("required", json!(["name", "id"])),
        ("deprecated", json!(true)),
        ("readOnly", json!(true)),
        ("writeOnly", json!(true)),
        ("minLength", json!(1)),
        ("maximum", json!(5)),
        ("enum", json!(["a", "A", 1, null])),
        ("const", json!("a")),
        ("default", json!({"a": 1})),
        ("additionalProperties", json!(false)),
        ("additionalProperties", json!({"type": "integer"})),
        ("discriminator", json!({"propertyName": "kind"})),
        ("format", json!("int64")),
        ("pattern", json!("^(")),
        ("security", json!([{"key": []}])),
        (
            "servers",
            json!([{"url": "https://{a}.example", "variables": {"a": {"default": "b"}}}]),
        ),
        ("prefixItems", json!([{"type": "string"}])),
        ("x-extensible-enum", json!(["a"])),
        ("explode", json!(false)),
    ];
    if let Some(Value::Object(members)) = tree.pointer_mut(place) {
        let (key, value) = all[chance.below(all.len())].clone();
        members.insert(key.to_owned(), value);
    }
    "more at"
}
