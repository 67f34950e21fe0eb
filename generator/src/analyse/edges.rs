//! What a type is made of.

use crate::ir::{NameHint, TypeId, TypeKind, TypeRef, Types};

/// Every type that `kind` names directly.
pub(super) fn children(kind: &TypeKind) -> Vec<TypeRef> {
    match kind {
        TypeKind::Array(item)
        | TypeKind::Map(item)
        | TypeKind::JsonText(item)
        | TypeKind::Alias(item) => vec![*item],
        TypeKind::Tuple(items) => items.clone(),
        TypeKind::Object(object) => {
            let fields = object.fields.iter().map(|field| field.ty);
            fields.chain(object.additional).collect()
        }
        TypeKind::Union(union) => union.variants.iter().map(|variant| variant.ty).collect(),
        TypeKind::AllOf(composition) => composition.branches.clone(),
        TypeKind::Any
        | TypeKind::Null
        | TypeKind::Boolean
        | TypeKind::Integer(_)
        | TypeKind::Number(_)
        | TypeKind::String(_)
        | TypeKind::Enum(_) => Vec::new(),
    }
}

/// The same, to be changed.
pub(super) fn children_mut(kind: &mut TypeKind) -> Vec<&mut TypeRef> {
    match kind {
        TypeKind::Array(item)
        | TypeKind::Map(item)
        | TypeKind::JsonText(item)
        | TypeKind::Alias(item) => vec![item],
        TypeKind::Tuple(items) => items.iter_mut().collect(),
        TypeKind::Object(object) => {
            let fields = object.fields.iter_mut().map(|field| &mut field.ty);
            fields.chain(object.additional.as_mut()).collect()
        }
        TypeKind::Union(union) => union
            .variants
            .iter_mut()
            .map(|variant| &mut variant.ty)
            .collect(),
        TypeKind::AllOf(composition) => composition.branches.iter_mut().collect(),
        TypeKind::Any
        | TypeKind::Null
        | TypeKind::Boolean
        | TypeKind::Integer(_)
        | TypeKind::Number(_)
        | TypeKind::String(_)
        | TypeKind::Enum(_) => Vec::new(),
    }
}

/// The kind behind `ty` and any aliases.
pub(super) fn kind_of(types: &Types, ty: TypeRef) -> &TypeKind {
    &types.get(types.resolve(ty).id).kind
}

/// What a type that is made inside `owner` is called after.
pub(super) fn inner_name(types: &Types, owner: TypeId, word: &str) -> NameHint {
    let mut words = match &types.get(owner).name {
        NameHint::Component(name) => vec![name.as_str().into()],
        NameHint::Inline(words) => words.to_vec(),
        NameHint::Anonymous => Vec::new(),
    };
    words.push(word.into());
    NameHint::Inline(words.into())
}
