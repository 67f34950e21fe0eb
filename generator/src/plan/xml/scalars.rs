//! Values that are text in XML.

use super::shapes::Shapes;
use crate::analyse::Shape as Form;
use crate::ir::{StringFormat, TypeId, TypeKind};

impl Shapes<'_> {
    /// Whether values of a type are text in XML.
    pub(super) fn is_scalar(&self, id: TypeId) -> bool {
        match self.facts.analysis.shape(id) {
            Form::OneOrMany(_) => return false,
            Form::IntegerOrString { .. } => return true,
            Form::Plain => {}
        }
        match self.kind(id) {
            TypeKind::Union(union) => union.variants.iter().all(|variant| {
                let kind = self.kind(self.resolved(variant.ty));
                !matches!(kind, TypeKind::Union(_)) && is_scalar(kind)
            }),
            kind => is_scalar(kind),
        }
    }

    pub(super) fn scalar(&self, id: TypeId) -> &'static str {
        match self.kind(id) {
            TypeKind::Boolean => "Boolean",
            TypeKind::Integer(_) | TypeKind::Number(_) => "Number",
            TypeKind::String(format) => match format {
                StringFormat::Plain
                | StringFormat::Password
                | StringFormat::Binary
                | StringFormat::Other(_) => "Text",
                StringFormat::Base64 | StringFormat::Base64Url => "Base64",
                StringFormat::Date
                | StringFormat::DateTime
                | StringFormat::Uuid
                | StringFormat::Integer(_)
                | StringFormat::Decimal => "Value",
            },
            TypeKind::Enum(values) => {
                let all = |is: fn(&serde_json::Value) -> bool| {
                    values.iter().all(|value| is(&value.value))
                };
                if all(serde_json::Value::is_string) {
                    "Word"
                } else if all(serde_json::Value::is_number) {
                    "Number"
                } else if all(serde_json::Value::is_boolean) {
                    "Boolean"
                } else {
                    "Scalar"
                }
            }
            TypeKind::JsonText(_) => "Text",
            TypeKind::Null => "Value",
            TypeKind::Union(union) => {
                let mut kinds = union.variants.iter();
                let text = kinds.all(|variant| {
                    let inner = self.scalar(self.resolved(variant.ty));
                    matches!(inner, "Text" | "Word" | "Value" | "Base64")
                });
                if text { "Text" } else { "Scalar" }
            }
            _ => "Any",
        }
    }
}

fn is_scalar(kind: &TypeKind) -> bool {
    matches!(
        kind,
        TypeKind::Null
            | TypeKind::Boolean
            | TypeKind::Integer(_)
            | TypeKind::Number(_)
            | TypeKind::String(_)
            | TypeKind::Enum(_)
            | TypeKind::JsonText(_)
    )
}
