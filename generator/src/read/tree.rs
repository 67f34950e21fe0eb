//! The one builder of the tree, for YAML and JSON alike.

use std::cell::RefCell;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use crate::diagnostics::Path;
use crate::ir::Pointer;

/// How deep mappings and lists may nest; beyond, reading stops with an error. Real documents stay below 60.
const MAX_DEPTH: usize = 120;

/// YAML's merge key.
const MERGE: &str = "<<";

/// Something odd that does not stop reading.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) pointer: Pointer,
    /// Whether it is a key that its mapping already has; else see `message`.
    pub(super) repeated_key: bool,
    pub(super) message: String,
}

/// Builds the value at `path`.
#[derive(Clone, Copy)]
pub(super) struct TreeSeed<'a> {
    path: &'a Path<'a>,
    faults: &'a RefCell<Vec<Fault>>,
}

impl<'a> TreeSeed<'a> {
    /// Builds the whole document, noting what is odd in `faults`.
    pub(super) fn root(faults: &'a RefCell<Vec<Fault>>) -> Self {
        Self {
            path: &Path::ROOT,
            faults,
        }
    }

    fn at(self, path: &'a Path<'a>) -> Self {
        Self { path, ..self }
    }

    fn fault(self, message: String) {
        self.faults.borrow_mut().push(Fault {
            pointer: self.path.pointer(),
            repeated_key: false,
            message,
        });
    }

    fn check_depth<E: Error>(self) -> Result<(), E> {
        if self.path.depth() < MAX_DEPTH {
            return Ok(());
        }
        Err(E::custom(format_args!(
            "mappings and lists nest deeper than {MAX_DEPTH} levels"
        )))
    }
}

impl<'de> DeserializeSeed<'de> for TreeSeed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TreeSeed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(to_float(&value))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(to_float(&value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or_else(
            || {
                self.fault(format!("`{value}` is not a number that JSON knows"));
                Value::String(value.to_string())
            },
            Value::Number,
        ))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        self.check_depth()?;
        let mut list = Vec::new();
        loop {
            let path = self.path.index(list.len());
            match access.next_element_seed(self.at(&path))? {
                Some(value) => list.push(value),
                None => return Ok(Value::Array(list)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        self.check_depth()?;
        let mut map = Map::new();
        let mut merges = false;
        while let Some(key) = access.next_key_seed(KeySeed)? {
            merges |= key == MERGE;
            // Each key is looked for once: a document has hundreds of thousands.
            match map.entry(key) {
                Entry::Vacant(entry) => {
                    let path = self.path.key(entry.key());
                    let value = access.next_value_seed(self.at(&path))?;
                    entry.insert(value);
                }
                Entry::Occupied(entry) => {
                    access.next_value::<IgnoredAny>()?;
                    self.faults.borrow_mut().push(Fault {
                        pointer: self.path.key(entry.key()).pointer(),
                        repeated_key: true,
                        message: String::new(),
                    });
                }
            }
        }
        if merges {
            merge(&mut map);
        }
        Ok(Value::Object(map))
    }

    /// A YAML tag (`!name value`): the value without it.
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Value, A::Error> {
        let (tag, variant) = access.variant_seed(KeySeed)?;
        self.fault(format!("the YAML tag `{tag}` has no meaning here"));
        variant.newtype_variant_seed(self)
    }
}

/// What YAML's merge key holds fills in for keys that the mapping lacks.
fn merge(map: &mut Map<String, Value>) {
    let mergeable = match map.get(MERGE) {
        Some(Value::Object(_)) => true,
        Some(Value::Array(list)) => !list.is_empty() && list.iter().all(Value::is_object),
        _ => false,
    };
    if !mergeable {
        return;
    }
    let bases = match map.shift_remove(MERGE) {
        Some(Value::Array(list)) => list,
        Some(one) => vec![one],
        None => return,
    };
    for base in bases {
        let Value::Object(base) = base else { continue };
        for (key, value) in base {
            map.entry(key).or_insert(value);
        }
    }
}

fn to_float(value: &dyn fmt::Display) -> f64 {
    value.to_string().parse().unwrap_or(f64::INFINITY)
}

/// A key as it is written: `200:`, `1.10:` and `true:` are ordinary.
struct KeySeed;

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, value: &str) -> Result<String, E> {
        Ok(value.to_owned())
    }

    fn visit_string<E>(self, value: String) -> Result<String, E> {
        Ok(value)
    }
}
