//! From schemas to what elements hold.

use std::collections::{BTreeMap, VecDeque};

use super::facets::Facets;
use super::nodes::told_apart;
use super::{Alternative, Node, Shape, XmlShape};
use crate::analyse::Shape as Form;
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{NameHint, Object, Pointer, TypeId, TypeKind, TypeRef, Union};
use crate::plan::Facts;
use crate::plan::names::{ConstName, Scope};

/// A chain of lists and maps deeper than this is taken for recursion without an end.
pub(super) const DEEPEST: usize = 24;

/// The shapes that documents lead to.
pub(super) struct Shapes<'a> {
    pub(super) facts: Facts<'a>,
    scope: Scope<ConstName>,
    names: BTreeMap<TypeId, ConstName>,
    queue: VecDeque<TypeId>,
    /// Places and what is wrong there.
    pub(super) findings: Vec<(Pointer, String)>,
}

impl<'a> Shapes<'a> {
    pub(super) fn new(facts: Facts<'a>) -> Self {
        Self {
            facts,
            scope: Scope::default(),
            names: BTreeMap::new(),
            queue: VecDeque::new(),
            findings: Vec::new(),
        }
    }

    pub(super) fn claim(&mut self, candidates: &[String]) -> ConstName {
        self.scope.claim(candidates)
    }

    /// All shapes that were named so far, and those they name.
    pub(super) fn finish(mut self, diagnostics: &mut Diagnostics) -> Vec<XmlShape> {
        let mut shapes = Vec::new();
        while let Some(id) = self.queue.pop_front() {
            let shape = self.inside(id, "item", false, 0);
            if let Some(constant) = self.names.get(&id) {
                let constant = constant.clone();
                shapes.push(XmlShape { constant, shape });
            }
        }
        for (place, message) in self.findings {
            diagnostics
                .report(Code::UnsupportedKeyword, &place, message)
                .degrades();
        }
        shapes
    }

    /// The shape of a document.
    pub(super) fn document(&mut self, id: TypeId, usual: &str) -> Shape {
        if matches!(self.kind(id), TypeKind::Array(_)) {
            // Its items are called after what they are: there is no property around them.
            return self.inside(id, usual, true, 0);
        }
        self.shape(id, usual, 0)
    }

    /// The shape of a use: its own table where it has one.
    pub(super) fn shape(&mut self, id: TypeId, usual: &str, depth: usize) -> Shape {
        let types = &self.facts.api.types;
        let id = types
            .resolve(TypeRef {
                id,
                nullable: false,
            })
            .id;
        let ty = types.get(id);
        let component = matches!(ty.name, NameHint::Component(_));
        let named = match &ty.kind {
            TypeKind::Object(_) => true,
            TypeKind::Union(_) => {
                self.facts.analysis.shape(id) == Form::Plain && !self.is_scalar(id)
            }
            TypeKind::Map(_) | TypeKind::Tuple(_) => component,
            _ => false,
        };
        if !named {
            return self.inside(id, usual, false, depth);
        }
        if let Some(name) = self.names.get(&id) {
            return Shape::Named(name.clone());
        }
        let words = match &ty.name {
            NameHint::Component(name) => name.clone(),
            NameHint::Inline(words) => words.join(" "),
            NameHint::Anonymous => "part".to_owned(),
        };
        let name = self.claim(&[format!("{words} shape")]);
        self.names.insert(id, name.clone());
        self.queue.push_back(id);
        Shape::Named(name)
    }

    pub(super) fn kind(&self, id: TypeId) -> &'a TypeKind {
        &self.facts.api.types.get(id).kind
    }

    /// What a type is. `usual` is the name of what is around a list, for items without one; `bare` says that items are
    /// rather called after their components.
    pub(super) fn inside(&mut self, id: TypeId, usual: &str, bare: bool, depth: usize) -> Shape {
        if depth > DEEPEST {
            return Shape::Plain("Any");
        }
        match self.facts.analysis.shape(id) {
            Form::OneOrMany(item) => {
                return Shape::List(Box::new(self.item(None, item, usual, depth)));
            }
            Form::IntegerOrString { .. } => return Shape::Plain("Scalar"),
            Form::Plain => {}
        }
        match self.kind(id) {
            TypeKind::Object(object) => self.object(object, depth),
            TypeKind::Map(values) => {
                let rest = self.rest(*values, depth);
                Shape::Object(Vec::new(), Some(Box::new(rest)))
            }
            TypeKind::Array(item) => {
                let place = self.facts.api.types.get(id).pointer.child("items");
                let mut node = self.item(Some(&place), *item, usual, depth);
                if bare && node.name == usual {
                    let facets = Facets::of(self.facts, Some(&place), *item);
                    node.name = facets.component.unwrap_or(node.name);
                }
                Shape::List(Box::new(node))
            }
            TypeKind::Tuple(items) => {
                let place = self.facts.api.types.get(id).pointer.child("prefixItems");
                let nodes = items.iter().enumerate().map(|(index, item)| {
                    let place = place.child(index.to_string());
                    self.item(Some(&place), *item, usual, depth)
                });
                Shape::Sequence(nodes.collect())
            }
            TypeKind::Union(union) => self.union(id, union, depth),
            _ => Shape::Plain(self.scalar(id)),
        }
    }

    fn object(&mut self, object: &'a Object, depth: usize) -> Shape {
        let nodes: Vec<Node> = object
            .fields
            .iter()
            .map(|field| self.property(field, depth))
            .collect();
        let nodes = told_apart(nodes);
        let rest = object.additional.map(|values| self.rest(values, depth));
        Shape::Object(nodes, rest.map(Box::new))
    }

    fn union(&mut self, id: TypeId, union: &Union, depth: usize) -> Shape {
        if self.is_scalar(id) {
            return Shape::Plain(self.scalar(id));
        }
        let alternatives = union.variants.iter().map(|variant| {
            let facets = Facets::of(self.facts, None, variant.ty);
            Alternative {
                shape: self.shape(variant.ty.id, "item", depth + 1),
                tags: variant.tags.clone(),
                name: facets.name.or(facets.component).unwrap_or_default(),
            }
        });
        let alternatives = alternatives.collect();
        let tag = union.discriminator.as_ref();
        let tag = tag.map_or_else(String::new, |tag| tag.property.clone());
        Shape::Union(tag, alternatives)
    }

    /// Whether a type is a union each of whose alternatives says a name of its own.
    pub(super) fn is_named_by_variants(&self, id: TypeId) -> bool {
        let TypeKind::Union(union) = self.kind(id) else {
            return false;
        };
        let mut names: Vec<String> = Vec::new();
        for variant in &union.variants {
            match Facets::of(self.facts, None, variant.ty).name {
                Some(name) if !names.contains(&name) => names.push(name),
                _ => return false,
            }
        }
        true
    }
}
