//! Whether `null` may stand where a schema is used.

use serde_json::Value;

use crate::normalise::NULL_TYPE;
use crate::resolve::Place;

use super::Lowerer;

/// The keywords that compose schemas.
const COMPOSITIONS: &[&str] = &["allOf", "oneOf", "anyOf"];
/// How many references and compositions are looked through.
const MAX_STEPS: usize = 32;

impl<'d> Lowerer<'d, '_> {
    /// Whether the schema at `place` allows `null`: `nullable: true`, `null` among the values of `enum` or among the
    /// alternatives. `nullable: true` counts wherever it stands, as documents mean it, although OAS 3.0.3 lets it
    /// take effect only beside `type`.
    pub(super) fn is_nullable(&mut self, place: &Place<'d>) -> bool {
        self.allows_null(place, MAX_STEPS)
    }

    fn allows_null(&mut self, place: &Place<'d>, steps: usize) -> bool {
        let Some(steps) = steps.checked_sub(1) else {
            return false;
        };
        if place.flag("nullable") || place.flag(NULL_TYPE) || lists_null(place) {
            return true;
        }
        if let Some(reference) = place.reference() {
            return match self.document.target(reference) {
                Ok(target) => self.place_allows_null(&target, steps),
                Err(_) => false,
            };
        }
        let alternatives = ["oneOf", "anyOf"].map(|key| place.child(key));
        for branch in alternatives.iter().flatten().flat_map(Place::elements) {
            if self.allows_null(&branch, steps) {
                return true;
            }
        }
        // An intersection allows what all of its parts allow; keywords beside `allOf` are a part without `null`.
        let alone = place.get("type").is_none() && place.get("properties").is_none();
        let Some(all) = place.child("allOf").filter(|_| alone) else {
            return false;
        };
        let mut any = false;
        for branch in all.elements() {
            any = true;
            if !self.allows_null(&branch, steps) {
                return false;
            }
        }
        any
    }

    /// The same for what a reference names: worked out once.
    pub(super) fn is_nullable_target(&mut self, target: &Place<'d>) -> bool {
        self.place_allows_null(target, MAX_STEPS)
    }

    /// The same, within a search.
    fn place_allows_null(&mut self, place: &Place<'d>, steps: usize) -> bool {
        if let Some(known) = self.nullables.get(&place.pointer) {
            return *known;
        }
        self.nullables.insert(place.pointer.clone(), false);
        let nullable = self.allows_null(place, steps);
        self.nullables.insert(place.pointer.clone(), nullable);
        nullable
    }

    /// Whether the schema at `place` allows nothing but `null`.
    pub(super) fn is_null(&self, place: &Place<'d>) -> bool {
        let target;
        let place = match place.reference().map(|text| self.document.target(text)) {
            Some(Ok(found)) => {
                target = found;
                &target
            }
            _ => place,
        };
        // Converters write `type: "null"` beside a composition for what was nullable.
        let composed = COMPOSITIONS.iter().any(|key| place.get(key).is_some());
        let only_null = place
            .value
            .get("enum")
            .and_then(Value::as_array)
            .is_some_and(|values| !values.is_empty() && values.iter().all(Value::is_null));
        !composed && (place.flag(NULL_TYPE) || only_null)
    }
}

fn lists_null(place: &Place<'_>) -> bool {
    let values = place.get("enum").and_then(Value::as_array);
    values.is_some_and(|values| values.iter().any(Value::is_null))
}
