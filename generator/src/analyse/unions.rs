//! Unions that are something simpler.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{Pointer, StringFormat, Type, TypeId, TypeKind, TypeRef, Types, Union, Variant};

use super::alike::alike;
use super::edges::{inner_name, kind_of};
use super::facts::{Analysis, Shape};

/// Of more alternatives than these none are compared with one another.
const MANY: usize = 128;
/// How often unions of unions are looked at again.
const MAX_PASSES: usize = 4;

/// Drops alternatives that say the same, and unions that have one alternative left.
pub(super) fn simplify(types: &mut Types, diagnostics: &mut Diagnostics) {
    drop_cycles(types, diagnostics);
    let ids: Vec<TypeId> = types.iter().map(|(id, _)| id).collect();
    for _ in 0..MAX_PASSES {
        let mut changed = false;
        for id in &ids {
            let TypeKind::Union(union) = &types.get(*id).kind else {
                continue;
            };
            let union = union.clone();
            let simpler = simpler(types, &union).or_else(|| texts_as_one(types, *id, union));
            if let (Some(kind), Some(ty)) = (simpler, types.get_mut(*id)) {
                ty.kind = kind;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
}

/// Drops alternatives that lead back to their own union through nothing but unions: they add no value, and trying
/// them would never end.
fn drop_cycles(types: &mut Types, diagnostics: &mut Diagnostics) {
    let ids: Vec<TypeId> = types.iter().map(|(id, _)| id).collect();
    let mut done = BTreeSet::new();
    for root in ids {
        let mut open = BTreeSet::new();
        let mut stack: Vec<(TypeId, Vec<TypeId>)> = Vec::new();
        if !done.contains(&root) {
            open.insert(root);
            stack.push((root, alternatives(types, root)));
        }
        while let Some((owner, left)) = stack.last_mut() {
            let owner = *owner;
            let Some(next) = left.pop() else {
                open.remove(&owner);
                done.insert(owner);
                stack.pop();
                continue;
            };
            if open.contains(&next) {
                drop_alternative(types, owner, next, diagnostics);
            } else if !done.contains(&next) {
                open.insert(next);
                stack.push((next, alternatives(types, next)));
            }
        }
    }
}

fn alternatives(types: &Types, id: TypeId) -> Vec<TypeId> {
    match &types.get(id).kind {
        TypeKind::Union(union) => union
            .variants
            .iter()
            .map(|variant| types.resolve(variant.ty).id)
            .collect(),
        _ => Vec::new(),
    }
}

fn drop_alternative(
    types: &mut Types,
    owner: TypeId,
    alternative: TypeId,
    diagnostics: &mut Diagnostics,
) {
    let pointer = types.get(owner).pointer.clone();
    if owner != alternative {
        diagnostics
            .report(
                Code::UnsupportedSchema,
                &pointer,
                format!(
                    "the alternative `#{}` is left out: it has this union among its own alternatives",
                    types.get(alternative).pointer
                ),
            )
            .help("list the alternatives of both in one of them")
            .degrades();
    }
    let TypeKind::Union(union) = &types.get(owner).kind else {
        return;
    };
    let mut union = union.clone();
    union
        .variants
        .retain(|variant| types.resolve(variant.ty).id != alternative);
    if let Some(ty) = types.get_mut(owner) {
        ty.kind = TypeKind::Union(union);
    }
}

/// What a union comes to; `None` where it stays as it is.
fn simpler(types: &Types, union: &Union) -> Option<TypeKind> {
    let mut variants = Vec::new();
    let mut seen = BTreeSet::new();
    for variant in &union.variants {
        let new = seen.insert(types.resolve(variant.ty).id)
            && (union.variants.len() > MANY
                || !variants
                    .iter()
                    .any(|known: &Variant| alike(types, known.ty, variant.ty)));
        if new || !variant.tags.is_empty() {
            variants.push(variant.clone());
        }
    }
    match variants.as_slice() {
        [] => return Some(TypeKind::Any),
        [only] => return Some(TypeKind::Alias(only.ty)),
        _ => {}
    }
    if let Some(kind) = open_enum(types, &variants) {
        return Some(kind);
    }
    if variants
        .iter()
        .all(|variant| is_text(types.get(types.resolve(variant.ty).id)))
    {
        return Some(TypeKind::String(StringFormat::Plain));
    }
    (variants.len() < union.variants.len()).then(|| {
        TypeKind::Union(Union {
            variants,
            ..union.clone()
        })
    })
}

/// Listed values, or listed values and any others of their type: one `enum`, which keeps unknown values anyway.
/// The titles of alternatives with one value each are the names of these values.
fn open_enum(types: &Types, variants: &[Variant]) -> Option<TypeKind> {
    let mut enums = Vec::new();
    let mut classes = BTreeSet::new();
    for variant in variants {
        let ty = types.get(types.resolve(variant.ty).id);
        classes.insert(class(ty)?);
        if let TypeKind::Enum(values) = &ty.kind {
            enums.push((variant.ty, values, &ty.description));
        }
    }
    if classes.len() != 1 {
        return None;
    }
    match enums.as_slice() {
        [] => None,
        [(only, ..)] => Some(TypeKind::Alias(*only)),
        _ => {
            let mut seen = BTreeSet::new();
            let mut merged = Vec::new();
            for (_, values, description) in enums {
                for value in values {
                    if !seen.insert(value.value.to_string()) {
                        continue;
                    }
                    let mut value = value.clone();
                    if values.len() == 1 {
                        value.name = value.name.or_else(|| description.title.clone());
                        value.description = value.description.or_else(|| description.text.clone());
                    }
                    merged.push(value);
                }
            }
            Some(TypeKind::Enum(merged))
        }
    }
}

/// Several alternatives for text among others: one, as if they were a union of their own.
fn texts_as_one(types: &mut Types, owner: TypeId, union: Union) -> Option<TypeKind> {
    let is_string = |variant: &Variant| {
        variant.tags.is_empty() && class(types.get(types.resolve(variant.ty).id)) == Some("string")
    };
    let (texts, mut variants): (Vec<Variant>, Vec<Variant>) =
        union.variants.iter().cloned().partition(is_string);
    let [first, _, ..] = texts.as_slice() else {
        return None;
    };
    let at = union.variants.iter().position(|variant| variant == first)?;
    let kind = open_enum(types, &texts).unwrap_or(TypeKind::String(StringFormat::Plain));
    let id = match kind {
        TypeKind::Alias(target) => target.id,
        kind => types.push(Type {
            pointer: types.get(first.ty.id).pointer.clone(),
            name: inner_name(types, owner, "string"),
            description: types.get(first.ty.id).description.clone(),
            kind,
            bounds: None,
        }),
    };
    let one = Variant {
        ty: TypeRef {
            id,
            nullable: false,
        },
        ..first.clone()
    };
    variants.insert(at.min(variants.len()), one);
    Some(TypeKind::Union(Union { variants, ..union }))
}

/// Whether values are strings or integers that an open `enum` can hold; `None` where they are not.
fn class(ty: &Type) -> Option<&'static str> {
    match &ty.kind {
        TypeKind::Enum(values) if values.iter().all(|value| value.value.is_string()) => {
            Some("string")
        }
        TypeKind::Enum(values) if values.iter().all(|value| value.value.is_i64()) => {
            Some("integer")
        }
        TypeKind::Integer(_) if ty.bounds.is_none() => Some("integer"),
        _ if is_text(ty) && ty.bounds().pattern.is_none() => Some("string"),
        _ => None,
    }
}

/// Whether values are kept as text, whatever the format says.
fn is_text(ty: &Type) -> bool {
    matches!(
        ty.kind,
        TypeKind::String(StringFormat::Plain | StringFormat::Other(_))
    )
}

/// Finds unions that have a better form than an enum.
pub(super) fn shapes(types: &Types, analysis: &mut Analysis) {
    analysis.shapes = types
        .iter()
        .map(|(_, ty)| match &ty.kind {
            TypeKind::Union(union) => shape(types, union),
            _ => Shape::Plain,
        })
        .collect();
}

fn shape(types: &Types, union: &Union) -> Shape {
    let [first, second] = union.variants.as_slice() else {
        return Shape::Plain;
    };
    for (one, list) in [(first.ty, second.ty), (second.ty, first.ty)] {
        if let TypeKind::Array(item) = kind_of(types, list)
            && !item.nullable
            && same(types, one, *item)
        {
            return Shape::OneOrMany(one);
        }
    }
    match (kind_of(types, first.ty), kind_of(types, second.ty)) {
        (TypeKind::String(StringFormat::Integer(format)), TypeKind::Integer(_)) => {
            Shape::IntegerOrString {
                string_first: true,
                format: *format,
            }
        }
        (TypeKind::Integer(_), TypeKind::String(StringFormat::Integer(format))) => {
            Shape::IntegerOrString {
                string_first: false,
                format: *format,
            }
        }
        _ => Shape::Plain,
    }
}

/// Whether two uses mean the same values: one type, or equal scalars.
fn same(types: &Types, left: TypeRef, right: TypeRef) -> bool {
    let (left, right) = (types.resolve(left), types.resolve(right));
    if left.id == right.id {
        return true;
    }
    let (left, right) = (types.get(left.id), types.get(right.id));
    let scalar = matches!(
        left.kind,
        TypeKind::Boolean
            | TypeKind::Integer(_)
            | TypeKind::Number(_)
            | TypeKind::String(_)
            | TypeKind::Enum(_)
    );
    scalar && left.kind == right.kind && is_inline(&left.pointer) && is_inline(&right.pointer)
}

/// Two components with equal contents are still two types to their users.
fn is_inline(pointer: &Pointer) -> bool {
    pointer.tokens().count() != 3
}
