//! Rust types as generated code writes them, with the packages they need.

use serde::Serialize;

use super::names::TypeName;

/// A type in generated code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum RustType {
    /// `()`.
    Unit,
    /// `bool`.
    Bool,
    /// `i32`.
    I32,
    /// `i64`.
    I64,
    /// `u32`.
    U32,
    /// `u64`.
    U64,
    /// `f32`.
    F32,
    /// `f64`.
    F64,
    /// `String`.
    String,
    /// `runtime::Secret`: text that is never printed.
    Secret,
    /// `Vec<u8>`, base64 on the wire (with [`super::items::Codec::Base64`]).
    Base64,
    /// `bytes::Bytes`: a whole body.
    Bytes,
    /// `runtime::Body`: the bytes of a request, or a stream of them.
    Body,
    /// `runtime::File`: such a body with a name and a media type.
    File,
    /// `runtime::Form`: the parts of a body, which the caller adds.
    Form,
    /// `runtime::Part<T>`: a value in a form whose part has headers.
    Part(Box<RustType>),
    /// `runtime::Lines<T>`: what is sent as lines of JSON.
    Lines(Box<RustType>),
    /// `runtime::Event`: a server-sent event whose data is text.
    Event,
    /// `uuid::Uuid`.
    Uuid,
    /// `time::Date`.
    Date,
    /// `runtime::DateTime`: a `time::OffsetDateTime` that remembers how it was written.
    DateTime,
    /// `runtime::Decimal`: a number of any size and precision.
    Decimal,
    /// `runtime::Value` (`serde_json::Value`): any JSON.
    Json,
    /// `Vec<T>`.
    Vec(Box<RustType>),
    /// `BTreeMap<String, T>`.
    Map(Box<RustType>),
    /// `Option<T>`.
    Option(Box<RustType>),
    /// `runtime::Nullable<T>`: absent, null or a value.
    Nullable(Box<RustType>),
    /// `Box<T>`.
    Boxed(Box<RustType>),
    /// `runtime::OneOrMany<T>`.
    OneOrMany(Box<RustType>),
    /// `(A, B)`.
    Tuple(Vec<RustType>),
    /// An item of this API's `models`.
    Model(TypeName),
    /// A type of the user's, by its path (with [`super::items::Codec::Serde`]).
    Foreign(String),
}

/// A package that generated code may need beyond those it always needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Package {
    /// `base64`.
    Base64,
    /// No package, but the runtime's part for calls by name.
    Dispatch,
    /// `time`.
    Time,
    /// `uuid`.
    Uuid,
    /// None: bodies of several parts.
    Multipart,
    /// None: bodies of lines.
    Lines,
    /// None: answers that come item by item.
    Stream,
    /// `quick-xml`.
    Xml,
    /// `tokio`, `getrandom` and `sha2`: tokens that clients get by themselves.
    OAuth,
}

impl RustType {
    /// The type inside a wrapper; `None` for a leaf.
    #[must_use]
    pub fn inner(&self) -> Option<&Self> {
        match self {
            Self::Vec(inner)
            | Self::Map(inner)
            | Self::Option(inner)
            | Self::Nullable(inner)
            | Self::Boxed(inner)
            | Self::Part(inner)
            | Self::Lines(inner)
            | Self::OneOrMany(inner) => Some(inner),
            _ => None,
        }
    }

    /// The innermost type; a tuple is not looked into.
    #[must_use]
    pub fn leaf(&self) -> &Self {
        self.inner().map_or(self, Self::leaf)
    }

    /// The packages that hold it and what is inside.
    #[must_use]
    pub fn packages(&self) -> Vec<Package> {
        match self.leaf() {
            Self::File | Self::Form => vec![Package::Multipart],
            Self::Event => vec![Package::Stream],
            Self::Base64 => vec![Package::Base64],
            Self::Date | Self::DateTime => vec![Package::Time],
            Self::Uuid => vec![Package::Uuid],
            Self::Tuple(items) => items.iter().flat_map(Self::packages).collect(),
            _ => Vec::new(),
        }
    }

    /// The models inside.
    #[must_use]
    pub fn models(&self) -> Vec<&TypeName> {
        match self.leaf() {
            Self::Model(name) => vec![name],
            Self::Tuple(items) => items.iter().flat_map(Self::models).collect(),
            _ => Vec::new(),
        }
    }

    /// The models inside, to be changed.
    pub(super) fn models_mut(&mut self) -> Vec<&mut TypeName> {
        match self {
            Self::Vec(inner)
            | Self::Map(inner)
            | Self::Option(inner)
            | Self::Nullable(inner)
            | Self::Boxed(inner)
            | Self::Part(inner)
            | Self::Lines(inner)
            | Self::OneOrMany(inner) => inner.models_mut(),
            Self::Tuple(items) => items.iter_mut().flat_map(Self::models_mut).collect(),
            Self::Model(name) => vec![name],
            _ => Vec::new(),
        }
    }

    /// Whether it is a list of text, for which a caller may pass `["a", "b"]`.
    #[must_use]
    pub fn is_text_list(&self) -> bool {
        matches!(self, Self::Vec(inner) if matches!(**inner, Self::String | Self::Secret))
    }

    /// Whether a caller may pass anything that turns into it (`impl Into<T>`).
    #[must_use]
    pub fn takes_into(&self) -> bool {
        matches!(
            self,
            Self::String
                | Self::Secret
                | Self::Vec(_)
                | Self::Boxed(_)
                | Self::Nullable(_)
                | Self::OneOrMany(_)
                | Self::Bytes
                | Self::Body
                | Self::File
                | Self::Part(_)
                | Self::Lines(_)
                | Self::Base64
                | Self::DateTime
                | Self::Decimal
        )
    }
}
