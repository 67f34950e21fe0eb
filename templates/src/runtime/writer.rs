//! Writing an object's keys and values.

use std::collections::BTreeMap;

use serde::ser::{SerializeMap, Serializer};

use super::wire::codec::{EncodeWith, Encoded, Plain};
use super::wire::nullable::Nullable;

/// An object that is being written. It keeps the first error, as [`Reader`](super::reader::Reader) does.
#[derive(Debug)]
pub struct Writer<M, E> {
    map: M,
    error: Option<E>,
}

/// Starts an object.
///
/// # Errors
/// As [`Encode::encode`](super::wire::Encode::encode).
pub fn writer<S: Serializer>(serializer: S) -> Result<Writer<S::SerializeMap, S::Error>, S::Error> {
    let map = serializer.serialize_map(None)?;
    Ok(Writer { map, error: None })
}

impl<M: SerializeMap> Writer<M, M::Error> {
    /// Writes a property by a codec.
    pub fn required<C: EncodeWith<T>, T>(&mut self, name: &'static str, value: &T) {
        if self.error.is_none() {
            let written = self.map.serialize_entry(name, &Encoded::<C, T>::new(value));
            self.error = written.err();
        }
    }

    /// Writes a property if it has a value.
    pub fn optional<C: EncodeWith<T>, T>(&mut self, name: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.required::<C, T>(name, value);
        }
    }

    /// Writes a property unless it is left out.
    pub fn three_state<C: EncodeWith<T>, T>(&mut self, name: &'static str, value: &Nullable<T>) {
        match value {
            Nullable::Value(value) => self.required::<C, T>(name, value),
            Nullable::Null => self.required::<Plain, Option<String>>(name, &None),
            Nullable::Absent => {}
        }
    }

    /// Writes further properties.
    pub fn rest<C: EncodeWith<T>, T>(&mut self, map: &BTreeMap<String, T>) {
        for (key, value) in map {
            if self.error.is_none() {
                let written = self.map.serialize_entry(key, &Encoded::<C, T>::new(value));
                self.error = written.err();
            }
        }
    }

    /// Ends the object.
    ///
    /// # Errors
    /// Fails with the first error of its properties.
    pub fn end(self) -> Result<M::Ok, M::Error> {
        match self.error {
            None => self.map.end(),
            Some(error) => Err(error),
        }
    }
}
