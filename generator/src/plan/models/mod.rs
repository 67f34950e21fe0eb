//! Models: which types become items, what they are called, where they live and what is in them.

mod checks;
mod constants;
mod defaults;
mod enums;
mod forms;
mod naming;
mod renamed;
mod schemas;
mod shared;
mod structs;
mod types;
mod unions;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Facts;
use super::docs::{Docs, code, in_line, limits};
use super::items::{AliasPlan, AliasReason, EnumPlan, Item, StructPlan, UnionPlan};
use super::names::{Page, Scope, TypeName, VariantName, Wish};
use super::pieces;
use crate::config::Key;
use crate::diagnostics::Diagnostics;
use crate::ir::{NameHint, Type, TypeId, TypeKind, Types};
use crate::lock::Kind;
use crate::plan::rust_type::RustType;
use crate::quick::QuickMap;

pub(super) use shared::Shared;
pub(super) use types::Typed;

/// Which way a value travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    /// From the server.
    Received,
    /// To the server.
    Sent,
    /// To the server, in several parts.
    Form,
}

/// A schema and the inline schemas that belong to it.
pub(super) struct Unit {
    /// The outermost schema's name.
    pub(super) name: String,
    /// The items, one or more; two of the same type speak of each other and share a file.
    pub(super) items: Vec<(TypeId, Item)>,
}

/// The named types of an API.
#[derive(Clone, Copy)]
pub(super) struct Models<'a> {
    facts: Facts<'a>,
    known: &'a Known,
}

/// Which types have names, and what is known of them before any is planned.
pub(super) struct Known {
    /// The items' names. A type that travels both ways in one shape has one entry, under [`Side::Received`].
    names: BTreeMap<(TypeId, Side), TypeName>,
    /// Paths of the user's types that are used instead.
    replaced: BTreeMap<TypeId, String>,
    /// How the lock knows the named types.
    lock_ids: BTreeMap<TypeId, String>,
    /// The objects that are sent in several parts.
    forms: forms::Forms,
    /// Components that only name another type.
    aliases: BTreeMap<TypeId, TypeName>,
    /// Where schemas stood the last time.
    moved: renamed::Moved,
    /// The names that types had before.
    former: Vec<renamed::Former>,
}

impl Known {
    /// The item whose file an item belongs to: the outermost one around it, or itself.
    fn owner(&self, id: TypeId, types: &Types, places: &QuickMap<&str, TypeId>) -> &str {
        let mut around = types.get(id).pointer.prefixes();
        let around = around.find_map(|place| places.get(place).copied());
        let owner = around.unwrap_or(id);
        self.names
            .get(&(owner, Side::Received))
            .or_else(|| self.names.get(&(owner, Side::Sent)))
            .or_else(|| self.names.get(&(owner, Side::Form)))
            .or_else(|| self.aliases.get(&owner))
            .map_or("", TypeName::as_str)
    }
}

impl<'a> Models<'a> {
    /// The types that were named.
    pub(super) fn new(facts: Facts<'a>, known: &'a Known) -> Self {
        Self { facts, known }
    }

