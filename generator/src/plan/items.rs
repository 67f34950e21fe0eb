//! Models: structs, enums, unions and aliases, named and typed.

use serde::Serialize;

use super::docs::Docs;
use super::names::{FeatureName, FieldName, FileName, TypeName, VariantName};
use super::rust_type::RustType;

/// One file under `models/`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ModelFile {
    /// The folder below `models/` that holds it; `None` for `models/` itself.
    pub folder: Option<FileName>,
    /// The file's name without `.rs`.
    pub file: FileName,
    /// What its items have in common; empty in a small API, where they document themselves.
    pub docs: Docs,
    /// The features of which any one needs the file; empty where it is always there.
    pub features: Vec<FeatureName>,
    /// Its items: schemas, each with the inline schemas that belong to it.
    pub items: Vec<Item>,
}

/// One item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Item {
    /// An object with named properties.
    Struct(StructPlan),
    /// An enumeration of strings or integers.
    Enum(EnumPlan),
    /// A union.
    Union(UnionPlan),
    /// A name for another type.
    Alias(AliasPlan),
}

impl Item {
    /// The item's name.
    #[must_use]
    pub fn name(&self) -> &TypeName {
        match self {
            Self::Struct(item) => &item.name,
            Self::Enum(item) => &item.name,
            Self::Union(item) => &item.name,
            Self::Alias(item) => &item.name,
        }
    }

    /// The types it names.
    #[must_use]
    pub fn types(&self) -> Vec<&RustType> {
        match self {
            Self::Struct(item) => {
                let fields = item.fields.iter().map(|field| &field.ty);
                fields.chain(item.rest.iter().map(|(_, ty)| ty)).collect()
            }
            Self::Enum(_) => Vec::new(),
            Self::Union(item) => item.variants.iter().map(|variant| &variant.ty).collect(),
            Self::Alias(item) => vec![&item.ty],
        }
    }
}

/// `pub struct`, `new`, setters and the wire table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StructPlan {
    /// Its name.
    pub name: TypeName,
    /// What it is.
    pub docs: Docs,
    /// `#[deprecated]`.
    pub deprecated: bool,
    /// Its fields in the document's order.
    pub fields: Vec<FieldPlan>,
    /// The field that holds further properties: its name and the type of one value.
    pub rest: Option<(FieldName, RustType)>,
    /// How such a value is written where that is not the type's own way.
    pub rest_codec: Option<Codec>,
    /// What `validate()` checks of them.
    pub rest_checks: Box<Checks>,
    /// Traits that the user wants derived besides.
    pub derives: Vec<String>,
    /// Whether every field may be left out or has one value only, so that `new` takes nothing and is `Default`.
    pub default: bool,
    /// Whether it travels to the server, so that `validate()` makes sense.
    pub sent: bool,
}

impl StructPlan {
    /// Whether it is sent in several parts, and never as JSON.
    #[must_use]
    pub fn is_form(&self) -> bool {
        self.fields.iter().any(|field| field.part.is_some())
    }
}

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

/// An enumeration: the values the document names, and an unknown one that keeps what came unless it is closed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EnumPlan {
    /// Its name.
    pub name: TypeName,
    /// What it is.
    pub docs: Docs,
    /// `#[deprecated]`.
    pub deprecated: bool,
    /// Traits that the user wants derived besides.
    pub derives: Vec<String>,
    /// Whether values that the document does not name are errors.
    pub closed: bool,
    /// Its variants.
    pub variants: Vec<EnumVariant>,
    /// The name of the variant for other values.
    pub unknown: VariantName,
    /// What the values are.
    pub values: EnumValues,
}

/// What the values of an enumeration are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum EnumValues {
    /// Strings.
    Text,
    /// Integers of 64 bits.
    Integer,
    /// Strings, numbers and booleans.
    Mixed,
}

/// One value of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EnumVariant {
    /// Its name.
    pub name: VariantName,
    /// What it is.
    pub docs: Docs,
    /// The value, a string without its quotes.
    pub wire: String,
    /// Whether the value is a string.
    pub text: bool,
}

/// A union.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnionPlan {
    /// Its name.
    pub name: TypeName,
    /// What it is.
    pub docs: Docs,
    /// `#[deprecated]`.
    pub deprecated: bool,
    /// Traits that the user wants derived besides.
    pub derives: Vec<String>,
    /// Its variants, in the document's order.
    pub variants: Vec<UnionVariant>,
    /// The name of the variant that keeps what fits nothing else.
    pub unknown: VariantName,
    /// What tells the variants apart: one rule for each; the first that holds counts.
    pub rules: Vec<Rule>,
    /// Whether it is sent, and so has a `validate()`.
    pub sent: bool,
}

/// One alternative.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnionVariant {
    /// Its name.
    pub name: VariantName,
    /// What it is.
    pub docs: Docs,
    /// Its payload.
    pub ty: RustType,
    /// How the payload is written where that is not the type's own way.
    pub codec: Option<Codec>,
    /// What `validate()` checks of the payload.
    pub checks: Checks,
}

/// When a value is taken for one variant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// The index of the variant.
    pub variant: usize,
    /// Whether the variant is decided on; else it is tried.
    pub sure: bool,
    /// Lists of tests: all of one list must pass.
    pub any: Vec<Vec<Test>>,
    /// Properties without which the variant is tried after the others; empty where that does not matter.
    pub has: Vec<String>,
}

/// One test of a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Test {
    /// Its JSON type is one of these: `string`, `integer`, `number` (includes integers), `boolean`, `array`, `object`,
    /// `null`.
    Type(Vec<&'static str>),
    /// It is one of these strings, or a number or boolean that is written so.
    Value(Vec<String>),
    /// It is an object with this property, whose value passes these tests.
    Key(String, Vec<Test>),
    /// It is an object without this property.
    Lacks(String),
    /// It is an array, and its first element, if there is one, passes these tests.
    First(Vec<Test>),
}

/// `pub type`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AliasPlan {
    /// Its name.
    pub name: TypeName,
    /// What it is.
    pub docs: Docs,
    /// What it stands for.
    pub ty: RustType,
    /// Whether it is the name that a type had in an earlier run, so that nobody should use it any more.
    pub former: bool,
}
