//! The shape of one schema: which of its keywords say what it is.

use serde_json::Value;

use crate::diagnostics::Code;
use crate::ir::{Bounds, Composition, TypeKind, TypeRef};
use crate::normalise::NULL_TYPE;
use crate::resolve::Place;

use super::Lowerer;
use super::annotations::is_annotation;
use super::words::Words;

impl<'d> Lowerer<'d, '_> {
    /// What the schema at `place` is, and its limits.
    pub(super) fn kind(
        &mut self,
        place: &Place<'d>,
        words: &Words,
        depth: usize,
    ) -> (TypeKind, Bounds) {
        self.refuse_nothing(place);
        let all = self.branches(place, words, depth);
        let unions: Vec<TypeKind> = ["oneOf", "anyOf"]
            .into_iter()
            .filter_map(|key| self.union(place, key, words, depth))
            .collect();
        if all.is_empty() && unions.len() < 2 && !(unions.len() == 1 && constrains(place)) {
            return match unions.into_iter().next() {
                Some(union) => (union, Bounds::default()),
                None => self.plain(place, words, depth),
            };
        }
        let mut branches = all;
        for union in unions {
            let pointer = place.pointer.child(union_key(&union));
            branches.push(self.part(&pointer, words, union, Bounds::default()));
        }
        let required = required(place);
        if constrains(place) && (place.get("properties").is_some() || !only_requires(place)) {
            let (kind, bounds) = self.plain(place, words, depth);
            branches.push(self.part(&place.pointer, words, kind, bounds));
        }
        (
            TypeKind::AllOf(Composition { branches, required }),
            Bounds::default(),
        )
    }

    /// The branches of `allOf` that say something. What is inline in them is called as if it stood around them:
    /// merging puts it there.
    fn branches(&mut self, place: &Place<'d>, words: &Words, depth: usize) -> Vec<TypeRef> {
        let Some(list) = place.child("allOf") else {
            return Vec::new();
        };
        let mut branches = Vec::new();
        for branch in list.elements() {
            let mut keys = branch
                .value
                .as_object()
                .into_iter()
                .flat_map(serde_json::Map::keys);
            if keys.any(|key| !is_annotation(key)) {
                branches.push(self.schema(&branch, words, depth + 1));
            }
        }
        branches
    }

    /// What the keywords beside compositions say.
    fn plain(&mut self, place: &Place<'d>, words: &Words, depth: usize) -> (TypeKind, Bounds) {
        let name = place.text("type").or_else(|| implied_type(place));
        let kind = if let Some(values) = self.enumeration(place) {
            TypeKind::Enum(values)
        } else {
            match name {
                Some("string" | "file") => self.string(place, words, depth),
                Some("integer") => TypeKind::Integer(self.integer_format(place)),
                Some("number") => self.number(place),
                Some("boolean") => TypeKind::Boolean,
                Some("null") => TypeKind::Null,
                Some("array") => self.array(place, words, depth),
                Some("object") => return self.object(place, words, depth),
                // `audit` has taken other words away.
                None | Some(_) => TypeKind::Any,
            }
        };
        let bounds = self.bounds(place, &kind);
        (kind, bounds)
    }

    fn string(&mut self, place: &Place<'d>, words: &Words, depth: usize) -> TypeKind {
        if let Some(content) = place.child("contentSchema").filter(|_| is_json_text(place)) {
            return TypeKind::JsonText(self.schema(&content, &words.with("Content"), depth + 1));
        }
        TypeKind::String(self.string_format(place))
    }

    /// `not: {}` is how `false`, a schema that allows nothing, is written in 3.0 form. Other `not`s only narrow.
    fn refuse_nothing(&mut self, place: &Place<'d>) {
        let forbids_all = |not: &Value| not.as_object().is_some_and(serde_json::Map::is_empty);
        if place.get("not").is_some_and(forbids_all) {
            self.diagnostics
                .report(
                    Code::UnsupportedSchema,
                    &place.pointer,
                    "this schema allows no value; it is generated as any JSON value",
                )
                .help("remove it, or say which values it allows")
                .degrades();
        }
    }
}

/// Whether a string holds JSON, and nothing around it.
fn is_json_text(place: &Place<'_>) -> bool {
    let json = place
        .text("contentMediaType")
        .is_none_or(|name| name.contains("json"));
    json && place.text("contentEncoding").is_none() && place.text("format").is_none()
}

/// `oneOf` or `anyOf`, as a part of the schema's place.
fn union_key(union: &TypeKind) -> &'static str {
    match union {
        TypeKind::Union(union) if union.any_of => "anyOf",
        _ => "oneOf",
    }
}

/// Whether the schema has keywords beside its compositions that constrain more than the bare `type`.
fn constrains(place: &Place<'_>) -> bool {
    let mut members = place.value.as_object().into_iter().flatten();
    members.any(|(key, value)| match key.as_str() {
        key if is_beside(key) => false,
        "required" => value.as_array().is_some_and(|names| !names.is_empty()),
        "properties" => value.as_object().is_some_and(|map| !map.is_empty()),
        // What further properties may be matters only beside properties.
        "additionalProperties" => value.is_object(),
        key => !is_annotation(key),
    })
}

/// Whether `required` is all that the schema says beside its compositions.
fn only_requires(place: &Place<'_>) -> bool {
    let mut keys = place
        .value
        .as_object()
        .into_iter()
        .flatten()
        .map(|(key, _)| key.as_str());
    keys.all(|key| {
        is_beside(key) || matches!(key, "required" | "additionalProperties") || is_annotation(key)
    })
}

/// Keys that are no constraint of their own beside a composition.
fn is_beside(key: &str) -> bool {
    matches!(
        key,
        "allOf" | "oneOf" | "anyOf" | "discriminator" | "type" | "not" | NULL_TYPE
    )
}

/// The names in `required`.
pub(super) fn required(place: &Place<'_>) -> Vec<String> {
    let names = place.get("required").and_then(Value::as_array);
    let names = names.into_iter().flatten().filter_map(Value::as_str);
    names.map(str::to_owned).collect()
}

/// The type that a schema without `type` means, by the keywords that make sense for one type only.
fn implied_type(place: &Place<'_>) -> Option<&'static str> {
    let has = |keys: &[&str]| keys.iter().any(|key| place.get(key).is_some());
    if place.flag(NULL_TYPE) {
        Some("null")
    } else if has(&[
        "properties",
        "additionalProperties",
        "patternProperties",
        "minProperties",
        "maxProperties",
    ]) || (has(&["required"]) && !has(&["enum"]))
    {
        Some("object")
    } else if has(&[
        "items",
        "prefixItems",
        "minItems",
        "maxItems",
        "uniqueItems",
    ]) {
        Some("array")
    } else {
        let text = has(&[
            "pattern",
            "minLength",
            "maxLength",
            "contentEncoding",
            "contentMediaType",
        ]);
        match (text, has(&["minimum", "maximum", "multipleOf"])) {
            (true, false) => Some("string"),
            (false, true) => Some("number"),
            // A number with a pattern is a common slip: what says both is what its format says, or anything.
            _ => implied_by_format(place),
        }
    }
}

/// The type that values of a schema's format have.
fn implied_by_format(place: &Place<'_>) -> Option<&'static str> {
    match place.text("format")? {
        format if super::scalars::integer(format).is_some() => Some("integer"),
        "float" | "double" | "decimal" => Some("number"),
        "date" | "date-time" | "password" | "byte" | "binary" | "uuid" | "uri" | "email" => {
            Some("string")
        }
        _ => None,
    }
}
