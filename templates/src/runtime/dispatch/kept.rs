//! What an argument has beyond its type: properties that the document does not name are sent all the same, and all of them
//! in the order in which they were given.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::value::RawValue;

use super::super::wire::members::Members;

/// Returns `written`, the JSON that a typed value became, with the properties of objects in `given` that the type has
/// no place for, in the order of `given`. `null` says nothing beyond the type: it stands for what was left out.
pub(super) fn completed(given: &str, written: &str) -> String {
    let mut text = String::with_capacity(written.len());
    write(given, written, &mut text);
    text
}

fn write(given: &str, written: &str, text: &mut String) {
    if let (Some(given), Some(written)) = (members(given), members(written)) {
        let known: BTreeMap<&str, &RawValue> = written
            .iter()
            .map(|(key, value)| (key.as_str(), *value))
            .collect();
        let mut there = BTreeSet::new();
        let mut start = '{';
        for (key, value) in &given {
            if !there.insert(key.as_str()) {
                continue;
            }
            match known.get(key.as_str()) {
                Some(written) => {
                    name(&mut start, key, text);
                    write(value.get(), written.get(), text);
                }
                None if value.get() == "null" => {}
                None => {
                    name(&mut start, key, text);
                    text.push_str(value.get());
                }
            }
        }
        // What the type says itself: constants and defaults.
        let own = written
            .iter()
            .filter(|(key, _)| !there.contains(key.as_str()));
        for (key, value) in own {
            name(&mut start, key, text);
            text.push_str(value.get());
        }
        if start == '{' {
            text.push('{');
        }
        text.push('}');
        return;
    }
    match (elements(given), elements(written)) {
        (Some(given), Some(written)) if given.len() == written.len() => {
            text.push('[');
            for (index, (given, written)) in given.iter().zip(written).enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write(given.get(), written.get(), text);
            }
            text.push(']');
        }
        _ => text.push_str(written.trim()),
    }
}

/// Writes a key behind `{` or `,`.
fn name(start: &mut char, key: &str, text: &mut String) {
    text.push(std::mem::replace(start, ','));
    text.push_str(&serde_json::Value::from(key).to_string());
    text.push(':');
}

fn members(text: &str) -> Option<Vec<(String, &RawValue)>> {
    let text = text.trim_start();
    let members = text.starts_with('{').then(|| serde_json::from_str(text));
    members?.ok().map(|Members(members)| members)
}

fn elements(text: &str) -> Option<Vec<&RawValue>> {
    let text = text.trim_start();
    text.starts_with('[')
        .then(|| serde_json::from_str(text))?
        .ok()
}
