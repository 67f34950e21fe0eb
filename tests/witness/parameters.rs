//! Parameters in the styles of the specification (OpenAPI 3.1 section 4.8.12.4, RFC 6570), read back.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use crate::document::{Parameter, members};
use crate::flat::{flat, properties};
use crate::schema::{Schemas, Sender};

/// The parts of a query, as they came.
pub(crate) struct Query(Vec<(String, String)>);

/// What a schema is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Scalar,
    Array,
    Object,
}

impl Query {
    pub(crate) fn parse(text: &str) -> Self {
        let parts = text.split('&').filter(|part| !part.is_empty());
        let pairs = parts.map(|part| part.split_once('=').unwrap_or((part, "")));
        Self(
            pairs
                .map(|(name, value)| (decoded(name), value.to_owned()))
                .collect(),
        )
    }

    pub(crate) fn one(name: &str, value: &str) -> Self {
        Self(vec![(name.to_owned(), value.to_owned())])
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.raw(name).is_some()
    }

    fn raw(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

fn decoded(text: &str) -> String {
    let text = text.replace('+', " ");
    percent_decode_str(&text).decode_utf8_lossy().into_owned()
}

fn form(schemas: &Schemas<'_>, schema: &Value) -> Form {
    let flats = flat(schemas.document, schema, false);
    let is = |kind: &str, hint: &str| {
        flats.iter().any(|flat| match flat.get("type") {
            Some(Value::String(only)) => only == kind,
            Some(Value::Array(kinds)) => kinds.iter().any(|one| one == kind),
            _ => flat.contains_key(hint),
        })
    };
    match (is("array", "items"), is("object", "properties")) {
        (true, _) => Form::Array,
        (_, true) => Form::Object,
        _ => Form::Scalar,
    }
}

pub(crate) fn of_query(
    schemas: &Schemas<'_>,
    parameter: &Parameter,
    query: &Query,
) -> Option<Value> {
    if parameter.content {
        let text = decoded(query.raw(&parameter.name)?);
        return Some(serde_json::from_str(&text).unwrap_or(Value::String(text)));
    }
    let schema = &parameter.schema;
    let style = (parameter.style.as_str(), parameter.explode);
    styled(schemas, &parameter.name, schema, style, query)
}

/// What a name has in a query, or in a form.
pub(crate) fn styled(
    schemas: &Schemas<'_>,
    name: &str,
    schema: &Value,
    (style, explode): (&str, bool),
    query: &Query,
) -> Option<Value> {
    let separators: &[&str] = match style {
        "spaceDelimited" => &["%20", "+", " "],
        "pipeDelimited" => &["|", "%7C", "%7c"],
        _ => &[","],
    };
    match (form(schemas, schema), style, explode) {
        (Form::Scalar, ..) => Some(scalar(schemas, schema, decoded(query.raw(name)?))),
        (Form::Array, _, true) => {
            let texts = query.0.iter().filter(|(key, _)| key == name);
            let texts: Vec<String> = texts.map(|(_, value)| decoded(value)).collect();
            (!texts.is_empty()).then(|| array(schemas, schema, texts))
        }
        (Form::Array, ..) => {
            let texts = split(query.raw(name)?, separators);
            Some(array(
                schemas,
                schema,
                texts.iter().map(|text| decoded(text)).collect(),
            ))
        }
        (Form::Object, "deepObject", _) => {
            let inside = |key: &str| {
                Some(
                    key.strip_prefix(name)?
                        .strip_prefix('[')?
                        .strip_suffix(']')?
                        .to_owned(),
                )
            };
            let pairs = query
                .0
                .iter()
                .filter_map(|(key, value)| Some((inside(key)?, decoded(value))));
            object(schemas, schema, pairs.collect())
        }
        (Form::Object, _, true) => {
            let names: Vec<String> = properties(schemas.document, schema)
                .into_iter()
                .map(|(name, _)| name)
                .collect();
            let pairs = query.0.iter().filter(|(key, _)| names.contains(key));
            object(
                schemas,
                schema,
                pairs
                    .map(|(key, value)| (key.clone(), decoded(value)))
                    .collect(),
            )
        }
        (Form::Object, ..) => {
            let texts = split(query.raw(name)?, separators);
            let texts: Vec<String> = texts.iter().map(|text| decoded(text)).collect();
            object(schemas, schema, pairs(&texts))
        }
    }
}

pub(crate) fn of_path(schemas: &Schemas<'_>, parameter: &Parameter, text: &str) -> Value {
    let name = &parameter.name;
    let (text, separator) = match parameter.style.as_str() {
        "label" => (
            text.strip_prefix('.').unwrap_or(text),
            if parameter.explode { "." } else { "," },
        ),
        "matrix" => (
            text.strip_prefix(';').unwrap_or(text),
            if parameter.explode { ";" } else { "," },
        ),
        _ => (text, ","),
    };
    let named = format!("{name}=");
    let unnamed = |text: &str| text.strip_prefix(&named).unwrap_or(text).to_owned();
    let text = if parameter.style == "matrix" {
        unnamed(text)
    } else {
        text.to_owned()
    };
    let texts = split(&text, &[separator]);
    let texts: Vec<String> = texts
        .iter()
        .map(|text| {
            percent_decode_str(&unnamed(text))
                .decode_utf8_lossy()
                .into_owned()
        })
        .collect();
    whole(
        schemas,
        parameter,
        &texts,
        percent_decode_str(&text).decode_utf8_lossy().into_owned(),
    )
}

pub(crate) fn of_header(schemas: &Schemas<'_>, parameter: &Parameter, text: &str) -> Value {
    if parameter.content {
        return serde_json::from_str(text).unwrap_or_else(|_| text.into());
    }
    let texts: Vec<String> = text.split(',').map(|text| text.trim().to_owned()).collect();
    whole(schemas, parameter, &texts, text.to_owned())
}

fn whole(schemas: &Schemas<'_>, parameter: &Parameter, texts: &[String], text: String) -> Value {
    let schema = &parameter.schema;
    match form(schemas, schema) {
        Form::Scalar => scalar(schemas, schema, text),
        Form::Array => array(schemas, schema, texts.to_vec()),
        Form::Object if parameter.explode => {
            let pairs = texts.iter().filter_map(|text| text.split_once('='));
            let pairs = pairs.map(|(key, value)| (key.to_owned(), value.to_owned()));
            object(schemas, schema, pairs.collect()).unwrap_or_default()
        }
        Form::Object => object(schemas, schema, pairs(texts)).unwrap_or_default(),
    }
}

fn split(text: &str, separators: &[&str]) -> Vec<String> {
    let mut parts = vec![text.to_owned()];
    for separator in separators {
        parts = parts
            .iter()
            .flat_map(|part| part.split(separator))
            .map(str::to_owned)
            .collect();
    }
    parts
}

fn pairs(texts: &[String]) -> Vec<(String, String)> {
    texts
        .chunks(2)
        .map(|pair| (pair[0].clone(), pair.get(1).cloned().unwrap_or_default()))
        .collect()
}

fn array(schemas: &Schemas<'_>, schema: &Value, texts: Vec<String>) -> Value {
    let flats = flat(schemas.document, schema, false);
    let items = flats
        .iter()
        .find_map(|flat| flat.get("items"))
        .cloned()
        .unwrap_or(Value::Bool(true));
    texts
        .into_iter()
        .map(|text| scalar(schemas, &items, text))
        .collect()
}

fn object(schemas: &Schemas<'_>, schema: &Value, pairs: Vec<(String, String)>) -> Option<Value> {
    let known = properties(schemas.document, schema);
    let flats = flat(schemas.document, schema, false);
    let others = flats
        .iter()
        .find_map(|flat| flat.get("additionalProperties"))
        .cloned()
        .unwrap_or(Value::Bool(true));
    let members: Map<String, Value> = pairs
        .into_iter()
        .map(|(key, text)| {
            let schema = known
                .iter()
                .find(|(name, _)| *name == key)
                .map_or(&others, |(_, schema)| schema);
            let value = scalar(schemas, schema, text);
            (key, value)
        })
        .collect();
    (!members.is_empty()).then_some(Value::Object(members))
}

/// A text as a value that the schema allows, if it is one.
pub(crate) fn scalar(schemas: &Schemas<'_>, schema: &Value, text: String) -> Value {
    let read = serde_json::from_str::<Value>(&text)
        .ok()
        .filter(|value| !value.is_array() && !value.is_object());
    let read =
        read.filter(|value| !value.is_string() && schemas.allows(schema, Sender::Client, value));
    read.unwrap_or(Value::String(text))
}

/// Names of properties of an encoding: the style in which they are written.
pub(crate) fn encoding_of<'e>(encoding: &'e Value, name: &str) -> Option<&'e Value> {
    members(encoding)
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}
