//! Bases that schemas elsewhere extend: where such a base is used, any schema that extends it may stand.
//!
//! A base becomes a union of the schemas that extend it and of itself. What it says itself moves to a type of its own,
//! which the others extend from then on, so nothing leads back to the union. What lies between a base and its heirs is
//! treated like a base where it is used by itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{
    Api, Base, Discriminator, Fallback, NameHint, Type, TypeId, TypeKind, TypeRef, Types, Union,
    Variant,
};

use super::edges::{inner_name, kind_of};
use super::middles;

/// Turns every base that is extended into a union.
pub(super) fn open(api: &mut Api) {
    let mut bases: BTreeMap<TypeId, Base> = std::mem::take(&mut api.hierarchies.bases)
        .into_iter()
        .filter(|base| holds_properties(&api.types, base.ty))
        .map(|base| (base.ty, base))
        .collect();
    if bases.is_empty() {
        return;
    }
    let heirs = heirs(&api.types);
    let middles = middles::find(api, &bases, &heirs);
    bases.extend(middles.into_iter().map(|middle| (middle.ty, middle)));
    let mut own: BTreeMap<TypeId, TypeId> = BTreeMap::new();
    for base in bases.values() {
        let descendants = descendants(base, &bases, &heirs);
        if !descendants.is_empty() {
            let id = split(api, base, &descendants);
            own.insert(base.ty, id);
        }
    }
    extend_own(&mut api.types, &own);
}

fn holds_properties(types: &Types, id: TypeId) -> bool {
    matches!(
        types.get(id).kind,
        TypeKind::Object(_) | TypeKind::Map(_) | TypeKind::Any | TypeKind::AllOf(_)
    )
}

/// The components that extend each schema directly.
fn heirs(types: &Types) -> BTreeMap<TypeId, Vec<TypeId>> {
    let mut heirs: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for (id, ty) in types.iter() {
        let (TypeKind::AllOf(composition), NameHint::Component(_)) = (&ty.kind, &ty.name) else {
            continue;
        };
        let mut seen = BTreeSet::new();
        for branch in &composition.branches {
            let target = types.resolve(*branch).id;
            if target != id && seen.insert(target) {
                heirs.entry(target).or_default().push(id);
            }
        }
    }
    heirs
}

/// What extends a base, and what its mapping names, in the document's order. What extends a base among them is that
/// one's.
fn descendants(
    base: &Base,
    bases: &BTreeMap<TypeId, Base>,
    heirs: &BTreeMap<TypeId, Vec<TypeId>>,
) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    let mut below = BTreeSet::new();
    let mut stack = vec![base.ty];
    let mut seen = BTreeSet::from([base.ty]);
    while let Some(id) = stack.pop() {
        let inner = id != base.ty && bases.contains_key(&id);
        for heir in heirs.get(&id).into_iter().flatten() {
            if !seen.insert(*heir) {
                continue;
            }
            let hidden = inner || below.contains(&id);
            if hidden {
                below.insert(*heir);
            } else {
                found.insert(*heir);
            }
            stack.push(*heir);
        }
    }
    let mapped = base.mapping.iter().map(|(_, id)| *id).chain(base.default);
    found.extend(mapped.filter(|id| *id != base.ty && !below.contains(id)));
    found
}

/// Makes the base a union; gives the type that has what the base says itself.
fn split(api: &mut Api, base: &Base, descendants: &BTreeSet<TypeId>) -> TypeId {
    let ty = api.types.get(base.ty);
    let mut own = Type {
        // Inside the base, so that it is kept with it.
        pointer: ty.pointer.child("discriminator"),
        name: inner_name(&api.types, base.ty, "Base"),
        description: ty.description.clone(),
        kind: ty.kind.clone(),
        bounds: ty.bounds.clone(),
    };
    let name = match &ty.name {
        NameHint::Component(name) => Some(name.clone()),
        _ => None,
    };
    own.description.title = Some("Base".to_owned());
    if let Some(name) = &name {
        own.description.text = Some(format!("What every `{name}` has, and nothing more."));
    }
    let own = api.types.push(own);
    let variant = |id: TypeId, tags: Vec<String>, fallback| Variant {
        ty: TypeRef {
            id,
            nullable: false,
        },
        tags,
        fallback,
    };
    let fallback = |id: TypeId| {
        if base.default == Some(id) {
            Fallback::Any
        } else {
            Fallback::None
        }
    };
    let mapped = |id: TypeId| -> Vec<String> {
        let tags = base.mapping.iter().filter(|(_, target)| *target == id);
        tags.map(|(tag, _)| tag.clone()).collect()
    };
    let mut variants: Vec<Variant> = descendants
        .iter()
        .map(|id| {
            let mut tags = mapped(*id);
            if tags.is_empty() {
                tags.extend(api.hierarchies.own_tags.get(id).cloned());
            }
            variant(*id, tags, fallback(*id))
        })
        .collect();
    let mut tags = mapped(base.ty);
    if tags.is_empty() {
        tags.extend(api.hierarchies.own_tags.get(&base.ty).cloned());
    }
    // A mapping that leaves the base out says that it only is something to extend.
    if tags.is_empty() && base.mapping.is_empty() {
        tags.extend(name.filter(|name| may_be(&api.types, own, &base.property, name)));
    }
    if !tags.is_empty() {
        let fallback = match fallback(base.ty) {
            Fallback::None => Fallback::Untagged,
            other => other,
        };
        variants.push(variant(own, tags, fallback));
    }
    if let Some(ty) = api.types.get_mut(base.ty) {
        ty.bounds = None;
        ty.kind = TypeKind::Union(Union {
            variants,
            discriminator: Some(Discriminator {
                property: base.property.clone(),
            }),
            any_of: false,
        });
    }
    own
}

/// Whether a property may have this value, as far as its own schema lists values.
fn may_be(types: &Types, object: TypeId, property: &str, value: &str) -> bool {
    let TypeKind::Object(object) = &types.get(object).kind else {
        return true;
    };
    let field = object.fields.iter().find(|field| field.name == property);
    match field.map(|field| kind_of(types, field.ty)) {
        Some(TypeKind::Enum(values)) => values.iter().any(|known| known.value == value),
        _ => true,
    }
}

/// Lets everything that extends a base extend what the base says itself. What only narrows the base stays any of its
/// heirs.
fn extend_own(types: &mut Types, own: &BTreeMap<TypeId, TypeId>) {
    let made: BTreeSet<TypeId> = own.values().copied().collect();
    let ids: Vec<TypeId> = types.iter().map(|(id, _)| id).collect();
    for id in ids {
        let ty = types.get(id);
        let TypeKind::AllOf(composition) = &ty.kind else {
            continue;
        };
        let extends = composition.branches.len() > 1
            || !composition.required.is_empty()
            || made.contains(&id)
            || matches!(ty.name, NameHint::Component(_));
        let targets: Vec<Option<TypeId>> = composition
            .branches
            .iter()
            .map(|branch| own.get(&types.resolve(*branch).id).copied())
            .collect();
        if !extends || targets.iter().all(Option::is_none) {
            continue;
        }
        if let Some(TypeKind::AllOf(composition)) = types.get_mut(id).map(|ty| &mut ty.kind) {
            for (branch, target) in composition.branches.iter_mut().zip(targets) {
                branch.id = target.unwrap_or(branch.id);
            }
        }
    }
}
