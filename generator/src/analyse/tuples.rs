//! Tuples that Rust cannot write down: those that hold themselves, and those that are very large.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{Description, NameHint, Type, TypeId, TypeKind, TypeRef, Types};

/// A tuple has at most so many elements, counting those of tuples inside it.
const LARGEST: usize = 64;
/// Types without a name of their own may be nested so deep around and inside a tuple.
const DEEPEST: usize = 64;

/// Turns such tuples into lists of any JSON values: a tuple has no name of its own in Rust that it could be inside.
pub(super) fn break_cycles(types: &mut Types, diagnostics: &mut Diagnostics) {
    let mut sizes = BTreeMap::new();
    let ids: Vec<TypeId> = types.iter().map(|(id, _)| id).collect();
    for id in ids {
        if !matches!(types.get(id).kind, TypeKind::Tuple(_))
            || size(types, id, &mut sizes, 0).is_some()
        {
            continue;
        }
        let pointer = types.get(id).pointer.clone();
        diagnostics
            .report(
                Code::UnsupportedSchema,
                &pointer,
                "this tuple holds itself, or is too large: it is generated as a list of any JSON values",
            )
            .help("let one of its elements be an object")
            .degrades();
        let any = types.push(Type {
            pointer,
            name: NameHint::Anonymous,
            description: Description::default(),
            kind: TypeKind::Any,
            bounds: None,
        });
        if let Some(ty) = types.get_mut(id) {
            ty.kind = TypeKind::Array(TypeRef {
                id: any,
                nullable: false,
            });
        }
        sizes.insert(id, Some(1));
    }
}

/// How many elements a type has in the text of a Rust type; `None` where there is no end, or too many.
fn size(
    types: &Types,
    id: TypeId,
    sizes: &mut BTreeMap<TypeId, Option<usize>>,
    depth: usize,
) -> Option<usize> {
    if let Some(known) = sizes.get(&id) {
        return *known;
    }
    if depth > DEEPEST {
        return None;
    }
    // Whoever asks again while this is being worked out is inside it.
    sizes.insert(id, None);
    let found = match &types.get(id).kind {
        TypeKind::Tuple(items) => items
            .iter()
            .map(|item| size(types, item.id, sizes, depth + 1))
            .sum::<Option<usize>>()
            .filter(|size| *size <= LARGEST),
        TypeKind::Array(inner)
        | TypeKind::Map(inner)
        | TypeKind::JsonText(inner)
        | TypeKind::Alias(inner) => size(types, inner.id, sizes, depth + 1),
        _ => Some(1),
    };
    sizes.insert(id, found);
    found
}
