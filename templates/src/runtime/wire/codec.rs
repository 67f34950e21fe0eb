//! Codecs: other ways to write a type than its own. They compose (`List<IntegerString>`).

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Unexpected, Visitor};
use serde::ser::{Serialize, Serializer};

use super::containers::{decode_list, decode_map, decode_option, encode_list, encode_map};
use super::nullable::Nullable;
use super::scalars::integral;
use super::{Decode, Encode};

/// Writes values of type `T` in a way of its own.
pub trait EncodeWith<T: ?Sized> {
    /// Writes the value.
    ///
    /// # Errors
    /// As [`Encode::encode`].
    fn encode_with<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error>;
}

/// Reads values of type `T` in a way of its own.
pub trait DecodeWith<T> {
    /// Reads the value.
    ///
    /// # Errors
    /// As [`Decode::decode`].
    fn decode_with<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error>;
}

/// The type's own way.
#[derive(Debug)]
pub struct Plain;

impl<T: Encode> EncodeWith<T> for Plain {
    fn encode_with<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        value.encode(serializer)
    }
}

impl<T: Decode> DecodeWith<T> for Plain {
    fn decode_with<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::decode(deserializer)
    }
}

/// By serde's own traits, for types from elsewhere.
#[derive(Debug)]
pub struct Serde;

impl<T: Serialize> EncodeWith<T> for Serde {
    fn encode_with<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }
}

impl<T: DeserializeOwned> DecodeWith<T> for Serde {
    fn decode_with<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::deserialize(deserializer)
    }
}

/// An integer as a decimal string (`"20"`), as some services send 64-bit numbers. Also reads a number.
#[derive(Debug)]
pub struct IntegerString;

impl<T: Display> EncodeWith<T> for IntegerString {
    fn encode_with<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }
}

impl<T: FromStr + TryFrom<i64> + TryFrom<u64>> DecodeWith<T> for IntegerString {
    fn decode_with<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(IntegerStringVisitor(PhantomData))
    }
}

/// An integer as a number. Also reads a decimal string.
#[derive(Debug)]
pub struct LenientInteger;

impl<T: Encode> EncodeWith<T> for LenientInteger {
    fn encode_with<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        value.encode(serializer)
    }
}

impl<T: FromStr + TryFrom<i64> + TryFrom<u64>> DecodeWith<T> for LenientInteger {
    fn decode_with<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        IntegerString::decode_with(deserializer)
    }
}

struct IntegerStringVisitor<T>(PhantomData<fn() -> T>);

impl<T: FromStr + TryFrom<i64> + TryFrom<u64>> Visitor<'_> for IntegerStringVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer, as a number or in a string")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        text.parse()
            .map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<T, E> {
        T::try_from(number).map_err(|_| E::invalid_value(Unexpected::Signed(number), &self))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<T, E> {
        T::try_from(number).map_err(|_| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<T, E> {
        integral(number).ok_or_else(|| E::invalid_type(Unexpected::Float(number), &self))
    }
}

/// A list whose elements are written by `C`.
#[derive(Debug)]
pub struct List<C>(PhantomData<C>);

impl<T, C: EncodeWith<T>> EncodeWith<Vec<T>> for List<C> {
    fn encode_with<S: Serializer>(value: &Vec<T>, serializer: S) -> Result<S::Ok, S::Error> {
        encode_list::<C, T, S>(value, serializer)
    }
}

impl<T, C: EncodeWith<T>> EncodeWith<[T]> for List<C> {
    fn encode_with<S: Serializer>(value: &[T], serializer: S) -> Result<S::Ok, S::Error> {
        encode_list::<C, T, S>(value, serializer)
    }
}

impl<T, C: DecodeWith<T>> DecodeWith<Vec<T>> for List<C> {
    fn decode_with<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
        decode_list::<C, T, D>(deserializer)
    }
}

/// A map whose values are written by `C`.
#[derive(Debug)]
pub struct MapOf<C>(PhantomData<C>);

impl<T, C: EncodeWith<T>> EncodeWith<BTreeMap<String, T>> for MapOf<C> {
    fn encode_with<S: Serializer>(
        value: &BTreeMap<String, T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        encode_map::<C, T, S>(value, serializer)
    }
}

impl<T, C: DecodeWith<T>> DecodeWith<BTreeMap<String, T>> for MapOf<C> {
    fn decode_with<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<String, T>, D::Error> {
        decode_map::<C, T, D>(deserializer)
    }
}

/// `null`, or a value written by `C`.
#[derive(Debug)]
pub struct OrNull<C>(PhantomData<C>);

impl<T, C: EncodeWith<T>> EncodeWith<Option<T>> for OrNull<C> {
    fn encode_with<S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => C::encode_with(value, serializer),
            None => serializer.serialize_unit(),
        }
    }
}

