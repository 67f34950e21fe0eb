//! From a use of a type to the Rust type that is written there.

use super::{Models, Side};
use crate::analyse::Shape;
use crate::ir::{FloatFormat, IntegerFormat, StringFormat, TypeId, TypeKind, TypeRef};
use crate::plan::items::Codec;
use crate::plan::rust_type::RustType;

/// A chain of lists and maps deeper than this is taken for recursion without an end.
const DEEPEST: usize = 24;

/// A Rust type and how its values are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::plan) struct Typed {
    pub(in crate::plan) ty: RustType,
    pub(in crate::plan) codec: Option<Codec>,
}

impl Typed {
    fn plain(ty: RustType) -> Self {
        Self { ty, codec: None }
    }

    fn map(self, wrap: fn(Box<RustType>) -> RustType, codec: fn(Box<Codec>) -> Codec) -> Self {
        Self {
            ty: wrap(Box::new(self.ty)),
            codec: self.codec.map(|inner| codec(Box::new(inner))),
        }
    }

    fn or_null(self) -> Self {
        match self.ty {
            // Any JSON value includes `null`, and an `Option` has it already.
            RustType::Json | RustType::Option(_) => self,
            _ => self.map(RustType::Option, Codec::OrNull),
        }
    }
}

impl Models<'_> {
    /// The type at a use, with `Option` where `null` may stand.
    pub(in crate::plan) fn use_of(&self, at: TypeRef, side: Side) -> Typed {
        self.used(at, side, 0)
    }

    /// The type itself.
    pub(in crate::plan) fn type_of(&self, id: TypeId, side: Side) -> Typed {
        self.typed(id, side, 0)
    }

    fn used(&self, at: TypeRef, side: Side, depth: usize) -> Typed {
        let typed = self.typed(at.id, side, depth);
        if at.nullable { typed.or_null() } else { typed }
    }

    fn typed(&self, id: TypeId, side: Side, depth: usize) -> Typed {
        if depth > DEEPEST {
            return Typed::plain(RustType::Json);
        }
        match self.facts.analysis.shape(id) {
            Shape::OneOrMany(inner) => {
                let inner = self.used(inner, side, depth + 1);
                return Typed::plain(RustType::OneOrMany(Box::new(inner.ty)));
            }
            Shape::IntegerOrString {
                string_first,
                format,
            } => {
                let codec = if string_first {
                    Codec::IntegerString
                } else {
                    Codec::LenientInteger
                };
                return Typed {
                    ty: integer(format),
                    codec: Some(codec),
                };
            }
            Shape::Plain => {}
        }
        if let Some(name) = self.name_of(id, side) {
            return Typed::plain(RustType::Model(name.clone()));
        }
        match &self.facts.api.types.get(id).kind {
            TypeKind::Boolean => Typed::plain(RustType::Bool),
            TypeKind::Integer(format) => Typed::plain(integer(*format)),
            TypeKind::Number(FloatFormat::Float) => Typed::plain(RustType::F32),
            TypeKind::Number(FloatFormat::Double) => Typed::plain(RustType::F64),
            TypeKind::String(format) => string(format),
            TypeKind::Array(items) => self
                .used(*items, side, depth + 1)
                .map(RustType::Vec, Codec::List),
            TypeKind::Map(values) => self
                .used(*values, side, depth + 1)
                .map(RustType::Map, Codec::MapOf),
            TypeKind::Alias(target) => self.used(*target, side, depth + 1),
            TypeKind::Enum(values) if values.iter().all(|value| value.value.is_boolean()) => {
                Typed::plain(RustType::Bool)
            }
            // Mixed and fractional enumerations stay what they are on the wire.
            _ => Typed::plain(RustType::Json),
        }
    }
}

fn integer(format: IntegerFormat) -> RustType {
    match format {
        IntegerFormat::Int32 => RustType::I32,
        IntegerFormat::Int64 => RustType::I64,
        IntegerFormat::UInt32 => RustType::U32,
        IntegerFormat::UInt64 => RustType::U64,
    }
}

fn string(format: &StringFormat) -> Typed {
    match format {
        StringFormat::Password => Typed::plain(RustType::Secret),
        StringFormat::Date => Typed::plain(RustType::Date),
        StringFormat::DateTime => Typed::plain(RustType::DateTime),
        StringFormat::Uuid => Typed::plain(RustType::Uuid),
        StringFormat::Base64 => Typed {
            ty: RustType::Base64,
            codec: Some(Codec::Base64),
        },
        StringFormat::Integer(format) => Typed {
            ty: integer(*format),
            codec: Some(Codec::IntegerString),
        },
        StringFormat::Plain | StringFormat::Binary | StringFormat::Other(_) => {
            Typed::plain(RustType::String)
        }
    }
}
