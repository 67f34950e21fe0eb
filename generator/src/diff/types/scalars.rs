//! Types of different kinds, and the sizes and formats of plain ones.

use std::collections::BTreeSet;

use super::{Comparison, Pair};
use crate::diff::edition::Edition;
use crate::diff::kind::Kind;
use crate::ir::{
    EnumValue, FloatFormat, IntegerFormat, StringFormat, Type, TypeKind, TypeRef, Union,
};

pub(super) fn compare(pair: Pair<'_>, out: &mut Comparison) {
    let (old, new) = (&pair.old.kind, &pair.new.kind);
    if let TypeKind::Union(union) = new
        && let Some(variant) = alike(pair.new_edition, union, pair.old)
    {
        let message = format!("{} is one of several alternatives now", pair.label);
        out.report(pair, Kind::WrappedInUnion, message);
        if union.any_of || is_disjoint(pair.new_edition, union) {
            out.allows_more();
        }
        let own = TypeRef {
            id: pair.old_id,
            nullable: false,
        };
        out.child(pair, own, variant, pair.label.clone());
        return;
    }
    if let TypeKind::Union(union) = old
        && let Some(variant) = alike(pair.old_edition, union, pair.new)
    {
        let message = format!("{} is not one of several alternatives any more", pair.label);
        out.report(pair, Kind::UnwrappedFromUnion, message);
        let own = TypeRef {
            id: pair.new_id,
            nullable: false,
        };
        out.child(pair, variant, own, pair.label.clone());
        return;
    }
    let Some(kind) = relation(old, new) else {
        return;
    };
    let label = pair.label;
    let (was, is) = (described(old), described(new));
    let message = match kind {
        Kind::BecameEnum => format!("{label} is one of {is} now"),
        Kind::LostEnum => format!("{label} is {is}, not only one of {was}"),
        Kind::ConstAdded => format!("{label} is always {is} now"),
        Kind::ConstRemoved => format!("{label} is {is}, not always {was}"),
        _ => format!("{label} is {is} instead of {was}"),
    };
    out.report(pair, kind, message);
    // A text that holds JSON is a text.
    match (old, new) {
        (TypeKind::String(_), TypeKind::JsonText(_)) => out.allows_less(),
        (TypeKind::JsonText(_), TypeKind::String(_)) => out.allows_more(),
        _ => {}
    }
}

/// Whether no value can be two of the alternatives: they are of different types.
fn is_disjoint(edition: &Edition, union: &Union) -> bool {
    let mut kinds = BTreeSet::new();
    union.variants.iter().all(|variant| {
        let ty = edition.api.types.resolve(variant.ty);
        let kind = match &edition.api.types.get(ty.id).kind {
            TypeKind::Boolean => "boolean",
            TypeKind::Integer(_) | TypeKind::Number(_) => "number",
            TypeKind::String(_) | TypeKind::JsonText(_) => "string",
            TypeKind::Array(_) | TypeKind::Tuple(_) => "array",
            TypeKind::Map(_) | TypeKind::Object(_) => "object",
            _ => return false,
        };
        kinds.insert(kind)
    })
}

/// The alternative that is what `ty` is.
fn alike(edition: &Edition, union: &Union, ty: &Type) -> Option<TypeRef> {
    let variants = union.variants.iter().map(|variant| variant.ty);
    let named = |at: &TypeRef| edition.api.types.get(at.id).name == ty.name;
    let same = |at: &TypeRef| {
        let kind = &edition.api.types.get(at.id).kind;
        std::mem::discriminant(kind) == std::mem::discriminant(&ty.kind)
    };
    let component = matches!(ty.name, crate::ir::NameHint::Component(_));
    variants
        .clone()
        .find(|at| component && named(at))
        .or_else(|| variants.clone().find(same))
}

/// What the change from one kind to another is; `None` where the values are the same.
fn relation(old: &TypeKind, new: &TypeKind) -> Option<Kind> {
    use TypeKind::{Any, Array, Enum, Integer, JsonText, Number, String, Tuple};
    match (old, new) {
        (Integer(old), Integer(new)) => between(range(*old), range(*new)),
        (Number(old), Number(new)) => {
            (precision(*old) != precision(*new)).then_some(Kind::Precision)
        }
        (String(old), String(new)) => strings(old, new),
        (Integer(_), Number(_)) | (_, Any) | (Tuple(_), Array(_)) if old != new => {
            Some(Kind::TypeWidened)
        }
        (Number(_), Integer(_)) | (Any, _) | (Array(_), Tuple(_)) if old != new => {
            Some(Kind::TypeNarrowed)
        }
        (scalar, Enum(values)) if holds(scalar, values) => Some(match values.as_slice() {
            [_] => Kind::ConstAdded,
            _ => Kind::BecameEnum,
        }),
        (Enum(values), scalar) if holds(scalar, values) => Some(match values.as_slice() {
            [_] => Kind::ConstRemoved,
            _ => Kind::LostEnum,
        }),
        (JsonText(_), String(_)) | (String(_), JsonText(_)) => Some(Kind::ContentEncoding),
        (old, new) if old == new => None,
        _ => Some(Kind::Type),
    }
}

