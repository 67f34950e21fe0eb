//! Schemas, lowered: one [`Type`] per schema met, held in one arena and named by [`TypeId`].

use std::sync::Arc;

use serde::Serialize;
use serde_json::{Number, Value};

use super::Pointer;

/// The index of a [`Type`] in [`Types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct TypeId(pub u32);

/// The arena of all types of one document.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Types(Vec<Type>);

impl Types {
    /// Nothing yet, but room for so many types: they are large, and an arena that grows is copied.
    #[must_use]
    pub fn with_room_for(count: usize) -> Self {
        Self(Vec::with_capacity(count))
    }

    /// Adds a type.
    pub fn push(&mut self, ty: Type) -> TypeId {
        let id = TypeId(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        self.0.push(ty);
        id
    }

    /// The type behind `id`; ids come only from [`Types::push`] of the same arena.
    #[must_use]
    pub fn get(&self, id: TypeId) -> &Type {
        static UNKNOWN: Type = Type::unknown();
        self.0.get(id.0 as usize).unwrap_or(&UNKNOWN)
    }

    /// The type behind `id`, to be changed; `None` for an id of another arena.
    pub fn get_mut(&mut self, id: TypeId) -> Option<&mut Type> {
        self.0.get_mut(id.0 as usize)
    }

    /// What `ty` stands for behind any chain of `TypeKind::Alias`, with the nullability of the whole chain.
    #[must_use]
    pub fn resolve(&self, ty: TypeRef) -> TypeRef {
        let mut at = ty;
        // A chain longer than the arena is a cycle.
        for _ in 0..self.0.len() {
            let TypeKind::Alias(next) = self.get(at.id).kind else {
                break;
            };
            at = TypeRef {
                id: next.id,
                nullable: at.nullable || next.nullable,
            };
        }
        at
    }

    /// All types with their ids, in the order they were met.
    pub fn iter(&self) -> impl Iterator<Item = (TypeId, &Type)> {
        (0u32..).map(TypeId).zip(&self.0)
    }

    /// How many types there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no schema was met.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A use of a type: which one, and whether `null` may stand in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct TypeRef {
    /// The type.
    pub id: TypeId,
    /// Whether `null` is allowed here (`nullable: true`, or `null` among the types).
    pub nullable: bool,
}

/// One schema.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Type {
    /// Where the schema stands.
    pub pointer: Pointer,
    /// What people call it.
    pub name: NameHint,
    /// Its annotations.
    pub description: Description,
    /// Its shape.
    pub kind: TypeKind,
    /// Its limits; `None` where it has none, as most.
    pub bounds: Option<Box<Bounds>>,
}

impl Type {
    /// Its limits.
    #[must_use]
    pub fn bounds(&self) -> &Bounds {
        static NONE: Bounds = Bounds::NONE;
        self.bounds.as_deref().unwrap_or(&NONE)
    }

    const fn unknown() -> Self {
        Self {
            pointer: Pointer::EMPTY,
            name: NameHint::Anonymous,
            description: Description::EMPTY,
            kind: TypeKind::Any,
            bounds: None,
        }
    }
}

/// Where a name for a type may come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum NameHint {
    /// The key under `components/schemas`.
    Component(String),
    /// An inline schema: what stands around it, outermost first, for example `["User", "address"]`
    /// or `["createUser", "Body"]`. `plan` joins them.
    Inline(Arc<[Arc<str>]>),
    /// Nothing better than its place.
    Anonymous,
}

/// Annotations of a schema, parameter or property, as written.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Description {
    /// `title`.
    pub title: Option<String>,
    /// `description`.
    pub text: Option<String>,
    /// `example`, or the first of `examples`.
    pub example: Option<Box<Value>>,
    /// `default`.
    pub default: Option<Box<Value>>,
    /// `deprecated: true`.
    pub deprecated: bool,
}

impl Description {
    pub(crate) const EMPTY: Self = Self {
        title: None,
        text: None,
        example: None,
        default: None,
        deprecated: false,
    };
}

/// Limits of a value (JSON Schema validation vocabulary). `None` where the schema sets no limit.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Bounds {
    /// `minimum`, and whether it is exclusive.
    pub minimum: Option<(Number, bool)>,
    /// `maximum`, and whether it is exclusive.
    pub maximum: Option<(Number, bool)>,
    /// `multipleOf`.
    pub multiple_of: Option<Number>,
    /// `minLength`, in Unicode code points.
    pub min_length: Option<u64>,
    /// `maxLength`, in Unicode code points.
    pub max_length: Option<u64>,
    /// `pattern`, an ECMA-262 regular expression, not anchored.
    pub pattern: Option<String>,
    /// `minItems`.
    pub min_items: Option<u64>,
    /// `maxItems`.
    pub max_items: Option<u64>,
    /// `uniqueItems: true`.
    pub unique_items: bool,
    /// `minProperties`.
    pub min_properties: Option<u64>,
    /// `maxProperties`.
    pub max_properties: Option<u64>,
}

impl Bounds {
    pub(crate) const NONE: Self = Self {
        minimum: None,
        maximum: None,
        multiple_of: None,
        min_length: None,
        max_length: None,
        pattern: None,
        min_items: None,
        max_items: None,
        unique_items: false,
        min_properties: None,
        max_properties: None,
    };

    /// What a type keeps of them.
    #[must_use]
    pub fn boxed(self) -> Option<Box<Self>> {
        (self != Self::NONE).then(|| Box::new(self))
    }
}

