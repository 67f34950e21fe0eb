//! Reading an object's keys and values.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};

use super::object::{REST, Shape};
use super::wire::codec::{DecodeWith, Plain, Seed};
use super::wire::containers::insert_entry;
use super::wire::{Decode, path};

/// An object that is being read, as its model sees it: no lifetimes and no associated types, which would be checked
/// again for every model.
pub trait Read {
    /// Reads the next key and returns its number, or [`REST`]; skips what is unknown and not kept. `None` after the
    /// last key, and after an error.
    fn next_field(&mut self) -> Option<usize>;

    /// Reads the value of the property by a codec. It is an error that the property was there before, or that the
    /// value has the wrong form.
    fn value_as<C: DecodeWith<T>, T>(&mut self, slot: &mut T);

    /// Reads the value of a further property. It is an error that the key occurs twice, or that the value has the
    /// wrong form.
    fn rest<C: DecodeWith<T>, T>(&mut self, map: &mut BTreeMap<String, T>);

    /// Reads the value of the property in its type's own way.
    fn value<T: Decode>(&mut self, slot: &mut T) {
        self.value_as::<Plain, T>(slot);
    }

    /// Reads the value of a required property.
    fn required<T: Decode>(&mut self, slot: &mut Option<T>) {
        self.value_as::<Present<Plain>, Option<T>>(slot);
    }

    /// Reads the value of a required property by a codec.
    fn required_as<C: DecodeWith<T>, T>(&mut self, slot: &mut Option<T>) {
        self.value_as::<Present<C>, Option<T>>(slot);
    }
}

/// An object that is being read. It keeps the first error, so that a model's own code is a list of plain calls: that
/// costs the compiler least.
pub struct Reader<'de, A: MapAccess<'de>> {
    access: A,
    shape: &'static Shape,
    /// The number of the property that comes next if the server keeps the order of the document.
    next: usize,
    /// The named property whose value is next.
    at: usize,
    /// The further property whose value is next.
    key: String,
    seen: Seen,
    error: Option<A::Error>,
}

impl<'de, A: MapAccess<'de>> Reader<'de, A> {
    pub(super) fn new(access: A, shape: &'static Shape) -> Self {
        Self {
            access,
            shape,
            next: 0,
            at: 0,
            key: String::new(),
            seen: Seen::default(),
            error: None,
        }
    }

    fn find_field(&mut self) -> Result<Option<usize>, A::Error> {
        loop {
            let seed = KeySeed {
                shape: self.shape,
                guess: self.next,
            };
            match self.access.next_key_seed(seed)? {
                None => return Ok(None),
                Some(Key::Named(index)) => {
                    self.next = index + 1;
                    self.at = index;
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

    /// The name of the property whose value is next.
    #[cold]
    fn name(&self) -> &'static str {
        self.shape.fields.get(self.at).map_or("", |(name, _)| name)
    }

    /// Whether all is well so far.
    pub(super) fn is_well(&self) -> bool {
        self.error.is_none()
    }

    /// Returns why there is no value: the first error, or the first required property that was not there.
    #[cold]
    pub(super) fn into_error(self) -> A::Error {
        let Self {
            shape, seen, error, ..
        } = self;
        if let Some(error) = error {
            return error;
        }
        let mut fields = shape.fields.iter().enumerate();
        match fields.find(|(index, (_, required))| *required && !seen.has(*index)) {
            Some((_, (name, _))) => A::Error::missing_field(name),
            None => A::Error::custom("an object was given up"),
        }
    }
}

impl<'de, A: MapAccess<'de>> Read for Reader<'de, A> {
    fn next_field(&mut self) -> Option<usize> {
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

    fn value_as<C: DecodeWith<T>, T>(&mut self, slot: &mut T) {
        if !self.seen.add(self.at) {
            self.error = Some(A::Error::duplicate_field(self.name()));
            return;
        }
        match self.access.next_value_seed(Seed::<C, T>::new()) {
            Ok(value) => *slot = value,
            Err(error) => {
                path::inside_field(self.name());
                self.error = Some(error);
            }
        }
    }

    fn rest<C: DecodeWith<T>, T>(&mut self, map: &mut BTreeMap<String, T>) {
        let key = std::mem::take(&mut self.key);
        if let Err(error) = insert_entry::<C, T, A>(map, key, &mut self.access) {
            self.error = Some(error);
        }
    }
}

/// Reads a value that is there.
pub struct Present<C>(PhantomData<C>);

impl<T, C: DecodeWith<T>> DecodeWith<Option<T>> for Present<C> {
    fn decode_with<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
        C::decode_with(deserializer).map(Some)
    }
}

/// The properties that were there, by number.
#[derive(Default)]
struct Seen {
    /// Those of the first 64.
    first: u64,
    /// Those after them, 64 in each.
    more: Vec<u64>,
}

impl Seen {
    /// Adds one. `false` where it was there before.
    fn add(&mut self, index: usize) -> bool {
        let word = match index / 64 {
            0 => &mut self.first,
            word => {
                if self.more.len() < word {
                    self.more.resize(word, 0);
                }
                match self.more.get_mut(word - 1) {
                    Some(word) => word,
                    None => return true,
                }
            }
        };
        let bit = 1 << (index % 64);
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }

    /// Whether one is there.
    fn has(&self, index: usize) -> bool {
        let word = match index / 64 {
            0 => self.first,
            word => self.more.get(word - 1).copied().unwrap_or_default(),
        };
        word & (1 << (index % 64)) != 0
    }
}

enum Key {
    Named(usize),
    Other(String),
    Unknown,
}

struct KeySeed {
    shape: &'static Shape,
    guess: usize,
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
        let fields = self.shape.fields;
        if fields.get(self.guess).is_some_and(|(name, _)| *name == key) {
            return Ok(Key::Named(self.guess));
        }
        Ok(match fields.iter().position(|(name, _)| *name == key) {
            Some(index) => Key::Named(index),
            None if self.shape.keeps_rest => Key::Other(key.to_owned()),
            None => Key::Unknown,
        })
    }
}
