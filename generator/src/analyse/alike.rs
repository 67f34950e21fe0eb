//! Inline schemas that say the same.

use crate::ir::{NameHint, TypeKind, TypeRef, Types};

/// How deep inline schemas are compared.
const MAX_DEPTH: usize = 8;

/// Whether two uses allow the same values and mean the same to a reader: one type, or inline schemas that differ in
/// nothing but their descriptions. Components with equal contents are two types to their users.
pub(super) fn alike(types: &Types, left: TypeRef, right: TypeRef) -> bool {
    compare(types, left, right, MAX_DEPTH)
}

fn compare(types: &Types, left: TypeRef, right: TypeRef, depth: usize) -> bool {
    let (left, right) = (types.resolve(left), types.resolve(right));
    if left == right {
        return true;
    }
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    let (one, other) = (types.get(left.id), types.get(right.id));
    let named = [one, other].map(|ty| matches!(ty.name, NameHint::Component(_)));
    if named.contains(&true)
        || left.nullable != right.nullable
        || one.bounds != other.bounds
        || one.description.title != other.description.title
    {
        return false;
    }
    match (&one.kind, &other.kind) {
        (TypeKind::Array(a), TypeKind::Array(b)) | (TypeKind::Map(a), TypeKind::Map(b)) => {
            compare(types, *a, *b, depth)
        }
        (TypeKind::Object(a), TypeKind::Object(b)) => {
            let additional = match (a.additional, b.additional) {
                (Some(a), Some(b)) => compare(types, a, b, depth),
                (a, b) => a == b,
            };
            additional
                && a.fields.len() == b.fields.len()
                && a.fields.iter().zip(&b.fields).all(|(a, b)| {
                    a.name == b.name
                        && (a.required, a.read_only, a.write_only)
                            == (b.required, b.read_only, b.write_only)
                        && compare(types, a.ty, b.ty, depth)
                })
        }
        (TypeKind::Union(a), TypeKind::Union(b)) => {
            a.discriminator == b.discriminator
                && a.variants.len() == b.variants.len()
                && a.variants
                    .iter()
                    .zip(&b.variants)
                    .all(|(a, b)| a.tags == b.tags && compare(types, a.ty, b.ty, depth))
        }
        (one, other) => one == other,
    }
}
