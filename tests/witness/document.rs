//! A document as the specification says it is to be read, for the mock server: nothing of the generator's but the parser
//! of YAML.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use generator::diagnostics::Diagnostics;
use generator::read::{Source, read};
use serde_json::{Map, Value, json};
use support::pairs;

use crate::flat::Flat;
use crate::swagger;

type Flats = BTreeMap<(String, bool), Rc<Vec<Flat>>>;

/// A document of OpenAPI 3, with the files that it refers to.
pub(crate) struct Document {
    pub(crate) root: Value,
    pub(crate) operations: Vec<Operation>,
    /// What is sent to its users: the name with the method, and the schema of the body.
    pub(crate) webhooks: BTreeMap<String, Value>,
    /// What [`crate::flat::flat`] worked out.
    pub(crate) flats: RefCell<Flats>,
}

pub(crate) struct Operation {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) servers: Vec<Value>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
    pub(crate) answers: BTreeMap<String, Answer>,
    /// Alternatives: schemes with scopes.
    pub(crate) security: Vec<Vec<(String, Vec<String>)>>,
}

pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) place: String,
    pub(crate) required: bool,
    pub(crate) style: String,
    pub(crate) explode: bool,
    pub(crate) schema: Value,
    /// Whether it is JSON.
    pub(crate) content: bool,
    /// All that is said of it.
    pub(crate) node: Value,
}

pub(crate) struct Body {
    pub(crate) required: bool,
    pub(crate) content: Vec<(String, Media)>,
}

pub(crate) struct Media {
    /// Anything, where there is none.
    pub(crate) schema: Value,
    pub(crate) encoding: Value,
    /// All that is said of it.
    pub(crate) node: Value,
}

pub(crate) struct Answer {
    pub(crate) headers: Vec<Parameter>,
    pub(crate) content: Vec<(String, Media)>,
}

const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

impl Document {
    pub(crate) fn read(document: &pairs::Document) -> Self {
        let mut root = parsed(&document.name, &document.text);
        let mut files = Map::new();
        for (name, text) in &document.files {
            let mut file = parsed(name, text);
            let inside = format!("#/x-files/{name}");
            rewritten(&mut file, &|to| {
                to.strip_prefix('#').map(|to| format!("{inside}{to}"))
            });
            files.insert(name.clone(), file);
        }
        rewritten(&mut root, &|to| {
            let (file, place) = to.split_once('#').filter(|(file, _)| !file.is_empty())?;
            Some(format!("#/x-files/{file}{place}"))
        });
        if !files.is_empty() {
            root["x-files"] = Value::Object(files);
        }
        if root.get("swagger").is_some() {
            root = swagger::as_openapi(&root);
        }
        let mut document = Self {
            root,
            operations: Vec::new(),
            webhooks: BTreeMap::new(),
            flats: RefCell::default(),
        };
        document.operations = document.all();
        document.webhooks = document.sent_to_users();
        document
    }

    /// Whether schemas are those of OpenAPI 3.0.
    pub(crate) fn is_old(&self) -> bool {
        self.root["openapi"]
            .as_str()
            .is_some_and(|version| version.starts_with("3.0"))
    }

    /// What is meant where something may be a reference.
    pub(crate) fn resolved<'d>(&'d self, mut value: &'d Value) -> &'d Value {
        for _ in 0..16 {
            let Some(to) = value.get("$ref").and_then(Value::as_str) else {
                break;
            };
            let place = percent_encoding::percent_decode_str(to.trim_start_matches('#'));
            let place = place.decode_utf8_lossy();
            let found = self.root.pointer(&place);
            value = found.unwrap_or_else(|| panic!("{to} is not there"));
        }
        value
    }

    fn all(&self) -> Vec<Operation> {
        let mut operations = Vec::new();
        for (path, item) in members(&self.root["paths"]) {
            let item = self.resolved(item);
            for (method, operation) in members(item) {
                if METHODS.contains(&method.as_str()) {
                    operations.push(self.operation(method, path, item, operation));
                }
            }
        }
        operations
    }

