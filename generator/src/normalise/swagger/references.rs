//! `$ref`s lead to where things stand now.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::keywords::Kind;

/// Rewrites the `$ref` of `value` and, in a discriminator, the targets of `mapping`.
pub(super) fn rewrite(value: &mut Value, kind: Kind, relocated: &BTreeMap<String, String>) {
    let Value::Object(map) = value else { return };
    if kind == Kind::Discriminator {
        if let Some(Value::Object(mapping)) = map.get_mut("mapping") {
            for target in mapping.values_mut() {
                target_of(target, relocated);
            }
        }
    } else if let Some(reference) = map.get_mut("$ref") {
        target_of(reference, relocated);
    }
}

fn target_of(reference: &mut Value, relocated: &BTreeMap<String, String>) {
    if let Value::String(text) = reference
        && let Some(pointer) = text.strip_prefix('#')
        && let Some(new) = target(pointer, relocated)
    {
        *text = format!("#{new}");
    }
}

/// Where what stood at `pointer` stands now, by the longest beginning that was moved.
fn target(pointer: &str, relocated: &BTreeMap<String, String>) -> Option<String> {
    let mut around = pointer;
    loop {
        if let Some(new) = relocated.get(around) {
            let rest = pointer.strip_prefix(around).unwrap_or_default();
            return Some(format!("{new}{rest}"));
        }
        (around, _) = around.rsplit_once('/')?;
    }
}
