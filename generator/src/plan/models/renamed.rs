//! Types that had another name the last time: which they are, and the names that go on standing for them.
//!
//! Where the settings give a type another name, the lock knows its old one. A schema that moved in the document (a
//! component was renamed, an inline schema became a component) is a new one to the lock; that it is an old one shows by
//! its shape, which the lock has, too.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::{Known, Side};
use crate::ir::{Type, TypeId, TypeKind, TypeRef, Types};
use crate::lock::{Kind, Names};
use crate::plan::docs::Docs;
use crate::plan::items::{AliasPlan, AliasReason};
use crate::plan::names::{Book, Scope, TypeName};
use crate::plan::rust_type::RustType;

/// So many of a digest's bytes are kept: only schemas that came are compared with those that went.
const BYTES: usize = 6;

/// The kinds of name that a schema has.
const SIDES: [(Kind, Side); 3] = [
    (Kind::Type, Side::Received),
    (Kind::Sent, Side::Sent),
    (Kind::Form, Side::Form),
];

/// Schemas that stand elsewhere than the last time.
#[derive(Debug, Default)]
pub(super) struct Moved {
    /// The lock's key for the new place, by that for the old one.
    to: BTreeMap<String, String>,
    /// The same the other way round; of several that became one it is the first, which gives the names of members.
    from: BTreeMap<String, String>,
}

/// A name of an earlier run.
#[derive(Debug)]
pub(super) struct Former {
    name: TypeName,
    /// What has another name now.
    pub(super) id: TypeId,
    now: TypeName,
}

impl Former {
    /// The name.
    pub(super) fn name(&self) -> &TypeName {
        &self.name
    }

    /// The item that it still is.
    pub(super) fn item(&self) -> AliasPlan {
        let Self { name, now, .. } = self;
        AliasPlan {
            name: name.clone(),
            docs: Docs::ours(format!("The former name of [`{now}`].")),
            ty: RustType::Model(now.clone()),
            reason: AliasReason::Former,
            deprecated: false,
        }
    }
}

impl Moved {
    /// Finds those of the schemas with these keys that the lock has under keys that are no more.
    pub(super) fn find(before: &Names, shapes: &BTreeMap<String, String>) -> Self {
        let went: BTreeMap<&str, &str> = before
            .iter()
            .filter(|(kind, _, key, _)| *kind == Kind::Shape && !shapes.contains_key(*key))
            .map(|(_, _, key, shape)| (key, shape))
            .collect();
        if went.is_empty() {
            return Self::default();
        }
        let mut came: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (key, shape) in shapes {
            if before.get(Kind::Shape, "", key).is_none() {
                came.entry(shape).or_default().push(key);
            }
        }
        let mut to: BTreeMap<&str, &str> = BTreeMap::new();
        for (key, shape) in &went {
            if let Some([only]) = came.get(shape).map(Vec::as_slice) {
                to.insert(key, only);
            }
        }
        // What is inside a schema goes with it, also where others have the same shape.
        for (key, shape) in &went {
            let inside = key.rmatch_indices('/').find_map(|(at, _)| {
                let (around, rest) = key.split_at_checked(at)?;
                let new = format!("{}{rest}", to.get(around)?);
                came.get(shape)?.iter().find(|key| **key == new).copied()
            });
            if let Some(new) = inside {
                to.insert(key, new);
            }
        }
        let mut moved = Self::default();
        for (old, new) in to {
            moved.to.insert(old.to_owned(), new.to_owned());
            let from = moved.from.entry(new.to_owned());
            from.or_insert_with(|| old.to_owned());
        }
        moved
    }

    /// The key that the lock has for a schema.
    pub(super) fn before<'k>(&'k self, key: &'k str) -> &'k str {
        self.from.get(key).map_or(key, String::as_str)
    }
}

