//! How values travel as JSON: the traits [`Encode`] and [`Decode`], and their implementations for leaf types.
//!
//! They are serde's `Serialize` and `Deserialize` with three differences: nothing is implemented that could send a
//! value in another way than the API document says, decoding notes where in the JSON text it failed (see [`path`]),
//! and codecs may stand in for a type's own way.

pub mod codec;
pub mod containers;
pub mod decimal;
pub mod json;
pub mod json_text;
pub(super) mod members;
pub mod nullable;
pub mod one_or_many;
pub mod path;
pub mod raw;
pub mod scalars;
pub mod tuples;

pub mod base64_codec; // package: base64
pub mod date_time; // package: time
pub mod time_formats; // package: time
pub mod uuid_format; // package: uuid

use std::fmt::Debug;

use serde::de::Deserializer;
use serde::ser::Serializer;

use super::object::{self, Read, Shape, Write};

/// A value that can be written as JSON. A model with a table (`object!`) has [`write`](Self::write), all others have
/// [`encode`](Self::encode); an own trait for the former would cost the compiler an implementation for each model.
/// A model is shown (`Debug`) by what it writes, so what it holds can be shown too.
pub trait Encode: Debug {
    /// Writes the value.
    ///
    /// # Errors
    /// Fails where JSON has no form for the value (`NaN`), and where the writer fails.
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object::encode(self, serializer)
    }

    /// Writes all properties, where the value is an object that has a table.
    fn write<W: Write>(&self, _: &mut W) {}
}

/// A value that can be read from JSON. A model with a table has [`SHAPE`](Self::SHAPE) and [`read`](Self::read), all
/// others have [`decode`](Self::decode).
pub trait Decode: Sized {
    /// The table but for the types, where the value is an object that has one.
    const SHAPE: &'static Shape = &Shape::NONE;

    /// Reads the value.
    ///
    /// # Errors
    /// Fails where the JSON is not of the right form. [`path`] then holds where that was.
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        object::decode(deserializer)
    }

    /// Reads all properties, where the value is an object that has a table. `None` where one is missing.
    #[must_use]
    fn read<R: Read>(_: &mut R) -> Option<Self> {
        None
    }
}
