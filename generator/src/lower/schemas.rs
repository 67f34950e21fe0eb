//! Schemas to types, place by place.

use crate::diagnostics::Code;
use crate::ir::{Bounds, Description, NameHint, Pointer, Type, TypeId, TypeKind, TypeRef};
use crate::normalise::NULL_TYPE;
use crate::resolve::Place;

use super::Lowerer;
use super::annotations::is_annotation;
use super::words::Words;

/// How deep schemas may stand inside one another in the text.
const MAX_DEPTH: usize = 100;

/// What a schema is at first sight.
enum Form<'d> {
    /// Only a `$ref`.
    Reference(&'d str),
    /// One schema and, at most, annotations and `nullable` around it.
    Wrapper(Place<'d>),
    /// Anything else.
    Own,
}

impl<'d> Lowerer<'d, '_> {
    /// Gives every component schema its type, in the document's order.
    pub(super) fn component_schemas(&mut self) {
        let components = self.document.root().child("components");
        let Some(schemas) = components.and_then(|components| components.child("schemas")) else {
            return;
        };
        for (_, place) in schemas.members() {
            self.type_at(&place);
        }
        self.pending_schemas();
    }

    /// Lowers what `$ref`s have named so far.
    pub(super) fn pending_schemas(&mut self) {
        while let Some((id, pointer)) = self.queue.pop_front() {
            if self.is_defined(id) {
                continue;
            }
            if let Some(place) = self.document.at(&pointer) {
                let words = root_words(&pointer);
                self.define_root(id, &place, &words);
            }
        }
    }

    /// The type of the schema at `place`, which gets its shape later.
    pub(super) fn type_at(&mut self, place: &Place<'d>) -> TypeId {
        if let Some(id) = self.ids.get(&place.pointer) {
            return *id;
        }
        let id = self.reserve(&place.pointer);
        self.ids.insert(place.pointer.clone(), id);
        self.queue.push_back((id, place.pointer.clone()));
        id
    }

    fn reserve(&mut self, pointer: &Pointer) -> TypeId {
        self.defined.push(false);
        self.types.push(Type {
            pointer: pointer.clone(),
            name: NameHint::Anonymous,
            description: Description::default(),
            kind: TypeKind::Any,
            bounds: None,
        })
    }

    fn is_defined(&self, id: TypeId) -> bool {
        self.defined.get(id.0 as usize).copied().unwrap_or(true)
    }

    /// A type that belongs to `place` but is not all of it (one part of a composition).
    pub(super) fn part(
        &mut self,
        pointer: &Pointer,
        words: &Words,
        kind: TypeKind,
        bounds: Bounds,
    ) -> TypeRef {
        let id = self.reserve(pointer);
        let name = NameHint::Inline(words.clone().into_list());
        self.fill(id, name, Description::default(), kind, bounds);
        TypeRef {
            id,
            nullable: false,
        }
    }

    /// Any JSON value, for the schema at `pointer`.
    pub(super) fn any(&mut self, pointer: &Pointer, words: &Words) -> TypeRef {
        self.part(pointer, words, TypeKind::Any, Bounds::default())
    }

    /// Lowers the schema at `place`, named after `words` where it is inline.
    pub(super) fn schema(&mut self, place: &Place<'d>, words: &Words, depth: usize) -> TypeRef {
        if depth > MAX_DEPTH {
            let message = format!("schemas are nested more than {MAX_DEPTH} deep here");
            self.diagnostics
                .report(Code::UnsupportedSchema, &place.pointer, message)
                .help("move inner schemas to `components/schemas` and reference them")
                .degrades();
            return self.any(&place.pointer, words);
        }
        self.note_xml(place);
        let nullable = self.is_nullable(place);
        match self.form(place) {
            Form::Reference(reference) => self.reference(place, reference, words),
            Form::Wrapper(inner) => {
                let inner = self.schema(&inner, words, depth + 1);
                TypeRef {
                    id: inner.id,
                    nullable: inner.nullable || nullable,
                }
            }
            Form::Own => {
                let known = self.ids.get(&place.pointer).copied();
                let id = known.unwrap_or_else(|| {
                    let id = self.reserve(&place.pointer);
                    self.ids.insert(place.pointer.clone(), id);
                    id
                });
                if !self.is_defined(id) {
                    self.define(id, place, words, depth);
                }
                TypeRef { id, nullable }
            }
        }
    }

    /// The use of what a `$ref` names.
    fn reference(&mut self, place: &Place<'d>, reference: &str, words: &Words) -> TypeRef {
        match self.document.step(place, reference, self.diagnostics) {
            Some(target) => TypeRef {
                nullable: self.is_nullable_target(&target),
                id: self.type_at(&target),
            },
            None => self.any(&place.pointer, words),
        }
    }

    /// Gives the shape to a type that a `$ref` may name: where it only repeats another, it becomes an alias.
    fn define_root(&mut self, id: TypeId, place: &Place<'d>, words: &Words) {
        self.note_xml(place);
        let own = match self.form(place) {
            Form::Own => true,
            // The only part of an `allOf`, where it stands here, is the schema itself.
            Form::Wrapper(inner) => {
                place.get("allOf").is_some() && matches!(self.form(&inner), Form::Own)
            }
            Form::Reference(_) => false,
        };
        if own || (component_name(&place.pointer).is_some() && self.is_bare_heir(place)) {
            self.define(id, place, words, 0);
            return;
        }
        self.mark_defined(id);
        let kind = if self.document.follow(place, self.diagnostics).is_some() {
            TypeKind::Alias(self.schema(place, words, 0))
        } else {
            TypeKind::Any
        };
        let description = self.description(place);
        self.fill(
            id,
            name_hint(&place.pointer, words),
            description,
            kind,
            Bounds::default(),
        );
    }

    fn define(&mut self, id: TypeId, place: &Place<'d>, words: &Words, depth: usize) {
        self.mark_defined(id);
        let (kind, bounds) = self.kind(place, words, depth);
        self.note_hierarchy(id, place);
        let description = self.description(place);
        self.fill(
            id,
            name_hint(&place.pointer, words),
            description,
            kind,
            bounds,
        );
    }

    fn mark_defined(&mut self, id: TypeId) {
        if let Some(defined) = self.defined.get_mut(id.0 as usize) {
            *defined = true;
        }
    }

    fn fill(
        &mut self,
        id: TypeId,
        name: NameHint,
        description: Description,
        kind: TypeKind,
        bounds: Bounds,
    ) {
        self.mark_defined(id);
        if let Some(ty) = self.types.get_mut(id) {
            ty.name = name;
            ty.description = description;
            ty.kind = kind;
            ty.bounds = bounds.boxed();
        }
    }

    /// What the schema is at first sight.
    fn form(&self, place: &Place<'d>) -> Form<'d> {
        if let Some(reference) = place.reference() {
            return Form::Reference(reference);
        }
        let Some(members) = place.value.as_object() else {
            return Form::Own;
        };
        let mut composition = None;
        for key in members.keys() {
            match key.as_str() {
                "allOf" | "oneOf" | "anyOf" if composition.is_none() => composition = Some(key),
                // What extends it makes it more than another name.
                "discriminator" if place.get("allOf").is_some() => return Form::Own,
                "discriminator" | NULL_TYPE => {}
                other if is_annotation(other) => {}
                _ => return Form::Own,
            }
        }
        let Some(list) = composition.and_then(|key| place.child(key)) else {
            return Form::Own;
        };
        let mut branches = list.elements().filter(|branch| !self.is_null(branch));
        match (branches.next(), branches.next()) {
            (Some(only), None) => Form::Wrapper(only),
            _ => Form::Own,
        }
    }
}

fn name_hint(pointer: &Pointer, words: &Words) -> NameHint {
    component_name(pointer).map_or_else(
        || NameHint::Inline(words.clone().into_list()),
        NameHint::Component,
    )
}

/// The key under `components/schemas`, where `pointer` names exactly such a place.
fn component_name(pointer: &Pointer) -> Option<String> {
    let key = pointer.as_str().strip_prefix("/components/schemas/")?;
    if key.contains('/') {
        None
    } else {
        pointer.last()
    }
}

/// Words for a schema of which only the place is known: the names in its pointer.
fn root_words(pointer: &Pointer) -> Words {
    const KEYWORDS: &[&str] = &[
        "components",
        "schemas",
        "definitions",
        "$defs",
        "properties",
        "paths",
        "content",
        "schema",
        "allOf",
        "oneOf",
        "anyOf",
        "responses",
        "parameters",
        "requestBodies",
        "headers",
    ];
    let mut words: Option<Words> = None;
    for token in pointer.tokens() {
        let numeric = token.chars().all(|c| c.is_ascii_digit());
        if numeric || KEYWORDS.contains(&token.as_str()) || token.contains('/') {
            continue;
        }
        words = Some(match (words, token.as_str()) {
            (None, _) => Words::new(token),
            (Some(words), "items") => words.item(),
            (Some(words), "additionalProperties") => words.with("Value"),
            (Some(words), _) => words.with(token),
        });
    }
    words.unwrap_or_else(|| Words::new("Schema"))
}
