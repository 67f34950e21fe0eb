//! What Swagger 2.0 does not have and people write in it nevertheless.

use super::super::version::Dialect;
use super::{Findings, Path, Schema};

/// The keywords of a schema that came with 3.0.
const KEYWORDS: &[&str] = &[
    "oneOf",
    "anyOf",
    "not",
    "nullable",
    "writeOnly",
    "deprecated",
];

/// Says of keywords of 3.0 that they are, before other rules write them.
pub(super) fn keywords(schema: &mut Schema, path: &Path<'_>, findings: &mut Findings<'_>) {
    if findings.dialect >= Dialect::V30 {
        return;
    }
    for name in KEYWORDS.iter().filter(|name| schema.contains_key(**name)) {
        let message = format!("`{name}` in a schema is new");
        findings.since(Dialect::V30, &path.key(name), &message);
    }
}
