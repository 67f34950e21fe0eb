//! Properties that an object has from a component it is composed of: a change there is a change of that component, and is
//! reported once, however many others are composed of it.

use super::{Label, Pair};
use crate::diff::edition::Edition;
use crate::ir::{Field, Pointer};

/// The component in which a new property stands, where it was there before without the property: what to call it, and
/// where it was.
pub(super) fn added(pair: Pair<'_>, field: &Field) -> Option<(Label, Pointer)> {
    let part = part(&field.pointer, &pair.new.pointer)?;
    lacks(pair.old_edition, &part, &field.pointer).then(|| (label(&part), part))
}

/// The component in which a property stood, where it is still there without it.
pub(super) fn removed(pair: Pair<'_>, field: &Field) -> Option<(Label, Pointer)> {
    let part = part(&field.pointer, &pair.old.pointer)?;
    lacks(pair.new_edition, &part, &field.pointer).then(|| (label(&part), part))
}

/// What the component is called in which a property stands in both documents.
pub(super) fn both(pair: Pair<'_>, old: &Field, new: &Field) -> Option<Label> {
    let was = part(&old.pointer, &pair.old.pointer)?;
    let is = part(&new.pointer, &pair.new.pointer)?;
    (was == is).then(|| label(&is))
}

/// The component whose own property stands at a place, where that is not inside `whole`.
fn part(place: &Pointer, whole: &Pointer) -> Option<Pointer> {
    if place.as_str().starts_with(&format!("{whole}/")) {
        return None;
    }
    let mut at = place.parent()?;
    if at.last()? != "properties" {
        return None;
    }
    let components = Pointer::root().child("components").child("schemas");
    loop {
        at = at.parent()?;
        if at.parent()? == components {
            return Some(at);
        }
        // `allOf/1`: the schema that is composed in place.
        at = at.parent()?;
        if at.last()? != "allOf" {
            return None;
        }
    }
}

/// Whether a document has a component, and nothing at a place in it.
fn lacks(edition: &Edition, part: &Pointer, place: &Pointer) -> bool {
    edition.object(part.as_str()).is_some() && edition.object(place.as_str()).is_none()
}

fn label(part: &Pointer) -> Label {
    Label::component(part.last().unwrap_or_default())
}
