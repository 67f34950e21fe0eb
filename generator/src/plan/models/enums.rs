//! Enumerations.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Models, Side, item_docs};
use crate::config::Openness;
use crate::ir::{EnumValue, Type, TypeId};
use crate::lock::Kind;
use crate::plan::docs::{Docs, code};
use crate::plan::items::{EnumPlan, EnumValues, EnumVariant};
use crate::plan::names::{TypeName, Wish};

/// Whether the values become the variants of a Rust enum; booleans alone are a `bool`.
pub(super) fn is_item(values: &[EnumValue]) -> bool {
    !values.is_empty() && !values.iter().all(|value| value.value.is_boolean())
}

/// Whether the values are strings only, or integers of 64 bits only.
pub(super) fn is_uniform(values: &[EnumValue]) -> bool {
    !values.is_empty() && kind(values) != EnumValues::Mixed
}

fn kind(values: &[EnumValue]) -> EnumValues {
    if values.iter().all(|value| value.value.is_string()) {
        EnumValues::Text
    } else if values.iter().all(|value| value.value.is_i64()) {
        EnumValues::Integer
    } else {
        EnumValues::Mixed
    }
}

impl Models<'_> {
    /// Plans an enumeration that is an [item](is_item).
    pub(super) fn enumeration(
        &self,
        id: TypeId,
        ty: &Type,
        values: &[EnumValue],
        name: &TypeName,
    ) -> EnumPlan {
        let mut seen = BTreeSet::new();
        let distinct: Vec<(&EnumValue, String)> = values
            .iter()
            .map(|value| {
                (
                    value,
                    value
                        .value
                        .as_str()
                        .map_or_else(|| value.value.to_string(), str::to_owned),
                )
            })
            .filter(|(value, wire)| seen.insert((value.value.is_string(), wire.clone())))
            .collect();
        let signs = has_signs(&seen);
        let wishes: Vec<Wish> = distinct
            .iter()
            .map(|(value, wire)| wish(ty, value, wire, signs))
            .collect();
        let page = self.page(id, Side::Received, name);
        let (names, unknown) = Self::open_variants(page, wishes);
        let variants = distinct
            .into_iter()
            .zip(names)
            .map(|((value, wire), name)| EnumVariant {
                docs: variant_docs(value, &wire),
                name,
                wire,
                text: value.value.is_string(),
            })
            .collect();
        EnumPlan {
            name: name.clone(),
            docs: item_docs(ty),
            deprecated: ty.description.deprecated,
            derives: self.derives(ty, &["Debug", "Clone", "PartialEq", "Eq", "Hash"]),
            closed: self.facts.settings.openness(&ty.pointer) == Openness::Closed,
            variants,
            unknown,
            values: kind(values),
        }
    }
}

/// Whether a sign tells some values from others, as in the keys of a sort order: `name` and `-name`.
fn has_signs(all: &BTreeSet<(bool, String)>) -> bool {
    let texts = all.iter().filter(|(is_text, _)| *is_text);
    texts
        .filter_map(|(_, wire)| signed(wire))
        .any(|(_, word)| all.contains(&(true, word.to_owned())))
}

/// The sign before a word, and the word.
fn signed(wire: &str) -> Option<(&'static str, &str)> {
    let (sign, word) = match wire.strip_prefix('-') {
        Some(word) => ("minus", word),
        None => ("plus", wire.strip_prefix('+')?),
    };
    word.starts_with(char::is_alphabetic)
        .then_some((sign, word))
}

fn wish(ty: &Type, value: &EnumValue, wire: &str, signs: bool) -> Wish {
    let mut candidates: Vec<String> = value.name.iter().cloned().collect();
    if let Some((sign, word)) = signed(wire).filter(|_| signs) {
        candidates.push(format!("{sign} {word}"));
    }
    candidates.push(wire.to_owned());
    // Values that differ only in case or signs are told apart by how they are written.
    if wire.chars().any(char::is_lowercase) && !wire.chars().any(char::is_uppercase) {
        candidates.push(format!("lower {wire}"));
    } else if wire.chars().any(char::is_uppercase) && !wire.chars().any(char::is_lowercase) {
        candidates.push(format!("upper {wire}"));
    }
    // Beside the text `1` there may be the number.
    candidates.push(match value.value {
        Value::String(_) => format!("text {wire}"),
        Value::Bool(_) => format!("boolean {wire}"),
        _ => format!("number {wire}"),
    });
    candidates.push(format!("{wire} value"));
    Wish::new(Kind::Variant, wire, candidates)
        .spelled(wire)
        .at(ty.pointer.child("enum").child(value.index))
}

fn variant_docs(value: &EnumValue, wire: &str) -> Docs {
    let docs = Docs::from_document(value.description.as_deref().unwrap_or_default());
    if !docs.is_empty() {
        docs
    } else if wire.is_empty() {
        Docs::ours("The empty text.")
    } else {
        Docs::ours(format!("{}.", code(wire)))
    }
}
