//! How little a type allows, for alternatives that only trying tells apart.

use crate::ir::{StringFormat, TypeKind, TypeRef, Types};

use super::edges::kind_of;

/// How deep unions of unions are looked into.
const MAX_NESTING: usize = 3;

/// How little `ty` allows: first its rank, then, for objects, required and known properties.
pub(super) fn specificity(types: &Types, ty: TypeRef) -> (u8, usize, usize) {
    nested(types, ty, MAX_NESTING)
}

fn nested(types: &Types, ty: TypeRef, nesting: usize) -> (u8, usize, usize) {
    let Some(nesting) = nesting.checked_sub(1) else {
        return (0, 0, 0);
    };
    match kind_of(types, ty) {
        TypeKind::Null | TypeKind::Boolean => (8, 0, 0),
        // An enum keeps values that the document does not list, so it reads any string.
        TypeKind::Enum(values) => (3, usize::MAX - values.len(), 0),
        TypeKind::Integer(_) => (7, 0, 0),
        TypeKind::Number(_) => (6, 0, 0),
        TypeKind::String(format) => match format {
            StringFormat::Plain
            | StringFormat::Other(_)
            | StringFormat::Password
            | StringFormat::Binary => (2, 0, 0),
            StringFormat::Base64 | StringFormat::Base64Url => (3, 0, 0),
            _ => (4, 0, 0),
        },
        TypeKind::Array(item) => (5, usize::from(nested(types, *item, nesting).0), 0),
        TypeKind::Object(object) => {
            let required = object.fields.iter().filter(|field| field.required).count();
            (5, required, object.fields.len())
        }
        TypeKind::Union(union) => {
            let variants = union
                .variants
                .iter()
                .map(|variant| nested(types, variant.ty, nesting));
            variants.min().unwrap_or_default()
        }
        TypeKind::Tuple(items) => (6, items.len(), 0),
        TypeKind::JsonText(_) => (4, 0, 0),
        TypeKind::Map(_) => (1, 0, 0),
        TypeKind::Any | TypeKind::AllOf(_) | TypeKind::Alias(_) => (0, 0, 0),
    }
}

/// Whether reading a string of this format fails for most other strings.
pub(super) fn is_strict(types: &Types, ty: TypeRef) -> bool {
    matches!(
        kind_of(types, ty),
        TypeKind::String(
            StringFormat::Date
                | StringFormat::DateTime
                | StringFormat::Uuid
                | StringFormat::Integer(_)
                | StringFormat::Decimal
        ) | TypeKind::JsonText(_)
    )
}
