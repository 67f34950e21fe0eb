//! `xml` of schemas, by place: it belongs to the use of a schema as much as to the schema.

use crate::ir::{Xml, XmlNode};
use crate::resolve::Place;

use super::Lowerer;
use super::annotations::is_annotation;

/// Whether a schema has `xml`, and nothing that says which values it allows.
fn annotates(place: &Place<'_>) -> bool {
    let members = place.value.as_object();
    members.is_some_and(|members| {
        members.contains_key("xml") && members.keys().all(|key| is_annotation(key))
    })
}

impl<'d> Lowerer<'d, '_> {
    /// Notes what the schema at `place` says of itself in XML.
    pub(super) fn note_xml(&mut self, place: &Place<'d>) {
        // A branch that only annotates (`allOf: [{$ref}, {xml}]`) says it of the whole.
        let branches = place.child("allOf");
        let mut branches = branches.iter().flat_map(Place::elements);
        let beside = || {
            let found = branches.find(|branch| branch.reference().is_none() && annotates(branch));
            found.and_then(|branch| branch.child("xml"))
        };
        let Some(xml) = place.child("xml").or_else(beside) else {
            return;
        };
        let text = |key: &str| {
            // JAXB's word for nothing, which Swagger's Java libraries copy.
            let text = xml
                .text(key)
                .filter(|text| !matches!(*text, "" | "##default"));
            text.map(str::to_owned)
        };
        let is_list = place.text("type") == Some("array") || place.get("items").is_some();
        let node = match xml.text("nodeType") {
            Some("element") => Some(XmlNode::Element),
            Some("attribute") => Some(XmlNode::Attribute),
            Some("text") => Some(XmlNode::Text),
            Some("cdata") => Some(XmlNode::Cdata),
            Some("none") => Some(XmlNode::None),
            _ if xml.flag("attribute") => Some(XmlNode::Attribute),
            // AutoRest's word for `nodeType: text`.
            _ if xml.flag("x-ms-text") => Some(XmlNode::Text),
            // It has no effect but on lists, and on references to them.
            _ if xml.flag("wrapped") && (is_list || place.get("type").is_none()) => {
                Some(XmlNode::Element)
            }
            _ => None,
        };
        let xml = Xml {
            name: text("name"),
            namespace: text("namespace"),
            prefix: text("prefix"),
            node,
        };
        if xml != Xml::default() {
            self.xml.insert(place.pointer.clone(), xml);
        }
    }
}
