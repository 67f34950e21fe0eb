//! Changes of a document that chance makes: the same in each run.

use serde_json::Value;

/// Changes something below `paths` or `components`; says what.
pub fn mutate(tree: &mut Value, round: usize) -> String {
    let mut places = Vec::new();
    for root in ["paths", "components", "definitions"] {
        if let Some(value) = tree.get(root) {
            collect(value, &format!("/{root}"), &mut places);
        }
    }
    // Far from each other, and the same in each run.
    let place = places
        .get((round + 1) * 7919 % places.len().max(1))
        .cloned()
        .unwrap_or_default();
    let (parent, key) = place.rsplit_once('/').unwrap_or_default();
    let key = key.replace("~1", "/").replace("~0", "~");
    match tree.pointer_mut(parent) {
        Some(Value::Object(map)) => {
            let exchanged = match map.get(&key).and_then(Value::as_str) {
                Some("string") => Some("integer"),
                Some("integer" | "number" | "boolean") => Some("string"),
                Some("query") => Some("header"),
                _ => None,
            };
            match exchanged {
                Some(other) => map.insert(key, other.into()),
                None => map.remove(&key),
            };
        }
        Some(Value::Array(list)) => {
            let _ = list.remove(key.parse().unwrap());
        }
        _ => {}
    }
    place
}

/// The pointers of all that is inside a value.
fn collect(value: &Value, at: &str, places: &mut Vec<String>) {
    let inside: Vec<(String, &Value)> = match value {
        Value::Object(map) => map
            .iter()
            .map(|(key, value)| (key.replace('~', "~0").replace('/', "~1"), value))
            .collect(),
        Value::Array(list) => {
            let list = list.iter().enumerate();
            list.map(|(index, value)| (index.to_string(), value))
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