    fn operation(&self, method: &str, path: &str, item: &Value, operation: &Value) -> Operation {
        let own: Vec<Parameter> = self.parameters(operation);
        let mut parameters = self.parameters(item);
        parameters.retain(|all| {
            !own.iter()
                .any(|own| own.name == all.name && own.place == all.place)
        });
        parameters.extend(own);
        let servers = [operation, item, &self.root];
        let servers = servers
            .iter()
            .find_map(|value| value.get("servers")?.as_array());
        let servers = servers.filter(|servers| !servers.is_empty()).cloned();
        let security = operation.get("security").unwrap_or(&self.root["security"]);
        Operation {
            method: method.to_ascii_uppercase(),
            path: path.to_owned(),
            servers: servers.unwrap_or_else(|| vec![json!({"url": "/"})]),
            parameters,
            body: operation.get("requestBody").map(|body| {
                let body = self.resolved(body);
                Body {
                    required: body["required"] == true,
                    content: self.content(body),
                }
            }),
            answers: members(&operation["responses"])
                .map(|(status, answer)| (status.clone(), self.answer(self.resolved(answer))))
                .collect(),
            security: list(security)
                .map(|one| {
                    members(one)
                        .map(|(name, scopes)| (name.clone(), words(scopes)))
                        .collect()
                })
                .collect(),
        }
    }

    fn parameters(&self, of: &Value) -> Vec<Parameter> {
        list(&of["parameters"])
            .map(|parameter| {
                let parameter = self.resolved(parameter);
                let word = |key: &str| parameter[key].as_str().unwrap_or_default().to_owned();
                Self::parameter(word("name"), word("in"), parameter)
            })
            .collect()
    }

    fn parameter(name: String, place: String, parameter: &Value) -> Parameter {
        let usual = if matches!(place.as_str(), "query" | "cookie") {
            "form"
        } else {
            "simple"
        };
        let style = parameter["style"].as_str().unwrap_or(usual).to_owned();
        let content = members(&parameter["content"]).next();
        Parameter {
            required: parameter["required"] == true,
            explode: parameter["explode"].as_bool().unwrap_or(style == "form"),
            schema: content
                .map_or(&parameter["schema"], |(_, media)| &media["schema"])
                .clone(),
            content: content.is_some(),
            node: parameter.clone(),
            name,
            place,
            style,
        }
    }

    fn content(&self, of: &Value) -> Vec<(String, Media)> {
        members(&of["content"])
            .map(|(name, media)| {
                let media = self.resolved(media);
                let media = Media {
                    schema: media.get("schema").cloned().unwrap_or(Value::Bool(true)),
                    encoding: media["encoding"].clone(),
                    node: media.clone(),
                };
                (name.clone(), media)
            })
            .collect()
    }

    fn answer(&self, answer: &Value) -> Answer {
        let headers = members(&answer["headers"]);
        Answer {
            headers: headers
                .map(|(name, header)| {
                    let name = name.to_ascii_lowercase();
                    Self::parameter(name, "header".to_owned(), self.resolved(header))
                })
                .collect(),
            content: self.content(answer),
        }
    }

    fn sent_to_users(&self) -> BTreeMap<String, Value> {
        let mut sent = BTreeMap::new();
        for (name, item) in members(&self.root["webhooks"]) {
            for (method, operation) in members(self.resolved(item)) {
                let body = self.resolved(&operation["requestBody"]);
                for (media, content) in self.content(body) {
                    sent.insert(format!("{method} {name} {media}"), content.schema);
                }
            }
        }
        sent
    }
}

fn parsed(name: &str, text: &str) -> Value {
    let (name, text) = (name.to_owned(), text.to_owned());
    read(&Source { name, text }, &mut Diagnostics::new()).expect("it is YAML")
}

/// Changes where references lead.
pub(crate) fn rewritten(value: &mut Value, to: &dyn Fn(&str) -> Option<String>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(place)) = members.get_mut("$ref")
                && let Some(other) = to(place)
            {
                *place = other;
            }
            members.values_mut().for_each(|value| rewritten(value, to));
        }
        Value::Array(elements) => elements.iter_mut().for_each(|value| rewritten(value, to)),
        _ => {}
    }
}

pub(crate) fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

pub(crate) fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

pub(crate) fn words(value: &Value) -> Vec<String> {
    list(value)
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}
