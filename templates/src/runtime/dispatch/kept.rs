//! What an argument has beyond its type: properties that the document does not name are sent all the same.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Returns `written`, the JSON that a typed value became, with the properties of objects in `given` that the type has
/// no place for. `null` says nothing beyond the type: it stands for what was left out.
pub(super) fn completed(given: &str, written: &str) -> String {
    let mut text = String::with_capacity(written.len());
    write(given, written, &mut text);
    text
}

fn write(given: &str, written: &str, text: &mut String) {
    if let (Some(given), Some(written)) = (members(given), members(written)) {
        let known: BTreeMap<&str, &RawValue> = given
            .iter()
            .map(|(key, value)| (key.as_str(), *value))
            .collect();
        let there: BTreeSet<&str> = written.iter().map(|(key, _)| key.as_str()).collect();
        let mut start = '{';
        for (key, value) in &written {
            name(&mut start, key, text);
            match known.get(key.as_str()) {
                Some(given) => write(given.get(), value.get(), text),
                None => text.push_str(value.get()),
            }
        }
        let beyond = given
            .iter()
            .filter(|(key, value)| !there.contains(key.as_str()) && value.get() != "null");
        for (key, value) in beyond {
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

/// The properties of an object in their order.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor).map(Self)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = access.next_entry()? {
            members.push(member);
        }
        Ok(members)
    }
}