    /// What is known of them.
    pub(super) fn known(self) -> &'a Known {
        self.known
    }

    /// All items by owner, in alphabetical order.
    pub(super) fn units(self, diagnostics: &mut Diagnostics) -> Vec<Unit> {
        let known = self.known;
        let types = &self.facts.api.types;
        let places = self.places();
        let named: Vec<(TypeId, Side, &TypeName)> = known
            .names
            .iter()
            .map(|((id, side), name)| (*id, *side, name))
            .collect();
        let items = pieces::each(self.facts, &named, diagnostics, |facts, named, found| {
            let (id, side, name) = *named;
            let models = Models { facts, known };
            (
                known.owner(id, types, &places),
                models.item(id, side, name, found),
            )
        });
        let mut by_owner: BTreeMap<&str, Vec<(TypeId, Item)>> = BTreeMap::new();
        for ((id, ..), (owner, item)) in named.into_iter().zip(items) {
            by_owner.entry(owner).or_default().push((id, item));
        }
        for (&id, name) in &known.aliases {
            let item = Item::Alias(self.alias(id, name));
            let owner = known.owner(id, types, &places);
            by_owner.entry(owner).or_default().push((id, item));
        }
        for former in &known.former {
            let item = Item::Alias(former.item());
            let owner = known.owner(former.id, types, &places);
            by_owner.entry(owner).or_default().push((former.id, item));
        }
        by_owner
            .into_iter()
            .map(|(name, items)| Unit {
                name: name.to_owned(),
                items,
            })
            .collect()
    }

    fn item(&self, id: TypeId, side: Side, name: &TypeName, diagnostics: &mut Diagnostics) -> Item {
        let mut item = self.bare_item(id, side, name, diagnostics);
        if self.facts.analysis.needs_split(id) {
            let note = match (side, self.known.names.get(&(id, Side::Sent))) {
                (Side::Sent, _) => {
                    "This is what is sent: read-only properties are not in it.".to_owned()
                }
                (Side::Received, Some(sent)) => {
                    format!("This is what comes back; what is sent is [`{sent}`].")
                }
                (Side::Received, None) | (Side::Form, _) => return item,
            };
            match &mut item {
                Item::Struct(StructPlan { docs, .. })
                | Item::Enum(EnumPlan { docs, .. })
                | Item::Union(UnionPlan { docs, .. })
                | Item::Alias(AliasPlan { docs, .. }) => docs.paragraph(Docs::ours(note)),
            }
        }
        item
    }

    fn bare_item(
        &self,
        id: TypeId,
        side: Side,
        name: &TypeName,
        diagnostics: &mut Diagnostics,
    ) -> Item {
        let ty = self.facts.api.types.get(id);
        match &ty.kind {
            TypeKind::Enum(values) => Item::Enum(self.enumeration(id, ty, values, name)),
            TypeKind::Union(union) => {
                Item::Union(self.union(id, side, ty, union, name, diagnostics))
            }
            TypeKind::Object(object) => {
                Item::Struct(self.structure(id, side, ty, object, name, diagnostics))
            }
            _ => Item::Alias(self.alias(id, name)),
        }
    }

    fn alias(&self, id: TypeId, name: &TypeName) -> AliasPlan {
        let ty = self.facts.api.types.get(id);
        let side = self.inside(id, Side::Received);
        AliasPlan {
            name: name.clone(),
            docs: item_docs(ty),
            ty: match self.known.replaced.get(&id) {
                Some(path) => RustType::Foreign(path.clone()),
                None => self.type_of(id, side).ty,
            },
            reason: AliasReason::Schema,
            deprecated: false,
        }
    }

    /// The side of the values inside the item that `id` is on `side`: an item that is only ever sent is listed once, as
    /// if it were received, but holds what is sent.
    fn inside(&self, id: TypeId, side: Side) -> Side {
        let analysis = self.facts.analysis;
        if analysis.is_sent(id) && !analysis.is_received(id) {
            Side::Sent
        } else {
            side
        }
    }

    /// The items by their place in the document.
    fn places(&self) -> QuickMap<&str, TypeId> {
        let named = self.known.names.keys().map(|(id, _)| *id);
        named
            .chain(self.known.aliases.keys().copied())
            .map(|id| (self.facts.api.types.get(id).pointer.as_str(), id))
            .collect()
    }

    /// What the user wants derived besides `there`.
    fn derives(&self, ty: &Type, there: &[&str]) -> Vec<String> {
        let mut wanted: Vec<String> = Vec::new();
        for path in self.facts.settings.derives(&ty.pointer) {
            if there.contains(&path.as_str()) || wanted.contains(path) {
                let message = format!("`{path}` is derived already");
                self.facts.book.refuse(&ty.pointer, Key::Derive, message);
            } else {
                wanted.push(path.clone());
            }
        }
        wanted
    }

    /// The page for the names inside an item.
    fn page<'p>(&'p self, id: TypeId, side: Side, name: &'p TypeName) -> Page<'p> {
        let kind = match side {
            Side::Sent => Kind::Sent,
            Side::Form => Kind::Form,
            Side::Received => Kind::Type,
        };
        let lock_id = self.known.lock_ids.get(&id).map_or("", String::as_str);
        let before = self.known.moved.before(lock_id);
        self.facts.book.of(kind, before, name.bare())
    }

    /// Names for the variants of an open enum, and one for its unknown variant.
    fn open_variants(page: Page<'_>, mut wishes: Vec<Wish>) -> (Vec<VariantName>, VariantName) {
        // In small letters it is no variant's own word: variants come first.
        let unknown = ["unknown", "other", "undocumented"].map(str::to_owned);
        let mut unknown =
            Wish::new(Kind::Unknown, "*", unknown).usually("Unknown".to_owned(), page.is_old());
        unknown.priority = 1;
        wishes.push(unknown);
        let mut scope = Scope::default();
        let mut names = page.claim_all(&mut scope, wishes);
        let unknown = names.pop().unwrap_or_else(|| scope.claim(&[]));
        (names, unknown)
    }

    /// The schema behind an id.
    pub(super) fn ty(&self, id: TypeId) -> &Type {
        self.facts.api.types.get(id)
    }

    /// Names that models have taken from the standard library or the runtime.
    pub(super) fn shadowed(&self) -> std::collections::BTreeSet<String> {
        self.known
            .names
            .values()
            .chain(self.known.aliases.values())
            .chain(self.known.former.iter().map(renamed::Former::name))
            .map(|name| name.as_str().to_owned())
            .collect()
    }
}

/// Where an inline schema belongs: `ValidationError.loc.Item`.
fn inline_docs(parts: &[Arc<str>]) -> String {
    format!("The inline schema {}.", code(&parts.join(" › ")))
}

/// The documentation of an item.
fn item_docs(ty: &Type) -> Docs {
    let mut docs = Docs::from_document(ty.description.text.as_deref().unwrap_or_default());
    if docs.is_empty() {
        // FastAPI makes titles of names.
        let says_more = |title: &&String| match &ty.name {
            NameHint::Component(name) => !Docs::says_no_more_than(title, name),
            NameHint::Inline(parts) => parts
                .last()
                .is_none_or(|name| !Docs::says_no_more_than(title, name)),
            NameHint::Anonymous => true,
        };
        docs = match (ty.description.title.as_ref().filter(says_more), &ty.name) {
            (Some(title), _) => Docs::ours(in_line(title)).dot(),
            (None, NameHint::Component(name)) => Docs::ours(format!("The schema {}.", code(name))),
            (None, NameHint::Inline(parts)) => Docs::ours(inline_docs(parts)),
            (None, NameHint::Anonymous) => {
                Docs::ours(format!("The schema at {}.", code(ty.pointer.as_str())))
            }
        };
    }
    let limits = limits(ty.bounds(), &ty.description);
    if !limits.is_empty() {
        docs.paragraph(Docs::ours(limits));
    }
    docs
}
