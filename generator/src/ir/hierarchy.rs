//! Schemas that schemas elsewhere extend.

use std::collections::BTreeMap;

use serde::Serialize;

use super::TypeId;

/// What the document says about schemas that extend others by `allOf`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Hierarchies {
    /// Schemas with a `discriminator` and without alternatives of their own.
    pub bases: Vec<Base>,
    /// The tags that schemas give themselves (`x-ms-discriminator-value`).
    pub own_tags: BTreeMap<TypeId, String>,
}

/// A schema with a `discriminator` that announces schemas which extend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Base {
    /// The schema.
    pub ty: TypeId,
    /// `propertyName`: the key that holds the tag.
    pub property: String,
    /// `mapping`: tags with the schemas they select, in the document's order.
    pub mapping: Vec<(String, TypeId)>,
    /// `defaultMapping` (3.2): the schema for values without a known tag.
    pub default: Option<TypeId>,
}
