//! Two documents side by side: what they say of operations, credentials, servers and schemas.

mod answers;
mod bodies;
mod callbacks;
mod info;
mod operations;
mod pairing;
mod parameters;
mod schemas;
mod security;
mod servers;

use std::collections::BTreeSet;

use super::edition::Edition;
use super::found::{Found, Ways};
use super::kind::Kind;
use super::types::{Graph, Label, Use};
use crate::ir::{MediaType, Operation, Pointer, StringFormat, TypeKind, TypeRef};

/// Everything that is different.
pub(super) fn compare(old: &Edition, new: &Edition) -> Vec<Found> {
    let mut walk = Walk {
        old,
        new,
        graph: Graph::new(old, new),
        names: Vec::new(),
        found: Vec::new(),
    };
    walk.info();
    walk.servers();
    walk.schemes();
    walk.operations();
    walk.callbacks();
    walk.schemas();
    let Walk {
        graph,
        names,
        mut found,
        ..
    } = walk;
    found.extend(graph.finish(&names));
    found
}

/// The comparison while it goes on.
struct Walk<'a> {
    old: &'a Edition,
    new: &'a Edition,
    graph: Graph<'a>,
    /// The operations by index, as messages call them.
    names: Vec<String>,
    found: Vec<Found>,
}

/// An operation that is in both documents.
#[derive(Clone, Copy)]
struct Both<'a> {
    old: &'a Operation,
    new: &'a Operation,
    /// Its index in [`Walk::names`].
    index: usize,
}

impl Walk<'_> {
    fn report(&mut self, kind: Kind, old: &Pointer, new: &Pointer, message: String) {
        self.found.push(Found::new(kind, old, new, message));
    }

    /// Reports a change of one operation.
    fn report_of(&mut self, both: Both<'_>, ways: Ways, found: Found) {
        let name = self.names.get(both.index).cloned();
        self.found.push(Found {
            operations: name.into_iter().collect::<BTreeSet<_>>(),
            ways,
            ..found
        });
    }

    /// Compares types that an operation uses.
    fn types(&mut self, both: Both<'_>, old: TypeRef, new: TypeRef, at: &Use) {
        self.graph.root(old, new, at, Some(both.index));
    }
}

/// The name under which both sides keep something that several operations share: it is reported once for all of them.
fn shared(section: &str, old: &Pointer, new: &Pointer) -> Option<String> {
    let inside = Pointer::root().child("components").child(section);
    let is_shared = old == new && old.parent().is_some_and(|around| around == inside);
    is_shared.then(|| old.last()).flatten()
}

/// `GET /pets`.
fn name(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.path)
}

/// Whether one of two bodies has a schema and the other has none; bytes need none (OAS 3.1.1 section 4.8.14.3).
fn schema_came(
    (old, old_media): (&Edition, &MediaType),
    (new, new_media): (&Edition, &MediaType),
) -> Option<bool> {
    let says = |edition: &Edition, media: &MediaType| {
        media.types().next().is_some_and(|ty| {
            let ty = edition.api.types.resolve(ty);
            edition.api.types.get(ty.id).kind != TypeKind::String(StringFormat::Binary)
        })
    };
    match (says(old, old_media), says(new, new_media)) {
        (false, true) if old_media.types().next().is_none() => Some(true),
        (true, false) if new_media.types().next().is_none() => Some(false),
        _ => None,
    }
}

/// Where a type is used whose own place is the only one there is.
fn used(old: &Edition, new: &Edition, types: (TypeRef, TypeRef), label: Label, ways: Ways) -> Use {
    Use {
        old: old.api.types.get(types.0.id).pointer.clone(),
        new: new.api.types.get(types.1.id).pointer.clone(),
        label,
        ways,
        documented: false,
    }
}
