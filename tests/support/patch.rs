//! JSON Patch (RFC 6902), as far as documents that differ in one way need it: `add`, `remove`, `replace`, `move`.

use serde_json::Value;

/// Applies the operations of `patch`, a list, to `document`.
///
/// # Panics
/// When an operation is not one of the four, or a place that it names is not there.
pub fn apply(document: &mut Value, patch: &Value) {
    for step in patch.as_array().expect("a patch is a list") {
        let place = text(step, "path");
        let value = || step.get("value").expect("`add` and `replace` have a value");
        match text(step, "op") {
            "add" => add(document, place, value().clone()),
            "remove" => drop(remove(document, place)),
            "replace" => {
                let old = document.pointer_mut(place);
                *old.unwrap_or_else(|| panic!("nothing to replace at {place}")) = value().clone();
            }
            "move" => {
                let value = remove(document, text(step, "from"));
                add(document, place, value);
            }
            other => panic!("`{other}` is no operation of a patch"),
        }
    }
}

fn text<'s>(step: &'s Value, key: &str) -> &'s str {
    let text = step.get(key).and_then(Value::as_str);
    text.unwrap_or_else(|| panic!("{step} has no `{key}`"))
}

/// What is around a place, and the key in it.
fn around<'d>(document: &'d mut Value, path: &str) -> (&'d mut Value, String) {
    let (parent, key) = path.rsplit_once('/').expect("a pointer below the root");
    let key = key.replace("~1", "/").replace("~0", "~");
    let parent = document.pointer_mut(parent);
    (
        parent.unwrap_or_else(|| panic!("nothing is around {path}")),
        key,
    )
}

fn add(document: &mut Value, path: &str, value: Value) {
    let (parent, key) = around(document, path);
    match parent {
        Value::Object(members) => drop(members.insert(key, value)),
        Value::Array(elements) if key == "-" => elements.push(value),
        Value::Array(elements) => elements.insert(key.parse().expect("an index"), value),
        _ => panic!("nothing can be added at {path}"),
    }
}

fn remove(document: &mut Value, path: &str) -> Value {
    let (parent, key) = around(document, path);
    let removed = match parent {
        // The others keep their order.
        Value::Object(members) => members.shift_remove(&key),
        Value::Array(elements) => Some(elements.remove(key.parse().expect("an index"))),
        _ => None,
    };
    removed.unwrap_or_else(|| panic!("nothing to remove at {path}"))
}
