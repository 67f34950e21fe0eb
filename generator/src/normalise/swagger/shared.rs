//! Parameters that operations refer to. Bodies and form fields among them are no parameters in 3.0.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Object, text};
use crate::ir::Pointer;

/// How many `$ref`s may follow one another.
const MAX_CHAIN: usize = 16;

/// Every shared parameter by its pointer.
pub(super) fn collect(root: &Object) -> BTreeMap<String, Object> {
    let components = root
        .get("components")
        .and_then(|components| components.get("parameters"));
    let mut shared = BTreeMap::new();
    for (place, section) in [
        ("/parameters", root.get("parameters")),
        ("/components/parameters", components),
    ] {
        for (name, value) in section.and_then(Value::as_object).into_iter().flatten() {
            if let Value::Object(parameter) = value {
                let pointer = Pointer::from_escaped(place).child(name);
                shared.insert(pointer.as_str().to_owned(), parameter.clone());
            }
        }
    }
    shared
}

/// Whether `parameter` leads to a body or a field of a form, which stand elsewhere in 3.0.
pub(super) fn is_carried(shared: &BTreeMap<String, Object>, parameter: &Object) -> bool {
    let target = text(parameter, "$ref").and_then(|reference| follow(shared, reference));
    target.is_some_and(|(target, _)| matches!(text(&target, "in"), Some("body" | "formData")))
}

/// The parameter that `reference` leads to, and where it stands.
pub(super) fn follow(
    shared: &BTreeMap<String, Object>,
    reference: &str,
) -> Option<(Object, Pointer)> {
    let mut pointer = reference.strip_prefix('#')?.to_owned();
    for _ in 0..MAX_CHAIN {
        let parameter = shared.get(&pointer)?;
        match text(parameter, "$ref") {
            Some(next) => next.strip_prefix('#')?.clone_into(&mut pointer),
            None => return Some((parameter.clone(), Pointer::from_escaped(pointer))),
        }
    }
    None
}
