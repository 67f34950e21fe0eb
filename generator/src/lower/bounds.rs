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
                bounds.min_length = self.count(place, "minLength");
                bounds.max_length = self.count(place, "maxLength");
                bounds.pattern = place.text("pattern").map(str::to_owned);
            }
            TypeKind::Array(_) => {
                bounds.min_items = self.count(place, "minItems");
                bounds.max_items = self.count(place, "maxItems");
                bounds.unique_items = place.flag("uniqueItems");
            }
            TypeKind::Object(_) | TypeKind::Map(_) => {
                bounds.min_properties = self.count(place, "minProperties");
                bounds.max_properties = self.count(place, "maxProperties");
            }
            _ => {}
        }
        bounds
    }

    fn count(&mut self, place: &Place<'d>, key: &str) -> Option<u64> {
        let value = place.value.get(key)?;
        let whole = value.as_u64().or_else(|| whole(value.as_f64()?));
        if whole.is_none() {
            let message = format!("`{key}` is not a whole number from 0");
            self.diagnostics
                .report(Code::InvalidValue, &place.pointer.child(key), message);
        }
        whole
    }

    fn step(&mut self, place: &Place<'d>) -> Option<Number> {
        let step = place.value.get("multipleOf").and_then(number)?;
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

/// A limit with its boolean companion.
fn limit(place: &Place<'_>, key: &str, exclusive: &str) -> Option<(Number, bool)> {
    Some((number(place.value.get(key)?)?, place.flag(exclusive)))
}

fn number(value: &Value) -> Option<Number> {
    match value {
        Value::Number(number) => Some(number.clone()),
        _ => None,
    }
}

/// A count written as `10.0` or `1e3`.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the value is a whole number below 2^53"
)]
fn whole(value: f64) -> Option<u64> {
    (value >= 0.0 && value < 9_007_199_254_740_992.0 && value.fract() == 0.0)
        .then_some(value as u64)
}
