//! `type: object`.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

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
        let count = properties.as_ref().and_then(|map| map.value.as_object());
        let mut fields = Vec::with_capacity(count.map_or(0, Map::len));
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

    /// What the values under other names may be: what `additionalProperties` and `patternProperties` say.
    fn additional(&mut self, place: &Place<'d>, words: &Words, depth: usize) -> Additional {
        let words = words.with("Value");
        let patterns = place.child("patternProperties");
        let patterns: Vec<Place<'d>> = patterns
            .iter()
            .flat_map(Place::members)
            .map(|(_, schema)| schema)
            .collect();
        let further = place.child("additionalProperties");
        let further = match (&further, further.as_ref().map(|schema| schema.value)) {
            (_, Some(Value::Bool(false))) if patterns.is_empty() => return Additional::None,
            (_, Some(Value::Bool(true)) | None) if patterns.is_empty() => return Additional::Any,
            // Beside patterns `true` is what nobody thought of.
            (Some(schema), Some(Value::Object(_))) => Some(schema),
            _ => None,
        };
        let mut schemas: Vec<&Place<'d>> = patterns.iter().chain(further).collect();
        schemas.retain(|schema| !super::arrays::allows_nothing(schema.value));
        let types: Vec<TypeRef> = schemas
            .into_iter()
            .map(|schema| self.schema(schema, &words, depth + 1))
            .collect();
        match types.as_slice() {
            [] => return Additional::None,
            [only] => return Additional::Schema(*only),
            _ => {}
        }
        let values = self.any_of(place, types, &words);
        if matches!(
            self.types.get(values.id).kind,
            crate::ir::TypeKind::Union(_)
        ) {
            self.diagnostics
                .report(
                    Code::IgnoredKeyword,
                    &place.pointer.child("patternProperties"),
                    "which names have which values is not checked: each may have any of them",
                )
                .at_key();
        }
        Additional::Schema(values)
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
