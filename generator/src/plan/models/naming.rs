//! Which types become items, and their names.

use std::collections::{BTreeMap, BTreeSet};

use super::forms::Forms;
use super::renamed::{self, Moved};
use super::{Known, Models, Side, enums};
use crate::analyse::Shape;
use crate::ir::{MediaType, NameHint, Pointer, Type, TypeId, TypeKind};
use crate::lock::Kind;
use crate::parallel;
use crate::plan::Facts;
use crate::plan::names::{Scope, TypeName, Wish};
use crate::plan::operations::OperationNames;
use crate::quick::QuickSet;

impl Known {
    /// Names every component and every inline schema that an operation or a component reaches.
    pub(in crate::plan) fn name(facts: Facts<'_>, operations: &OperationNames) -> Self {
        let replaced = replaced(facts);
        let forms = super::forms::find(facts);
        let reached = reached(facts, &replaced, &forms);
        let mut wishes = Vec::new();
        let mut owners = Vec::new();
        let mut ids = LockIds::default();
        for (id, ty) in facts
            .api
            .types
            .iter()
            .filter(|(id, _)| reached.contains(id) || forms.contains_key(id))
        {
            let component = matches!(ty.name, NameHint::Component(_));
            let item = is_item(facts, id, ty) && !replaced.contains_key(&id);
            if !item && !component {
                continue;
            }
            let candidates = candidates(facts, ty, operations);
            let priority = u8::from(!component);
            let first = ids.is_first(ty);
            let lock_id = ids.add(id, ty, candidates.first().map_or("", String::as_str));
            if forms.contains_key(&id) {
                let shared = reached.contains(&id);
                let mut names = candidates.clone();
                if shared {
                    names = names.iter().map(|name| format!("{name} form")).collect();
                }
                let mut wish = Wish::new(Kind::Form, lock_id.as_str(), names);
                wish.priority = priority + if shared { 2 } else { 0 };
                wish.place = (first && !shared).then(|| ty.pointer.clone());
                wishes.push(wish);
                owners.push((id, Side::Form, true));
                if !shared {
                    continue;
                }
            }
            if item && facts.analysis.needs_split(id) {
                let sent: Vec<String> = candidates
                    .iter()
                    .map(|name| format!("{name} input"))
                    .collect();
                let mut wish = Wish::new(Kind::Sent, lock_id.as_str(), sent);
                wish.priority = priority + 2;
                wish.wanted = facts
                    .settings
                    .name(&ty.pointer)
                    .map(|name| format!("{name}Input"));
                wishes.push(wish);
                owners.push((id, Side::Sent, item));
            }
            let mut wish = Wish::new(Kind::Type, lock_id, candidates);
            wish.place = first.then(|| ty.pointer.clone());
            wish.priority = priority;
            wishes.push(wish);
            owners.push((id, Side::Received, item));
        }
        let (types, before) = (&facts.api.types, facts.book.names_before());
        let page = facts.book.page();
        let mut scope = Scope::reserving(&["Self_"]);
        let ((shapes, moved), names): (_, Vec<TypeName>) = parallel::both(
            || {
                let shapes = renamed::shapes(types, &ids.by_type);
                let moved = Moved::find(before, &shapes);
                (shapes, moved)
            },
            || page.claim_all(&mut scope, wishes),
        );
        for (key, shape) in &shapes {
            page.note(Kind::Shape, key, shape);
        }
        let mut known = Self {
            names: BTreeMap::new(),
            replaced,
            lock_ids: ids.by_type,
            forms,
            aliases: BTreeMap::new(),
            moved,
            former: Vec::new(),
        };
        for ((id, side, item), name) in owners.into_iter().zip(names) {
            if item {
                known.names.insert((id, side), name);
            } else {
                known.aliases.insert(id, name);
            }
        }
        known.former = known.former(facts.book, &mut scope);
        known
    }
}

impl Models<'_> {
    /// The name of the item that `id` is on this side; `None` for a type that is not an item.
    pub(super) fn name_of(&self, id: TypeId, side: Side) -> Option<&TypeName> {
        let names = &self.known.names;
        names
            .get(&(id, side))
            .or_else(|| names.get(&(id, Side::Received)))
    }
}

/// How the lock knows types: by pointer, and by what else they are called where several stand at one place, because an
/// object around alternatives became a part of each.
#[derive(Debug, Default)]
struct LockIds {
    taken: QuickSet<String>,
    by_type: BTreeMap<TypeId, String>,
}

impl LockIds {
    fn is_first(&self, ty: &Type) -> bool {
        !self.taken.contains(ty.pointer.as_str())
    }

    fn add(&mut self, id: TypeId, ty: &Type, name: &str) -> String {
        let mut lock_id = ty.pointer.as_str().to_owned();
        if self.taken.contains(&lock_id) {
            lock_id = format!("{lock_id} ({name})");
        }
        let base = lock_id.clone();
        let mut number = 2;
        while !self.taken.insert(lock_id.clone()) {
            lock_id = format!("{base} {number}");
            number += 1;
        }
        self.by_type.insert(id, lock_id.clone());
        lock_id
    }
}

