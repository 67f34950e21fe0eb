//! `if`, `then`, `else` and `dependentSchemas` (JSON Schema 2020-12 core, section 10.2.2).

use serde_json::{Value, json};

use super::{Findings, Path, Schema};
use crate::diagnostics::Code;

/// What says of a branch more than which properties there are.
const COMPOSED: &[&str] = &["$ref", "allOf", "oneOf", "anyOf"];

/// Conditions refuse values, which is not checked. The properties that only they name may be there, so they become
/// optional ones; their types count where nothing else can have declared them.
pub(super) fn merge(schema: &mut Schema, path: &Path<'_>, findings: &mut Findings<'_>) {
    let Some(first) = ["if", "then", "else", "dependentSchemas"]
        .into_iter()
        .find(|key| schema.contains_key(*key))
    else {
        return;
    };
    let here = path.key(first);
    findings.since_31(&here, &format!("`{first}` is new"));
    let branches = branches(schema);
    let says = |branch: &Value, keys: &[&str]| keys.iter().any(|key| branch.get(key).is_some());
    if branches.iter().any(|branch| says(branch, COMPOSED)) {
        let message = "what is referenced or composed under a condition is not a part of the type";
        findings
            .report(Code::UnsupportedKeyword, &here, message)
            .at_key()
            .degrades()
            .help("declare the properties in the schema itself");
    } else {
        let message = "conditions are not checked; what they add are optional properties";
        findings.once(Code::IgnoredKeyword, &here, message.to_owned(), "");
    }
    let pointer = path.pointer();
    let is_branch = pointer.parent().and_then(|around| around.last()).as_deref() == Some("allOf");
    let is_alone = !is_branch && !COMPOSED.iter().any(|key| schema.contains_key(*key));
    let named = branches
        .into_iter()
        .filter_map(|mut branch| match branch.get_mut("properties") {
            Some(Value::Object(properties)) => Some(std::mem::take(properties)),
            _ => None,
        });
    let mut added = Schema::new();
    for (name, property) in named.flatten() {
        match added.get_mut(&name) {
            None => {
                added.insert(name, property);
            }
            Some(known) if *known != property => {
                *known = json!({"anyOf": [known.take(), property]});
            }
            Some(_) => {}
        }
    }
    if added.is_empty() {
        return;
    }
    let own = schema.entry("properties").or_insert_with(|| json!({}));
    if let Value::Object(own) = own {
        for (name, property) in added {
            own.entry(name)
                .or_insert_with(|| if is_alone { property } else { json!({}) });
        }
    }
}

/// Takes the branches out of the schema; the condition itself adds nothing.
fn branches(schema: &mut Schema) -> Vec<Value> {
    schema.shift_remove("if");
    let mut branches = Vec::new();
    branches.extend(schema.shift_remove("then"));
    branches.extend(schema.shift_remove("else"));
    if let Some(Value::Object(dependent)) = schema.shift_remove("dependentSchemas") {
        branches.extend(dependent.into_iter().map(|(_, branch)| branch));
    }
    branches
}
