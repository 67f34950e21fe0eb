//! One form for every dialect: the tree is checked against the specification and brought into OpenAPI 3.0 form.
//!
//! Takes the tree that `read` built. Rebuilds what Swagger 2.0 spells differently (`swagger`), rewrites newer spellings
//! in place (`rules`), then compares every object with the keyword tables (`audit`) and takes away what has the wrong
//! type, so that the stages after this one can read the tree with a strict 3.0 model. Pointers stay what they are in
//! the text, apart from what the upgrade of 2.0 moves (it says so) and from inserted `allOf` and `anyOf` steps, which
//! the place finder skips.

mod audit;
mod bundle;
mod findings;
mod keywords;
mod rules;
mod spelling;
mod swagger;
mod version;
mod walk;

#[cfg(test)]
mod tests;

use serde_json::Value;

use crate::diagnostics::{Diagnostics, Path};
use findings::Findings;
use keywords::Kind;

pub use bundle::bundle;
pub use rules::NULL_TYPE;
pub use swagger::STYLE;

/// A document in OpenAPI 3.0 form.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The whole tree; an object.
    pub value: Value,
    /// The document's own `openapi` or `swagger` value, for example `3.1.0`.
    pub dialect: String,
    /// About how many schemas there are that are no mere reference.
    pub schemas: usize,
}

/// Whether a schema is a `$ref` and nothing else.
fn is_reference(schema: &Value) -> bool {
    let map = schema.as_object();
    map.is_some_and(|map| map.len() == 1 && map.contains_key("$ref"))
}

/// Checks and rewrites `value`; `None` where it is not a document of a version that is read.
pub fn normalise(mut value: Value, diagnostics: &mut Diagnostics) -> Option<Document> {
    let (dialect, text) = version::detect(&value, diagnostics)?;
    let mut findings = Findings::new(dialect, diagnostics);
    swagger::upgrade(&mut value, &mut findings);
    let mut schemas = 0;
    walk::post_order(
        &mut value,
        Kind::OpenApi,
        &Path::ROOT,
        &mut |value, kind, path| {
            if kind == Kind::Schema {
                schemas += usize::from(!is_reference(value));
                rules::apply(value, path, &mut findings);
            }
        },
    );
    audit::audit(&mut value, Kind::OpenApi, &mut findings);
    findings.finish();
    Some(Document {
        value,
        dialect: text,
        schemas,
    })
}
