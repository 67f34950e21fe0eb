//! Where properties and items stand: as elements, attributes or text.

use std::collections::BTreeMap;

use super::facets::Facets;
use super::shapes::{DEEPEST, Shapes};
use super::{Node, Shape};
use crate::analyse::Shape as Form;
use crate::ir::{Field, Pointer, TypeId, TypeKind, TypeRef, XmlNode};

impl Shapes<'_> {
    /// What elements of other names are.
    pub(super) fn rest(&mut self, values: TypeRef, depth: usize) -> Node {
        let facets = Facets::of(self.facts, None, values);
        let mut node = self.placed(&facets, None, values, ("", "item"), depth);
        node.name = String::new();
        node.other = String::new();
        node
    }

    pub(super) fn property(&mut self, field: &Field, depth: usize) -> Node {
        let facets = Facets::of(self.facts, Some(&field.pointer), field.ty);
        let place = Some(&field.pointer);
        let mut node = self.placed(&facets, place, field.ty, (&field.name, &field.name), depth);
        let types = &self.facts.api.types;
        let nullable = field.ty.nullable || types.resolve(field.ty).nullable;
        let text = matches!(node.kind, "text" | "cdata");
        node.missing = match node.kind {
            _ if !field.required => None,
            "attribute" | "text" | "cdata" if nullable => Some("or_null"),
            "items" => Some("or_empty"),
            _ if text && node.shape == Shape::Plain("Text") => Some("or_empty"),
            _ => None,
        };
        if !matches!(node.kind, "text" | "cdata" | "inline")
            && !node.name.is_empty()
            && !is_name(&node.name)
        {
            let message = format!(
                "`{}` is no name in XML: a value that has this property cannot be sent as XML",
                node.name.escape_debug()
            );
            self.findings.push((field.pointer.clone(), message));
        }
        node
    }

    /// An item of a list or a tuple, in a list that has an element of its own.
    pub(super) fn item(
        &mut self,
        place: Option<&Pointer>,
        item: TypeRef,
        usual: &str,
        depth: usize,
    ) -> Node {
        let facets = Facets::of(self.facts, place, item);
        let id = self.resolved(item);
        if self.is_list(id) && facets.node != Some(XmlNode::Element) {
            // A list inside a list: without an element of its own it could not be told from the others.
            let shape = self.inside(id, usual, false, depth + 1);
            let mut node = self.node("element", &facets, ("", usual), item, shape);
            node.other = String::new();
            return node;
        }
        let mut node = self.placed(&facets, place, item, ("", usual), depth);
        // Whatever stands in a list is an item.
        node.other = String::new();
        node
    }

    fn is_list(&self, id: TypeId) -> bool {
        matches!(self.kind(id), TypeKind::Array(_))
            || matches!(self.facts.analysis.shape(id), Form::OneOrMany(_))
    }

    pub(super) fn resolved(&self, ty: TypeRef) -> TypeId {
        self.facts.api.types.resolve(ty).id
    }

    /// A node where its facets want it; `usual` is its name where nothing says another.
    fn placed(
        &mut self,
        facets: &Facets,
        place: Option<&Pointer>,
        ty: TypeRef,
        (key, usual): (&str, &str),
        depth: usize,
    ) -> Node {
        let id = self.resolved(ty);
        if depth > DEEPEST {
            return self.node("element", facets, (key, usual), ty, Shape::Plain("Any"));
        }
        let form = self.facts.analysis.shape(id);
        let list = match (form, self.kind(id)) {
            (Form::OneOrMany(item), _) => Some((None, item)),
            (_, TypeKind::Array(item)) => {
                let place = self.facts.api.types.get(id).pointer.child("items");
                Some((Some(place), *item))
            }
            _ => None,
        };
        let structured = !self.is_scalar(id);
        match (facets.node, list) {
            (Some(XmlNode::Element), Some((at, item))) => {
                let (wrapper, _) = facets.named(usual, &self.facts.api.dialect);
                let item = self.item(at.as_ref(), item, &wrapper, depth + 1);
                let shape = Shape::List(Box::new(item));
                self.node("element", facets, (key, usual), ty, shape)
            }
            (None | Some(XmlNode::None), Some((at, item))) => {
                let inner = Facets::of(self.facts, at.as_ref(), item);
                let node = self.item(at.as_ref(), item, usual, depth + 1);
                // Documents forget that there is an element around the items.
                let around = facets.name.as_deref().unwrap_or(usual);
                let other = if node.name == around { "" } else { around };
                Node {
                    kind: "items",
                    key: key.to_owned(),
                    other: other.to_owned(),
                    prefix: inner.prefix,
                    namespace: inner.namespace,
                    ..node
                }
            }
            (Some(node @ (XmlNode::Attribute | XmlNode::Text | XmlNode::Cdata)), list) => {
                let scalars = list.as_ref().map_or(!structured, |(_, item)| {
                    self.is_scalar(self.resolved(*item))
                });
                if !scalars || (list.is_some() && node != XmlNode::Attribute) {
                    let message =
                        "only single values can be attributes or text; this is an element";
                    let at = place.cloned().unwrap_or_default();
                    self.findings.push((at, message.to_owned()));
                    let facets = Facets {
                        node: None,
                        name: facets.name.clone(),
                        prefix: facets.prefix.clone(),
                        namespace: facets.namespace.clone(),
                        component: facets.component.clone(),
                        ..*facets
                    };
                    return self.placed(&facets, place, ty, (key, usual), depth);
                }
                let kind = match node {
                    XmlNode::Attribute => "attribute",
                    XmlNode::Cdata => "cdata",
                    _ => "text",
                };
                let shape = self.inside(id, usual, false, depth + 1);
                self.node(kind, facets, (key, usual), ty, shape)
            }
            (Some(XmlNode::None), None) => {
                let kind = if structured { "inline" } else { "text" };
                let shape = self.shape(id, usual, depth + 1);
                self.node(kind, facets, (key, usual), ty, shape)
            }
            (None | Some(XmlNode::Element), None) => {
                let shape = self.shape(id, usual, depth + 1);
                self.node("element", facets, (key, usual), ty, shape)
            }
        }
    }

    fn node(
        &self,
        kind: &'static str,
        facets: &Facets,
        (key, usual): (&str, &str),
        ty: TypeRef,
        shape: Shape,
    ) -> Node {
        let (mut name, mut other) = facets.named(usual, &self.facts.api.dialect);
        if matches!(kind, "text" | "cdata" | "inline") {
            (name, other) = (key.to_owned(), String::new());
        } else if facets.name.is_none() && self.is_named_by_variants(self.resolved(ty)) {
            (name, other) = (String::new(), usual.to_owned());
        }
        Node {
            kind,
            key: key.to_owned(),
            inferred: !facets.own && name != usual,
            name,
            other,
            prefix: facets.prefix.clone(),
            namespace: facets.namespace.clone(),
            shape,
            missing: None,
        }
    }
}

/// Properties that would share the name of what they refer to have their own.
pub(super) fn told_apart(mut nodes: Vec<Node>) -> Vec<Node> {
    let mut counts: BTreeMap<(bool, String), usize> = BTreeMap::new();
    let key = |node: &Node| (node.kind == "attribute", node.name.clone());
    for node in &nodes {
        *counts.entry(key(node)).or_default() += 1;
    }
    for node in &mut nodes {
        let shared = counts.get(&key(node)).is_some_and(|count| *count > 1);
        if shared && node.inferred && !node.name.is_empty() && !node.other.is_empty() {
            node.name = std::mem::take(&mut node.other);
        }
    }
    nodes
}

/// Whether a text can be a name in XML (Namespaces in XML 1.0 section 3); letters of all scripts count as such.
fn is_name(text: &str) -> bool {
    let mut chars = text.chars();
    let starts = |c: char| c.is_alphabetic() || c == '_';
    chars.next().is_some_and(starts)
        && chars.all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}
