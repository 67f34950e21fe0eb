//! Rewriting schemas into OpenAPI 3.0 form, one rule a function.
//!
//! Every rule runs for every dialect: a 3.1 spelling in a 3.0 document is a warning, and understood as meant.

mod beside;
mod bounds;
mod conditions;
mod content;
mod discriminator;
mod items;
mod newer;
mod plain;
mod reference;
mod spelled;
mod types;
mod unevaluated;
mod values;

#[cfg(test)]
mod tests;

use serde_json::{Map, Value, json};

use super::findings::Findings;
use crate::diagnostics::Path;

pub use types::NULL_TYPE;

type Schema = Map<String, Value>;
type Rule = fn(&mut Schema, &Path<'_>, &mut Findings<'_>);

/// In this order: a later rule may rely on what an earlier one left.
const RULES: &[Rule] = &[
    newer::keywords,
    spelled::meant,
    unevaluated::rest,
    conditions::merge,
    reference::siblings,
    types::nullable,
    types::file,
    discriminator::text,
    items::list,
    items::missing,
    values::constant,
    values::examples,
    content::encoding,
    bounds::exclusive,
    types::list,
    types::null,
    beside::of_one_type,
    bounds::whole,
];

/// Brings one schema into 3.0 form; the schemas inside it are already.
pub(super) fn apply(value: &mut Value, path: &Path<'_>, findings: &mut Findings<'_>) {
    match value {
        Value::Bool(anything) => {
            findings.since_31(path, "a boolean as a schema is new");
            *value = if *anything {
                json!({})
            } else {
                json!({"not": {}})
            };
        }
        Value::Object(schema) if plain::is_plain(schema, findings.dialect) => {}
        Value::Object(schema) => {
            for rule in RULES {
                rule(schema, path, findings);
            }
        }
        _ => {}
    }
}
