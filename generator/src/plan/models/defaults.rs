//! The document's `default` of a property that may be left out.
//!
//! It is what the server takes where nothing is sent, so it is never sent unasked: the field stays absent, and a method
//! beside it says what that means.

use serde_json::Value;

use super::Models;
use crate::ir::{Field, TypeKind};
use crate::plan::items::{DefaultValue, FieldPlan, Presence};
use crate::plan::names::{FieldName, Scope};
use crate::plan::rust_type::RustType;

impl Models<'_> {
    /// The method for the default and its value; `None` where there is none, or none that is a literal of the type.
    pub(super) fn default_of(
        &self,
        field: &Field,
        planned: &FieldPlan,
        scope: &mut Scope<FieldName>,
    ) -> Option<(FieldName, DefaultValue)> {
        if planned.presence != Presence::Optional || planned.constant.is_some() {
            return None;
        }
        let target = self.ty(self.resolved(field.ty.id));
        let open = self.takes_values(field.ty.id);
        let declared = field.description.default.as_deref();
        let declared = declared.or(target.description.default.as_deref())?;
        let value = match (planned.argument(), declared, &target.kind) {
            (RustType::Bool, Value::Bool(value), _) => DefaultValue::Literal(value.to_string()),
            (RustType::Model(_), Value::Number(number), TypeKind::Enum(values))
                if open && values.iter().all(|value| value.value.is_i64()) =>
            {
                DefaultValue::IntegerEnumeration(number.as_i64()?)
            }
            (ty, Value::Number(number), _) => DefaultValue::Literal(literal(ty, number)?),
            (RustType::String, Value::String(text), _) => DefaultValue::Text(text.clone()),
            (RustType::Model(_), Value::String(text), TypeKind::Enum(values))
                if open && values.iter().all(|value| value.value.is_string()) =>
            {
                DefaultValue::Enumeration(text.clone())
            }
            _ => return None,
        };
        let name = format!("{} or default", planned.name.bare());
        Some((scope.claim(&[name]), value))
    }
}

/// The number as a literal of the type; `None` where the type does not hold it.
fn literal(ty: &RustType, number: &serde_json::Number) -> Option<String> {
    let integer = number.as_i128();
    let fits = match ty {
        RustType::I32 => i32::try_from(integer?).is_ok(),
        RustType::I64 => i64::try_from(integer?).is_ok(),
        RustType::U32 => u32::try_from(integer?).is_ok(),
        RustType::U64 => u64::try_from(integer?).is_ok(),
        RustType::F32 | RustType::F64 => {
            let value = number.as_f64().filter(|value| value.is_finite())?;
            return Some(format!("{value:?}"));
        }
        _ => false,
    };
    fits.then(|| number.to_string())
}
