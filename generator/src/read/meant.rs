//! Where a document means text.

use serde_json::{Map, Value};

use crate::diagnostics::Path;
use crate::ir::Pointer;

/// A number or a boolean in a place for text.
#[derive(Debug)]
pub(super) struct Meant {
    pub(super) pointer: Pointer,
    pub(super) is_float: bool,
    /// Whether it is documentation.
    pub(super) is_example: bool,
}

/// Keys under which names of the document's own are keys, not keywords.
const NAMES: &[&str] = &[
    "properties",
    "patternProperties",
    "dependentSchemas",
    "$defs",
    "definitions",
    "schemas",
    "parameters",
    "responses",
    "headers",
    "requestBodies",
    "securitySchemes",
    "securityDefinitions",
    "links",
    "callbacks",
    "pathItems",
    "paths",
    "webhooks",
    "content",
    "encoding",
];

/// Keys under which any value may stand.
const VALUES: &[&str] = &["example", "examples", "default", "enum", "const", "value"];

/// Keywords that hold text wherever they stand.
const TEXTS: &[&str] = &[
    "$ref",
    "description",
    "name",
    "openapi",
    "operationId",
    "pattern",
    "propertyName",
    "summary",
    "swagger",
    "title",
    "version",
];

/// Keywords that hold lists of texts, where they hold a list.
const TEXT_LISTS: &[&str] = &["required", "tags", "x-enum-varnames", "x-enumNames"];

/// Keywords that hold mappings to texts.
const TEXT_MAPS: &[&str] = &["mapping", "scopes"];

/// The places in `tree` that hold a number or a boolean and mean text.
pub(super) fn places(tree: &Value) -> Vec<Meant> {
    let mut search = Search(Vec::new());
    search.walk(tree, &Path::ROOT, false);
    search.0
}

struct Search(Vec<Meant>);

impl Search {
    fn walk(&mut self, value: &Value, path: &Path<'_>, names: bool) {
        match value {
            Value::Array(list) => {
                for (index, item) in list.iter().enumerate() {
                    self.walk(item, &path.index(index), false);
                }
            }
            Value::Object(map) => {
                if !names && map.iter().any(|(key, value)| may_hide_text(key, value)) {
                    self.keywords(map, path);
                }
                for (key, child) in map {
                    if names {
                        self.walk(child, &path.key(key), false);
                    } else if !VALUES.contains(&key.as_str()) && !key.starts_with("x-") {
                        let names = NAMES.contains(&key.as_str());
                        self.walk(child, &path.key(key), names);
                    }
                }
            }
            _ => {}
        }
    }

    /// What an object's own keywords say of the values beside them.
    fn keywords(&mut self, map: &Map<String, Value>, path: &Path<'_>) {
        self.values(map, map, path);
        if let Some(Value::Object(schema)) = map.get("schema") {
            self.examples(schema, map, path);
        }
        if let Some(Value::Object(variables)) = map.get("variables") {
            let path = path.key("variables");
            for (name, variable) in variables {
                let path = path.key(name);
                self.each(variable.get("enum"), &path.key("enum"), false);
                self.one(variable.get("default"), &path.key("default"), false);
            }
        }
        for key in TEXTS {
            self.one(map.get(*key), &path.key(key), false);
        }
        for key in TEXT_LISTS {
            self.each(map.get(*key), &path.key(key), false);
        }
        for key in TEXT_MAPS {
            if let Some(Value::Object(texts)) = map.get(*key) {
                let path = path.key(key);
                for (name, text) in texts {
                    self.one(Some(text), &path.key(name), false);
                }
            }
        }
    }

    /// `enum`, `const`, `default` and examples of a schema.
    fn values(&mut self, schema: &Map<String, Value>, map: &Map<String, Value>, path: &Path<'_>) {
        if is_text(schema) {
            self.each(map.get("enum"), &path.key("enum"), false);
            self.one(map.get("const"), &path.key("const"), false);
        }
        self.examples(schema, map, path);
        if let Some(default) = map.get("default") {
            self.by_schema(schema, default, &path.key("default"), false);
        }
    }

    /// `example` and `examples` (a list of values, or a mapping to Example Objects) of what `schema` describes.
    fn examples(&mut self, schema: &Map<String, Value>, map: &Map<String, Value>, path: &Path<'_>) {
        if let Some(example) = map.get("example") {
            self.by_schema(schema, example, &path.key("example"), true);
        }
        let path = path.key("examples");
        match map.get("examples") {
            Some(Value::Array(list)) => {
                for (index, example) in list.iter().enumerate() {
                    self.by_schema(schema, example, &path.index(index), true);
                }
            }
            Some(Value::Object(named)) => {
                for (name, example) in named {
                    if let Some(value) = example.get("value") {
                        let path = path.key(name);
                        self.by_schema(schema, value, &path.key("value"), true);
                    }
                }
            }
            _ => {}
        }
    }

    /// A value as its schema describes it; references are not followed.
    fn by_schema(
        &mut self,
        schema: &Map<String, Value>,
        value: &Value,
        path: &Path<'_>,
        is_example: bool,
    ) {
        match value {
            Value::Array(list) => {
                let Some(Value::Object(items)) = schema.get("items") else {
                    return;
                };
                for (index, item) in list.iter().enumerate() {
                    self.by_schema(items, item, &path.index(index), is_example);
                }
            }
            Value::Object(members) => {
                let Some(Value::Object(properties)) = schema.get("properties") else {
                    return;
                };
                for (key, member) in members {
                    if let Some(Value::Object(schema)) = properties.get(key) {
                        self.by_schema(schema, member, &path.key(key), is_example);
                    }
                }
            }
            scalar if is_text(schema) => self.one(Some(scalar), path, is_example),
            _ => {}
        }
    }

    fn each(&mut self, list: Option<&Value>, path: &Path<'_>, is_example: bool) {
        if let Some(Value::Array(list)) = list {
            for (index, item) in list.iter().enumerate() {
                self.one(Some(item), &path.index(index), is_example);
            }
        }
    }

    fn one(&mut self, value: Option<&Value>, path: &Path<'_>, is_example: bool) {
        if let Some(value) = value
            && (value.is_number() || value.is_boolean())
        {
            self.0.push(Meant {
                pointer: path.pointer(),
                is_float: value.is_f64(),
                is_example,
            });
        }
    }
}

/// Whether a member of an object may be a reason to look at all its keywords; most objects have none.
fn may_hide_text(key: &str, value: &Value) -> bool {
    match value {
        Value::Null | Value::String(_) => false,
        Value::Bool(_) | Value::Number(_) => VALUES.contains(&key) || TEXTS.contains(&key),
        Value::Array(_) | Value::Object(_) => {
            VALUES.contains(&key)
                || TEXT_LISTS.contains(&key)
                || TEXT_MAPS.contains(&key)
                || matches!(key, "schema" | "variables")
        }
    }
}

/// Whether a schema allows text and nothing else but `null`.
fn is_text(schema: &Map<String, Value>) -> bool {
    match schema.get("type") {
        Some(Value::String(name)) => name == "string",
        Some(Value::Array(names)) => {
            names.iter().any(|name| name == "string")
                && names.iter().all(|name| name == "string" || name == "null")
        }
        _ => false,
    }
}
