//! `xml` of schemas, by place: it belongs to the use of a schema as much as to the schema.

use crate::ir::{Xml, XmlNode};
use crate::resolve::Place;

use super::Lowerer;

impl<'d> Lowerer<'d, '_> {
    /// Notes what the schema at `place` says of itself in XML.
    pub(super) fn note_xml(&mut self, place: &Place<'d>) {
        let Some(xml) = place.child("xml") else {
            return;
        };
        let text = |key: &str| {
            // JAXB's word for nothing, which Swagger's Java libraries copy.
            let text = xml
                .text(key)
                .filter(|text| !matches!(*text, "" | "##default"));
            text.map(str::to_owned)
        };
        let is_list = place.text("type") == Some("array") || place.value.get("items").is_some();
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
            _ if xml.flag("wrapped") && (is_list || place.value.get("type").is_none()) => {
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
