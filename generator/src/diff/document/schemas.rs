//! Components: which there are, whether an operation needs them or not.

use std::collections::BTreeMap;

use super::{Walk, used};
use crate::diff::edition::Edition;
use crate::diff::found::Ways;
use crate::diff::kind::Kind;
use crate::diff::types::Label;
use crate::ir::{NameHint, Pointer, TypeId, TypeRef};

impl Walk<'_> {
    pub(super) fn schemas(&mut self) {
        let (old, new) = (self.old, self.new);
        let (was, is) = (components(old), components(new));
        let place = Pointer::root().child("components").child("schemas");
        for (name, id) in &was {
            if let Some(now) = is.get(name) {
                let types = (reference(*id), reference(*now));
                let label = Label::of(format!("`{name}`"));
                let at = used(old, new, types, label, Ways::NONE);
                self.graph.root(types.0, types.1, &at, None);
                continue;
            }
            let pointer = &old.api.types.get(*id).pointer;
            if self.graph.lost_name(pointer) {
                continue;
            }
            let message = format!("the schema `{name}` is gone");
            self.report(Kind::SchemaRemoved, pointer, &place, message);
        }
        for (name, id) in &is {
            let pointer = &new.api.types.get(*id).pointer;
            if !was.contains_key(name) && !self.graph.got_name(pointer) {
                let message = format!("the schema `{name}` is new");
                self.report(Kind::SchemaAdded, &place, pointer, message);
            }
        }
    }
}

fn reference(id: TypeId) -> TypeRef {
    TypeRef {
        id,
        nullable: false,
    }
}

fn components(edition: &Edition) -> BTreeMap<&str, TypeId> {
    edition
        .api
        .types
        .iter()
        .filter_map(|(id, ty)| match &ty.name {
            NameHint::Component(name) => Some((name.as_str(), id)),
            _ => None,
        })
        .collect()
}
