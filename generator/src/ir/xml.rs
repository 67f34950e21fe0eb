//! `xml`: how the values of a schema stand in XML (OAS 3.1.1 section 4.8.26, 3.2.0 section 4.26).

use serde::Serialize;

/// What a schema says of itself in XML, as written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Xml {
    /// `name`: of the element or attribute.
    pub name: Option<String>,
    /// `namespace`.
    pub namespace: Option<String>,
    /// `prefix`.
    pub prefix: Option<String>,
    /// `nodeType`, or what says the same: `attribute: true`, `wrapped: true` of a list, `x-ms-text: true`.
    pub node: Option<XmlNode>,
}

/// `nodeType`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum XmlNode {
    /// `element`; of a list, one around its items.
    Element,
    /// `attribute`.
    Attribute,
    /// `text`.
    Text,
    /// `cdata`.
    Cdata,
    /// `none`: what is inside stands in what is around it.
    None,
}
