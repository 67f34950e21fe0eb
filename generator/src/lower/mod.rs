//! From a document to its meaning: [`lower`] turns a normalised document into an [`Api`].
//!
//! Schemas become types by their place: one [`TypeId`] for each [`Pointer`], so recursion and sharing need no copies.
//! What a `$ref` names is put on a list and lowered later, so the depth of the work is the depth of the text.

mod annotations;
mod arrays;
mod bounds;
mod enums;
mod hierarchies;
mod info;
mod kinds;
mod media;
mod media_key;
mod nullable;
mod objects;
mod operations;
mod parameters;
mod paths;
mod responses;
mod scalars;
mod schemas;
mod security;
mod servers;
mod unions;
mod webhooks;
mod words;
mod xml;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::diagnostics::Diagnostics;
use crate::ir::{Api, Hierarchies, Pointer, TypeId, TypeRef, Types, Xml};
use crate::normalise::Document;
use crate::quick::QuickMap;
use crate::resolve::Resolved;

/// Lowers every component schema and every operation of `document`.
///
/// What cannot be read or mapped becomes a finding; the rest is lowered all the same.
#[must_use]
pub fn lower(document: &Document, diagnostics: &mut Diagnostics) -> Api {
    let mut lowerer = Lowerer {
        document: Resolved::new(&document.value),
        diagnostics,
        types: Types::with_room_for(document.schemas),
        ids: QuickMap::default(),
        defined: Vec::new(),
        queue: VecDeque::new(),
        nullables: QuickMap::default(),
        reserved_headers: BTreeSet::new(),
        hierarchies: Hierarchies::default(),
        received: Vec::new(),
        xml: BTreeMap::new(),
    };
    lowerer.component_schemas();
    let mut api = lowerer.info();
    document.dialect.clone_into(&mut api.dialect);
    api.security_schemes = lowerer.security_schemes();
    lowerer.operations(&mut api);
    lowerer.webhooks();
    lowerer.pending_schemas();
    api.received = lowerer.received;
    api.types = lowerer.types;
    api.hierarchies = lowerer.hierarchies;
    api.xml = lowerer.xml;
    // Shared parameters and answers are read once for each operation that uses them.
    diagnostics.deduplicate();
    api
}

/// The state of one run.
struct Lowerer<'d, 'x> {
    document: Resolved<'d>,
    diagnostics: &'x mut Diagnostics,
    types: Types,
    /// The type of each schema met, by place.
    ids: QuickMap<Pointer, TypeId>,
    /// Whether the type with this index has got its shape.
    defined: Vec<bool>,
    /// Places that a `$ref` named and that wait for their shape.
    queue: VecDeque<(TypeId, Pointer)>,
    /// Whether `null` is allowed at a place; `false` while it is being worked out.
    nullables: QuickMap<Pointer, bool>,
    /// Reserved header names that were met.
    reserved_headers: BTreeSet<String>,
    /// Schemas that others extend.
    hierarchies: Hierarchies,
    /// Types that come without being the answer of a call.
    received: Vec<TypeRef>,
    /// How schemas stand in XML.
    xml: BTreeMap<Pointer, Xml>,
}
