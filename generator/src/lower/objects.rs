//! `type: object`.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::diagnostics::Code;
use crate::ir::{Bounds, Composition, Field, Object, TypeKind, TypeRef};
use crate::resolve::Place;

use super::Lowerer;
use super::kinds::required;
use super::words::Words;

impl<'d> Lowerer<'d, '_> {
    /// An object with named properties, or a map where none is named.
    pub(super) fn object(
        &mut self,
        place: &Place<'d>,
        words: &Words,
        depth: usize,
    ) -> (TypeKind, Bounds) {
        let required = required(place);
        let additional = self.additional(place, words, depth);
        let properties = place.child("properties");
        let mut fields = Vec::new();
        let names: BTreeSet<&str> = required.iter().map(String::as_str).collect();
        for (name, property) in properties.iter().flat_map(Place::members) {
            fields.push(self.field(name, &property, names.contains(name), words, depth));
        }
        let undeclared: Vec<String> = required
            .iter()
            .filter(|name| {
                properties
                    .as_ref()
                    .is_none_or(|map| map.value.get(name.as_str()).is_none())
            })
            .cloned()
            .collect();
        let kind = match (fields.is_empty(), additional) {
            (true, Additional::Any) => TypeKind::Map(self.additional_any(place, words)),
            (true, Additional::Schema(values)) => TypeKind::Map(values),
            (_, Additional::Schema(values)) => TypeKind::Object(Object {
                fields,
                additional: Some(values),
                tags: Vec::new(),
            }),
            (false, Additional::Any) if place.flag("additionalProperties") => {
                let additional = Some(self.additional_any(place, words));
                TypeKind::Object(Object {
                    fields,
                    additional,
                    tags: Vec::new(),
                })
            }
            (_, Additional::Any | Additional::None) => TypeKind::Object(Object {
                fields,
                additional: None,
                tags: Vec::new(),
            }),
        };
        let bounds = self.bounds(place, &kind);
        if undeclared.is_empty() {
            return (kind, bounds);
        }
        // Another branch of an `allOf` around this one may declare them.
        let declared = self.part(&place.pointer, words, kind, bounds);
        let composition = Composition {
            branches: vec![declared],
            required: undeclared,
        };
        (TypeKind::AllOf(composition), Bounds::default())
    }

    fn field(
        &mut self,
        name: &str,
        property: &Place<'d>,
        required: bool,
        words: &Words,
        depth: usize,
    ) -> Field {
        let ty = self.schema(property, &words.with(name), depth + 1);
        let (read_only, write_only) = self.directions(property);
        Field {
            name: name.to_owned(),
            pointer: property.pointer.clone(),
            ty,
            required,
            read_only,
            write_only,
            description: self.description(property),
        }
    }

    /// `additionalProperties`, or the one pattern of `patternProperties` where there is nothing else.
    fn additional(&mut self, place: &Place<'d>, words: &Words, depth: usize) -> Additional {
        let words = words.with("Value");
        if let Some(schema) = place.child("additionalProperties") {
            match schema.value {
                Value::Bool(false) if place.value.get("patternProperties").is_none() => {
                    return Additional::None;
                }
                Value::Bool(_) => {}
                _ if schema
                    .value
                    .as_object()
                    .is_some_and(serde_json::Map::is_empty) =>
                {
                    return Additional::Schema(self.schema(&schema, &words, depth + 1));
                }
                _ => return Additional::Schema(self.schema(&schema, &words, depth + 1)),
            }
        }
        let patterns = place.child("patternProperties");
        let mut patterns = patterns.iter().flat_map(Place::members);
        match (patterns.next(), patterns.next()) {
            (Some((_, only)), None) => Additional::Schema(self.schema(&only, &words, depth + 1)),
            (None, _) => Additional::Any,
            (Some(_), Some(_)) => {
                self.diagnostics
                    .report(
                        Code::UnsupportedKeyword,
                        &place.pointer.child("patternProperties"),
                        "several patterns of names are not told apart: each may hold any JSON value",
                    )
                    .at_key()
                    .degrades();
                Additional::Any
            }
        }
    }

    fn additional_any(&mut self, place: &Place<'d>, words: &Words) -> TypeRef {
        self.any(
            &place.pointer.child("additionalProperties"),
            &words.with("Value"),
        )
    }
}

/// What further properties may hold.
enum Additional {
    /// None are allowed.
    None,
    /// Anything: the schema is silent or says `true`.
    Any,
    /// Values of this type.
    Schema(TypeRef),
}
