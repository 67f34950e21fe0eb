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
    pub(in crate::plan) fn plain(ty: RustType) -> Self {
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

    /// The type where only the codec of the user's types can be named.
    pub(in crate::plan) fn placed(self) -> Self {
        if self.codec.as_ref().is_some_and(Codec::is_foreign) {
            self
        } else {
            Self::plain(self.own_way())
        }
    }

    /// The type where no codec can be named: text stands for what would need one.
    fn own_way(self) -> RustType {
        own_way(self.ty, self.codec)
    }

    /// How a parameter is read from JSON, if not in the way of [`Self::into_parameter`]'s type: a number may be a
    /// number or text there, whatever the parameter is in Rust.
    pub(in crate::plan) fn parameter_json(&self) -> Option<Codec> {
        match (&self.ty, self.codec.as_ref()) {
            (RustType::Decimal, _) => Some(Codec::DecimalString),
            (_, Some(codec @ (Codec::IntegerString | Codec::LenientInteger))) => {
                Some(codec.clone())
            }
            (_, codec) => codec.filter(|codec| codec.is_foreign()).cloned(),
        }
    }

    /// The type of a parameter, which is written as text: numbers need no codec there, bytes do.
    pub(in crate::plan) fn into_parameter(self) -> RustType {
        match (self.ty, self.codec) {
            // Their digits would not survive the tree of values that parameters are written from.
            (RustType::Decimal, _) => RustType::String,
            (ty, Some(Codec::IntegerString | Codec::LenientInteger)) => ty,
            (ty, Some(codec)) if codec.is_foreign() => ty,
            (ty, codec) => own_way(ty, codec),
        }
    }
}

fn own_way(ty: RustType, codec: Option<Codec>) -> RustType {
    let Some(codec) = codec else {
        return ty;
    };
    let inside = |ty: Box<RustType>, codec: Box<Codec>| Box::new(own_way(*ty, Some(*codec)));
    match (ty, codec) {
        (ty, Codec::Plain | Codec::LenientInteger) => ty,
        (RustType::Vec(ty), Codec::List(codec)) => RustType::Vec(inside(ty, codec)),
        (RustType::Map(ty), Codec::MapOf(codec)) => RustType::Map(inside(ty, codec)),
        (RustType::Option(ty), Codec::OrNull(codec)) => RustType::Option(inside(ty, codec)),
        (RustType::Tuple(items), Codec::Tuple(codecs)) => {
            let items = items.into_iter().zip(codecs);
            RustType::Tuple(items.map(|(ty, codec)| own_way(ty, Some(codec))).collect())
        }
        _ => RustType::String,
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
        if let Some(path) = self.known.replaced.get(&id) {
            let alias = self.known.aliases.get(&id).cloned();
            return Typed {
                ty: alias.map_or_else(|| RustType::Foreign(path.clone()), RustType::Model),
                codec: Some(Codec::Serde),
            };
        }
        match self.facts.analysis.shape(id) {
            Shape::OneOrMany(inner) => {
                return self
                    .used(inner, side, depth + 1)
                    .placed()
                    .map(RustType::OneOrMany, Codec::Each);
            }
            Shape::IntegerOrString {
                string_first,
                format,
            } => {
                let ty = integer(format);
                let codec = match (string_first, &ty) {
                    (true, RustType::Decimal) => Some(Codec::DecimalString),
                    // Its own way reads both.
                    (false, RustType::Decimal) => None,
                    (true, _) => Some(Codec::IntegerString),
                    (false, _) => Some(Codec::LenientInteger),
                };
                return Typed { ty, codec };
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
            TypeKind::Number(FloatFormat::Decimal) => Typed::plain(RustType::Decimal),
            TypeKind::String(format) => string(format),
            TypeKind::Tuple(items) => self.tuple(items, side, depth),
            TypeKind::JsonText(inner) => {
                let inner = self.used(*inner, side, depth + 1);
                let codec = Box::new(inner.codec.unwrap_or(Codec::Plain));
                Typed {
                    ty: inner.ty,
                    codec: Some(Codec::JsonText(codec)),
                }
            }
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
            _ => Typed::plain(RustType::Json),
        }
    }

    fn tuple(&self, items: &[TypeRef], side: Side, depth: usize) -> Typed {
        let items = items.iter().map(|item| self.used(*item, side, depth + 1));
        let (types, codecs): (Vec<RustType>, Vec<Option<Codec>>) =
            items.map(|item| (item.ty, item.codec)).unzip();
        let codec = codecs.iter().any(Option::is_some).then(|| {
            let codecs = codecs.into_iter();
            Codec::Tuple(codecs.map(|codec| codec.unwrap_or(Codec::Plain)).collect())
        });
        Typed {
            ty: RustType::Tuple(types),
            codec,
        }
    }
}

fn integer(format: IntegerFormat) -> RustType {
    match format {
        IntegerFormat::Int32 => RustType::I32,
        IntegerFormat::Int64 => RustType::I64,
        IntegerFormat::UInt32 => RustType::U32,
        IntegerFormat::UInt64 => RustType::U64,
        IntegerFormat::Big => RustType::Decimal,
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
        StringFormat::Base64Url => Typed {
            ty: RustType::Base64,
            codec: Some(Codec::Base64Url),
        },
        StringFormat::Decimal | StringFormat::Integer(IntegerFormat::Big) => Typed {
            ty: RustType::Decimal,
            codec: Some(Codec::DecimalString),
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
