//! What the places of a schema say of it in XML, and the schemas they refer to.

use crate::ir::{NameHint, Pointer, TypeKind, TypeRef, Xml, XmlNode};
use crate::plan::Facts;

/// What is known about a use of a schema.
#[derive(Debug, Default)]
pub(super) struct Facets {
    /// `name`, of the use or of what it refers to.
    pub(super) name: Option<String>,
    /// Whether the use says it.
    pub(super) own: bool,
    pub(super) prefix: String,
    pub(super) namespace: String,
    pub(super) node: Option<XmlNode>,
    /// The component that it refers to.
    pub(super) component: Option<String>,
}

impl Facets {
    /// The facets of the schema at `place`, whose type is `ty`: nearer words win over those of what is referred to.
    pub(super) fn of(facts: Facts<'_>, place: Option<&Pointer>, ty: TypeRef) -> Self {
        let api = facts.api;
        let mut found = Self::default();
        if let Some(xml) = place.and_then(|place| api.xml.get(place)) {
            found.add(xml);
            found.own = found.name.is_some();
        }
        let mut at = ty;
        // A chain longer than the arena is a cycle.
        for _ in 0..=api.types.len() {
            let schema = api.types.get(at.id);
            if place != Some(&schema.pointer)
                && let Some(xml) = api.xml.get(&schema.pointer)
            {
                found.add(xml);
            }
            if let NameHint::Component(name) = &schema.name {
                found.component.get_or_insert_with(|| name.clone());
            }
            let TypeKind::Alias(next) = schema.kind else {
                break;
            };
            at = next;
        }
        found
    }

    fn add(&mut self, xml: &Xml) {
        if self.name.is_none() {
            self.name.clone_from(&xml.name);
        }
        if self.prefix.is_empty() && self.namespace.is_empty() {
            self.prefix = xml.prefix.clone().unwrap_or_default();
            self.namespace = xml.namespace.clone().unwrap_or_default();
        }
        self.node = self.node.or(xml.node);
    }

    /// The name of an element in place of `usual`, and another that is understood too: documents and servers do not
    /// agree whether a reference is called after the property or after what it refers to.
    pub(super) fn named(&self, usual: &str, dialect: &str) -> (String, String) {
        // OAS 3.2.0 section 4.26.3: a reference is no node, what it refers to is one with a name of its own.
        let component = self.component.clone();
        let component = component.filter(|_| dialect.starts_with("3.2") && !self.own);
        match self.name.clone().or(component) {
            Some(name) if name == usual => (name, String::new()),
            Some(name) if self.own => (name, String::new()),
            Some(name) => (name, usual.to_owned()),
            None => (usual.to_owned(), String::new()),
        }
    }
}
