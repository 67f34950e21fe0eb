//! What generated code says of operations that are called by name.

use std::convert::Infallible;
use std::fmt;

use bytes::Bytes;
use serde::de::Deserializer;
use serde::ser::Serializer;

use super::super::answer::Answer;
use super::super::body::Body as RequestBody;
use super::super::decode_error::DecodeError;
use super::super::operation::{
    Location, Operation, OperationSpec, Outcome, ParameterSpec, PartSpec,
};
use super::super::security::Scheme;
use super::super::wire::base64_codec::Base64;
use super::super::wire::codec::{DecodeWith, EncodeWith, Encoded, Plain};
use super::super::wire::json::{self, JsonError};
use super::super::wire::raw::RawJson;
use super::super::wire::{Decode, Encode};

/// All operations of an API, and its security schemes.
#[derive(Debug)]
pub struct Table {
    /// Operations, in lists of any size.
    pub operations: &'static [&'static [Entry]],
    /// Security schemes.
    pub schemes: &'static [&'static Scheme],
    /// Operations whose answers can come item by item, and the media types of those, with `, ` between them.
    pub streams: &'static [(&'static str, &'static str)],
}

/// One operation.
#[derive(Debug)]
pub struct Entry {
    /// The client's method, by which the operation is found too.
    pub method: &'static str,
    /// What its request looks like.
    pub spec: &'static OperationSpec,
    /// Its parameters.
    pub parameters: &'static [Parameter],
    /// Its body, if it takes one.
    pub body: Option<Bodies>,
    /// Decodes an answer and writes what it gives.
    pub answer: fn(&Answer) -> Result<Told, DecodeError>,
}

/// Reads JSON as a type, and writes the value as JSON again.
type ToText = fn(&str) -> Result<RawJson, Unfit>;

/// A parameter.
#[derive(Debug)]
pub struct Parameter {
    /// Where it goes.
    pub location: Location,
    /// Its name in the document.
    pub name: &'static str,
    /// Whether it must be given.
    pub required: bool,
    /// Reads its value.
    pub read: ToText,
}

impl Parameter {
    /// A parameter that may be left out.
    #[must_use]
    pub const fn optional(location: Location, name: &'static str, read: ToText) -> Self {
        Self {
            location,
            name,
            required: false,
            read,
        }
    }

    /// A parameter that must be given.
    #[must_use]
    pub const fn required(location: Location, name: &'static str, read: ToText) -> Self {
        Self {
            location,
            name,
            required: true,
            read,
        }
    }
}

/// The body of an operation.
#[derive(Debug)]
pub struct Bodies {
    /// Whether there must be one.
    pub required: bool,
    /// One for each content type; the first is sent where the caller names none.
    pub types: &'static [Body],
}

/// A body of one content type.
#[derive(Debug)]
pub struct Body {
    /// The media type, or a range of them.
    pub(super) media_type: &'static str,
    pub(super) write: Write,
}

