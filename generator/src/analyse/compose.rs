//! `allOf`: every composition becomes the intersection of its branches.
//!
//! Compositions are taken in an order in which branches come before what they are part of. Where that is impossible
//! (a base whose `oneOf` lists the schemas that extend it), a schema that extends a base takes what the base says
//! beside its alternatives: being one of them is what extending it means.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{
    Bounds, Composition, Description, Pointer, Type, TypeId, TypeKind, TypeRef, Types,
};

use super::edges::{children, inner_name};

/// How many schemas merging may add for each that the document has; more is a document that multiplies.
const MAX_GROWTH: usize = 4;

/// Merges all compositions of `types`.
pub(super) fn merge(types: &mut Types, diagnostics: &mut Diagnostics) {
    let origins = types
        .iter()
        .filter_map(|(id, ty)| match &ty.kind {
            TypeKind::AllOf(composition) => Some((id, composition.clone())),
            _ => None,
        })
        .collect();
    let limit = types.len().saturating_mul(MAX_GROWTH).saturating_add(1_000);
    let mut merger = Merger {
        types,
        diagnostics,
        origins,
        leftover: BTreeMap::new(),
        meetings: BTreeMap::new(),
        pending: Vec::new(),
        hierarchies: BTreeMap::new(),
        limit,
        impossible: None,
    };
    for id in merger.order() {
        merger.compose(id);
    }
    while let Some(id) = merger.pending.pop() {
        merger.compose(id);
    }
    merger.report_undeclared();
}

pub(super) struct Merger<'a> {
    pub(super) types: &'a mut Types,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// Compositions as they were before merging.
    pub(super) origins: BTreeMap<TypeId, Composition>,
    /// Required names that no property of a merged type declares; what it is a branch of may.
    pub(super) leftover: BTreeMap<TypeId, Vec<String>>,
    /// The types made for two schemas at once.
    meetings: BTreeMap<(TypeId, TypeId), TypeId>,
    /// Those of them that still have to be merged.
    pending: Vec<TypeId>,
    /// Which types are bases of their own alternatives, worked out once.
    hierarchies: BTreeMap<TypeId, bool>,
    limit: usize,
    /// Why the intersection that is being built is empty.
    pub(super) impossible: Option<String>,
}

