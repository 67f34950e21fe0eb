//! JSON inside a string.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Visitor};
use serde::ser::{Error as _, Serializer};

use super::codec::{DecodeWith, EncodeWith, Encoded};
use super::json;

/// A value as JSON text in a string (`"{\"a\":1}"`), written by `C` in there.
#[derive(Debug)]
pub struct JsonText<C>(PhantomData<C>);

impl<T, C: EncodeWith<T>> EncodeWith<T> for JsonText<C> {
    fn encode_with<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        let text = serde_json::to_string(&Encoded::<C, T>::new(value));
        serializer.serialize_str(&text.map_err(S::Error::custom)?)
    }
}

impl<T, C: DecodeWith<T>> DecodeWith<T> for JsonText<C> {
    fn decode_with<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_str(JsonTextVisitor::<C, T>(PhantomData))
    }
}

struct JsonTextVisitor<C, T>(PhantomData<fn() -> (C, T)>);

impl<T, C: DecodeWith<T>> Visitor<'_> for JsonTextVisitor<C, T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON in a string")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        json::read::<C, T>(text).map_err(|error| E::custom(json::message_of(&error)))
    }
}
