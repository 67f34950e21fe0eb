//! Keywords that describe without constraining.

use openapiv3::SchemaData;
use serde_json::Value;

use crate::diagnostics::Code;
use crate::ir::Description;
use crate::normalise::NULL_TYPE;
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

/// How many references and wrappers are looked through.
const MAX_STEPS: usize = 16;

/// Whether a key says nothing about which values a schema allows.
pub(super) fn is_annotation(key: &str) -> bool {
    ANNOTATIONS.contains(&key) || (key.starts_with("x-") && key != NULL_TYPE)
}

impl<'d> Lowerer<'d, '_> {
    /// The annotations of the schema at `place`.
    pub(super) fn description(&mut self, place: &Place<'d>) -> Description {
        const KEYS: &[&str] = &["title", "description", "example", "default", "deprecated"];
        // Schemas are many: those that are right are read without the package's way through all their extensions.
        if let Some(description) = plain_description(place) {
            return description;
        }
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
            example: data.example.map(Box::new).or_else(|| first_example(place)),
            default: data.default.map(Box::new),
            deprecated: data.deprecated,
        }
    }

    /// Whether `readOnly` and `writeOnly` are set at `place` or at what it references.
    pub(super) fn directions(&self, place: &Place<'d>) -> (bool, bool) {
        let mut at = place.value;
        let (mut read_only, mut write_only) = (false, false);
        for _ in 0..MAX_STEPS {
            let flag = |key: &str| at.get(key).and_then(Value::as_bool) == Some(true);
            read_only |= flag("readOnly");
            write_only |= flag("writeOnly");
            let only_branch = match at.get("allOf").and_then(Value::as_array).map(Vec::as_slice) {
                Some([only]) => Some(only),
                _ => None,
            };
            let target = at
                .get("$ref")
                .and_then(Value::as_str)
                .map(|text| self.document.target(text));
            at = match (target, only_branch) {
                (Some(Ok(target)), _) => target.value,
                (None, Some(branch)) => branch,
                _ => break,
            };
        }
        (read_only, write_only)
    }
}

/// The annotations of a schema; `None` where one is not what it has to be.
fn plain_description(place: &Place<'_>) -> Option<Description> {
    let text = |key: &str| match place.get(key) {
        None | Some(Value::Null) => Some(None),
        Some(Value::String(text)) => Some(Some(text.clone())),
        Some(_) => None,
    };
    let value = |key: &str| {
        let value = place.get(key).filter(|value| !value.is_null());
        value.cloned().map(Box::new)
    };
    Some(Description {
        title: text("title")?,
        text: text("description")?,
        example: value("example").or_else(|| first_example(place)),
        default: value("default"),
        deprecated: match place.get("deprecated") {
            None => false,
            Some(deprecated) => deprecated.as_bool()?,
        },
    })
}

/// The first of a schema's `examples` (3.1).
fn first_example(place: &Place<'_>) -> Option<Box<Value>> {
    let first = place.get("examples")?.as_array()?.first();
    first.cloned().map(Box::new)
}