/// How a body is written.
#[derive(Debug)]
pub(super) enum Write {
    Json(ToText),
    Xml(ToText, ToXml),
    Form(ToText, &'static [ParameterSpec]),
    Parts(ToParts, &'static [PartSpec], &'static [&'static str]),
    Object(ToText, ToParts),
    Lines(ToText),
    Text,
    Bytes,
}

/// Writes a body of XML from the JSON of its model.
type ToXml = fn(&str) -> Result<String, String>;

/// Reads JSON as the parts of a body; gives the body and its boundary.
type ToParts = fn(&str, &[PartSpec], FromBase64) -> Result<(RequestBody, String), String>;

/// Reads JSON text that is base64.
pub type FromBase64 = fn(&str) -> Result<Bytes, String>;

impl Body {
    /// JSON.
    #[must_use]
    pub const fn json(media_type: &'static str, read: ToText) -> Self {
        let write = Write::Json(read);
        Self { media_type, write }
    }

    /// XML, whose JSON is that of the model.
    #[must_use]
    pub const fn xml(media_type: &'static str, read: ToText, xml: ToXml) -> Self {
        let write = Write::Xml(read, xml);
        Self { media_type, write }
    }

    /// A form, with the properties that are written in a way of their own.
    #[must_use]
    pub const fn form(
        media_type: &'static str,
        fields: &'static [ParameterSpec],
        read: ToText,
    ) -> Self {
        let write = Write::Form(read, fields);
        Self { media_type, write }
    }

    /// Several parts, with those that are no plain values, and the names of those that must be there. The JSON of a file is
    /// base64.
    #[must_use]
    pub const fn parts(
        media_type: &'static str,
        parts: &'static [PartSpec],
        required: &'static [&'static str],
        read: ToParts,
    ) -> Self {
        let write = Write::Parts(read, parts, required);
        Self { media_type, write }
    }

    /// Several parts, which are the properties of an object.
    #[must_use]
    pub const fn object(media_type: &'static str, read: ToText, parts: ToParts) -> Self {
        let write = Write::Object(read, parts);
        Self { media_type, write }
    }

    /// Lines of JSON, whose JSON is a list.
    #[must_use]
    pub const fn lines(media_type: &'static str, read: ToText) -> Self {
        let write = Write::Lines(read);
        Self { media_type, write }
    }

    /// Text, whose JSON is a string.
    #[must_use]
    pub const fn text(media_type: &'static str) -> Self {
        let write = Write::Text;
        Self { media_type, write }
    }

    /// Bytes, whose JSON is base64.
    #[must_use]
    pub const fn bytes(media_type: &'static str) -> Self {
        let write = Write::Bytes;
        Self { media_type, write }
    }
}

/// JSON that is not of the type it must be of, or a value that cannot be written.
#[derive(Debug)]
pub enum Unfit {
    /// It could not be read.
    Read(JsonError),
    /// It could not be written.
    Write(String),
}

/// Reads JSON as `T` and writes it as JSON again.
///
/// # Errors
/// Fails where it is not of that type.
pub fn text<T: Decode + Encode>(text: &str) -> Result<RawJson, Unfit> {
    text_as::<Plain, T>(text)
}

/// Reads JSON as `T` by a codec and writes it as JSON again.
///
/// # Errors
/// Fails where it is not of that type.
pub fn text_as<C: DecodeWith<T> + EncodeWith<T>, T>(text: &str) -> Result<RawJson, Unfit> {
    let value = json::from_str_as::<C, T>(text).map_err(Unfit::Read)?;
    RawJson::new(&Encoded::<C, T>::new(&value)).map_err(|error| Unfit::Write(error.to_string()))
}

/// What an answer gives, written as JSON.
#[derive(Debug)]
pub struct Told {
    pub(super) meaning: Meaning,
    /// `None` where the answer is not documented.
    pub(super) body: Option<Result<RawJson, serde_json::Error>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Success,
    Failure,
    Undocumented,
}

impl Told {
    /// A success.
    pub fn success<C: EncodeWith<T>, T>(body: &T) -> Self {
        Self::documented::<C, T>(Meaning::Success, body)
    }

    /// A documented error.
    pub fn failure<C: EncodeWith<T>, T>(body: &T) -> Self {
        Self::documented::<C, T>(Meaning::Failure, body)
    }

    /// A success without a body.
    #[must_use]
    pub fn empty_success() -> Self {
        Self::empty(Meaning::Success)
    }

    /// A documented error without a body.
    #[must_use]
    pub fn empty_failure() -> Self {
        Self::empty(Meaning::Failure)
    }

    /// An answer that the document does not name.
    #[must_use]
    pub fn undocumented() -> Self {
        Self {
            meaning: Meaning::Undocumented,
            body: None,
        }
    }

    fn empty(meaning: Meaning) -> Self {
        Self {
            meaning,
            body: Some(Ok(RawJson::default())),
        }
    }

    fn documented<C: EncodeWith<T>, T>(meaning: Meaning, body: &T) -> Self {
        Self {
            meaning,
            body: Some(RawJson::new(&Encoded::<C, T>::new(body))),
        }
    }
}

/// Decodes the answer of an operation without documented errors, whose success is written by `C`.
///
/// # Errors
/// Fails where the body does not have the documented form.
pub fn success<C: EncodeWith<O::Output>, O: Operation<Error = Infallible>>(
    answer: &Answer,
) -> Result<Told, DecodeError> {
    match O::decode(answer) {
        Outcome::Success(body) => Ok(Told::success::<C, _>(&body)),
        Outcome::Failure(never) => match never {},
        Outcome::Undocumented => Ok(Told::undocumented()),
        Outcome::Malformed(error) => Err(error),
    }
}

/// A body of bytes, as base64 text.
#[derive(Debug)]
pub struct Binary;

impl EncodeWith<Bytes> for Binary {
    fn encode_with<S: Serializer>(value: &Bytes, serializer: S) -> Result<S::Ok, S::Error> {
        Base64::encode_with(&value.to_vec(), serializer)
    }
}

impl DecodeWith<Bytes> for Binary {
    fn decode_with<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Bytes, D::Error> {
        Base64::decode_with(deserializer).map(|bytes: Vec<u8>| Bytes::from(bytes))
    }
}

/// No body, as `null`.
#[derive(Debug)]
pub struct Nothing;

impl EncodeWith<()> for Nothing {
    fn encode_with<S: Serializer>((): &(), serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => f.write_str(&error.message),
            Self::Write(message) => f.write_str(message),
        }
    }
}
