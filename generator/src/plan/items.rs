//! Models: structs, enums, unions and aliases, named and typed.

mod field;

use serde::Serialize;

use super::docs::Docs;
use super::names::{FeatureName, FieldName, FileName, TypeName, VariantName};
use super::rust_type::RustType;

pub use field::{Checks, Codec, Constant, DefaultValue, FieldPlan, Part, PartKind, Presence};

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

    /// The types it names, to be changed.
    pub(super) fn types_mut(&mut self) -> Vec<&mut RustType> {
        match self {
            Self::Struct(item) => {
                let fields = item.fields.iter_mut().map(|field| &mut field.ty);
                fields
                    .chain(item.rest.iter_mut().map(|(_, ty)| ty))
                    .collect()
            }
            Self::Enum(_) => Vec::new(),
            Self::Union(item) => {
                let variants = item.variants.iter_mut();
                variants.map(|variant| &mut variant.ty).collect()
            }
            Self::Alias(item) => vec![&mut item.ty],
        }
    }

    /// The definition that it shares with another schema, by that one's name.
    #[must_use]
    pub fn shares(&self) -> Option<&TypeName> {
        match self {
            Self::Alias(AliasPlan {
                ty: RustType::Model(name),
                reason: AliasReason::Shape,
                ..
            }) => Some(name),
            _ => None,
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
    /// Whether callers make values of it, so that `new` and the setters are printed.
    pub built: bool,
    /// Whether it travels to the server, so that `validate()` makes sense.
    pub sent: bool,
}

impl StructPlan {
    /// Whether callers make values of it, and every field may be left out or has one value only: `new` takes nothing,
    /// and is `Default`.
    #[must_use]
    pub fn is_default(&self) -> bool {
        self.built && !self.fields.iter().any(FieldPlan::is_argument)
    }

    /// Whether it is sent in several parts, and never as JSON.
    #[must_use]
    pub fn is_form(&self) -> bool {
        self.fields.iter().any(|field| field.part.is_some())
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
    /// Why there is one.
    pub reason: AliasReason,
    /// `#[deprecated]`, because the document says so.
    pub deprecated: bool,
}

/// Why a type has another name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum AliasReason {
    /// A schema of the document only names another type.
    Schema,
    /// It is the name that the type had in an earlier run, so that nobody should use it any more.
    Former,
    /// An inline schema has the shape of another one, and both share one definition.
    Shape,
}
