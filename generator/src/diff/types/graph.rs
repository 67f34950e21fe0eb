//! All pairs of types that are met, who leads to whom, and from which operations.

use std::collections::{BTreeMap, BTreeSet};

use super::{Label, Pair, annotations, compare, reach};
use crate::diff::edition::Edition;
use crate::diff::found::{Found, Ways};
use crate::diff::kind::Kind;
use crate::ir::{NameHint, Pointer, Type, TypeId, TypeKind, TypeRef};

/// Where a type is used.
#[derive(Debug, Clone)]
pub(in crate::diff) struct Use {
    pub(in crate::diff) old: Pointer,
    pub(in crate::diff) new: Pointer,
    pub(in crate::diff) label: Label,
    /// The ways that values travel through here.
    pub(in crate::diff) ways: Ways,
    /// Whether the annotations here were compared already.
    pub(in crate::diff) documented: bool,
}

/// One pair.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub(super) found: Vec<Found>,
    /// The pairs inside, and the ways that values travel to them.
    pub(super) edges: Vec<(usize, Ways)>,
}

/// Where values of a pair start to travel.
#[derive(Debug, Clone, Copy)]
pub(super) struct Root {
    pub(super) node: usize,
    pub(super) ways: Ways,
    /// The index of the operation; `None` where no operation needs it.
    pub(super) operation: Option<usize>,
}

/// A pair that was met and not compared yet.
struct Waiting {
    node: usize,
    old: TypeId,
    new: TypeId,
    label: Label,
    documented: bool,
    /// The places that refer to one schema and to another, where that is what happened.
    exchanged: Option<(Pointer, Pointer)>,
}

/// Two types are compared once, wherever they stand; two schemas that are both still there once for each place where the
/// one is referred to instead of the other.
type Key = (TypeId, TypeId, Option<(Pointer, Pointer)>);

/// The pairs.
pub(in crate::diff) struct Graph<'a> {
    old: &'a Edition,
    new: &'a Edition,
    ids: BTreeMap<Key, usize>,
    nodes: Vec<Node>,
    roots: Vec<Root>,
    waiting: Vec<Waiting>,
    /// The names of the components of both documents.
    components: [BTreeSet<&'a str>; 2],
    /// Schemas of the old document that have another name in the new one, or none.
    lost_names: BTreeSet<Pointer>,
    /// Schemas of the new document that had another name in the old one, or none.
    got_names: BTreeSet<Pointer>,
}

impl<'a> Graph<'a> {
    pub(in crate::diff) fn new(old: &'a Edition, new: &'a Edition) -> Self {
        Self {
            old,
            new,
            ids: BTreeMap::new(),
            nodes: Vec::new(),
            roots: Vec::new(),
            waiting: Vec::new(),
            components: [old, new].map(components),
            lost_names: BTreeSet::new(),
            got_names: BTreeSet::new(),
        }
    }

    /// Compares the types that an operation, or nobody, uses at one place.
    pub(in crate::diff) fn root(
        &mut self,
        old: TypeRef,
        new: TypeRef,
        at: &Use,
        operation: Option<usize>,
    ) {
        // The place of its own is a pair without a type: it holds what is said of the use.
        let place = self.nodes.len();
        self.nodes.push(Node::default());
        self.child(place, old, new, at);
        self.roots.push(Root {
            node: place,
            ways: Ways::BOTH,
            operation,
        });
        while let Some(waiting) = self.waiting.pop() {
            self.compare(&waiting);
        }
    }

    fn compare(&mut self, waiting: &Waiting) {
        let old = self.old.api.types.get(waiting.old);
        let new = self.new.api.types.get(waiting.new);
        let pair = Pair {
            old_edition: self.old,
            new_edition: self.new,
            old_id: waiting.old,
            new_id: waiting.new,
            old,
            new,
            label: &waiting.label,
        };
        let mut comparison = compare(pair);
        if !waiting.documented {
            comparison.found.extend(annotations(
                (&old.description, &new.description),
                (&old.pointer, &new.pointer),
                &waiting.label,
                Kind::Default,
            ));
        }
        if let Some(places) = &waiting.exchanged {
            for found in &mut comparison.found {
                move_to(found, (&old.pointer, &new.pointer), places);
            }
        }
        if let Some(node) = self.nodes.get_mut(waiting.node) {
            node.found.append(&mut comparison.found);
        }
        for child in comparison.children {
            self.child(waiting.node, child.old, child.new, &child.at);
        }
    }

