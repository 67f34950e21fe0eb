//! Schemas: pairs of types that stand at the same place in both documents, each compared once.

mod annotations;
mod composed;
mod enums;
mod extras;
mod graph;
mod label;
mod limits;
mod objects;
mod reach;
mod required;
mod scalars;
mod unions;

pub(super) use annotations::annotations;
pub(super) use graph::{Graph, Use};
pub(super) use label::Label;

use super::edition::Edition;
use super::found::{Found, Ways};
use super::kind::Kind;
use super::verdict::Wire;
use crate::ir::{Object, Pointer, Type, TypeId, TypeKind, TypeRef};

/// Two types to be compared, and what they are called.
#[derive(Clone, Copy)]
struct Pair<'a> {
    old_edition: &'a Edition,
    new_edition: &'a Edition,
    old_id: TypeId,
    new_id: TypeId,
    old: &'a Type,
    new: &'a Type,
    label: &'a Label,
}

/// Types inside the two, at the same place.
struct Child {
    old: TypeRef,
    new: TypeRef,
    at: Use,
}

/// What was found in a pair.
#[derive(Default)]
struct Comparison {
    found: Vec<Found>,
    children: Vec<Child>,
}

impl Comparison {
    fn report(&mut self, pair: Pair<'_>, kind: Kind, message: String) {
        self.found.push(Found::new(
            kind,
            &pair.old.pointer,
            &pair.new.pointer,
            message,
        ));
    }

    /// Says that the last change allows less than before: what is received can be read as it was.
    fn allows_less(&mut self) {
        if let Some(found) = self.found.last_mut() {
            found.response = Wire::Compatible;
        }
    }

    /// Says that the last change allows more than before: what is sent is accepted as it was.
    fn allows_more(&mut self) {
        if let Some(found) = self.found.last_mut() {
            found.request = Wire::Compatible;
        }
    }

    fn child(&mut self, pair: Pair<'_>, old: TypeRef, new: TypeRef, label: Label) {
        self.children.push(Child {
            old,
            new,
            at: Use {
                old: pair.old_edition.api.types.get(old.id).pointer.clone(),
                new: pair.new_edition.api.types.get(new.id).pointer.clone(),
                label,
                ways: Ways::BOTH,
                documented: false,
            },
        });
    }
}

/// Compares two types, and names those inside that are to be compared.
fn compare(pair: Pair<'_>) -> Comparison {
    let mut comparison = Comparison::default();
    let out = &mut comparison;
    let label = pair.label;
    match (&pair.old.kind, &pair.new.kind) {
        (TypeKind::Object(_) | TypeKind::Map(_), TypeKind::Object(_) | TypeKind::Map(_)) => {
            objects::compare(pair, &object(&pair.old.kind), &object(&pair.new.kind), out);
        }
        (TypeKind::Array(old), TypeKind::Array(new)) => {
            out.child(pair, *old, *new, label.with("[]"));
        }
        (TypeKind::JsonText(old), TypeKind::JsonText(new)) => {
            out.child(pair, *old, *new, label.clone());
        }
        (TypeKind::Tuple(old), TypeKind::Tuple(new)) => {
            for (index, (old, new)) in old.iter().zip(new).enumerate() {
                out.child(pair, *old, *new, label.with(&format!("[{index}]")));
            }
            let kind = match old.len().cmp(&new.len()) {
                std::cmp::Ordering::Less => Some(Kind::TupleGrown),
                std::cmp::Ordering::Equal => None,
                std::cmp::Ordering::Greater => Some(Kind::TupleShrunk),
            };
            if let Some(kind) = kind {
                let message = format!(
                    "{label} has {} elements instead of {}",
                    new.len(),
                    old.len()
                );
                out.report(pair, kind, message);
            }
        }
        (TypeKind::Enum(old), TypeKind::Enum(new)) => enums::compare(pair, old, new, out),
        (TypeKind::Union(old), TypeKind::Union(new)) => unions::compare(pair, old, new, out),
        _ => scalars::compare(pair, out),
    }
    limits::compare(pair, out);
    extras::compare(pair, out);
    for found in &mut comparison.found {
        let inside = |place: &Pointer, ty: &Type| place.as_str().starts_with(ty.pointer.as_str());
        if !inside(&found.old, pair.old) || !inside(&found.new, pair.new) {
            found.about = Some((pair.old.pointer.clone(), pair.new.pointer.clone()));
        }
    }
    comparison
}

/// A map is an object without named properties.
fn object(kind: &TypeKind) -> std::borrow::Cow<'_, Object> {
    match kind {
        TypeKind::Object(object) => std::borrow::Cow::Borrowed(object),
        TypeKind::Map(values) => std::borrow::Cow::Owned(Object {
            additional: Some(*values),
            ..Object::default()
        }),
        _ => std::borrow::Cow::Owned(Object::default()),
    }
}

/// Whether two names differ in case and punctuation only.
pub(super) fn is_respelled(old: &str, new: &str) -> bool {
    let squashed = |name: &str| -> String {
        let letters = name.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let old = squashed(old);
    !old.is_empty() && old == squashed(new)
}
