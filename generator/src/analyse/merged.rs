//! Objects of which several may hold at once (`anyOf`), as one object.

use indexmap::IndexMap;

use crate::ir::{Field, NameHint, Object, TypeKind, TypeRef, Types, Union};

use super::edges::kind_of;
use super::facts::{Rule, Test};

/// One object with the properties of all alternatives of an `anyOf`, where these have no names of their own, or
/// nothing tells them apart: values may have properties of several, and none is lost that way. Required is what all
/// alternatives require. `None` where the alternatives are no objects, or disagree about a property.
pub(super) fn object(
    types: &Types,
    union: &Union,
    undecided: &[Vec<usize>],
    rules: &[Rule],
) -> Option<Object> {
    let guessed = !undecided.is_empty() || rules.iter().any(|rule| !rule.sure);
    let nameless = union.variants.iter().all(|variant| {
        let ty = types.get(variant.ty.id);
        !matches!(ty.name, NameHint::Component(_)) && ty.description.title.is_none()
    });
    let exclusive = rules.iter().all(|rule| {
        rule.any.iter().all(|tests| {
            tests
                .iter()
                .any(|test| matches!(test, Test::Key(_, inner) if !inner.is_empty()))
        })
    });
    if !union.any_of || union.discriminator.is_some() || !(guessed || (nameless && !exclusive)) {
        return None;
    }
    let count = union.variants.len();
    let mut fields: IndexMap<&str, (Field, usize)> = IndexMap::new();
    let mut additional: Option<TypeRef> = None;
    for variant in &union.variants {
        let TypeKind::Object(object) = kind_of(types, variant.ty) else {
            return None;
        };
        if let Some(values) = object.additional {
            additional
                .is_none_or(|known| agree(types, known, values))
                .then_some(())?;
            additional = Some(values);
        }
        for field in &object.fields {
            let (known, seen) = fields
                .entry(&field.name)
                .or_insert_with(|| (field.clone(), 0));
            agree(types, known.ty, field.ty).then_some(())?;
            known.ty.nullable |= field.ty.nullable;
            known.required &= field.required;
            known.read_only &= field.read_only;
            known.write_only &= field.write_only;
            *seen += 1;
        }
    }
    let fields = fields.into_values().map(|(field, seen)| Field {
        required: field.required && seen == count,
        ..field
    });
    Some(Object {
        fields: fields.collect(),
        additional,
        tags: Vec::new(),
    })
}

/// Whether two uses mean the same values.
fn agree(types: &Types, left: TypeRef, right: TypeRef) -> bool {
    let (left, right) = (types.resolve(left), types.resolve(right));
    if left.id == right.id {
        return true;
    }
    let (left, right) = (&types.get(left.id).kind, &types.get(right.id).kind);
    match (left, right) {
        (
            TypeKind::Any
            | TypeKind::Boolean
            | TypeKind::Integer(_)
            | TypeKind::Number(_)
            | TypeKind::String(_)
            | TypeKind::Enum(_),
            _,
        ) => left == right,
        (TypeKind::Array(left), TypeKind::Array(right))
        | (TypeKind::Map(left), TypeKind::Map(right)) => {
            let (left, right) = (types.resolve(*left), types.resolve(*right));
            left == right
        }
        _ => false,
    }
}
