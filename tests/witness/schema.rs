//! Schemas of OpenAPI as JSON Schema 2020-12, for the `jsonschema` crate: with what discriminators, formats and encodings
//! say.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jsonschema::Validator;
use serde_json::{Map, Value, json};

use crate::document::{Document, list, members};

/// Who sends a value: properties that only the other side sends need not be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sender {
    Client,
    Server,
}

/// Validators for the schemas of a document.
pub(crate) struct Schemas<'d> {
    pub(crate) document: &'d Document,
    made: RefCell<BTreeMap<(String, Sender), Arc<Validator>>>,
}

/// A schema that is being converted: what it refers to, and schemas of JSON in texts.
struct Conversion<'d> {
    document: &'d Document,
    sender: Sender,
    definitions: Map<String, Value>,
    inside: Vec<Value>,
}

impl<'d> Schemas<'d> {
    pub(crate) fn new(document: &'d Document) -> Self {
        let made = RefCell::default();
        Self { document, made }
    }

    pub(crate) fn allows(&self, schema: &Value, sender: Sender, value: &Value) -> bool {
        self.validator(schema, sender).is_valid(value)
    }

    /// What is wrong with a value.
    pub(crate) fn refuses(&self, schema: &Value, sender: Sender, value: &Value) -> Option<String> {
        let validator = self.validator(schema, sender);
        let error = validator.validate(value).err()?;
        Some(format!("{error} at `{}`", error.instance_path()))
    }

    fn validator(&self, schema: &Value, sender: Sender) -> Arc<Validator> {
        let key = (schema.to_string(), sender);
        if let Some(validator) = self.made.borrow().get(&key) {
            return validator.clone();
        }
        let validator = Arc::new(validator(self.document, sender, schema));
        self.made.borrow_mut().insert(key, validator.clone());
        validator
    }
}

fn validator(document: &Document, sender: Sender, schema: &Value) -> Validator {
    let mut conversion = Conversion {
        document,
        sender,
        definitions: Map::new(),
        inside: Vec::new(),
    };
    let converted = conversion.schema(schema);
    let whole = json!({"$schema": "https://json-schema.org/draft/2020-12/schema", "allOf": [converted],
        "$defs": conversion.definitions});
    let mut options = jsonschema::options()
        .should_validate_formats(true)
        .should_ignore_unknown_formats(true)
        .with_format("x-base64", |text: &str| STANDARD.decode(text).is_ok())
        .with_format("x-base16", |text: &str| {
            is_of(text, 2, |c| c.is_ascii_hexdigit())
        })
        .with_format("x-base32", |text: &str| {
            is_of(text, 8, |c| matches!(c, 'A'..='Z' | '2'..='7' | '='))
        })
        .with_format("x-json", |text: &str| {
            serde_json::from_str::<Value>(text).is_ok()
        });
    for (index, inside) in conversion.inside.iter().enumerate() {
        let inside = self::validator(document, sender, inside);
        options = options.with_format(format!("x-inside-{index}"), move |text: &str| {
            serde_json::from_str(text).is_ok_and(|value: Value| inside.is_valid(&value))
        });
    }
    options
        .build(&whole)
        .unwrap_or_else(|error| panic!("{whole:#}: {error}"))
}

fn is_of(text: &str, unit: usize, alphabet: impl Fn(char) -> bool) -> bool {
    text.len().is_multiple_of(unit) && text.chars().all(alphabet)
}

/// Keywords whose value is a schema, a list of them, and a map of them.
const ONE: &[&str] = &[
    "additionalProperties",
    "contains",
    "else",
    "if",
    "items",
    "not",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];
const MANY: &[&str] = &["allOf", "anyOf", "oneOf", "prefixItems"];
const NAMED: &[&str] = &["dependentSchemas", "patternProperties", "properties"];
/// Keywords that are taken as they are.
const PLAIN: &[&str] = &[
    "const",
    "dependentRequired",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "pattern",
    "type",
    "uniqueItems",
];

