//! Swagger 2.0 becomes OpenAPI 3.0: the tree is rebuilt, and where each piece came from is noted.
//!
//! A 2.0 document is compared with 2.0's own keyword tables first, so that what is misspelled is reported in its words;
//! everything that the upgrade leaves is checked once more as a 3.0 document. The same upgrade runs for 3.x documents,
//! where a 2.0 spelling is a warning and understood as meant.

mod bodies;
mod components;
mod media;
mod operations;
mod parameters;
mod references;
mod responses;
mod security;
mod servers;
mod shared;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::findings::Findings;
use super::keywords::Kind;
use super::version::Dialect;
use super::{audit, walk};
use crate::diagnostics::{Code, Path};
use crate::ir::Pointer;

pub use parameters::STYLE;

type Object = Map<String, Value>;
/// Where something stands now, and where it stood.
type Moved<'p> = (&'p Pointer, &'p Pointer);

/// Brings `document` into OpenAPI 3.0 form as far as 2.0 spells it differently; schemas stay what they are.
pub(super) fn upgrade(document: &mut Value, findings: &mut Findings<'_>) {
    if findings.dialect == Dialect::V20 {
        if let Value::Object(root) = document {
            // The version was read, wherever it stands.
            root.shift_remove("openapi");
        }
        audit::audit(document, Kind::Swagger, findings);
    }
    findings.pin();
    let Value::Object(root) = document else {
        return;
    };
    let at = Pointer::root();
    for key in ["consumes", "produces"] {
        if findings.dialect > Dialect::V20 && root.contains_key(key) {
            let message = format!("`{key}` is of Swagger 2.0");
            findings.other_dialect_before(&at.child(key), message);
        }
    }
    let mut upgrade = Upgrade {
        consumes: media::texts(root.shift_remove("consumes")),
        produces: media::texts(root.shift_remove("produces")),
        shared: shared::collect(root),
        relocated: BTreeMap::new(),
        findings,
    };
    root.shift_remove("swagger");
    if upgrade.findings.dialect == Dialect::V20 {
        root.shift_insert(0, "openapi".to_owned(), Value::from("3.0.3"));
    }
    servers::document(root, &mut upgrade);
    components::document(root, &mut upgrade);
    operations::document(root, &mut upgrade);
    let relocated = upgrade.relocated;
    if !relocated.is_empty() {
        walk::post_order(
            document,
            Kind::OpenApi,
            &Path::ROOT,
            &mut |value, kind, _| references::rewrite(value, kind, &relocated),
        );
    }
}

/// What the parts of an upgrade share.
struct Upgrade<'f, 'd> {
    /// Media types of bodies where an operation names none.
    consumes: Vec<String>,
    /// Media types of answers where an operation names none.
    produces: Vec<String>,
    /// Parameters that a `$ref` may name, by the pointer in it.
    shared: BTreeMap<String, Object>,
    /// Where what stood at a place stands now; the first new place of each.
    relocated: BTreeMap<String, String>,
    findings: &'f mut Findings<'d>,
}

impl Upgrade<'_, '_> {
    /// Notes that what stood at `old` now stands at `new`.
    fn moved(&mut self, new: &Pointer, old: &Pointer) {
        if new == old {
            return;
        }
        self.findings.moved(new, old);
        self.relocated
            .entry(old.as_str().to_owned())
            .or_insert_with(|| new.as_str().to_owned());
    }

    /// Says that a spelling is 2.0's; nothing to say about it there.
    fn swagger_spelling(&mut self, at: &Pointer, what: &str) {
        if self.findings.dialect > Dialect::V20 {
            let message = format!("{what} is of Swagger 2.0");
            self.findings.other_dialect_before(at, message);
        }
    }

    /// Reports what cannot be carried over in full.
    fn lost(&mut self, code: Code, at: &Pointer, message: impl Into<String>, help: &str) {
        self.findings
            .report_before(code, at, message)
            .degrades()
            .help(help);
    }
}

/// The value under `key` if it is an object.
fn object_mut<'v>(map: &'v mut Object, key: &str) -> Option<&'v mut Object> {
    map.get_mut(key)?.as_object_mut()
}

/// The mapping under `key`, which is put there if nothing is.
fn section<'v>(map: &'v mut Object, key: &str) -> Option<&'v mut Object> {
    map.entry(key)
        .or_insert_with(|| Value::Object(Map::new()))
        .as_object_mut()
}

/// Whether a member called `key` says something.
fn is_extension(key: &str) -> bool {
    super::keywords::is_extension(key)
}

fn text<'v>(map: &'v Object, key: &str) -> Option<&'v str> {
    map.get(key)?.as_str()
}
