//! Keywords that describe without constraining.

use openapiv3::SchemaData;
use serde_json::Value;

use crate::diagnostics::Code;
use crate::ir::Description;
use crate::resolve::Place;

use super::Lowerer;

/// Keys of a schema that annotate it (or say that it may be `null`, which its uses carry).
const ANNOTATIONS: &[&str] = &[
    "title",
    "description",
    "example",
    "examples",
    "default",
    "deprecated",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "xml",
    "nullable",
    "$comment",
    "$id",
    "$anchor",
    "$schema",
    "$defs",
];

/// Whether a key says nothing about which values a schema allows.
pub(super) fn is_annotation(key: &str) -> bool {
    ANNOTATIONS.contains(&key) || (key.starts_with("x-") && !key.starts_with("x-oaxide-"))
}

impl<'d> Lowerer<'d, '_> {
    /// The annotations of the schema at `place`.
    pub(super) fn description(&mut self, place: &Place<'d>) -> Description {
        const KEYS: &[&str] = &["title", "description", "example", "default", "deprecated"];
        let data: SchemaData = match place.read(KEYS) {
            Ok(data) => data,
            Err(error) => {
                let message = format!("the annotations of this schema cannot be read: {error}");
                self.diagnostics
                    .report(Code::InvalidValue, &place.pointer, message);
                return Description::default();
            }
        };
        Description {
            title: data.title,
            text: data.description,
            example: data.example.or_else(|| first_example(place)),
            default: data.default,
            deprecated: data.deprecated,
        }
    }

    /// Whether a flag (`readOnly`, `writeOnly`) is set at `place` or at what it references.
    pub(super) fn flag_through(&self, place: &Place<'d>, flag: &str) -> bool {
        let mut at = place.clone();
        for _ in 0..16 {
            if at.flag(flag) {
                return true;
            }
            let only_branch = at.child("allOf").and_then(|list| {
                let mut branches = list.elements();
                branches.next().filter(|_| branches.next().is_none())
            });
            at = match (at.reference(), only_branch) {
                (Some(text), _) => match self.document.target(text) {
                    Ok(target) => target,
                    Err(_) => return false,
                },
                (None, Some(branch)) => branch,
                (None, None) => return false,
            };
        }
        false
    }
}

/// The first of a schema's `examples` (3.1).
fn first_example(place: &Place<'_>) -> Option<Value> {
    place.value.get("examples")?.as_array()?.first().cloned()
}
