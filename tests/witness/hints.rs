//! What two documents speak of: numbers, texts and patterns, beside which values differ.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::document::Document;
use crate::flat::Flat;

#[derive(Debug, Default)]
pub(crate) struct Hints {
    numbers: BTreeSet<i64>,
    pub(crate) texts: BTreeSet<String>,
    pub(crate) patterns: BTreeSet<String>,
    /// What both documents have.
    same: BTreeSet<String>,
    known: RefCell<BTreeMap<(usize, String), bool>>,
}

impl Hints {
    /// What is to be known of a document before and after a change. Where nothing is `quick`, all parts are treated as
    /// if they were different.
    pub(crate) fn of(before: &Document, after: &Document, quick: bool) -> Self {
        let mut hints = Self::default();
        hints.read(&before.root);
        hints.read(&after.root);
        if quick {
            let [before, after] = [before, after].map(|document| {
                let mut parts = BTreeMap::new();
                parts_of(&expanded(document, &document.root, 6), &mut parts);
                parts
            });
            // What there is once more than before is not only what there was.
            let same = before
                .iter()
                .filter(|(part, count)| after.get(*part) == Some(*count));
            hints.same = same.map(|(part, _)| part.clone()).collect();
        }
        hints
    }

    /// Whether both documents have a part, with all that it refers to.
    pub(crate) fn is_same(&self, document: &Document, part: &Value) -> bool {
        if self.same.is_empty() {
            return false;
        }
        // The text of a part says where its references lead within one document only.
        let key = (std::ptr::from_ref(document) as usize, part.to_string());
        if let Some(known) = self.known.borrow().get(&key) {
            return *known;
        }
        let is_same = self.same.contains(&expanded(document, part, 6).to_string());
        self.known.borrow_mut().insert(key, is_same);
        is_same
    }

    /// Reads all of a document.
    fn read(&mut self, value: &Value) {
        match value {
            Value::Object(members) => {
                for (key, value) in members {
                    match value {
                        Value::String(text) if key == "pattern" => {
                            self.patterns.insert(text.clone());
                        }
                        Value::String(text) if key == "const" => {
                            self.texts.insert(text.clone());
                        }
                        Value::Array(values) if key.ends_with("enum") => {
                            let texts = values.iter().filter_map(Value::as_str);
                            self.texts.extend(texts.map(str::to_owned));
                            self.read(value);
                        }
                        _ => self.read(value),
                    }
                }
            }
            Value::Array(values) => values.iter().for_each(|value| self.read(value)),
            Value::Number(number) => self.numbers.extend(number.as_i64()),
            _ => {}
        }
    }

    pub(crate) fn integers(&self, flat: &Flat) -> Vec<Value> {
        let mut all: BTreeSet<i64> = [0, 1, -1, 2, 7, 42].into();
        let large = flat.get("format").and_then(Value::as_str) != Some("int32");
        all.extend([i64::from(i32::MAX), i64::from(i32::MIN)]);
        if large {
            all.extend([
                i64::from(i32::MAX) + 1,
                i64::from(i32::MIN) - 1,
                i64::MAX,
                i64::MIN,
            ]);
        }
        for number in &self.numbers {
            let beside = [
                number.checked_sub(1),
                Some(*number),
                number.checked_add(1),
                number.checked_mul(3),
            ];
            all.extend(beside.into_iter().flatten());
        }
        // What people would write comes first.
        let mut all: Vec<i64> = all.into_iter().collect();
        all.sort_by_key(|number| (number.unsigned_abs(), *number < 0));
        all.into_iter().map(Value::from).collect()
    }

    pub(crate) fn numbers(&self, flat: &Flat) -> Vec<Value> {
        let mut all = vec![json!(1.5), json!(-0.25), json!(1000.125)];
        all.extend(self.numbers.iter().take(20).map(|number| json!(number)));
        all.extend([json!(0), json!(3)]);
        if flat.get("format").and_then(Value::as_str) != Some("float") {
            all.extend([json!(0.123_456_789_012_345), json!(1e300)]);
        }
        all
    }

    /// Lengths that are allowed by limits, and those beside what the documents speak of, as far as they are small.
    pub(crate) fn lengths(&self, flat: &Flat, least: &str, most: &str) -> BTreeSet<usize> {
        let number = |key: &str| flat.get(key).and_then(Value::as_i64);
        let own = [number(least), number(most), Some(1), Some(3)];
        own.into_iter()
            .flatten()
            .chain(self.numbers.iter().copied())
            .flat_map(|number| [number.saturating_sub(1), number, number.saturating_add(1)])
            .filter_map(|number| usize::try_from(number).ok())
            .filter(|length| *length <= 200)
            .collect()
    }
}

/// With what references lead to.
fn expanded(document: &Document, value: &Value, depth: usize) -> Value {
    match value {
        Value::Object(members) if depth > 0 && members.contains_key("$ref") => {
            let target = expanded(document, document.resolved(value), depth - 1);
            let mut members = members.clone();
            members.insert("$ref".to_owned(), target);
            Value::Object(members)
        }
        Value::Object(members) => members
            .iter()
            .map(|(key, value)| (key.clone(), expanded(document, value, depth)))
            .collect(),
        Value::Array(elements) => elements
            .iter()
            .map(|value| expanded(document, value, depth))
            .collect(),
        other => other.clone(),
    }
}

fn parts_of(value: &Value, parts: &mut BTreeMap<String, usize>) {
    match value {
        Value::Object(members) => {
            *parts.entry(value.to_string()).or_default() += 1;
            members.values().for_each(|value| parts_of(value, parts));
        }
        Value::Array(elements) => elements.iter().for_each(|value| parts_of(value, parts)),
        _ => {}
    }
}