    fn child(&mut self, parent: usize, old: TypeRef, new: TypeRef, at: &Use) {
        let old = self.old.api.types.resolve(old);
        let new = self.new.api.types.resolve(new);
        let old_type = self.old.api.types.get(old.id);
        let new_type = self.new.api.types.get(new.id);
        let mut found = Vec::new();
        if old.nullable != new.nullable {
            let kind = if new.nullable {
                Kind::Nullable
            } else {
                Kind::NotNullable
            };
            // Where it is said by what is referenced, it is said once.
            let (label, old, new) = if self.old.refers(&at.old) && self.new.refers(&at.new) {
                let label = at.label.named(new_type);
                (label, &old_type.pointer, &new_type.pointer)
            } else {
                (at.label.clone(), &at.old, &at.new)
            };
            let message = match kind {
                Kind::Nullable => format!("{label} may be `null` now"),
                _ => format!("{label} may not be `null` any more"),
            };
            found.push(Found::new(kind, old, new, message).on(at.ways));
        }
        let exchanged = self
            .exchanged(old_type, new_type)
            .then(|| (at.old.clone(), at.new.clone()));
        let next = self.nodes.len();
        let key = (old.id, new.id, exchanged.clone());
        let node = *self.ids.entry(key).or_insert(next);
        if node == next {
            let (label, found) = match &exchanged {
                Some(places) => (
                    at.label.clone(),
                    exchange(old_type, new_type, &at.label, places),
                ),
                None => (label(at, old_type, new_type), naming(old_type, new_type)),
            };
            if exchanged.is_none() && !found.is_empty() {
                self.lost_names.insert(old_type.pointer.clone());
                self.got_names.insert(new_type.pointer.clone());
            }
            self.nodes.push(Node {
                found,
                edges: Vec::new(),
            });
            self.waiting.push(Waiting {
                node,
                old: old.id,
                new: new.id,
                label,
                // Two schemas have two descriptions.
                documented: at.documented || exchanged.is_some(),
                exchanged,
            });
        }
        if let Some(parent) = self.nodes.get_mut(parent) {
            parent.found.append(&mut found);
            parent.edges.push((node, at.ways));
        }
    }

    /// Whether one of two schemas of different names is in both documents: then neither was renamed.
    fn exchanged(&self, old: &Type, new: &Type) -> bool {
        let [olds, news] = &self.components;
        match (&old.name, &new.name) {
            (NameHint::Component(old), NameHint::Component(new)) => {
                old != new && (olds.contains(new.as_str()) || news.contains(old.as_str()))
            }
            _ => false,
        }
    }

    /// Whether a schema of the old document has another name in the new one, or none.
    pub(in crate::diff) fn lost_name(&self, old: &Pointer) -> bool {
        self.lost_names.contains(old)
    }

    /// Whether a schema of the new document had another name in the old one, or none.
    pub(in crate::diff) fn got_name(&self, new: &Pointer) -> bool {
        self.got_names.contains(new)
    }

    /// All changes, with the ways and operations through which they are met; `operations` are their names by index.
    pub(in crate::diff) fn finish(self, operations: &[String]) -> Vec<Found> {
        reach::found(self.nodes, &self.roots, operations)
    }
}

fn components(edition: &Edition) -> BTreeSet<&str> {
    let types = edition.api.types.iter();
    types
        .filter_map(|(_, ty)| match &ty.name {
            NameHint::Component(name) => Some(name.as_str()),
            NameHint::Inline(_) | NameHint::Anonymous => None,
        })
        .collect()
}

/// What is said of whole schemas stands where the one is referred to, and the other was.
fn move_to(found: &mut Found, schemas: (&Pointer, &Pointer), places: &(Pointer, Pointer)) {
    let about = (schemas.0.clone(), schemas.1.clone());
    let mut moved = false;
    for (at, schema, place) in [
        (&mut found.old, schemas.0, &places.0),
        (&mut found.new, schemas.1, &places.1),
    ] {
        if at == schema {
            at.clone_from(place);
            moved = true;
        }
    }
    if moved {
        found.about.get_or_insert(about);
    }
}

/// One schema is referred to instead of another.
fn exchange(old: &Type, new: &Type, label: &Label, places: &(Pointer, Pointer)) -> Vec<Found> {
    let (NameHint::Component(was), NameHint::Component(is)) = (&old.name, &new.name) else {
        return Vec::new();
    };
    let message = format!("{label} is a `{is}` instead of a `{was}`");
    let mut found = Found::new(Kind::SchemaExchanged, &places.0, &places.1, message);
    found.about = Some((old.pointer.clone(), new.pointer.clone()));
    vec![found]
}

/// What a pair is called: what it is in the new document, or the place where something else stands now.
fn label(at: &Use, old: &Type, new: &Type) -> Label {
    let same_kind = std::mem::discriminant(&old.kind) == std::mem::discriminant(&new.kind);
    if !same_kind && old.name != new.name {
        return at.label.clone();
    }
    at.label.named(new)
}

fn is_union(ty: &Type) -> bool {
    matches!(ty.kind, TypeKind::Union(_))
}

/// Whether a type has another name, or has got or lost one.
fn naming(old: &Type, new: &Type) -> Vec<Found> {
    let component = |ty: &Type| match &ty.name {
        NameHint::Component(name) => Some(name.clone()),
        NameHint::Inline(_) | NameHint::Anonymous => None,
    };
    // What became one of several alternatives is still there.
    if is_union(old) != is_union(new) {
        return Vec::new();
    }
    let (kind, message) = match (component(old), component(new)) {
        (Some(old), Some(new)) if old != new => (
            Kind::SchemaRenamed,
            format!("the schema `{old}` is called `{new}` now"),
        ),
        (None, Some(new)) => (
            Kind::SchemaExtracted,
            format!("an inline schema is called `{new}` now"),
        ),
        (Some(old), None) => (
            Kind::SchemaInlined,
            format!("the schema `{old}` is inline now"),
        ),
        _ => return Vec::new(),
    };
    vec![Found::new(kind, &old.pointer, &new.pointer, message)]
}
