//! Types between a base and what extends it: `Cat`, where `Lion` extends `Cat` and `Cat` extends `Pet`.
//!
//! Where such a type is used by itself, any of its heirs may stand, as for the base; only the base says by which property
//! they are known. A type that is only extended stays what it says itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, Base, MediaType, NameHint, TypeId, TypeKind, Types};

use super::edges::children;

/// How far up the schemas that one extends are followed.
const MAX_DEPTH: usize = 64;

/// Finds the types between that are used by themselves, as bases with the property and the tags of the base above.
pub(super) fn find(
    api: &Api,
    bases: &BTreeMap<TypeId, Base>,
    heirs: &BTreeMap<TypeId, Vec<TypeId>>,
) -> Vec<Base> {
    let used = used(api);
    let parents = parents(heirs);
    let listed = listed_beside_heirs(&api.types, &parents);
    let mut tags: BTreeMap<(TypeId, TypeId), Vec<String>> = BTreeMap::new();
    for base in bases.values() {
        for (tag, target) in &base.mapping {
            let list = tags.entry((base.ty, *target)).or_default();
            list.push(tag.clone());
        }
    }
    let mut ends: BTreeSet<TypeId> = bases.keys().copied().collect();
    let mut middles: BTreeMap<TypeId, TypeId> = BTreeMap::new();
    let tagged = tags.keys().map(|(_, target)| *target);
    let tagged = above(
        tagged.chain(api.hierarchies.own_tags.keys().copied()),
        &parents,
    );
    for base in bases.values() {
        for id in below(base.ty, &ends, heirs) {
            let fits = used.contains(&id) && !listed.contains(&id) && !bases.contains_key(&id);
            // What a mapping leaves out may be a type of another use (`CatUpdate`), which extends for its properties only.
            let is_middle = tagged.contains(&id) || base.mapping.is_empty();
            if fits && is_middle && heirs.contains_key(&id) {
                middles.entry(id).or_insert(base.ty);
            }
        }
    }
    ends.extend(middles.keys());
    let middles = middles.into_iter().filter_map(|(id, above)| {
        let mut mapping = Vec::new();
        for target in below(id, &ends, heirs) {
            let tags = tags.get(&(above, target)).into_iter().flatten();
            mapping.extend(tags.map(|tag| (tag.clone(), target)));
        }
        // It always is one of its own alternatives.
        match tags.get(&(above, id)) {
            Some(tags) => mapping.extend(tags.iter().map(|tag| (tag.clone(), id))),
            None => mapping.extend(own_tag(api, id).map(|tag| (tag, id))),
        }
        Some(Base {
            ty: id,
            property: bases.get(&above)?.property.clone(),
            mapping,
            // What no heir is known by is read as before there were heirs.
            default: Some(id),
        })
    });
    middles.collect()
}

/// The tag that a component gives itself, or its name.
fn own_tag(api: &Api, id: TypeId) -> Option<String> {
    let own = api.hierarchies.own_tags.get(&id);
    own.cloned().or_else(|| match &api.types.get(id).name {
        NameHint::Component(name) => Some(name.clone()),
        _ => None,
    })
}

/// What extends a type, at any distance up to the next of `ends`, these included.
fn below(
    start: TypeId,
    ends: &BTreeSet<TypeId>,
    heirs: &BTreeMap<TypeId, Vec<TypeId>>,
) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    let mut stack = vec![start];
    while let Some(id) = stack.pop() {
        for heir in heirs.get(&id).into_iter().flatten() {
            if *heir != start && found.insert(*heir) && !ends.contains(heir) {
                stack.push(*heir);
            }
        }
    }
    found
}

/// The types that something holds: a property, an element, a body, an answer. Being extended is no use, nor is being
/// one of the alternatives that a document lists.
fn used(api: &Api) -> BTreeSet<TypeId> {
    let types = &api.types;
    let mut used = BTreeSet::new();
    for (_, ty) in types.iter() {
        let held = match &ty.kind {
            TypeKind::AllOf(composition) => {
                composition.branches.len() == 1 && !matches!(ty.name, NameHint::Component(_))
            }
            TypeKind::Union(_) | TypeKind::Alias(_) => false,
            _ => true,
        };
        if held {
            used.extend(
                children(&ty.kind)
                    .into_iter()
                    .map(|child| types.resolve(child).id),
            );
        }
    }
    let mut roots = api.received.clone();
    for operation in &api.operations {
        roots.extend(operation.parameters.iter().map(|parameter| parameter.ty));
        let bodies = operation.body.iter().flat_map(|body| &body.content);
        roots.extend(bodies.flat_map(MediaType::types));
        for response in &operation.responses {
            roots.extend(response.content.iter().flat_map(MediaType::types));
        }
    }
    used.extend(roots.into_iter().map(|root| types.resolve(root).id));
    used
}

/// The types that each type extends directly.
fn parents(heirs: &BTreeMap<TypeId, Vec<TypeId>>) -> BTreeMap<TypeId, Vec<TypeId>> {
    let mut parents: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for (parent, heirs) in heirs {
        for heir in heirs {
            parents.entry(*heir).or_default().push(*parent);
        }
    }
    parents
}

/// What these types extend, at any distance.
fn above(
    types: impl Iterator<Item = TypeId>,
    parents: &BTreeMap<TypeId, Vec<TypeId>>,
) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    let mut stack: Vec<TypeId> = types.collect();
    while let Some(id) = stack.pop() {
        let parents = parents.get(&id).into_iter().flatten();
        stack.extend(parents.filter(|parent| found.insert(**parent)));
    }
    found
}

/// Types that a union lists beside types that extend them: there each stands for itself.
fn listed_beside_heirs(types: &Types, parents: &BTreeMap<TypeId, Vec<TypeId>>) -> BTreeSet<TypeId> {
    let mut listed = BTreeSet::new();
    for (_, ty) in types.iter() {
        let TypeKind::Union(union) = &ty.kind else {
            continue;
        };
        let variants = union.variants.iter();
        let beside: BTreeSet<TypeId> = variants
            .map(|variant| types.resolve(variant.ty).id)
            .collect();
        for variant in &beside {
            let mut level = vec![*variant];
            for _ in 0..MAX_DEPTH {
                level = level
                    .iter()
                    .flat_map(|id| parents.get(id).into_iter().flatten().copied())
                    .filter(|parent| !listed.contains(parent))
                    .collect();
                level.sort_unstable();
                level.dedup();
                if level.is_empty() {
                    break;
                }
                listed.extend(level.iter().filter(|parent| beside.contains(parent)));
            }
        }
    }
    listed
}
