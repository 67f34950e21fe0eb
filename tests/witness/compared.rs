//! Whether two values say the same.

use serde_json::Value;

use crate::document::Document;
use crate::flat::{flat, properties};

/// A value without what makes no difference in a parameter: types of scalars, and what is `null` or empty.
pub(crate) fn plain(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let members = members
                .iter()
                .map(|(name, value)| (name.clone(), plain(value)));
            Value::Object(members.filter(|(_, value)| !is_nothing(value)).collect())
        }
        Value::Array(elements) => elements.iter().map(plain).collect(),
        Value::Null => Value::Null,
        Value::String(text) => Value::String(text.clone()),
        Value::Number(number) => number
            .as_f64()
            .map_or(Value::Null, |number| Value::String(number.to_string())),
        Value::Bool(value) => Value::String(value.to_string()),
    }
}

pub(crate) fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(elements) => elements.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

/// The first property of a value that `known` names and `other` does not.
pub(crate) fn unnamed(
    value: &Value,
    known: (&Document, &Value),
    other: (&Document, &Value),
) -> Option<String> {
    if let Some(elements) = value.as_array() {
        let items = |(document, schema): (&Document, &Value)| {
            flat(document, schema, false)
                .iter()
                .find_map(|flat| flat.get("items").cloned())
                .unwrap_or(Value::Bool(true))
        };
        let (known, other) = ((known.0, &items(known)), (other.0, &items(other)));
        let mut found = elements
            .iter()
            .map(|element| unnamed(element, known, other));
        return found.find_map(|found| Some(format!("[]{}", found?)));
    }
    let here = properties(known.0, known.1);
    let there = properties(other.0, other.1);
    for (name, value) in value.as_object()? {
        let of = |these: &[(String, Value)]| -> Vec<Value> {
            let named = these.iter().filter(|(known, _)| known == name);
            named.map(|(_, schema)| schema.clone()).collect()
        };
        let (here, there) = (of(&here), of(&there));
        if here.is_empty() {
            continue;
        }
        if there.is_empty() {
            return Some(format!(".{name}"));
        }
        let (here, there) = (any_of(&here), any_of(&there));
        if let Some(inside) = unnamed(value, (known.0, &here), (other.0, &there)) {
            return Some(format!(".{name}{inside}"));
        }
    }
    None
}

fn any_of(schemas: &[Value]) -> Value {
    serde_json::json!({"anyOf": schemas})
}

/// What became of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Loss {
    /// Something else is there.
    Changed(String),
    /// It is not there: a property that the document names, or not.
    Gone { place: String, named: bool },
}

/// What is lost of `came` in `read`, for users of a document.
pub(crate) fn lost(
    came: &Value,
    read: &Value,
    document: &Document,
    schema: &Value,
) -> Option<Loss> {
    lost_at("", came, read, document, schema)
}

fn lost_at(
    place: &str,
    came: &Value,
    read: &Value,
    document: &Document,
    schema: &Value,
) -> Option<Loss> {
    match (came, read) {
        (came, read) if came == read => None,
        (Value::Object(members), Value::Object(there)) => {
            let known = properties(document, schema);
            let others = flat(document, schema, false)
                .iter()
                .find_map(|flat| flat.get("additionalProperties").cloned());
            let mut first = None;
            for (name, value) in members {
                let schemas: Vec<Value> = known
                    .iter()
                    .filter(|(known, _)| known == name)
                    .map(|(_, schema)| schema.clone())
                    .collect();
                // What only clients send is not expected in answers.
                let is_sent = schemas.iter().any(|schema| schema["writeOnly"] == true);
                let named = !is_sent && !schemas.is_empty()
                    || others.as_ref().is_some_and(|others| *others != false);
                let schema = if schemas.is_empty() {
                    others.clone().unwrap_or(Value::Bool(true))
                } else {
                    any_of(&schemas)
                };
                let place = format!("{place}.{name}");
                let loss = match there.get(name) {
                    Some(read) => lost_at(&place, value, read, document, &schema),
                    None => Some(Loss::Gone { place, named }),
                };
                match loss {
                    Some(Loss::Gone { named: false, .. }) => first = first.or(loss),
                    Some(loss) => return Some(loss),
                    None => {}
                }
            }
            first
        }
        (Value::Array(elements), Value::Array(there)) if elements.len() == there.len() => {
            let flats = flat(document, schema, false);
            let items = flats
                .iter()
                .find_map(|flat| flat.get("items").cloned())
                .unwrap_or(Value::Bool(true));
            let mut pairs = elements.iter().zip(there);
            pairs.find_map(|(came, read)| {
                lost_at(&format!("{place}[]"), came, read, document, &items)
            })
        }
        (Value::Number(one), Value::Number(other)) if one.as_f64() == other.as_f64() => None,
        (came, read) => Some(Loss::Changed(format!("{place}: {came} is read as {read}"))),
    }
}
