//! Keywords that the meaning leaves out, and extensions.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Comparison, Pair, required};
use crate::diff::kind::Kind;
use crate::ir::TypeKind;

pub(super) type Keywords<'e> = BTreeMap<&'e str, Vec<&'e Value>>;

/// Keywords that say something together, with the kinds where it is new, gone, different.
const GROUPS: &[(&[&str], [Kind; 3], &str)] = &[
    (
        &[
            "if",
            "then",
            "else",
            "dependentRequired",
            "dependentSchemas",
            "dependencies",
        ],
        [
            Kind::ConditionAdded,
            Kind::ConditionRemoved,
            Kind::ConditionChanged,
        ],
        "what belongs together",
    ),
    (
        &[
            "contains",
            "minContains",
            "maxContains",
            "unevaluatedProperties",
            "unevaluatedItems",
        ],
        [
            Kind::ContainsAdded,
            Kind::ContainsRemoved,
            Kind::ContainsChanged,
        ],
        "what must or may be inside",
    ),
    (
        &["propertyNames", "patternProperties"],
        [Kind::PropertyPatterns; 3],
        "what properties may be called",
    ),
    (&["not"], [Kind::Not; 3], "what values must not be"),
    (
        &["contentEncoding", "contentMediaType", "contentSchema"],
        [Kind::ContentEncoding; 3],
        "what the text holds",
    ),
    (
        &["x-enum-varnames", "x-enumNames", "x-enum-names"],
        [Kind::ValueNames; 3],
        "what values are called in code",
    ),
];

/// What says what [`crate::ir`] knows.
const KNOWN: &[&str] = &[
    "additionalProperties",
    "x-nullable",
    "x-enum-varnames",
    "x-enumNames",
    "x-enum-names",
    "x-enum-descriptions",
];

pub(super) fn compare(pair: Pair<'_>, out: &mut Comparison) {
    let old = pair.old_edition.extras(&pair.old.pointer);
    let new = pair.new_edition.extras(&pair.new.pointer);
    if old == new {
        return;
    }
    for (keywords, [added, removed, changed], says) in GROUPS {
        // The names of values are compared value by value where there are values; where only one of the two has some, the
        // change of the type says it.
        let has_values = |kind: &TypeKind| matches!(kind, TypeKind::Enum(_));
        if *added == Kind::ValueNames && (has_values(&pair.old.kind) || has_values(&pair.new.kind))
        {
            continue;
        }
        // The type knows what JSON a text holds.
        let holds_json = |kind: &TypeKind| matches!(kind, TypeKind::JsonText(_));
        if *added == Kind::ContentEncoding
            && (holds_json(&pair.old.kind) || holds_json(&pair.new.kind))
        {
            continue;
        }
        let was = group(&old, keywords);
        let is = group(&new, keywords);
        if was == is {
            continue;
        }
        let (kind, verb) = match (was.is_empty(), is.is_empty()) {
            (true, _) => (*added, "is said now"),
            (_, true) => (*removed, "is not said any more"),
            _ => (*changed, "is different"),
        };
        let names: Vec<String> = keywords
            .iter()
            .filter(|name| was.get(**name) != is.get(**name))
            .map(|name| format!("`{name}`"))
            .collect();
        let message = format!("{says} in {} {verb} ({})", pair.label, names.join(", "));
        out.report(pair, kind, message);
        // What is said of names and texts excludes some of them.
        if matches!(kind, Kind::PropertyPatterns | Kind::ContentEncoding) {
            if was.is_empty() {
                out.allows_less();
            } else if is.is_empty() {
                out.allows_more();
            }
        }
    }
    required::compare(pair, &old, &new, out);
    extensible(pair, &old, &new, out);
    texts(pair, &old, &new, out);
}

/// The keywords of a group that say something, without annotations.
fn group<'k>(all: &Keywords<'_>, keywords: &[&'k str]) -> BTreeMap<&'k str, Vec<Value>> {
    keywords
        .iter()
        .filter_map(|name| {
            let values: Vec<Value> = all
                .get(name)?
                .iter()
                .filter(|value| !is_format(name, value))
                .map(|value| bare(value))
                .collect();
            (!values.is_empty()).then_some((*name, values))
        })
        .collect()
}

/// Whether it is another spelling of a format.
fn is_format(name: &str, value: &Value) -> bool {
    match name {
        "contentEncoding" => value
            .as_str()
            .is_some_and(|text| text.eq_ignore_ascii_case("base64")),
        "contentMediaType" => *value == "application/octet-stream",
        _ => false,
    }
}

/// A schema without what only describes.
fn bare(value: &Value) -> Value {
    const DESCRIBING: &[&str] = &["title", "description", "example", "examples", "$comment"];
    match value {
        Value::Object(members) => Value::Object(
            members
                .iter()
                .filter(|(key, value)| {
                    // A property may be called like a keyword; then a schema follows.
                    let describes = DESCRIBING.contains(&key.as_str()) && !value.is_object();
                    !describes && !key.starts_with("x-")
                })
                .map(|(key, value)| (key.clone(), bare(value)))
                .collect::<Map<_, _>>(),
        ),
        Value::Array(elements) => Value::Array(elements.iter().map(bare).collect()),
        other => other.clone(),
    }
}

/// `x-extensible-enum`: values that there are, and more to come.
fn extensible(pair: Pair<'_>, old: &Keywords<'_>, new: &Keywords<'_>, out: &mut Comparison) {
    let values = |all: &Keywords<'_>| -> Option<Vec<Value>> {
        let lists = all.get("x-extensible-enum")?;
        Some(
            lists
                .iter()
                .filter_map(|list| list.as_array())
                .flatten()
                .cloned()
                .collect(),
        )
    };
    let (was, is) = (values(old), values(new));
    if was == is {
        return;
    }
    // Those of the first that are not in the second, where both are lists.
    let lost = |one: &Option<Vec<Value>>, other: &Option<Vec<Value>>| -> Vec<String> {
        let both = one.as_ref().zip(other.as_ref());
        let gone = both.map(|(one, other)| one.iter().filter(|value| !other.contains(value)));
        gone.into_iter().flatten().map(shown).collect()
    };
    let (gone, new) = (lost(&was, &is), lost(&is, &was));
    let (kind, says) = match (gone.as_slice(), new.as_slice()) {
        ([], []) => (Kind::ExtensibleEnum, "is different".to_owned()),
        ([], new) => (Kind::ExtensibleEnum, format!("has {} now", new.join(", "))),
        (gone, _) => (
            Kind::ExtensibleValueRemoved,
            format!("has {} no more", gone.join(", ")),
        ),
    };
    let message = format!("`x-extensible-enum` of {} {says}", pair.label);
    out.report(pair, kind, message);
}

fn texts(pair: Pair<'_>, old: &Keywords<'_>, new: &Keywords<'_>, out: &mut Comparison) {
    let mut names: Vec<&str> = old.keys().chain(new.keys()).copied().collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        if old.get(name) == new.get(name) || KNOWN.contains(&name) || name == "x-extensible-enum" {
            continue;
        }
        let kind = match name {
            "externalDocs" | "$comment" => Kind::Docs,
            name if name.starts_with("x-") => Kind::Extension,
            _ => continue,
        };
        let message = format!("`{name}` of {} is different", pair.label);
        out.report(pair, kind, message);
    }
}

/// A value as people write it: texts without quotes.
fn shown(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| format!("`{value}`"), |text| format!("`{text}`"))
}