impl Conversion<'_> {
    fn schema(&mut self, schema: &Value) -> Value {
        let Some(keywords) = schema.as_object() else {
            return if *schema == false {
                Value::Bool(false)
            } else {
                Value::Bool(true)
            };
        };
        let mut all = Vec::new();
        if let Some(to) = schema["$ref"].as_str() {
            all.push(self.reference(to));
            if self.document.is_old() {
                return all.remove(0);
            }
        }
        let mut converted = Map::new();
        for (key, value) in keywords {
            let value = match key.as_str() {
                key if ONE.contains(&key) => self.schema(value),
                key if MANY.contains(&key) => list(value).map(|value| self.schema(value)).collect(),
                key if NAMED.contains(&key) => {
                    let named = members(value);
                    named
                        .map(|(name, value)| (name.clone(), self.schema(value)))
                        .collect::<Map<_, _>>()
                        .into()
                }
                "required" => self.required(schema, value),
                key if PLAIN.contains(&key) => value.clone(),
                _ => continue,
            };
            converted.insert(key.clone(), value);
        }
        if self.document.is_old() {
            exclusive(&mut converted, "exclusiveMinimum", "minimum");
            exclusive(&mut converted, "exclusiveMaximum", "maximum");
        }
        all.extend(self.assertions(schema));
        if let Some(Value::Array(own)) = converted.remove("allOf") {
            all.extend(own);
        }
        if !all.is_empty() {
            converted.insert("allOf".to_owned(), all.into());
        }
        if self.document.is_old() && schema["nullable"] == true {
            return json!({"anyOf": [{"type": "null"}, converted]});
        }
        converted.into()
    }

    fn reference(&mut self, to: &str) -> Value {
        let name = to.replace('~', "-").replace(['/', '#', '%'], "_");
        if !self.definitions.contains_key(&name) {
            self.definitions.insert(name.clone(), Value::Null);
            let target = json!({"$ref": to});
            let target = self.document.resolved(&target).clone();
            let converted = self.schema(&target);
            self.definitions.insert(name.clone(), converted);
        }
        json!({"$ref": format!("#/$defs/{name}")})
    }

    /// Without what only the other side sends.
    fn required(&self, schema: &Value, names: &Value) -> Value {
        let foreign = match self.sender {
            Sender::Client => "readOnly",
            Sender::Server => "writeOnly",
        };
        let is_ours = |name: &&Value| {
            let property = &schema["properties"][name.as_str().unwrap_or_default()];
            property[foreign] != true && self.document.resolved(property)[foreign] != true
        };
        list(names).filter(is_ours).cloned().collect()
    }

    /// What OpenAPI says and JSON Schema does not, or only as an annotation.
    fn assertions(&mut self, schema: &Value) -> Vec<Value> {
        let mut all = Vec::new();
        match schema["format"].as_str() {
            Some("int32") => all.push(json!({"minimum": i32::MIN, "maximum": i32::MAX})),
            Some("int64") => all.push(json!({"minimum": i64::MIN, "maximum": i64::MAX})),
            Some("byte") => all.push(json!({"format": "x-base64"})),
            _ => {}
        }
        match schema["contentEncoding"].as_str() {
            Some("base64") => all.push(json!({"format": "x-base64"})),
            Some("base32") => all.push(json!({"format": "x-base32"})),
            Some("base16") => all.push(json!({"format": "x-base16"})),
            _ => {}
        }
        if schema["contentMediaType"] == "application/json" {
            all.push(json!({"format": "x-json"}));
        }
        if let Some(inside) = schema.get("contentSchema") {
            all.push(json!({"format": format!("x-inside-{}", self.inside.len())}));
            self.inside.push(inside.clone());
        }
        if let Some(property) = schema["discriminator"]["propertyName"].as_str() {
            let mapping: Vec<_> = members(&schema["discriminator"]["mapping"]).collect();
            let values: Vec<&String> = mapping.iter().map(|(value, _)| *value).collect();
            all.push(json!({"required": [property], "properties": {property: {"enum": values}}}));
            for (value, to) in mapping {
                let branch = self.reference(to.as_str().unwrap_or_default());
                let is =
                    json!({"required": [property], "properties": {property: {"const": value}}});
                all.push(json!({"if": is, "then": branch}));
            }
        }
        all
    }
}

/// `exclusiveMinimum: true` beside `minimum`, as it was until OpenAPI 3.0.
fn exclusive(schema: &mut Map<String, Value>, flag: &str, limit: &str) {
    if let Some(Value::Bool(exclusive)) = schema.get(flag).cloned() {
        schema.remove(flag);
        if let (true, Some(limit)) = (exclusive, schema.remove(limit)) {
            schema.insert(flag.to_owned(), limit);
        }
    }
}