fn holds(scalar: &TypeKind, values: &[EnumValue]) -> bool {
    values.iter().all(|value| match scalar {
        TypeKind::String(_) => value.value.is_string(),
        TypeKind::Integer(_) => value.value.is_i64() || value.value.is_u64(),
        TypeKind::Number(_) => value.value.is_number(),
        TypeKind::Boolean => value.value.is_boolean(),
        _ => false,
    })
}

/// The least and the greatest integer.
fn range(format: IntegerFormat) -> (i128, i128) {
    match format {
        IntegerFormat::Int32 => (i32::MIN.into(), i32::MAX.into()),
        IntegerFormat::Int64 => (i64::MIN.into(), i64::MAX.into()),
        IntegerFormat::UInt32 => (0, u32::MAX.into()),
        IntegerFormat::UInt64 => (0, u64::MAX.into()),
        IntegerFormat::Big => (i128::MIN, i128::MAX),
    }
}

fn between(old: (i128, i128), new: (i128, i128)) -> Option<Kind> {
    let inside = |one: (i128, i128), other: (i128, i128)| other.0 <= one.0 && one.1 <= other.1;
    match (inside(old, new), inside(new, old)) {
        (true, true) => None,
        (true, false) => Some(Kind::TypeWidened),
        (false, true) => Some(Kind::TypeNarrowed),
        (false, false) => Some(Kind::Type),
    }
}

fn precision(format: FloatFormat) -> u8 {
    match format {
        FloatFormat::Float => 0,
        FloatFormat::Double => 1,
        FloatFormat::Decimal => 2,
    }
}

fn strings(old: &StringFormat, new: &StringFormat) -> Option<Kind> {
    use StringFormat::{Binary, Password, Plain};
    match (old, new) {
        (old, new) if old == new => None,
        // How a text is shown is nothing that is sent.
        (Plain | Password, Plain | Password) => None,
        (Binary, _) | (_, Binary) => Some(Kind::Type),
        (Plain | Password, _) => Some(Kind::TypeNarrowed),
        (_, Plain | Password) => Some(Kind::TypeWidened),
        _ => Some(Kind::Type),
    }
}

/// What people call such values.
pub(super) fn described(kind: &TypeKind) -> String {
    match kind {
        TypeKind::Any => "any JSON".to_owned(),
        TypeKind::Null => "null".to_owned(),
        TypeKind::Boolean => "a boolean".to_owned(),
        TypeKind::Integer(format) => match format {
            IntegerFormat::Int32 => "an integer of 32 bits".to_owned(),
            IntegerFormat::Int64 => "an integer of 64 bits".to_owned(),
            IntegerFormat::UInt32 => "an unsigned integer of 32 bits".to_owned(),
            IntegerFormat::UInt64 => "an unsigned integer of 64 bits".to_owned(),
            IntegerFormat::Big => "an integer of any size".to_owned(),
        },
        TypeKind::Number(FloatFormat::Float) => "a number of 32 bits".to_owned(),
        TypeKind::Number(FloatFormat::Double) => "a number".to_owned(),
        TypeKind::Number(FloatFormat::Decimal) => "a decimal number".to_owned(),
        TypeKind::String(format) => string(format),
        TypeKind::Enum(values) => {
            let shown: Vec<String> = values
                .iter()
                .take(5)
                .map(|value| format!("`{}`", value.value))
                .collect();
            let more = if values.len() > 5 { ", …" } else { "" };
            format!("{}{more}", shown.join(", "))
        }
        TypeKind::Array(_) => "a list".to_owned(),
        TypeKind::Tuple(items) => format!("a list of {} elements", items.len()),
        TypeKind::JsonText(_) => "JSON in a string".to_owned(),
        TypeKind::Map(_) | TypeKind::Object(_) | TypeKind::AllOf(_) => "an object".to_owned(),
        TypeKind::Union(_) => "one of several alternatives".to_owned(),
        TypeKind::Alias(_) => "another schema".to_owned(),
    }
}

fn string(format: &StringFormat) -> String {
    match format {
        StringFormat::Plain => "a string".to_owned(),
        StringFormat::Password => "a password".to_owned(),
        StringFormat::Date => "a date".to_owned(),
        StringFormat::DateTime => "a date and time".to_owned(),
        StringFormat::Uuid => "a UUID".to_owned(),
        StringFormat::Base64 => "base64".to_owned(),
        StringFormat::Base64Url => "base64url".to_owned(),
        StringFormat::Binary => "bytes".to_owned(),
        StringFormat::Integer(_) => "an integer in a string".to_owned(),
        StringFormat::Decimal => "a number in a string".to_owned(),
        StringFormat::Other(format) => format!("a string of the format `{format}`"),
    }
}
