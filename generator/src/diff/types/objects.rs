//! Objects: their properties by name, and what else they may have.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Child, Comparison, Label, Pair, Use, annotations, composed, is_respelled};
use crate::diff::edition::Edition;
use crate::diff::found::{Found, Ways};
use crate::diff::kind::Kind;
use crate::diff::verdict::Wire;
use crate::ir::{Field, Object, Pointer, Type, TypeKind, TypeRef};

pub(super) fn compare(pair: Pair<'_>, old: &Object, new: &Object, out: &mut Comparison) {
    let mut added: BTreeMap<&str, &Field> = fields(new).collect();
    let mut removed = Vec::new();
    for field in &old.fields {
        match added.remove(field.name.as_str()) {
            Some(now) => property(pair, field, now, out),
            None => removed.push(field),
        }
    }
    removed.retain(|field| {
        let respelled = added
            .keys()
            .find(|name| is_respelled(&field.name, name))
            .copied();
        let Some(now) = respelled.and_then(|name| added.remove(name)) else {
            return true;
        };
        let message = format!(
            "`{}` of {} is called `{}` now",
            field.name, pair.label, now.name
        );
        let ways = ways(field).and(ways(now));
        out.found.push(
            Found::new(Kind::PropertyRenamed, &field.pointer, &now.pointer, message).on(ways),
        );
        property(pair, field, now, out);
        false
    });
    let closed = matches!(rest(pair.new_edition, pair.new, new), Rest::None);
    for field in removed {
        out.found.push(gone(pair, field, closed));
    }
    for field in added.values() {
        let (kind, says) = if field.required {
            (Kind::RequiredPropertyAdded, "which must be there")
        } else {
            (Kind::PropertyAdded, "which may be absent")
        };
        let part = composed::added(pair, field);
        let (label, old) = part.unwrap_or_else(|| (pair.label.clone(), pair.old.pointer.clone()));
        let message = format!("{label} has the new property `{}`, {says}", field.name);
        let found = Found::new(kind, &old, &field.pointer, message);
        out.found.push(found.on(ways(field)));
    }
    others(pair, old, new, out);
}

fn fields(object: &Object) -> impl Iterator<Item = (&str, &Field)> {
    object
        .fields
        .iter()
        .map(|field| (field.name.as_str(), field))
}

/// The ways in which a property travels.
fn ways(field: &Field) -> Ways {
    Ways {
        request: !field.read_only,
        response: !field.write_only,
    }
}

fn gone(pair: Pair<'_>, field: &Field, closed: bool) -> Found {
    let kind = if field.required {
        Kind::RequiredPropertyRemoved
    } else {
        Kind::PropertyRemoved
    };
    let part = composed::removed(pair, field);
    let (label, new) = part.unwrap_or_else(|| (pair.label.clone(), pair.new.pointer.clone()));
    let mut message = format!("{label} has no property `{}` any more", field.name);
    if closed {
        message.push_str(", and allows no others");
    }
    let mut found = Found::new(kind, &field.pointer, &new, message).on(ways(field));
    if closed {
        found.request = Wire::Breaking;
    }
    found
}

/// A property that is in both.
fn property(pair: Pair<'_>, old: &Field, new: &Field, out: &mut Comparison) {
    let part = composed::both(pair, old, new);
    let label = part.as_ref().unwrap_or(pair.label).field(&new.name);
    let both = ways(old).and(ways(new));
    let mut report = |kind, ways, says: &str| {
        let message = format!("{label} {says}");
        out.found
            .push(Found::new(kind, &old.pointer, &new.pointer, message).on(ways));
    };
    match (old.required, new.required) {
        (false, true) => report(Kind::PropertyRequired, both, "must be there now"),
        (true, false) => report(Kind::PropertyOptional, both, "may be absent now"),
        _ => {}
    }
    match (old.read_only, new.read_only) {
        (false, true) => report(Kind::ReadOnly, Ways::BOTH, "is in answers only now"),
        (true, false) => report(Kind::NotReadOnly, Ways::BOTH, "is in requests too now"),
        _ => {}
    }
    match (old.write_only, new.write_only) {
        (false, true) => report(Kind::WriteOnly, Ways::BOTH, "is in requests only now"),
        (true, false) => report(Kind::NotWriteOnly, Ways::BOTH, "is in answers too now"),
        _ => {}
    }
    let at = |edition: &Edition, pointer: &Pointer| edition.api.xml.get(pointer).cloned();
    if at(pair.old_edition, &old.pointer) != at(pair.new_edition, &new.pointer) {
        report(Kind::Xml, both, "is written differently in XML");
    }
    out.found.extend(
        annotations(
            (&old.description, &new.description),
            (&old.pointer, &new.pointer),
            &label,
            Kind::Default,
        )
        .into_iter()
        .map(|found| found.on(both)),
    );
    out.children.push(Child {
        old: old.ty,
        new: new.ty,
        at: Use {
            old: old.pointer.clone(),
            new: new.pointer.clone(),
            documented: is_inline(pair.old_edition, old) && is_inline(pair.new_edition, new),
            label,
            ways: both,
        },
    });
}

/// Whether the type of a property stands where the property does, so that its annotations are the same ones.
fn is_inline(edition: &Edition, field: &Field) -> bool {
    edition.api.types.get(field.ty.id).pointer == field.pointer
}

/// What an object may have besides its properties.
enum Rest {
    /// Nothing.
    None,
    /// The schema is silent.
    Silent,
    /// Values of this type.
    Of(TypeRef),
}

fn rest(edition: &Edition, ty: &Type, object: &Object) -> Rest {
    let said = edition.extras(&ty.pointer);
    let refused = said
        .get("additionalProperties")
        .is_some_and(|values| values.iter().any(|value| **value == Value::Bool(false)));
    match object.additional {
        _ if refused => Rest::None,
        Some(ty) => Rest::Of(ty),
        None => Rest::Silent,
    }
}

fn others(pair: Pair<'_>, old: &Object, new: &Object, out: &mut Comparison) {
    let label = pair.label;
    let anything = |edition: &Edition, ty: TypeRef| {
        let ty = edition.api.types.resolve(ty);
        matches!(edition.api.types.get(ty.id).kind, TypeKind::Any)
    };
    match (
        rest(pair.old_edition, pair.old, old),
        rest(pair.new_edition, pair.new, new),
    ) {
        (Rest::None, Rest::None) | (Rest::Silent, Rest::Silent) => {}
        (Rest::None, _) => {
            let message = format!("{label} may have other properties now");
            out.report(pair, Kind::AdditionalOpened, message);
        }
        (_, Rest::None) => {
            let message = format!("{label} may not have other properties any more");
            out.report(pair, Kind::AdditionalClosed, message);
        }
        (Rest::Of(old), Rest::Of(new)) => out.child(pair, old, new, values(label)),
        (Rest::Of(ty), Rest::Silent) if anything(pair.old_edition, ty) => {}
        (Rest::Silent, Rest::Of(ty)) if anything(pair.new_edition, ty) => {}
        (Rest::Of(_), Rest::Silent) => {
            let message = format!("other properties of {label} may hold anything now");
            out.report(pair, Kind::AdditionalSchema, message);
            out.allows_more();
        }
        (Rest::Silent, Rest::Of(_)) => {
            let message = format!("other properties of {label} have a schema now");
            out.report(pair, Kind::AdditionalSchema, message);
            out.allows_less();
        }
    }
}

fn values(label: &Label) -> Label {
    label.with("{}")
}
