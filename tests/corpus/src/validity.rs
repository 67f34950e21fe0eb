//! Whether an example is valid for its own schema, by a validator that knows nothing of the generator.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Map, Value, json};

use crate::Result;

/// What the document is called among the validator's resources.
const DOCUMENT: &str = "https://document.invalid/openapi";

/// The schemas of one document, in JSON Schema's words.
pub(crate) struct Schemas {
    registry: Registry<'static>,
    draft: Draft,
    known: BTreeMap<String, Option<Validator>>,
}

impl Schemas {
    /// Takes the schemas of a document. Those of 2.0 and 3.0 are close to draft 4, where what stands beside a `$ref` has
    /// no effect and exclusive bounds are flags; only `nullable` has to be said in other words.
    pub(crate) fn of(document: &Value) -> Result<Self> {
        let version = document
            .get("openapi")
            .and_then(Value::as_str)
            .unwrap_or("2.0");
        let modern = version.starts_with("3.1") || version.starts_with("3.2");
        let mut document = document.clone();
        say_null(&mut document, 0);
        let draft = if modern {
            Draft::Draft202012
        } else {
            Draft::Draft4
        };
        let registry = Registry::new()
            .draft(draft)
            .add(DOCUMENT, draft.create_resource(document))
            .and_then(jsonschema::RegistryBuilder::prepare)
            .map_err(|error| error.to_string())?;
        Ok(Self {
            registry,
            draft,
            known: BTreeMap::new(),
        })
    }

    /// Whether `value` is valid for the schema at `pointer`; `None` where the schema cannot be used.
    pub(crate) fn is_valid(&mut self, pointer: &str, value: &Value) -> Option<bool> {
        if !self.known.contains_key(pointer) {
            let schema = json!({"$ref": format!("{DOCUMENT}#{}", fragment(pointer))});
            let validator = jsonschema::options()
                .with_draft(self.draft)
                .with_registry(&self.registry)
                .should_validate_formats(true)
                .with_format("date", is_date)
                .with_format("uuid", is_uuid)
                .with_format("byte", is_base64)
                .build(&schema)
                .ok();
            self.known.insert(pointer.to_owned(), validator);
        }
        let validator = self.known.get(pointer)?.as_ref()?;
        Some(validator.is_valid(value))
    }
}

/// Documents nest less than this, or are none.
const DEEPEST: usize = 200;

/// `nullable: true` as one more type.
fn say_null(value: &mut Value, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(list) => list.iter_mut().for_each(|value| say_null(value, depth + 1)),
        Value::Object(map) => {
            map.values_mut()
                .for_each(|value| say_null(value, depth + 1));
            // A schema with properties that says no type is meant to be an object's, not any text's as well.
            let meant = map.get("properties").is_some_and(Value::is_object);
            if meant && !map.contains_key("type") {
                map.insert("type".to_owned(), Value::String("object".to_owned()));
            }
            if map.get("nullable") == Some(&Value::Bool(true)) {
                map.remove("nullable");
                let schema = std::mem::take(map);
                *map = or_null(&schema);
            }
        }
        _ => {}
    }
}

fn or_null(schema: &Map<String, Value>) -> Map<String, Value> {
    let either = json!({"anyOf": [schema, {"enum": [null]}]});
    either.as_object().cloned().unwrap_or_default()
}

/// A pointer as the fragment of a URI.
fn fragment(pointer: &str) -> String {
    let mut text = String::new();
    for byte in pointer.bytes() {
        if byte.is_ascii_alphanumeric() || b"/~-._!$&'()*+,;=:@".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    let number = |part: &str, length: usize| {
        (part.len() == length)
            .then(|| part.parse::<u16>().ok())
            .flatten()
    };
    number(year, 4).is_some()
        && number(month, 2).is_some_and(|month| (1..=12).contains(&month))
        && number(day, 2)
            .is_some_and(|day| (1..=28).contains(&day) || day <= 31 && day > 28 && *month != "02")
}

fn is_uuid(text: &str) -> bool {
    let parts: Vec<usize> = text.split('-').map(str::len).collect();
    parts == [8, 4, 4, 4, 12] && text.chars().all(|c| c == '-' || c.is_ascii_hexdigit())
}

fn is_base64(text: &str) -> bool {
    let bare = text.trim_end_matches('=');
    let is_character = |c: char| c.is_ascii_alphanumeric() || c == '+' || c == '/';
    text.len().is_multiple_of(4) && bare.len() + 2 >= text.len() && bare.chars().all(is_character)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Schemas;

    #[test]
    fn null_references_and_formats() {
        let document = json!({
            "openapi": "3.0.0",
            "paths": {"/a/{b}": {"get": {"schema": {"$ref": "#/components/schemas/A", "type": "string"}}}},
            "components": {"schemas": {
                "A": {"type": "object", "required": ["b"], "properties": {"b": {"$ref": "#/components/schemas/B"}}},
                "B": {"type": "string", "format": "uuid", "nullable": true},
                "C": {"type": "number", "minimum": 1, "exclusiveMinimum": true},
                "D": {"$ref": "#/components/schemas/Nowhere"},
            }},
        });
        let mut schemas = Schemas::of(&document).unwrap();
        for (pointer, value, expected) in [
            ("/paths/~1a~1{b}/get/schema", json!({"b": null}), Some(true)),
            ("/components/schemas/A", json!({"b": "x"}), Some(false)),
            ("/components/schemas/A", json!({}), Some(false)),
            (
                "/components/schemas/B",
                json!("0f8fad5b-d9cb-469f-a165-70867728950e"),
                Some(true),
            ),
            ("/components/schemas/C", json!(1), Some(false)),
            ("/components/schemas/C", json!(1.5), Some(true)),
            ("/components/schemas/D", json!(1), None),
        ] {
            assert_eq!(
                schemas.is_valid(pointer, &value),
                expected,
                "{pointer} {value}"
            );
        }
    }
}
