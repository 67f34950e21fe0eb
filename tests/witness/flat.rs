//! What a schema says with all that it is composed of: one set of keywords for each alternative.

use std::collections::BTreeSet;
use std::rc::Rc;

use serde_json::{Map, Value};

use crate::document::{Document, list, members};

pub(crate) type Flat = Map<String, Value>;

/// Schemas without `$ref`, `allOf`, `oneOf`, `anyOf`: an alternative each, and where that is asked for one of two of
/// `anyOf` at once.
pub(crate) fn flat(document: &Document, schema: &Value, several: bool) -> Rc<Vec<Flat>> {
    let key = (schema.to_string(), several);
    if let Some(known) = document.flats.borrow().get(&key) {
        return known.clone();
    }
    let flats = Rc::new(alternatives(document, schema, several, 12));
    document.flats.borrow_mut().insert(key, flats.clone());
    flats
}

fn alternatives(document: &Document, schema: &Value, several: bool, depth: usize) -> Vec<Flat> {
    if depth == 0 || *schema == false {
        return Vec::new();
    }
    let Some(keywords) = schema.as_object() else {
        return vec![Flat::new()];
    };
    let mut own = keywords.clone();
    let mut all = vec![Flat::new()];
    if keywords.contains_key("$ref") {
        let target = document.resolved(schema);
        all = product(&all, &alternatives(document, target, several, depth - 1));
        if document.is_old() {
            return all;
        }
    }
    for key in ["$ref", "allOf", "oneOf", "anyOf", "discriminator"] {
        own.remove(key);
    }
    all = product(&all, &[own]);
    for member in list(&schema["allOf"]) {
        all = product(&all, &alternatives(document, member, several, depth - 1));
    }
    for key in ["oneOf", "anyOf"] {
        let Some(branches) = schema[key].as_array() else {
            continue;
        };
        let mut offered = Vec::new();
        for (index, branch) in branches.iter().enumerate() {
            let mut here = alternatives(document, branch, several, depth - 1);
            if several && index == 0 && key == "anyOf" && branches.len() > 1 {
                let others = alternatives(document, &branches[1], several, depth - 1);
                here.extend(product(&here, &others));
            }
            offered.extend(told_apart(document, schema, branch, here));
        }
        all = product(&all, &offered);
    }
    all
}

/// With the values of the property that tells the alternatives apart.
fn told_apart(document: &Document, union: &Value, branch: &Value, flats: Vec<Flat>) -> Vec<Flat> {
    let Some(property) = union["discriminator"]["propertyName"].as_str() else {
        return flats;
    };
    let mapping = members(&union["discriminator"]["mapping"]);
    let here = mapping
        .filter(|(_, to)| **to == branch["$ref"])
        .map(|(value, _)| value);
    let mut told = Vec::new();
    for value in here {
        let only =
            serde_json::json!({"properties": {property: {"const": value}}, "required": [property]});
        told.extend(product(&flats, &alternatives(document, &only, false, 1)));
    }
    told
}

fn product(left: &[Flat], right: &[Flat]) -> Vec<Flat> {
    let pairs = left
        .iter()
        .flat_map(|one| right.iter().map(move |other| (one, other)));
    pairs.map(|(one, other)| merged(one, other)).collect()
}

fn merged(one: &Flat, other: &Flat) -> Flat {
    let mut all = one.clone();
    for (key, value) in other {
        match (all.get_mut(key), value) {
            (Some(Value::Object(there)), Value::Object(more)) if key == "properties" => {
                for (name, schema) in more {
                    match there.get_mut(name) {
                        Some(known) => *known = serde_json::json!({"allOf": [known, schema]}),
                        None => drop(there.insert(name.clone(), schema.clone())),
                    }
                }
            }
            (Some(Value::Array(there)), Value::Array(more)) if key == "required" => {
                there.extend(more.iter().cloned());
            }
            _ => drop(all.insert(key.clone(), value.clone())),
        }
    }
    all
}

/// The names of properties that a schema has, in any of its alternatives, and their schemas.
pub(crate) fn properties(document: &Document, schema: &Value) -> Vec<(String, Value)> {
    let mut properties = Vec::new();
    let mut seen = BTreeSet::new();
    for flat in flat(document, schema, false).iter() {
        for (name, schema) in members(flat.get("properties").unwrap_or(&Value::Null)) {
            if seen.insert((name.clone(), schema.to_string())) {
                properties.push((name.clone(), schema.clone()));
            }
        }
    }
    properties
}
