//! Values of a schema: systematically those at its limits and beside them, then some by chance. What is made here is a
//! proposal; the validator says which of them the schema allows.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::chance::Chance;
use crate::document::{list, members};
use crate::flat::{Flat, flat};
use crate::hints::Hints;
use crate::schema::{Schemas, Sender};
use crate::texts::{of_pattern, texts};

/// How deep values are nested.
const DEPTH: usize = 5;
/// How many values of a part are tried, and of one that both documents have.
const PART: usize = 96;
const SAME: usize = 3;
/// How many values by chance an object has.
const RANDOM: usize = 12;

pub(crate) struct Sampler<'d> {
    pub(crate) schemas: &'d Schemas<'d>,
    pub(crate) sender: Sender,
    pub(crate) hints: &'d Hints,
    /// Whether objects have properties that the document says nothing of, and lists elements.
    pub(crate) loose: bool,
}

impl Sampler<'_> {
    /// Values that the schema allows, each once; a few where both documents have the part that the schema is of.
    pub(crate) fn values(&self, part: &Value, schema: &Value) -> Vec<Value> {
        let mut values = self.allowed(schema, DEPTH);
        if self.hints.is_same(self.schemas.document, part) {
            values.truncate(SAME);
        }
        values
    }

    /// The same for what a value consists of.
    fn parts(&self, schema: &Value, depth: usize) -> Vec<Value> {
        let mut values = self.allowed(schema, depth - 1);
        let is_same = self.hints.is_same(self.schemas.document, schema);
        values.truncate(if is_same { SAME } else { PART });
        values
    }

    fn allowed(&self, schema: &Value, depth: usize) -> Vec<Value> {
        let mut seen = BTreeSet::new();
        let mut values = self.proposals(schema, depth);
        values.retain(|value| {
            seen.insert(value.to_string()) && self.schemas.allows(schema, self.sender, value)
        });
        values
    }

    fn proposals(&self, schema: &Value, depth: usize) -> Vec<Value> {
        if depth == 0 {
            return Vec::new();
        }
        let mut alternatives = Vec::new();
        for flat in flat(self.schemas.document, schema, self.loose).iter() {
            let only = flat.get("const").into_iter();
            let only: Vec<Value> = only
                .chain(list(flat.get("enum").unwrap_or(&Value::Null)))
                .cloned()
                .collect();
            if !only.is_empty() {
                alternatives.push(only);
                continue;
            }
            for kind in kinds(flat) {
                alternatives.push(match kind.as_str() {
                    "null" => vec![Value::Null],
                    "boolean" => vec![Value::Bool(true), Value::Bool(false)],
                    "integer" => self.hints.integers(flat),
                    "number" => self.hints.numbers(flat),
                    "string" => texts(flat, self.hints)
                        .into_iter()
                        .map(Value::from)
                        .collect(),
                    "array" => self.arrays(flat, depth),
                    _ => self.objects(flat, depth),
                });
            }
        }
        in_turn(&alternatives)
    }

    fn arrays(&self, flat: &Flat, depth: usize) -> Vec<Value> {
        let any = json!({"type": "string"});
        let items = flat
            .get("items")
            .filter(|items| items.is_object())
            .unwrap_or(&any);
        let mut elements = self.allowed(items, depth - 1);
        elements.truncate(PART);
        let prefix: Vec<Vec<Value>> = list(flat.get("prefixItems").unwrap_or(&Value::Null))
            .map(|schema| self.parts(schema, depth))
            .collect();
        let mut values = Vec::new();
        if !prefix.is_empty() {
            let Some(base) = prefix
                .iter()
                .map(|values| values.first().cloned())
                .collect::<Option<Vec<_>>>()
            else {
                return values;
            };
            values.push(Value::from(base.clone()));
            for (index, others) in prefix.iter().enumerate() {
                for other in others {
                    let mut tuple = base.clone();
                    tuple[index] = other.clone();
                    values.push(tuple.into());
                }
            }
            if self.loose {
                values.extend((0..base.len()).map(|length| Value::from(base[..length].to_vec())));
                values.push(base.iter().cloned().chain([json!("more")]).collect());
            }
            return values;
        }
        values.push(json!([]));
        let lengths = self.hints.lengths(flat, "minItems", "maxItems");
        for element in &elements {
            values.push(json!([element]));
            values.push(json!([element, element]));
        }
        for length in lengths.into_iter().filter(|_| !elements.is_empty()) {
            let cycle = elements.iter().cycle().take(length).cloned();
            values.push(cycle.collect());
            values.push(vec![elements[0].clone(); length].into());
        }
        values
    }

    fn objects(&self, flat: &Flat, depth: usize) -> Vec<Value> {
        let none = Value::Null;
        let properties: Vec<(&String, Vec<Value>)> =
            members(flat.get("properties").unwrap_or(&none))
                .map(|(name, schema)| (name, self.parts(schema, depth)))
                .collect();
        let required = flat.get("required").unwrap_or(&none);
        let is_required = |name: &str| list(required).any(|required| required == name);
        let object = |keep: &dyn Fn(&str) -> bool| -> Map<String, Value> {
            let kept = properties.iter().filter(|(name, _)| keep(name));
            kept.filter_map(|(name, values)| Some(((*name).clone(), values.first()?.clone())))
                .collect()
        };
        let all = object(&|_| true);
        let least = object(&is_required);
        let mut objects = vec![all.clone(), least.clone()];
        for (name, values) in &properties {
            objects.push(object(&|other| other != *name));
            objects.push(object(&|other| other == *name || is_required(other)));
            for value in values {
                for base in [&all, &least] {
                    let mut object = base.clone();
                    object.insert((*name).clone(), value.clone());
                    objects.push(object);
                }
            }
        }
        self.further(flat, depth, &[&all, &least], &mut objects);
        let mut chance = Chance::new(7);
        for _ in 0..RANDOM {
            let mut object = Map::new();
            for (name, values) in &properties {
                if (is_required(name) || chance.below(3) > 0) && !values.is_empty() {
                    object.insert((*name).clone(), values[chance.below(values.len())].clone());
                }
            }
            objects.push(object);
        }
        objects.into_iter().map(Value::Object).collect()
    }

    /// Properties without names in the document.
    fn further(
        &self,
        flat: &Flat,
        depth: usize,
        bases: &[&Map<String, Value>],
        objects: &mut Vec<Map<String, Value>>,
    ) {
        let mut further: Vec<(String, Vec<Value>)> = Vec::new();
        for (pattern, schema) in members(flat.get("patternProperties").unwrap_or(&Value::Null)) {
            for name in of_pattern(pattern) {
                further.push((name, self.parts(schema, depth)));
            }
        }
        let unnamed: Option<Vec<Value>> = match flat.get("additionalProperties") {
            Some(Value::Bool(false)) => None,
            Some(schema) => Some(self.parts(schema, depth)),
            None => self
                .loose
                .then(|| vec![json!("more"), json!(7), json!([null])]),
        };
        for name in ["more", "Other1", "x-more", "y-more"] {
            further.extend(unnamed.clone().map(|values| (name.to_owned(), values)));
        }
        for base in bases {
            let mut growing = (*base).clone();
            for (name, values) in &further {
                for value in values.iter().take(8) {
                    let mut object = (*base).clone();
                    object.insert(name.clone(), value.clone());
                    objects.push(object);
                }
                growing.extend(values.first().map(|value| (name.clone(), value.clone())));
                objects.push(growing.clone());
            }
        }
    }
}

