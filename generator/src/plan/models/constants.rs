//! Properties that can only have one value: nobody has to pass it.

use super::Models;
use crate::config::Openness;
use crate::ir::{Field, Object, StringFormat, TypeId, TypeKind};
use crate::plan::docs::{code, shown};
use crate::plan::items::{Constant, StructPlan};

use super::enums::is_uniform;

impl Models<'_> {
    /// The value that `new` gives a property: the tag by which unions know the object, or the only one that its
    /// schema lists.
    pub(super) fn constant(&self, object: &Object, field: &Field) -> Option<Constant> {
        let tag = object.tags.iter().find(|tag| tag.property == field.name);
        let tag = tag.and_then(|tag| match tag.values.as_slice() {
            [only] => Some(only),
            // Nothing but unions speaks of the property, so any of its values is right.
            [first, ..] if tag.added => Some(first),
            _ => None,
        });
        let target = self.resolved(field.ty.id);
        if !self.takes_values(field.ty.id) {
            return None;
        }
        match (&self.ty(target).kind, tag) {
            (TypeKind::String(StringFormat::Plain | StringFormat::Other(_)), Some(tag)) => {
                Some(Constant::Text(tag.clone()))
            }
            (TypeKind::Enum(values), _) if is_uniform(values) => {
                let tagged = values
                    .iter()
                    .find(|value| Some(&shown(&value.value)) == tag);
                let only = match values.as_slice() {
                    [only] if field.required => Some(only),
                    _ => None,
                };
                match (tagged.or(only).map(|found| &found.value), tag) {
                    (Some(value), _) => value
                        .as_i64()
                        .map(Constant::Integer)
                        .or_else(|| value.as_str().map(|text| Constant::Text(text.to_owned()))),
                    // A tag that the property's own values leave out; the enumeration is open.
                    (None, Some(tag)) if values.iter().all(|value| value.value.is_string()) => {
                        Some(Constant::Text(tag.clone()))
                    }
                    _ => None,
                }
            }
            (TypeKind::Enum(values), _) => match values.as_slice() {
                [only] if field.required => only.value.as_bool().map(Constant::Boolean),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether a value of the document can be written as one of the type: nothing turns a text into a type of the
    /// user's, or into an enumeration that may refuse it.
    pub(super) fn takes_values(&self, id: TypeId) -> bool {
        let target = self.resolved(id);
        let foreign = [id, target]
            .iter()
            .any(|id| self.known.replaced.contains_key(id));
        let ty = self.ty(target);
        let closed = matches!(ty.kind, TypeKind::Enum(_))
            && self.facts.settings.openness(&ty.pointer) == Openness::Closed;
        !foreign && !closed
    }

    /// The values of a tag of which a caller has to choose one, for the documentation.
    pub(super) fn choices(object: &Object, field: &Field) -> Option<String> {
        let tag = object.tags.iter().find(|tag| tag.property == field.name)?;
        if tag.added || tag.values.len() < 2 {
            return None;
        }
        let values: Vec<String> = tag.values.iter().map(|value| code(value)).collect();
        Some(format!("One of {}.", values.join(", ")))
    }

    pub(super) fn resolved(&self, id: TypeId) -> TypeId {
        let at = crate::ir::TypeRef {
            id,
            nullable: false,
        };
        self.facts.api.types.resolve(at).id
    }
}

/// Says of each field with one value what `new` sets. To be called where it is known whether there is a `new`.
pub(super) fn note(plan: &mut StructPlan) {
    for field in &mut plan.fields {
        let value = match &field.constant {
            Some(Constant::Text(text)) => code(text),
            Some(Constant::Integer(value)) => format!("`{value}`"),
            Some(Constant::Boolean(value)) => format!("`{value}`"),
            None => continue,
        };
        let docs = std::mem::take(&mut field.docs);
        field.docs = docs
            .sentence(&format!("[`new`](Self::new) sets {value}."))
            .wrapped(4);
    }
}