/// The shape of a schema.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum TypeKind {
    /// Any JSON value: an empty or free-form schema, or one that could not be mapped.
    Any,
    /// Only `null`.
    Null,
    /// `type: boolean`.
    Boolean,
    /// `type: integer`.
    Integer(IntegerFormat),
    /// `type: number`.
    Number(FloatFormat),
    /// `type: string`, without `enum`.
    String(StringFormat),
    /// `enum` or `const`. Values are scalars of one JSON type, or mixed.
    Enum(Vec<EnumValue>),
    /// `type: array`.
    Array(TypeRef),
    /// `type: array` of as many elements as there are types here, each with its own (`prefixItems`).
    Tuple(Vec<TypeRef>),
    /// `type: string` that holds JSON of this type (`contentMediaType: application/json` with `contentSchema`).
    JsonText(TypeRef),
    /// An object without named properties: `additionalProperties` says what the values are.
    Map(TypeRef),
    /// An object with named properties.
    Object(Object),
    /// `oneOf` or `anyOf`.
    Union(Union),
    /// `allOf`, before `analyse` merges it into one of the kinds above. Absent after `analyse`.
    AllOf(Composition),
    /// A schema that is only a `$ref` to another (a component that renames a component).
    Alias(TypeRef),
}

/// `format` of an integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum IntegerFormat {
    /// `int32`.
    Int32,
    /// `int64`, or no format.
    Int64,
    /// `uint32`.
    UInt32,
    /// `uint64`.
    UInt64,
    /// `bigint`, `int128`, or limits beyond 64 bits: an integer of any size.
    Big,
}

/// `format` of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum FloatFormat {
    /// `float`.
    Float,
    /// `double`, or no format.
    Double,
    /// `decimal`, `money` and the like: every digit counts.
    Decimal,
}

/// `format` of a string.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum StringFormat {
    /// No format, or one that only documents (`email`, `uri`, ...): kept as text.
    Plain,
    /// `password`: never printed.
    Password,
    /// `date`: RFC 3339 full-date.
    Date,
    /// `date-time`: RFC 3339.
    DateTime,
    /// `uuid`.
    Uuid,
    /// `byte`, or `contentEncoding: base64`.
    Base64,
    /// `base64url`, or `contentEncoding: base64url`.
    Base64Url,
    /// `binary`, or a `contentMediaType` without encoding: raw bytes outside JSON.
    Binary,
    /// `int32`, `int64`, `uint32`, `uint64` on a string: an integer written in a string.
    Integer(IntegerFormat),
    /// `decimal` and the like on a string: a number written in a string.
    Decimal,
    /// A format without a meaning of its own here; its name is kept for the documentation.
    Other(String),
}

/// One value of an `enum`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EnumValue {
    /// The value on the wire.
    pub value: Value,
    /// Which one of the list it is, from 0.
    pub index: usize,
    /// A name from `x-enum-varnames` or `x-enumNames`, where the document has one.
    pub name: Option<String>,
    /// A description from `x-enum-descriptions`, where the document has one.
    pub description: Option<String>,
}

/// An object with named properties.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Object {
    /// Properties in the document's order.
    pub fields: Vec<Field>,
    /// What further properties hold: `None` where the schema is silent or says `false`; they are then ignored
    /// when they come.
    pub additional: Option<TypeRef>,
    /// The values that the discriminators of unions give to properties of this object. Empty before `analyse`.
    pub tags: Vec<Tag>,
}

/// A property whose value tells which alternative of a union an object is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tag {
    /// The key on the wire.
    pub property: String,
    /// The values that all unions with this alternative know it by.
    pub values: Vec<String>,
    /// Whether the object's own schema does not declare the property.
    pub added: bool,
}

/// One property.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Field {
    /// The key on the wire.
    pub name: String,
    /// Where the property's schema stands (the `$ref`, not its target).
    pub pointer: Pointer,
    /// Its type.
    pub ty: TypeRef,
    /// Whether `required` lists it.
    pub required: bool,
    /// `readOnly: true`: only ever in answers.
    pub read_only: bool,
    /// `writeOnly: true`: only ever in requests.
    pub write_only: bool,
    /// Annotations beside the property; those of a `$ref`'s target are on the type.
    pub description: Description,
}

/// `allOf`, not yet merged.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Composition {
    /// The branches, in order; keywords beside `allOf` are the last one.
    pub branches: Vec<TypeRef>,
    /// Names that a branch requires without declaring them as properties.
    pub required: Vec<String>,
}

/// `oneOf` or `anyOf`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Union {
    /// The alternatives, in the document's order, without `null`.
    pub variants: Vec<Variant>,
    /// `discriminator`.
    pub discriminator: Option<Discriminator>,
    /// Whether several alternatives may hold at once (`anyOf`).
    pub any_of: bool,
}

/// One alternative of a union.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Variant {
    /// Its type.
    pub ty: TypeRef,
    /// The discriminator values that select it; empty without a discriminator.
    pub tags: Vec<String>,
    /// Whether it also stands for values without a known tag.
    pub fallback: Fallback,
}

/// Which values without a known tag an alternative stands for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub enum Fallback {
    /// None.
    #[default]
    None,
    /// Objects without the discriminator's property.
    Untagged,
    /// All objects that no other alternative's tag selects (`defaultMapping`, 3.2).
    Any,
}

/// `discriminator`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Discriminator {
    /// `propertyName`: the key that holds the tag.
    pub property: String,
}