impl Merger<'_> {
    /// All compositions, branches first as far as possible.
    fn order(&self) -> Vec<TypeId> {
        let mut order = Vec::new();
        let mut seen = BTreeSet::new();
        for root in self.origins.keys() {
            // A stack of types with what is left of their branches: depth-first without recursion.
            let mut stack: Vec<(TypeId, Vec<TypeRef>)> = Vec::new();
            if seen.insert(*root) {
                stack.push((*root, self.dependencies(*root)));
            }
            while let Some((id, left)) = stack.last_mut() {
                if let Some(next) = left.pop() {
                    if seen.insert(next.id) {
                        let dependencies = self.dependencies(next.id);
                        stack.push((next.id, dependencies));
                    }
                } else {
                    if self.origins.contains_key(id) {
                        order.push(*id);
                    }
                    stack.pop();
                }
            }
        }
        order
    }

    fn dependencies(&self, id: TypeId) -> Vec<TypeRef> {
        match &self.types.get(id).kind {
            kind @ (TypeKind::AllOf(_) | TypeKind::Union(_) | TypeKind::Alias(_)) => {
                let mut list = children(kind);
                list.reverse();
                list
            }
            _ => Vec::new(),
        }
    }

    /// Replaces one composition by what it comes to.
    fn compose(&mut self, id: TypeId) {
        let TypeKind::AllOf(composition) = &self.types.get(id).kind else {
            return;
        };
        let composition = composition.clone();
        let mut required: BTreeSet<String> = composition.required.iter().cloned().collect();
        let mut pieces = Vec::new();
        let mut visited = BTreeSet::from([id]);
        let mut cyclic = false;
        for branch in &composition.branches {
            cyclic |= self.pieces(id, branch.id, &mut visited, &mut pieces, &mut required);
        }
        if cyclic {
            self.report_cycle(id);
        }
        self.impossible = None;
        let merged = self.intersection(id, &pieces);
        let (mut kind, bounds) = if let Some(reason) = self.impossible.take() {
            self.report_impossible(id, &reason);
            (TypeKind::Any, Bounds::default())
        } else {
            merged
        };
        let undeclared = self.require(id, &mut kind, &required);
        if !undeclared.is_empty() {
            self.leftover.insert(id, undeclared);
        }
        if let Some(ty) = self.types.get_mut(id) {
            ty.kind = kind;
            ty.bounds = bounds.boxed();
        }
    }

    /// Collects what a branch comes to: itself, or its parts where it is not merged yet or a base of alternatives.
    /// Says whether the branch leads back to where the collection started.
    fn pieces(
        &mut self,
        owner: TypeId,
        branch: TypeId,
        visited: &mut BTreeSet<TypeId>,
        pieces: &mut Vec<TypeId>,
        required: &mut BTreeSet<String>,
    ) -> bool {
        let mut cyclic = false;
        let mut stack = vec![branch];
        while let Some(next) = stack.pop() {
            let id = self
                .types
                .resolve(TypeRef {
                    id: next,
                    nullable: false,
                })
                .id;
            let open = matches!(self.types.get(id).kind, TypeKind::AllOf(_));
            // A base is one of its alternatives; for what extends it these are others than itself.
            let hierarchy = self.is_hierarchy(id) && !self.lists_heirs_of(id, owner);
            if !visited.insert(id) {
                cyclic |= open;
                continue;
            }
            if let Some(names) = self.leftover.get(&id) {
                required.extend(names.iter().cloned());
            }
            match self.origins.get(&id) {
                Some(origin) if open || hierarchy => {
                    required.extend(origin.required.iter().cloned());
                    stack.extend(origin.branches.iter().rev().map(|branch| branch.id));
                }
                _ if hierarchy => {}
                _ => pieces.push(id),
            }
        }
        cyclic
    }

    /// Whether `id` has alternatives that extend it (the usual shape of a discriminated base), or is such a set of
    /// alternatives itself.
    fn is_hierarchy(&mut self, id: TypeId) -> bool {
        if let Some(known) = self.hierarchies.get(&id) {
            return *known;
        }
        let hierarchy = self.has_heirs(id);
        self.hierarchies.insert(id, hierarchy);
        hierarchy
    }

    fn has_heirs(&self, id: TypeId) -> bool {
        let branches = self
            .origins
            .get(&id)
            .into_iter()
            .flat_map(|origin| &origin.branches);
        let parts = branches.map(|branch| branch.id).chain([id]);
        parts.into_iter().any(|part| self.lists_heirs_of(part, id))
    }

    /// Whether `union` is a union with an alternative that extends `base`.
    fn lists_heirs_of(&self, union: TypeId, base: TypeId) -> bool {
        match &self.types.get(union).kind {
            TypeKind::Union(union) => union
                .variants
                .iter()
                .any(|variant| self.extends(variant.ty.id, base)),
            _ => false,
        }
    }

    /// Whether `derived` has `base` among its branches, or the branches of these.
    pub(super) fn extends(&self, derived: TypeId, base: TypeId) -> bool {
        let mut seen = BTreeSet::new();
        let mut stack = vec![derived];
        while let Some(next) = stack.pop() {
            let id = self
                .types
                .resolve(TypeRef {
                    id: next,
                    nullable: false,
                })
                .id;
            if !seen.insert(id) {
                continue;
            }
            let Some(origin) = self.origins.get(&id) else {
                continue;
            };
            for branch in &origin.branches {
                let branch = self.types.resolve(*branch).id;
                if branch == base {
                    return true;
                }
                stack.push(branch);
            }
        }
        false
    }

    /// A type for what two schemas allow at once; merged later where it is new.
    pub(super) fn meet(
        &mut self,
        owner: TypeId,
        word: &str,
        left: TypeRef,
        right: TypeRef,
    ) -> TypeRef {
        let (a, b) = (self.types.resolve(left), self.types.resolve(right));
        let nullable = a.nullable && b.nullable;
        let any = |ty: TypeRef| {
            let ty = self.types.get(ty.id);
            ty.kind == TypeKind::Any && ty.bounds.is_none()
        };
        if a.id == b.id || any(b) {
            return TypeRef { nullable, ..left };
        }
        if any(a) {
            return TypeRef { nullable, ..right };
        }
        let (one, other) = (self.types.get(a.id), self.types.get(b.id));
        if one.kind == other.kind && one.bounds == other.bounds {
            return TypeRef { nullable, ..left };
        }
        for (null, other) in [(a, b), (b, a)] {
            if self.types.get(null.id).kind == TypeKind::Null && other.nullable {
                return TypeRef {
                    nullable: true,
                    ..null
                };
            }
        }
        let key = (a.id.min(b.id), a.id.max(b.id));
        if let Some(id) = self.meetings.get(&key) {
            return TypeRef { id: *id, nullable };
        }
        let composition = Composition {
            branches: vec![a, b],
            required: Vec::new(),
        };
        let pointer = self.types.get(b.id).pointer.clone();
        let description = [b, a].map(|ty| self.types.get(ty.id).description.clone());
        let described = description
            .into_iter()
            .find(|text| *text != Description::default());
        let id = self.add(owner, word, pointer, composition);
        if let Some(ty) = self.types.get_mut(id) {
            ty.description = described.unwrap_or_default();
        }
        self.meetings.insert(key, id);
        TypeRef { id, nullable }
    }

    /// A new composition inside `owner`, merged later.
    pub(super) fn add(
        &mut self,
        owner: TypeId,
        word: &str,
        pointer: Pointer,
        composition: Composition,
    ) -> TypeId {
        let full = self.types.len() >= self.limit;
        if full {
            self.diagnostics
                .report(
                    Code::UnsupportedSchema,
                    &pointer,
                    "merging the schemas around this one would take too many types; it is generated as any JSON value",
                )
                .degrades();
        }
        let id = self.types.push(Type {
            pointer,
            name: inner_name(self.types, owner, word),
            description: Description::default(),
            kind: if full {
                TypeKind::Any
            } else {
                TypeKind::AllOf(composition.clone())
            },
            bounds: None,
        });
        if !full {
            self.origins.insert(id, composition);
            self.pending.push(id);
        }
        id
    }
}