/// Whether a type needs a name of its own in Rust.
fn is_item(facts: Facts<'_>, id: TypeId, ty: &Type) -> bool {
    match &ty.kind {
        TypeKind::Object(_) => true,
        TypeKind::Enum(values) => enums::is_item(values),
        TypeKind::Union(_) => facts.analysis.shape(id) == Shape::Plain,
        _ => false,
    }
}

fn candidates(facts: Facts<'_>, ty: &Type, operations: &OperationNames) -> Vec<String> {
    match &ty.name {
        NameHint::Component(name) => vec![name.clone(), format!("{name} schema")],
        NameHint::Inline(parts) => {
            let (first, rest) = match parts.split_first() {
                Some((first, rest)) => {
                    let owner = wanted_around(facts, ty, first);
                    let operation = || operations.readable(&ty.pointer, first);
                    (owner.or_else(operation).unwrap_or(first), rest)
                }
                None => ("inline", &**parts),
            };
            let joined = std::iter::once(first)
                .chain(rest.iter().map(AsRef::as_ref))
                .collect::<Vec<_>>()
                .join(" ");
            vec![joined.clone(), format!("{joined} value")]
        }
        NameHint::Anonymous => {
            let tokens: Vec<String> = ty.pointer.tokens().collect();
            let from = tokens.len().saturating_sub(3);
            vec![tokens.get(from..).unwrap_or_default().join(" ")]
        }
    }
}

/// What the user wants the component to be called that a type stands in, where it is this one.
fn wanted_around<'a>(facts: Facts<'a>, ty: &Type, component: &str) -> Option<&'a str> {
    if facts.settings.is_empty() {
        return None;
    }
    let place = Pointer::root()
        .child("components")
        .child("schemas")
        .child(component);
    let inside = ty.pointer.as_str().starts_with(place.as_str());
    inside.then(|| facts.settings.name(&place)).flatten()
}

/// The types that the user replaces by types of his own.
fn replaced(facts: Facts<'_>) -> BTreeMap<TypeId, String> {
    if facts.settings.is_empty() {
        return BTreeMap::new();
    }
    let types = facts.api.types.iter();
    types
        .filter_map(|(id, ty)| Some((id, facts.settings.replacement(&ty.pointer)?.to_owned())))
        .collect()
}

/// All components, and what they and the operations lead to, but for what is only sent in several parts.
fn reached(
    facts: Facts<'_>,
    replaced: &BTreeMap<TypeId, String>,
    forms: &Forms,
) -> BTreeSet<TypeId> {
    let types = &facts.api.types;
    let mut queue: Vec<TypeId> = types
        .iter()
        .filter(|(id, ty)| matches!(ty.name, NameHint::Component(_)) && !forms.contains_key(id))
        .map(|(id, _)| id)
        .collect();
    for id in forms.keys() {
        children(&types.get(*id).kind, &mut queue);
    }
    queue.extend(facts.api.received.iter().map(|ty| ty.id));
    for operation in &facts.api.operations {
        queue.extend(operation.parameters.iter().map(|parameter| parameter.ty.id));
        let bodies = operation.body.iter().flat_map(|body| &body.content);
        let answers = operation
            .responses
            .iter()
            .flat_map(|response| &response.content);
        let bodies = bodies.filter(|media| {
            let form = |ty| forms.contains_key(&types.resolve(ty).id);
            !(media.name.starts_with("multipart/") && media.ty.is_some_and(form))
        });
        queue.extend(
            bodies
                .chain(answers)
                .flat_map(MediaType::types)
                .map(|ty| ty.id),
        );
        queue.extend(
            operation
                .responses
                .iter()
                .flat_map(|response| &response.headers)
                .map(|header| header.ty.id),
        );
    }
    let mut reached = BTreeSet::new();
    while let Some(id) = queue.pop() {
        if !reached.insert(id) || replaced.contains_key(&id) {
            continue;
        }
        match facts.analysis.shape(id) {
            Shape::OneOrMany(inner) => queue.push(inner.id),
            Shape::IntegerOrString { .. } => {}
            Shape::Plain => children(&types.get(id).kind, &mut queue),
        }
    }
    reached
}

fn children(kind: &TypeKind, queue: &mut Vec<TypeId>) {
    match kind {
        TypeKind::Array(inner)
        | TypeKind::Map(inner)
        | TypeKind::JsonText(inner)
        | TypeKind::Alias(inner) => queue.push(inner.id),
        TypeKind::Tuple(items) => queue.extend(items.iter().map(|item| item.id)),
        TypeKind::Object(object) => {
            queue.extend(object.fields.iter().map(|field| field.ty.id));
            queue.extend(object.additional.map(|inner| inner.id));
        }
        TypeKind::Union(union) => queue.extend(union.variants.iter().map(|variant| variant.ty.id)),
        _ => {}
    }
}