/// The first of each, then the second of each.
fn in_turn(lists: &[Vec<Value>]) -> Vec<Value> {
    let longest = lists.iter().map(Vec::len).max().unwrap_or_default();
    let turns = (0..longest).flat_map(|turn| lists.iter().filter_map(move |list| list.get(turn)));
    turns.cloned().collect()
}

/// The types of values: those that are named, or those that the other keywords are about.
fn kinds(flat: &Flat) -> Vec<String> {
    let mut kinds: Vec<String> = match flat.get("type") {
        Some(Value::String(kind)) => vec![kind.clone()],
        Some(Value::Array(kinds)) => kinds
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        _ => {
            let hint = |keys: &[&str], kind: &str| {
                keys.iter()
                    .any(|key| flat.contains_key(*key))
                    .then(|| kind.to_owned())
            };
            let hinted: Vec<String> = [
                hint(
                    &["properties", "additionalProperties", "required"],
                    "object",
                ),
                hint(&["items", "prefixItems"], "array"),
                hint(&["pattern", "maxLength", "format"], "string"),
            ]
            .into_iter()
            .flatten()
            .collect();
            if hinted.is_empty() {
                [
                    "string", "integer", "boolean", "number", "array", "object", "null",
                ]
                .map(str::to_owned)
                .to_vec()
            } else {
                hinted
            }
        }
    };
    if flat.get("nullable") == Some(&Value::Bool(true)) {
        kinds.push("null".to_owned());
    }
    kinds
}