impl Known {
    /// Finds the names of earlier runs that nothing has now, and notes them for the next run.
    pub(super) fn former(&self, book: &Book<'_>, scope: &mut Scope<TypeName>) -> Vec<Former> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        let mut add = |old: &str, id: TypeId, now: &TypeName| {
            if seen.insert(old.to_owned())
                && let Some(name) = scope.take(old)
            {
                let key = self.lock_ids.get(&id).map_or("", String::as_str);
                book.former(old, key, now.bare());
                let now = now.clone();
                found.push(Former { name, id, now });
            }
        };
        let by_key: BTreeMap<&str, TypeId> = self
            .lock_ids
            .iter()
            .map(|(id, key)| (key.as_str(), *id))
            .collect();
        let stayed = by_key.iter().map(|(key, id)| (*key, *id));
        let moved = self.moved.to.iter().filter_map(|(old, new)| {
            let id = by_key.get(new.as_str())?;
            Some((old.as_str(), *id))
        });
        for (key, id) in stayed.chain(moved) {
            for (kind, side) in SIDES {
                if let (Some(old), Some(now)) = (book.before(kind, key), self.called(id, side))
                    && now.bare() != old
                {
                    add(old, id, now);
                }
            }
        }
        for (old, key, was) in book.formers() {
            let key = self.moved.to.get(key).map_or(key, String::as_str);
            let Some(id) = by_key.get(key).copied() else {
                continue;
            };
            // Of what is received and what is sent it is the one that it was.
            let before = self.moved.before(key);
            let side = SIDES
                .into_iter()
                .find(|(kind, _)| book.before(*kind, before) == Some(was))
                .map_or(Side::Received, |(_, side)| side);
            if let Some(now) = self.called(id, side) {
                add(old, id, now);
            }
        }
        found
    }

    /// What a schema is called on a side, be it an item or an alias.
    fn called(&self, id: TypeId, side: Side) -> Option<&TypeName> {
        let alias = self.aliases.get(&id).filter(|_| side == Side::Received);
        self.names.get(&(id, side)).or(alias)
    }
}

/// The shapes of schemas that have a key in the lock, by that key. Schemas without members have none: too many others
/// are like them.
pub(super) fn shapes(types: &Types, keys: &BTreeMap<TypeId, String>) -> BTreeMap<String, String> {
    keys.iter()
        .filter_map(|(id, key)| Some((key.clone(), shape(types, types.get(*id))?)))
        .collect()
}

/// A digest of a schema's members: their names, and what kinds of value they are.
fn shape(types: &Types, ty: &Type) -> Option<String> {
    let mut text = String::new();
    match &ty.kind {
        TypeKind::Object(object) if !object.fields.is_empty() => {
            for field in &object.fields {
                let need = if field.required { '!' } else { '?' };
                let _ = write!(text, "{}{need}", field.name);
                class(&mut text, types, field.ty, 0);
                text.push('\n');
            }
            if let Some(rest) = object.additional {
                text.push('*');
                class(&mut text, types, rest, 0);
            }
        }
        TypeKind::Enum(values) => {
            for value in values {
                let _ = writeln!(text, "={}", value.value);
            }
        }
        TypeKind::Union(union) => {
            for variant in &union.variants {
                text.push('|');
                class(&mut text, types, variant.ty, 0);
                text.extend(variant.tags.iter().flat_map(|tag| ["\n", tag]));
            }
        }
        _ => return None,
    }
    let digest = Sha256::digest(text.as_bytes());
    Some(
        digest
            .iter()
            .take(BYTES)
            .fold(String::new(), |mut hex, byte| {
                let _ = write!(hex, "{byte:02x}");
                hex
            }),
    )
}

/// What kind of value it is; named types are alike, since they may be called otherwise, too.
fn class(text: &mut String, types: &Types, ty: TypeRef, depth: usize) {
    let ty = types.resolve(ty);
    if ty.nullable {
        text.push('0');
    }
    let word = match &types.get(ty.id).kind {
        TypeKind::Any | TypeKind::AllOf(_) | TypeKind::Alias(_) => "any",
        TypeKind::Null => "null",
        TypeKind::Boolean => "boolean",
        TypeKind::Integer(_) => "integer",
        TypeKind::Number(_) => "number",
        TypeKind::String(_) => "string",
        TypeKind::Enum(_) => "enum",
        TypeKind::Tuple(_) => "tuple",
        TypeKind::Object(_) => "object",
        TypeKind::Union(_) => "union",
        TypeKind::Array(inner) | TypeKind::JsonText(inner) | TypeKind::Map(inner) => {
            text.push('[');
            // Arrays of themselves have no end.
            if depth < 8 {
                class(text, types, *inner, depth + 1);
            }
            "]"
        }
    };
    text.push_str(word);
}