impl<T, C: DecodeWith<T>> DecodeWith<Option<T>> for OrNull<C> {
    fn decode_with<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
        decode_option::<C, T, D>(deserializer)
    }
}

impl<T, C: DecodeWith<T>> DecodeWith<Nullable<T>> for OrNull<C> {
    fn decode_with<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Nullable<T>, D::Error> {
        decode_option::<C, T, D>(deserializer)
            .map(|value| value.map_or(Nullable::Null, Nullable::Value))
    }
}

impl<T, C: EncodeWith<T>> EncodeWith<Nullable<T>> for OrNull<C> {
    fn encode_with<S: Serializer>(value: &Nullable<T>, serializer: S) -> Result<S::Ok, S::Error> {
        match value {
            Nullable::Value(value) => C::encode_with(value, serializer),
            Nullable::Null | Nullable::Absent => serializer.serialize_unit(),
        }
    }
}

impl<T, C: EncodeWith<T>> EncodeWith<Box<T>> for OrNull<C> {
    fn encode_with<S: Serializer>(value: &Box<T>, serializer: S) -> Result<S::Ok, S::Error> {
        C::encode_with(value, serializer)
    }
}

/// Writes a value by a codec where serde wants a `Serialize`, or where the type's own way is expected.
pub struct Encoded<'a, C, T: ?Sized>(&'a T, PhantomData<C>);

impl<'a, C, T: ?Sized> Encoded<'a, C, T> {
    /// Wraps a value.
    pub fn new(value: &'a T) -> Self {
        Self(value, PhantomData)
    }
}

// Without the value: it may be a secret.
impl<C, T: ?Sized> fmt::Debug for Encoded<'_, C, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Encoded").finish_non_exhaustive()
    }
}

impl<C: EncodeWith<T>, T: ?Sized> Serialize for Encoded<'_, C, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        C::encode_with(self.0, serializer)
    }
}

impl<C: EncodeWith<T>, T: ?Sized> Encode for Encoded<'_, C, T> {
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        C::encode_with(self.0, serializer)
    }
}

/// Reads a value by a codec where serde wants a seed.
pub struct Seed<C, T>(PhantomData<fn() -> (C, T)>);

impl<C, T> Seed<C, T> {
    /// A seed for one value.
    #[must_use]
    pub fn new() -> Self {
        Self(PhantomData)
    }
}

impl<C, T> Default for Seed<C, T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'de, C: DecodeWith<T>, T> DeserializeSeed<'de> for Seed<C, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        C::decode_with(deserializer)
    }
}

/// The error for a key that occurs twice in one object.
#[cold]
pub(super) fn duplicate_key<E: serde::de::Error>(key: &str) -> E {
    E::custom(format_args!("duplicate field `{key}`"))
}

/// The error for a number that JSON cannot hold.
#[cold]
pub(super) fn not_finite<E: serde::ser::Error>() -> E {
    E::custom("NaN and infinite numbers cannot be sent as JSON")
}
