//! `discriminator`.

use serde_json::{Value, json};

use super::super::version::Dialect;
use super::{Findings, Path, Schema};

/// Swagger 2.0 names the property alone: `discriminator: petType`.
pub(super) fn text(schema: &mut Schema, path: &Path<'_>, findings: &mut Findings<'_>) {
    match schema.get("discriminator") {
        Some(Value::String(name)) => {
            let object = json!({"propertyName": name});
            if findings.dialect > Dialect::V20 {
                let message = "text as `discriminator` is not allowed";
                findings.other_dialect(&path.key("discriminator"), message);
            }
            schema.insert("discriminator".to_owned(), object);
        }
        Some(Value::Object(_)) => {
            let message = "a mapping as `discriminator` is new";
            findings.since(Dialect::V30, &path.key("discriminator"), message);
        }
        _ => {}
    }
}
