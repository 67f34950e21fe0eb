//! Inline schemas of one shape share one definition.
//!
//! Documents repeat themselves where they could refer: the same object stands in forty answers. What would be printed
//! is compared, item by item, so that nothing that matters can be forgotten; only names, the items' own documentation
//! and the way that values travel may differ. The definition is that of a component where one has the shape; every
//! other place keeps its name, as an alias.

mod partition;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use partition::Partition;

use super::{Models, Unit, constants};
use crate::ir::{NameHint, TypeId};
use crate::lock::Kind;
use crate::parallel;
use crate::plan::docs::Docs;
use crate::plan::items::{AliasPlan, AliasReason, EnumPlan, Item, StructPlan, UnionPlan};
use crate::plan::names::{Name as _, TypeName};
use crate::plan::rust_type::RustType;

/// Fewer items, or groups of items, than this are compared sooner than a thread starts.
const FEW: usize = 64;

/// The definitions that other places share: by the name of each such place, the name of the definition.
#[derive(Debug, Default)]
pub(in crate::plan) struct Shared(BTreeMap<TypeName, TypeName>);

impl Shared {
    /// The type that a type is for the compiler, to which names mean nothing.
    pub(in crate::plan) fn definition(&self, ty: &RustType) -> RustType {
        let mut ty = ty.clone();
        for name in ty.models_mut() {
            if let Some(definition) = self.0.get(name) {
                name.clone_from(definition);
            }
        }
        ty
    }
}

/// What is said of one item.
struct Thing<'a> {
    item: &'a Item,
    id: TypeId,
    /// Whether people know it by a name of the document: it stays a type of its own.
    named: bool,
}

impl Models<'_> {
    /// Makes inline schemas that have the shape of another one aliases of it.
    pub(in crate::plan) fn share(&self, units: &mut [Unit]) -> Shared {
        let mut shared = Shared::default();
        let mut sent = BTreeSet::new();
        let mut built = BTreeSet::new();
        let things: Vec<Thing<'_>> = units
            .iter()
            .flat_map(|unit| &unit.items)
            .map(|(id, item)| Thing {
                item,
                id: *id,
                named: matches!(self.ty(*id).name, NameHint::Component(_)),
            })
            .collect();
        for class in self.classes(&things) {
            let members = || class.iter().filter_map(|index| things.get(*index));
            let Some(first) = members().min_by_key(|thing| self.rank(thing)) else {
                continue;
            };
            let definition = first.item.name();
            // Values of one shape may be sent from one place and received at another.
            if members().any(|thing| is_sent(thing.item)) {
                sent.insert(definition.clone());
            }
            if members().any(|thing| is_built(thing.item)) {
                built.insert(definition.clone());
            }
            let others = members().filter(|thing| !thing.named);
            let others = others.map(|thing| thing.item.name());
            let others = others.filter(|name| *name != definition);
            shared
                .0
                .extend(others.map(|name| (name.clone(), definition.clone())));
        }
        for (_, item) in units.iter_mut().flat_map(|unit| &mut unit.items) {
            if let Some(definition) = shared.0.get(item.name()) {
                *item = Item::Alias(alias(item, definition));
                continue;
            }
            if sent.contains(item.name()) {
                send(item);
            }
            if let Item::Struct(item) = item {
                if built.contains(&item.name) {
                    item.built = true;
                }
                if item.built {
                    constants::note(item);
                }
            }
        }
        shared
    }

    /// Those who are the same, more than one each, and at most one of them named.
    fn classes(&self, things: &[Thing<'_>]) -> Vec<BTreeSet<usize>> {
        let labels = labels(things);
        let indices: BTreeMap<&TypeName, usize> = things
            .iter()
            .enumerate()
            .map(|(index, thing)| (thing.item.name(), index))
            .collect();
        let references = parallel::map(things, FEW, |thing| {
            let types = thing.item.types().into_iter();
            let models = types.flat_map(RustType::models);
            models
                .filter_map(|name| indices.get(name).copied())
                .collect()
        });
        let mut partition = Partition::of(&labels, references);
        // Of several components only one can be what the inline schemas are.
        let mut others = Vec::new();
        for class in partition.classes() {
            let known = class.iter().filter_map(|index| {
                let thing = things.get(*index).filter(|thing| thing.named)?;
                Some((self.rank(thing), *index))
            });
            let mut known: Vec<_> = known.collect();
            known.sort_unstable();
            others.extend(known.into_iter().skip(1).map(|(_, index)| index));
        }
        partition.set_apart(others);
        let classes = partition.classes().iter();
        classes.filter(|class| class.len() > 1).cloned().collect()
    }

    /// Whose definition is printed: that of a component, of one that was there the last time (else a new component
    /// would take what others are aliases of), of a short name, of what comes first.
    fn rank(&self, thing: &Thing<'_>) -> (bool, bool, usize, TypeId) {
        let lock_id = self
            .known
            .lock_ids
            .get(&thing.id)
            .map_or("", String::as_str);
        let before = self.known.moved.before(lock_id);
        let known = self.facts.book.before(Kind::Type, before).is_some();
        let length = thing.item.name().bare().chars().count();
        (!thing.named, !known, length, thing.id)
    }
}

