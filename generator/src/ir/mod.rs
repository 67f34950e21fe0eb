//! The document's meaning, free of the document's syntax and of Rust.
//!
//! `lower` fills an [`Api`]; `analyse` reads it; `plan` turns it into Rust names and decisions. Words here are
//! OpenAPI's. Nothing in this module knows how a document is spelled or how code is printed.

pub mod dump;
mod hierarchy;
mod operation;
mod pointer;
mod security;
mod sequence;
mod types;
mod xml;

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::Serialize;

pub use hierarchy::{Base, Hierarchies};
pub use operation::{
    Encoding, Header, Location, MediaType, Operation, Parameter, ParameterShape, RequestBody,
    Response, Segment, StatusSpec, Style, is_name,
};
pub use pointer::Pointer;
pub use security::{
    Alternative, ApiKeyLocation, OAuthFlow, SchemeKind, SecurityScheme, Server, ServerVariable,
};
pub use sequence::Sequence;
pub use types::{
    Bounds, Composition, Description, Discriminator, EnumValue, Fallback, Field, FloatFormat,
    IntegerFormat, NameHint, Object, StringFormat, Tag, Type, TypeId, TypeKind, TypeRef, Types,
    Union, Variant,
};
pub use xml::{Xml, XmlNode};

/// Everything one document describes.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.summary` (3.1) and `info.description`, as written.
    pub description: Option<String>,
    /// The document's own `openapi` or `swagger` value, for example `3.0.3`.
    pub dialect: String,
    /// Servers that apply where an operation names none. Never empty: `/` where the document names none.
    pub servers: Vec<Server>,
    /// Security schemes by their name in the document, in its order.
    pub security_schemes: IndexMap<String, SecurityScheme>,
    /// Descriptions of tags by name, in the document's order.
    pub tags: IndexMap<String, Option<String>>,
    /// Every operation that could be read, in the document's order.
    pub operations: Vec<Operation>,
    /// How many operations the document declares, readable or not.
    pub declared_operations: usize,
    /// Types that come without being the answer of a call: bodies of webhooks, items of streams.
    pub received: Vec<TypeRef>,
    /// Every schema met.
    pub types: Types,
    /// Which schemas are extended by others.
    pub hierarchies: Hierarchies,
    /// How schemas stand in XML, by place: of a property or an item it is the place of the use.
    pub xml: BTreeMap<Pointer, Xml>,
}
