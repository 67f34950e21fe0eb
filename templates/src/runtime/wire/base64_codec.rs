//! Bytes as base64 text (RFC 4648 sections 4 and 5).

use std::fmt;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::general_purpose::{
    GeneralPurpose, GeneralPurposeConfig, STANDARD, URL_SAFE_NO_PAD,
};
use base64::engine::{DecodePaddingMode, general_purpose::PAD};
use serde::de::{Deserializer, Unexpected, Visitor};
use serde::ser::Serializer;

use super::codec::{DecodeWith, EncodeWith};

/// Padding may be there or not: decoders that insist on one of the two refuse what some servers send.
const EITHER: GeneralPurposeConfig = PAD.with_decode_padding_mode(DecodePaddingMode::Indifferent);
const ORDINARY: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, EITHER);
const URL: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, EITHER);

/// Bytes as base64 with the standard alphabet and padding. Also reads the other alphabet, and no padding.
#[derive(Debug)]
pub struct Base64;

/// Bytes as base64 with the alphabet for URLs and without padding. Also reads the standard alphabet, and padding.
#[derive(Debug)]
pub struct Base64Url;

impl EncodeWith<Vec<u8>> for Base64 {
    fn encode_with<S: Serializer>(value: &Vec<u8>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(value))
    }
}

impl EncodeWith<Vec<u8>> for Base64Url {
    fn encode_with<S: Serializer>(value: &Vec<u8>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&URL_SAFE_NO_PAD.encode(value))
    }
}

impl DecodeWith<Vec<u8>> for Base64 {
    fn decode_with<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        deserializer.deserialize_str(Base64Visitor)
    }
}

impl DecodeWith<Vec<u8>> for Base64Url {
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
        let engine = if text.contains(['-', '_']) {
            URL
        } else {
            ORDINARY
        };
        engine
            .decode(text)
            .map_err(|_| E::invalid_value(Unexpected::Other("other text"), &self))
    }
}