/// A number for each, the same for those that are alike but for the types that they name.
fn labels(things: &[Thing<'_>]) -> Vec<usize> {
    let mut rough: BTreeMap<Rough<'_>, (bool, Vec<usize>)> = BTreeMap::new();
    for (index, thing) in things.iter().enumerate() {
        if let Some(key) = Rough::of(thing.item) {
            let (any_inline, alike) = rough.entry(key).or_default();
            *any_inline |= !thing.named;
            alike.push(index);
        }
    }
    let alike: Vec<Vec<usize>> = rough
        .into_values()
        .filter(|(any_inline, alike)| *any_inline && alike.len() > 1)
        .map(|(_, alike)| alike)
        .collect();
    let labelled = parallel::map(&alike, FEW, |alike| {
        let mut known: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
        let label = |index: &usize| {
            let shape = shape(things.get(*index)?.item)?;
            Some((*index, *known.entry(shape).or_insert(*index)))
        };
        alike.iter().filter_map(label).collect::<Vec<_>>()
    });
    let mut labels: Vec<usize> = (0..things.len()).collect();
    for (index, same) in labelled.into_iter().flatten() {
        if let Some(label) = labels.get_mut(index) {
            *label = same;
        }
    }
    labels
}

/// What is quickly compared. Nothing else than these is shared: a form is no JSON, and its parts are looked up by name.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rough<'a> {
    kind: u8,
    length: usize,
    first: &'a str,
    last: &'a str,
}

impl<'a> Rough<'a> {
    fn of(item: &'a Item) -> Option<Self> {
        let (kind, length, first, last) = match item {
            Item::Struct(item) if item.is_form() => return None,
            Item::Struct(item) => {
                let wire = |field: &'a crate::plan::items::FieldPlan| field.wire.as_str();
                let fields = &item.fields;
                let (first, last) = (fields.first().map(wire), fields.last().map(wire));
                (0, fields.len(), first, last)
            }
            Item::Enum(item) => {
                let wire = |variant: &'a crate::plan::items::EnumVariant| variant.wire.as_str();
                let variants = &item.variants;
                let (first, last) = (variants.first().map(wire), variants.last().map(wire));
                (1, variants.len(), first, last)
            }
            Item::Union(item) => {
                let name = |variant: &'a crate::plan::items::UnionVariant| variant.name.as_str();
                let variants = &item.variants;
                let (first, last) = (variants.first().map(name), variants.last().map(name));
                (2, variants.len(), first, last)
            }
            Item::Alias(_) => return None,
        };
        Some(Self {
            kind,
            length,
            first: first.unwrap_or_default(),
            last: last.unwrap_or_default(),
        })
    }
}

/// All that is printed of an item, without the names of types and what it says of itself.
fn shape(item: &Item) -> Option<Vec<u8>> {
    let mut item = item.clone();
    for ty in item.types_mut() {
        for name in ty.models_mut() {
            *name = nameless();
        }
    }
    match &mut item {
        Item::Struct(StructPlan {
            name,
            docs,
            sent,
            built,
            ..
        }) => {
            *name = nameless();
            *docs = Docs::default();
            (*sent, *built) = (false, false);
        }
        Item::Union(UnionPlan {
            name, docs, sent, ..
        }) => {
            *name = nameless();
            *docs = Docs::default();
            *sent = false;
        }
        Item::Enum(EnumPlan { name, docs, .. }) => {
            *name = nameless();
            *docs = Docs::default();
        }
        Item::Alias(_) => return None,
    }
    serde_json::to_vec(&item).ok()
}

fn nameless() -> TypeName {
    TypeName::make(String::new())
}

fn is_sent(item: &Item) -> bool {
    match item {
        Item::Struct(item) => item.sent,
        Item::Union(item) => item.sent,
        Item::Enum(_) | Item::Alias(_) => false,
    }
}

fn is_built(item: &Item) -> bool {
    matches!(item, Item::Struct(item) if item.built)
}

fn send(item: &mut Item) {
    match item {
        Item::Struct(item) => item.sent = true,
        Item::Union(item) => item.sent = true,
        Item::Enum(_) | Item::Alias(_) => {}
    }
}

/// What stands in the place of an item that shares a definition.
fn alias(item: &Item, definition: &TypeName) -> AliasPlan {
    let (docs, deprecated) = match item {
        Item::Struct(item) => (&item.docs, item.deprecated),
        Item::Enum(item) => (&item.docs, item.deprecated),
        Item::Union(item) => (&item.docs, item.deprecated),
        Item::Alias(item) => (&item.docs, item.deprecated),
    };
    let says = format!("Has the shape of [`{}`].", definition.bare());
    AliasPlan {
        name: item.name().clone(),
        docs: docs.clone().sentence(&says),
        ty: RustType::Model(definition.clone()),
        reason: AliasReason::Shape,
        deprecated,
    }
}
