//! Fields: their types, how they are written, what is checked of them.

use serde::Serialize;

use crate::plan::docs::Docs;
use crate::plan::names::FieldName;
use crate::plan::rust_type::RustType;

/// One field.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FieldPlan {
    /// Its Rust name; also its setter's.
    pub name: FieldName,
    /// Its key on the wire.
    pub wire: String,
    /// What it is, with limits and default.
    pub docs: Docs,
    /// `#[deprecated]`.
    pub deprecated: bool,
    /// The full type of the field, with `Option`, `Nullable` or `Box` where presence and recursion want it.
    pub ty: RustType,
    /// Whether it must be there.
    pub presence: Presence,
    /// How the value is written where that is not the type's own way.
    pub codec: Option<Codec>,
    /// What `validate()` checks; empty where there is nothing to check.
    pub checks: Checks,
    /// The value that `new` gives it, so that nobody has to pass it.
    pub constant: Option<Constant>,
    /// The method that gives the document's default where the field is absent, and that default.
    pub default: Option<(FieldName, DefaultValue)>,
    /// How it becomes a part of a form; `None` in what is JSON.
    pub part: Option<Part>,
}

/// How a property is sent in a body of several parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// The part's media type, where the document names one.
    pub content_type: Option<String>,
}

/// What a part of a form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum PartKind {
    /// A file, or several.
    File,
    /// A value with headers of its own.
    Part,
    /// A text, JSON, or one for each element of a list.
    Value,
    /// A list in one part, with this between the elements.
    Joined(&'static str),
}

/// A `default` that Rust can write down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum DefaultValue {
    /// A number or a boolean, as a literal.
    Literal(String),
    /// A string.
    Text(String),
    /// The string of an enumeration.
    Enumeration(String),
    /// The integer of an enumeration.
    IntegerEnumeration(i64),
}

/// The only value of a property.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Constant {
    /// A string, also that of an enumeration.
    Text(String),
    /// An integer of an enumeration.
    Integer(i64),
    /// A boolean.
    Boolean(bool),
}

impl FieldPlan {
    /// Whether `new` takes it.
    #[must_use]
    pub fn is_argument(&self) -> bool {
        self.presence == Presence::Required && self.constant.is_none()
    }

    /// The type a caller passes: the field's without the `Option` or `Nullable` of its presence.
    #[must_use]
    pub fn argument(&self) -> &RustType {
        match (&self.presence, &self.ty) {
            (Presence::Optional, RustType::Option(inner))
            | (Presence::ThreeState, RustType::Nullable(inner)) => inner,
            (_, ty) => ty,
        }
    }
}

/// Whether a key must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Presence {
    /// `!`: missing is an error.
    Required,
    /// `?`: an `Option`, left out when `None`; `null` reads as `None`.
    Optional,
    /// `~`: a `Nullable`, which tells left out from `null`.
    ThreeState,
}

/// How a value is written on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Codec {
    /// The type's own way, inside a codec that wants one.
    Plain,
    /// An integer as a decimal string; also reads a number.
    IntegerString,
    /// An integer as a number; also reads a decimal string.
    LenientInteger,
    /// A number in a string; also reads a number.
    DecimalString,
    /// Bytes as base64 (RFC 4648 section 4).
    Base64,
    /// Bytes as base64 for URLs (RFC 4648 section 5).
    Base64Url,
    /// JSON in a string.
    JsonText(Box<Codec>),
    /// The elements of a tuple.
    Tuple(Vec<Codec>),
    /// By serde's traits, for types from elsewhere.
    Serde,
    /// Each element of a list.
    List(Box<Codec>),
    /// The value, or each element of the list, of a `OneOrMany`.
    Each(Box<Codec>),
    /// Each value of a map.
    MapOf(Box<Codec>),
    /// `null` or the inner one.
    OrNull(Box<Codec>),
}

impl Codec {
    /// Whether it is for a type from elsewhere.
    #[must_use]
    pub fn is_foreign(&self) -> bool {
        match self {
            Self::Serde => true,
            Self::List(inner)
            | Self::Each(inner)
            | Self::MapOf(inner)
            | Self::OrNull(inner)
            | Self::JsonText(inner) => inner.is_foreign(),
            Self::Tuple(items) => items.iter().any(Self::is_foreign),
            Self::Plain
            | Self::IntegerString
            | Self::LenientInteger
            | Self::DecimalString
            | Self::Base64
            | Self::Base64Url => false,
        }
    }
}

/// What `validate()` checks of one field.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Checks {
    /// Least number of code points.
    pub min_length: Option<u64>,
    /// Greatest number of code points.
    pub max_length: Option<u64>,
    /// A pattern that the `regex-lite` crate accepts.
    pub pattern: Option<String>,
    /// Least value and whether it is exclusive, as a literal (`"0"`, `"0.5"`).
    pub minimum: Option<(String, bool)>,
    /// Greatest value and whether it is exclusive.
    pub maximum: Option<(String, bool)>,
    /// The value is a multiple of this literal.
    pub multiple_of: Option<String>,
    /// Least number of elements or keys.
    pub min_items: Option<u64>,
    /// Greatest number of elements or keys.
    pub max_items: Option<u64>,
    /// Whether elements must differ.
    pub unique_items: bool,
    /// Whether the value (or its elements) are models with checks of their own.
    pub nested: bool,
    /// What is checked of each element of a list, or of each value of a map.
    pub each: Option<Box<Checks>>,
}

impl Checks {
    /// Whether there is nothing to check.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
