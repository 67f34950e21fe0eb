//! One value where a list of one could stand.

use std::marker::PhantomData;
use std::ops::Deref;
use std::slice;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::super::{object, union};
use super::codec::{DecodeWith, EncodeWith, List};
use super::raw::{JsonType, RawJson};
use super::{Decode, Encode};

/// A single value, or a list of values. It is sent as it came, and dereferences to a slice.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OneOrMany<T> {
    /// A value that stands alone.
    One(T),
    /// A list.
    Many(Vec<T>),
}

impl<T> OneOrMany<T> {
    /// Returns the values as a list.
    pub fn into_vec(self) -> Vec<T> {
        match self {
            Self::One(value) => vec![value],
            Self::Many(values) => values,
        }
    }
}

impl<T> Deref for OneOrMany<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Self::One(value) => slice::from_ref(value),
            Self::Many(values) => values,
        }
    }
}

impl<'a, T> IntoIterator for &'a OneOrMany<T> {
    type Item = &'a T;
    type IntoIter = slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> From<T> for OneOrMany<T> {
    fn from(value: T) -> Self {
        Self::One(value)
    }
}

impl<T> From<Vec<T>> for OneOrMany<T> {
    fn from(values: Vec<T>) -> Self {
        Self::Many(values)
    }
}

impl From<&str> for OneOrMany<String> {
    fn from(value: &str) -> Self {
        Self::One(value.to_owned())
    }
}

impl<T: Encode> Encode for OneOrMany<T> {
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::One(value) => value.encode(serializer),
            Self::Many(values) => values.encode(serializer),
        }
    }
}

impl<T: Decode> Decode for OneOrMany<T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = RawJson::decode(deserializer)?;
        if raw.json_type() == JsonType::Array {
            union::branch::<union::Plain, Vec<T>, D::Error>(&raw).map(Self::Many)
        } else {
            union::branch::<union::Plain, T, D::Error>(&raw).map(Self::One)
        }
    }
}

/// A value or a list of values, each written by `C`.
#[derive(Debug)]
pub struct Each<C>(PhantomData<C>);

impl<T, C: EncodeWith<T>> EncodeWith<OneOrMany<T>> for Each<C> {
    fn encode_with<S: Serializer>(value: &OneOrMany<T>, serializer: S) -> Result<S::Ok, S::Error> {
        match value {
            OneOrMany::One(value) => C::encode_with(value, serializer),
            OneOrMany::Many(values) => List::<C>::encode_with(values, serializer),
        }
    }
}

impl<T, C: DecodeWith<T>> DecodeWith<OneOrMany<T>> for Each<C> {
    fn decode_with<'de, D: Deserializer<'de>>(deserializer: D) -> Result<OneOrMany<T>, D::Error> {
        let raw = RawJson::decode(deserializer)?;
        if raw.json_type() == JsonType::Array {
            union::branch::<List<C>, Vec<T>, D::Error>(&raw).map(OneOrMany::Many)
        } else {
            union::branch::<C, T, D::Error>(&raw).map(OneOrMany::One)
        }
    }
}

impl<T: Encode> Serialize for OneOrMany<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.encode(serializer)
    }
}

impl<'de, T: Decode> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        object::deserialize(deserializer)
    }
}
