//! Writing an object's keys and values.

use std::collections::BTreeMap;
use std::fmt::{Debug, DebugStruct};

use serde::ser::SerializeMap;

use super::wire::Encode;
use super::wire::codec::{EncodeWith, Encoded, Plain};
use super::wire::nullable::Nullable;

/// An object that is being written, as its model sees it.
pub trait Write {
    /// Writes a property by a codec.
    fn required_as<C: EncodeWith<T>, T: Debug>(&mut self, name: &'static str, value: &T);

    /// Writes further properties.
    fn rest<C: EncodeWith<T>, T: Debug>(&mut self, map: &BTreeMap<String, T>);

    /// Writes a property in its type's own way.
    fn required<T: Encode>(&mut self, name: &'static str, value: &T) {
        self.required_as::<Plain, T>(name, value);
    }

    /// Writes a property if it has a value.
    fn optional<T: Encode>(&mut self, name: &'static str, value: &Option<T>) {
        self.optional_as::<Plain, T>(name, value);
    }

    /// Writes a property unless it is left out.
    fn three_state<T: Encode>(&mut self, name: &'static str, value: &Nullable<T>) {
        self.three_state_as::<Plain, T>(name, value);
    }

    /// Writes a property by a codec if it has a value.
    fn optional_as<C: EncodeWith<T>, T: Debug>(&mut self, name: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.required_as::<C, T>(name, value);
        }
    }

    /// Writes a property by a codec unless it is left out.
    fn three_state_as<C: EncodeWith<T>, T: Debug>(
        &mut self,
        name: &'static str,
        value: &Nullable<T>,
    ) {
        match value {
            Nullable::Value(value) => self.required_as::<C, T>(name, value),
            Nullable::Null => self.required::<Option<String>>(name, &None),
            Nullable::Absent => {}
        }
    }
}

/// An object that is being written. It keeps the first error, as [`Reader`](super::reader::Reader) does.
#[derive(Debug)]
pub struct Writer<M, E> {
    map: M,
    error: Option<E>,
}

impl<M: SerializeMap> Writer<M, M::Error> {
    pub(super) fn new(map: M) -> Self {
        Self { map, error: None }
    }

    /// Ends the object, or fails with the first error of its properties.
    pub(super) fn end(self) -> Result<M::Ok, M::Error> {
        match self.error {
            None => self.map.end(),
            Some(error) => Err(error),
        }
    }
}

impl<M: SerializeMap> Write for Writer<M, M::Error> {
    fn required_as<C: EncodeWith<T>, T: Debug>(&mut self, name: &'static str, value: &T) {
        if self.error.is_none() {
            let written = self.map.serialize_entry(name, &Encoded::<C, T>::new(value));
            self.error = written.err();
        }
    }

    fn rest<C: EncodeWith<T>, T: Debug>(&mut self, map: &BTreeMap<String, T>) {
        for (key, value) in map {
            if self.error.is_none() {
                let written = self.map.serialize_entry(key, &Encoded::<C, T>::new(value));
                self.error = written.err();
            }
        }
    }
}

/// An object that is being shown: its properties are fields by the document's names, but for those that are left out.
pub(super) struct Shown<'a, 'f>(pub(super) DebugStruct<'a, 'f>);

impl Write for Shown<'_, '_> {
    fn required_as<C: EncodeWith<T>, T: Debug>(&mut self, name: &'static str, value: &T) {
        self.0.field(name, value);
    }

    fn rest<C: EncodeWith<T>, T: Debug>(&mut self, map: &BTreeMap<String, T>) {
        for (key, value) in map {
            self.0.field(key, value);
        }
    }
}
