//! Where a type would hold itself by value.

use crate::ir::{TypeId, TypeKind, TypeRef, Types};

use super::facts::{Analysis, Shape};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    Done,
}

/// Finds fields and variants that close a cycle. Walking depth-first, these are the edges back to a type whose walk is
/// not finished; without them no cycle is left.
pub(super) fn find(types: &Types, analysis: &mut Analysis) {
    let mut marks = vec![Mark::New; types.len()];
    for (root, _) in types.iter() {
        let mut stack: Vec<(TypeId, Vec<(usize, TypeId)>)> = Vec::new();
        if enter(&mut marks, root) {
            stack.push((root, held(types, analysis, root)));
        }
        while let Some((owner, left)) = stack.last_mut() {
            let Some((index, target)) = left.pop() else {
                set(&mut marks, *owner, Mark::Done);
                stack.pop();
                continue;
            };
            let owner = *owner;
            if marks.get(target.0 as usize) == Some(&Mark::Open) {
                analysis.boxed.insert((owner, index));
            } else if enter(&mut marks, target) {
                let inner = held(types, analysis, target);
                stack.push((target, inner));
            }
        }
    }
}

fn enter(marks: &mut [Mark], id: TypeId) -> bool {
    match marks.get_mut(id.0 as usize) {
        Some(mark) if *mark == Mark::New => {
            *mark = Mark::Open;
            true
        }
        _ => false,
    }
}

fn set(marks: &mut [Mark], id: TypeId, mark: Mark) {
    if let Some(slot) = marks.get_mut(id.0 as usize) {
        *slot = mark;
    }
}

/// The types that a value of `id` holds without a list or map between, last first.
fn held(types: &Types, analysis: &Analysis, id: TypeId) -> Vec<(usize, TypeId)> {
    let uses: Vec<TypeRef> = match &types.get(id).kind {
        TypeKind::Object(object) => object.fields.iter().map(|field| field.ty).collect(),
        TypeKind::Union(union) if analysis.shape(id) == Shape::Plain => {
            union.variants.iter().map(|variant| variant.ty).collect()
        }
        _ => Vec::new(),
    };
    let targets = uses.into_iter().enumerate().rev();
    targets
        .flat_map(|(index, ty)| {
            let mut found = Vec::new();
            values(types, analysis, ty, &mut found);
            found.into_iter().rev().map(move |id| (index, id))
        })
        .collect()
}

/// What stands in the field itself, and in the elements of a tuple there. `tuples` has seen to it that tuples inside
/// tuples are few and have no cycles.
fn values(types: &Types, analysis: &Analysis, ty: TypeRef, found: &mut Vec<TypeId>) {
    let id = value(types, analysis, ty);
    match &types.get(id).kind {
        TypeKind::Tuple(items) => items
            .iter()
            .for_each(|item| values(types, analysis, *item, found)),
        TypeKind::JsonText(inner) => values(types, analysis, *inner, found),
        _ => found.push(id),
    }
}

/// What stands in the field itself: behind aliases, and inside a "one or many".
fn value(types: &Types, analysis: &Analysis, mut ty: TypeRef) -> TypeId {
    // A chain longer than the arena cannot be: aliases have no cycles any more.
    for _ in 0..types.len() {
        let id = types.resolve(ty).id;
        match analysis.shape(id) {
            Shape::OneOrMany(one) => ty = one,
            _ => return id,
        }
    }
    ty.id
}
