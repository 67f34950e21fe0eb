//! The two doors to JSON text: everything is read from `&str` and written to a `Vec<u8>`, so that each type is compiled
//! for one reader and one writer.

use serde_json::Deserializer;

use super::codec::{DecodeWith, Plain};
use super::{Decode, Encode, path};

/// Reads a whole JSON text.
///
/// # Errors
/// Fails with serde's message and where in the value it was.
pub fn from_str<T: Decode>(text: &str) -> Result<T, JsonError> {
    from_str_as::<Plain, T>(text)
}

/// Reads a whole JSON text by a codec.
///
/// # Errors
/// As [`from_str`].
pub fn from_str_as<C: DecodeWith<T>, T>(text: &str) -> Result<T, JsonError> {
    path::clear();
    match read::<C, T>(text) {
        Ok(value) => Ok(value),
        Err(error) => Err(JsonError::taken(&error)),
    }
}

/// Reads a whole JSON text and leaves the path of an error where it is.
pub(in super::super) fn read<C: DecodeWith<T>, T>(text: &str) -> Result<T, serde_json::Error> {
    let mut deserializer = Deserializer::from_str(text);
    let value = C::decode_with(&mut deserializer);
    if value.is_ok() {
        deserializer.end()?;
    }
    value
}

/// Reads a text that stands alone, without quotes: as a string if the type takes one, else as JSON.
#[must_use]
pub fn from_plain<T: Decode>(text: &str) -> Option<T> {
    let quoted = serde_json::to_string(text).ok()?;
    from_str(&quoted).or_else(|_| from_str(text)).ok()
}

/// Writes a value as JSON text.
///
/// # Errors
/// Fails where JSON has no form for the value.
pub fn to_vec<T: Encode + ?Sized>(value: &T) -> Result<Vec<u8>, serde_json::Error> {
    let mut text = Vec::with_capacity(128);
    write(value, &mut text)?;
    Ok(text)
}

/// Adds a value as JSON text.
///
/// # Errors
/// Fails where JSON has no form for the value; then a part of it may be there.
pub fn write<T: Encode + ?Sized>(value: &T, out: &mut Vec<u8>) -> Result<(), serde_json::Error> {
    value.encode(&mut serde_json::Serializer::new(out))
}

/// Writes a value as JSON text.
///
/// # Errors
/// Fails where JSON has no form for the value.
pub fn to_string<T: Encode + ?Sized>(value: &T) -> Result<String, serde_json::Error> {
    // What is written is UTF-8.
    to_vec(value).map(|text| String::from_utf8(text).unwrap_or_default())
}

/// Why a JSON text could not be read.
#[derive(Debug)]
pub struct JsonError {
    /// What was wrong, without a position and without the value that was wrong.
    pub message: String,
    /// Where in the value, for example `detail[0].loc`; empty for the whole.
    pub path: String,
    /// Line in the text, from 1.
    pub line: usize,
    /// Byte in the line, from 1.
    pub column: usize,
}

impl JsonError {
    /// Takes serde's error together with the path that was noted on its way.
    #[cold]
    fn taken(error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        Self {
            message: message_of(error),
            path: path::take(),
            line,
            column,
        }
    }
}

/// Returns serde's message without the position it ends with, and without the value it found: that may be a secret, and
/// messages are logged. `invalid type: string "hunter2", expected a boolean` loses `"hunter2"`.
pub(in super::super) fn message_of(error: &serde_json::Error) -> String {
    let mut message = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    if message.ends_with(&position) {
        message.truncate(message.len() - position.len());
    }
    let found = ["invalid type: ", "invalid value: "]
        .into_iter()
        .find(|start| message.starts_with(start));
    // The value may hold anything, so its end is found from the right: what is expected is never a part of the answer.
    if let (Some(start), Some(end)) = (found, message.rfind(", expected ")) {
        let value = message
            .get(start.len()..end)
            .and_then(|found| found.find(['"', '`']));
        if let Some(value) = value {
            let kind = message.get(..start.len() + value).unwrap_or_default();
            let expected = message.get(end..).unwrap_or_default();
            message = format!("{}{expected}", kind.trim_end());
        }
    }
    message
}
