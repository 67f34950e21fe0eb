//! Bytes as base64 text (RFC 4648 section 4).

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::de::{Deserializer, Unexpected, Visitor};
use serde::ser::Serializer;

use super::codec::{DecodeWith, EncodeWith};

/// Bytes as base64 with the standard alphabet and padding.
#[derive(Debug)]
pub struct Base64;

impl EncodeWith<Vec<u8>> for Base64 {
    fn encode_with<S: Serializer>(value: &Vec<u8>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(value))
    }
}

impl DecodeWith<Vec<u8>> for Base64 {
    fn decode_with<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        deserializer.deserialize_str(Base64Visitor)
    }
}

struct Base64Visitor;

impl Visitor<'_> for Base64Visitor {
    type Value = Vec<u8>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("base64 text")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Vec<u8>, E> {
        STANDARD
            .decode(text)
            .map_err(|_| E::invalid_value(Unexpected::Other("other text"), &self))
    }
}
