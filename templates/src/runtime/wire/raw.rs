//! JSON text that is kept as it came.

use std::fmt;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::json::{self, JsonError};
use super::{Decode, Encode};

/// A piece of JSON as it stands in the text, kept where no known form fits it.
#[derive(Clone)]
pub struct RawJson(Box<RawValue>);

impl RawJson {
    /// Writes a value as JSON text.
    ///
    /// # Errors
    /// Fails where JSON has no form for the value.
    pub fn new<T: Encode>(value: &T) -> Result<Self, serde_json::Error> {
        serde_json::value::to_raw_value(&super::codec::Encoded::<super::codec::Plain, T>::new(
            value,
        ))
        .map(Self)
    }

    /// Returns the JSON text.
    #[must_use]
    pub fn get(&self) -> &str {
        self.0.get()
    }

    /// Reads the text as another type.
    ///
    /// # Errors
    /// Fails where the text does not have that type's form.
    pub fn decode_as<T: Decode>(&self) -> Result<T, JsonError> {
        json::from_str(self.get())
    }

    /// Returns what kind of JSON it is.
    #[must_use]
    pub fn json_type(&self) -> JsonType {
        JsonType::of(self.get())
    }
}

/// The kinds of JSON (RFC 8259 section 3), with integers apart from other numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JsonType {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number without fraction and exponent.
    Integer,
    /// Any other number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl JsonType {
    /// Tells the kind of a well-formed JSON text.
    pub(in super::super) fn of(text: &str) -> Self {
        match text.as_bytes().first() {
            Some(b'n') => Self::Null,
            Some(b't' | b'f') => Self::Boolean,
            Some(b'"') => Self::String,
            Some(b'[') => Self::Array,
            Some(b'{') => Self::Object,
            // `serde_json` reads it as a float, as no integer has that sign.
            Some(b'-') if text == "-0" => Self::Number,
            _ if text.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E')) => Self::Number,
            _ => Self::Integer,
        }
    }

    /// The name that JSON Schema has for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

impl fmt::Debug for RawJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("RawJson")
            .field(&format_args!("{}", self.get()))
            .finish()
    }
}

impl fmt::Display for RawJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.get())
    }
}

/// Compares the texts.
impl PartialEq for RawJson {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl Eq for RawJson {}

/// `null`.
impl Default for RawJson {
    fn default() -> Self {
        Self(Box::default())
    }
}

impl Encode for RawJson {
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Decode for RawJson {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::<RawValue>::deserialize(deserializer).map(Self)
    }
}
