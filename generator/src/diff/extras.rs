//! Keywords that refuse values without saying what they look like, callbacks, and extensions: what the meaning of a document
//! ([`crate::ir`]) leaves out, by place. They are gathered before the tree is brought into one form.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::diagnostics::{FileId, Origins};
use crate::ir::Pointer;

/// What the meaning leaves out; extensions are kept besides.
const KEYWORDS: &[&str] = &[
    "if",
    "then",
    "else",
    "dependentRequired",
    "dependentSchemas",
    "dependencies",
    "contains",
    "minContains",
    "maxContains",
    "unevaluatedProperties",
    "unevaluatedItems",
    "propertyNames",
    "patternProperties",
    "additionalProperties",
    "not",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "allowEmptyValue",
    "externalDocs",
    "callbacks",
    "$comment",
];

/// Their values are nobody's keywords.
const VALUES: &[&str] = &["example", "examples", "default", "enum", "const", "value"];

/// The keys of their values are names.
const NAMED: &[&str] = &[
    "properties",
    "patternProperties",
    "dependentSchemas",
    "$defs",
    "definitions",
    "schemas",
    "responses",
    "parameters",
    "headers",
    "requestBodies",
    "securitySchemes",
    "securityDefinitions",
    "links",
    "callbacks",
    "pathItems",
    "paths",
    "webhooks",
    "variables",
    "mapping",
    "scopes",
    "content",
    "encoding",
    "mediaTypes",
];

/// How deep the tree is looked into.
const DEEPEST: usize = 256;

/// The keywords of all places that have any, by file and place in its text.
#[derive(Debug, Default)]
pub(super) struct Extras(BTreeMap<(FileId, String), Map<String, Value>>);

impl Extras {
    /// Gathers them from a tree whose parts `origins` knows the places of.
    pub(super) fn of(tree: &Value, origins: &Origins) -> Self {
        let mut extras = Self::default();
        extras.gather(tree, &mut String::new(), false, DEEPEST, origins);
        extras
    }

    fn gather(
        &mut self,
        value: &Value,
        path: &mut String,
        names: bool,
        left: usize,
        origins: &Origins,
    ) {
        let Some(left) = left.checked_sub(1) else {
            return;
        };
        let length = path.len();
        match value {
            Value::Object(members) => {
                if !names {
                    self.note(members, path, origins);
                }
                for (key, child) in members {
                    let is_value = VALUES.contains(&key.as_str()) || key.starts_with("x-");
                    if (is_value && !names) || !(child.is_object() || child.is_array()) {
                        continue;
                    }
                    path.push('/');
                    path.push_str(&key.replace('~', "~0").replace('/', "~1"));
                    let inner = !names && NAMED.contains(&key.as_str()) && child.is_object();
                    self.gather(child, path, inner, left, origins);
                    path.truncate(length);
                }
            }
            Value::Array(elements) => {
                for (index, child) in elements.iter().enumerate() {
                    if child.is_object() {
                        path.push('/');
                        path.push_str(&index.to_string());
                        self.gather(child, path, false, left, origins);
                        path.truncate(length);
                    }
                }
            }
            _ => {}
        }
    }

    fn note(&mut self, members: &Map<String, Value>, path: &str, origins: &Origins) {
        let found: Map<String, Value> = members
            .iter()
            .filter(|(key, value)| {
                KEYWORDS.contains(&key.as_str()) || key.starts_with("x-") || requires(key, value)
            })
            // A schema there is a type of its own.
            .filter(|(key, value)| *key != "additionalProperties" || value.is_boolean())
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        if !found.is_empty() {
            let (file, pointer) = origins.of(&Pointer::from_escaped(path));
            self.0.insert((file, pointer.as_str().to_owned()), found);
        }
    }

    /// The keywords at a place, and those of what is composed there in the same text.
    pub(super) fn at(&self, file: FileId, pointer: &Pointer) -> BTreeMap<&str, Vec<&Value>> {
        let inside = format!("{pointer}/allOf/");
        let own = self.0.get(&(file, pointer.as_str().to_owned()));
        let branches = self
            .0
            .range((file, inside.clone())..)
            .take_while(|((at, place), _)| *at == file && place.starts_with(&inside))
            .filter(|((_, place), _)| {
                let rest = place.get(inside.len()..).unwrap_or_default();
                rest.split('/')
                    .all(|step| step == "allOf" || step.bytes().all(|byte| byte.is_ascii_digit()))
            })
            .map(|(_, members)| members);
        let mut keywords: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
        for (key, value) in own.into_iter().chain(branches).flatten() {
            keywords.entry(key).or_default().push(value);
        }
        keywords
    }
}

/// Whether it is a list of alternatives that only say which properties must be there, which makes no types.
fn requires(key: &str, value: &Value) -> bool {
    let only_requires = |alternative: &Value| {
        let members = alternative.as_object();
        members.is_some_and(|members| members.len() == 1 && members.contains_key("required"))
    };
    let alternatives = value.as_array().filter(|list| !list.is_empty());
    matches!(key, "anyOf" | "oneOf")
        && alternatives.is_some_and(|list| list.iter().all(only_requires))
}
