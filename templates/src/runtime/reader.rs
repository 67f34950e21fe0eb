//! Reading an object's keys and values.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};

use super::object::REST;
use super::wire::codec::{DecodeWith, Plain, Seed};
use super::wire::containers::insert_entry;
use super::wire::{Decode, path};

/// An object that is being read. It keeps the first error, so that a model's own code is a list of plain calls: that
/// costs the compiler least.
#[derive(Debug)]
pub struct Reader<A, E> {
    access: A,
    fields: &'static [&'static str],
    keeps_rest: bool,
    /// The number of the property that comes next if the server keeps the order of the document.
    next: usize,
    /// The named property whose value is next.
    at: &'static str,
    /// The further property whose value is next.
    key: String,
    error: Option<E>,
}

impl<A, E> Reader<A, E> {
    pub(super) fn new(access: A, fields: &'static [&'static str], keeps_rest: bool) -> Self {
        Self {
            access,
            fields,
            keeps_rest,
            next: 0,
            at: "",
            key: String::new(),
            error: None,
        }
    }
}

impl<'de, A: MapAccess<'de>> Reader<A, A::Error> {
    /// Reads the next key and returns its number, or [`REST`]; skips what is unknown and not kept. `None` after the
    /// last key, and after an error.
    pub fn next_field(&mut self) -> Option<usize> {
        if self.error.is_some() {
            return None;
        }
        match self.find_field() {
            Ok(found) => found,
            Err(error) => {
                self.error = Some(error);
                None
            }
        }
    }

    fn find_field(&mut self) -> Result<Option<usize>, A::Error> {
        loop {
            let seed = KeySeed {
                fields: self.fields,
                guess: self.next,
                keeps_rest: self.keeps_rest,
            };
            match self.access.next_key_seed(seed)? {
                None => return Ok(None),
                Some(Key::Named(index, name)) => {
                    self.next = index + 1;
                    self.at = name;
                    return Ok(Some(index));
                }
                Some(Key::Other(key)) => {
                    self.key = key;
                    return Ok(Some(REST));
                }
                Some(Key::Unknown) => {
                    self.access.next_value::<IgnoredAny>()?;
                }
            }
        }
    }

    /// Reads the value of the property into its slot. It is an error that the slot is taken, or that the value has
    /// the wrong form.
    pub fn value<T: Decode>(&mut self, slot: &mut Option<T>) {
        self.value_as::<Plain, T>(slot);
    }

    /// Reads the value of the property by a codec.
    pub fn value_as<C: DecodeWith<T>, T>(&mut self, slot: &mut Option<T>) {
        if slot.is_some() {
            self.error = Some(A::Error::duplicate_field(self.at));
            return;
        }
        match self.access.next_value_seed(Seed::<C, T>::new()) {
            Ok(value) => *slot = Some(value),
            Err(error) => {
                path::inside_field(self.at);
                self.error = Some(error);
            }
        }
    }

    /// Reads the value of a further property. It is an error that the key occurs twice, or that the value has the
    /// wrong form.
    pub fn rest<C: DecodeWith<T>, T>(&mut self, map: &mut BTreeMap<String, T>) {
        let key = std::mem::take(&mut self.key);
        if let Err(error) = insert_entry::<C, T, A>(map, key, &mut self.access) {
            self.error = Some(error);
        }
    }

    /// Notes that a required property is missing, unless an earlier error says why.
    #[cold]
    pub fn missing(&mut self, name: &'static str) {
        self.error
            .get_or_insert_with(|| A::Error::missing_field(name));
    }

    /// Whether all is well so far.
    pub(super) fn is_well(&self) -> bool {
        self.error.is_none()
    }

    /// Returns why there is no value.
    #[cold]
    pub(super) fn into_error(self) -> A::Error {
        self.error
            .unwrap_or_else(|| A::Error::custom("an object was given up"))
    }
}

enum Key {
    Named(usize, &'static str),
    Other(String),
    Unknown,
}

struct KeySeed {
    fields: &'static [&'static str],
    guess: usize,
    keeps_rest: bool,
}

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<Key, E> {
        if let Some(name) = self.fields.get(self.guess).filter(|name| **name == key) {
            return Ok(Key::Named(self.guess, name));
        }
        let found = self
            .fields
            .iter()
            .enumerate()
            .find(|(_, name)| **name == key);
        Ok(match found {
            Some((index, name)) => Key::Named(index, name),
            None if self.keeps_rest => Key::Other(key.to_owned()),
            None => Key::Unknown,
        })
    }
}
