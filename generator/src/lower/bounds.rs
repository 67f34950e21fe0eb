//! Limits (JSON Schema validation vocabulary), those that concern the schema's type.

use serde_json::{Number, Value};

use crate::diagnostics::Code;
use crate::ir::{Bounds, TypeKind};
use crate::resolve::Place;

use super::Lowerer;

impl<'d> Lowerer<'d, '_> {
    /// The limits of the schema at `place`, which is of this kind.
    pub(super) fn bounds(&mut self, place: &Place<'d>, kind: &TypeKind) -> Bounds {
        let mut bounds = Bounds::default();
        match kind {
            TypeKind::Integer(_) | TypeKind::Number(_) => {
                bounds.minimum = limit(place, "minimum", "exclusiveMinimum");
                bounds.maximum = limit(place, "maximum", "exclusiveMaximum");
                bounds.multiple_of = self.step(place);
            }
            TypeKind::String(_) => {
                bounds.min_length = count(place, "minLength");
                bounds.max_length = count(place, "maxLength");
                bounds.pattern = place.text("pattern").map(str::to_owned);
            }
            TypeKind::Array(_) => {
                bounds.min_items = count(place, "minItems");
                bounds.max_items = count(place, "maxItems");
                bounds.unique_items = place.flag("uniqueItems");
            }
            TypeKind::Object(_) | TypeKind::Map(_) => {
                bounds.min_properties = count(place, "minProperties");
                bounds.max_properties = count(place, "maxProperties");
            }
            _ => {}
        }
        bounds
    }

    fn step(&mut self, place: &Place<'d>) -> Option<Number> {
        let step = place.get("multipleOf").and_then(number)?;
        if step.as_f64().is_some_and(|step| step > 0.0) {
            return Some(step);
        }
        self.diagnostics.report(
            Code::InvalidValue,
            &place.pointer.child("multipleOf"),
            "`multipleOf` is not greater than 0",
        );
        None
    }
}

/// A count, such as `maxLength`.
fn count(place: &Place<'_>, key: &str) -> Option<u64> {
    place.get(key)?.as_u64()
}

/// A limit with its boolean companion.
fn limit(place: &Place<'_>, key: &str, exclusive: &str) -> Option<(Number, bool)> {
    Some((number(place.get(key)?)?, place.flag(exclusive)))
}

fn number(value: &Value) -> Option<Number> {
    match value {
        Value::Number(number) => Some(number.clone()),
        _ => None,
    }
}
