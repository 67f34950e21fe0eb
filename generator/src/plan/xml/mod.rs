//! XML: which bodies are documents of it, and the tables that say how the JSON of models stands in them.
//!
//! A table belongs to a schema, not to a model: what is sent and what comes back of one schema stands in the same
//! elements.

mod facets;
mod nodes;
mod roots;
mod scalars;
mod shapes;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Facts;
use super::methods::{BodyDecoding, BodyEncoding, BodyPlan, OperationFile};
use super::names::ConstName;
use crate::diagnostics::Diagnostics;
use crate::ir::{MediaType, Pointer};

/// The tables of an API.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct XmlPlan {
    /// Documents, in the order in which operations name them.
    pub roots: Vec<XmlRoot>,
    /// What elements hold, in the order in which documents lead to them.
    pub shapes: Vec<XmlShape>,
}

/// `static USER: Root`: a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct XmlRoot {
    /// The static.
    pub constant: ConstName,
    /// The outermost element; empty where any will do, or the shape says it.
    pub name: String,
    /// Its prefix; may be empty.
    pub prefix: String,
    /// Its namespace; may be empty.
    pub namespace: String,
    /// Whether the document says the name, rather than that it follows from the schema's.
    pub exact: bool,
    /// What is in it.
    pub shape: Shape,
}

/// `static USER_SHAPE: Shape`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct XmlShape {
    /// The static.
    pub constant: ConstName,
    /// What it is.
    pub shape: Shape,
}

/// What an element holds: the same words as in the runtime.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Shape {
    /// `Shape::Text` and the like, by the variant's name.
    Plain(&'static str),
    /// The static of another shape.
    Named(ConstName),
    /// An object, and what elements of other names are.
    Object(Vec<Node>, Option<Box<Node>>),
    /// A list of elements.
    List(Box<Node>),
    /// A tuple.
    Sequence(Vec<Node>),
    /// One of several: the property that tells, or nothing, and the alternatives.
    Union(String, Vec<Alternative>),
}

/// One of several shapes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Alternative {
    /// What it is.
    pub shape: Shape,
    /// The values that tell it.
    pub tags: Vec<String>,
    /// The name of its element; empty where it has none of its own.
    pub name: String,
}

/// A property or an item.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Node {
    /// The constructor: `element`, `items`, `attribute`, `text`, `cdata`, `inline`.
    pub kind: &'static str,
    /// The property's key.
    pub key: String,
    /// The element or attribute.
    pub name: String,
    /// Another name that is understood; may be empty.
    pub other: String,
    /// Its prefix; may be empty.
    pub prefix: String,
    /// Its namespace; may be empty.
    pub namespace: String,
    /// What it holds.
    pub shape: Shape,
    /// What it is where nothing stands for it: `or_empty`, `or_null`.
    pub missing: Option<&'static str>,
    /// Whether the name is that of what it refers to.
    #[serde(skip)]
    pub inferred: bool,
}

/// The tables, and which media types have one.
#[derive(Debug, Default)]
pub(super) struct Xml {
    pub(super) plan: XmlPlan,
    by_media: BTreeMap<Pointer, ConstName>,
}

impl Xml {
    /// The document that bodies of a media type are; `None` for what is not XML, or that XML has no form for.
    pub(super) fn root(&self, media: &MediaType) -> Option<&ConstName> {
        // A place may have several names.
        let constant = self.by_media.get(&media.pointer);
        constant.filter(|_| is_xml(&media.name))
    }
}

impl XmlPlan {
    /// Leaves out what no operation reads or writes: a body may be documented where there is none (`204`), or twice.
    pub(super) fn keep_used(&mut self, operations: &[OperationFile]) {
        let mut used = BTreeSet::new();
        for method in operations.iter().flat_map(|file| &file.methods) {
            for form in method.body.iter().flat_map(BodyPlan::forms) {
                if let BodyEncoding::Xml(_, root) = &form.encoding {
                    used.insert(root.clone());
                }
            }
            for arm in &method.answers {
                if let BodyDecoding::Xml(root) = &arm.decode {
                    used.insert(root.clone());
                }
            }
        }
        self.roots.retain(|root| used.contains(&root.constant));
        let shapes: BTreeMap<&ConstName, &Shape> = self
            .shapes
            .iter()
            .map(|shape| (&shape.constant, &shape.shape))
            .collect();
        let mut reached = BTreeSet::new();
        let mut queue: Vec<&Shape> = self.roots.iter().map(|root| &root.shape).collect();
        while let Some(shape) = queue.pop() {
            match shape {
                Shape::Plain(_) => {}
                Shape::Named(name) => {
                    if reached.insert(name.clone()) {
                        queue.extend(shapes.get(name));
                    }
                }
                Shape::Object(nodes, rest) => {
                    queue.extend(nodes.iter().chain(rest.as_deref()).map(|node| &node.shape));
                }
                Shape::List(item) => queue.push(&item.shape),
                Shape::Sequence(nodes) => queue.extend(nodes.iter().map(|node| &node.shape)),
                Shape::Union(_, alternatives) => {
                    queue.extend(alternatives.iter().map(|alternative| &alternative.shape));
                }
            }
        }
        self.shapes
            .retain(|shape| reached.contains(&shape.constant));
    }
}

/// Plans the tables of all bodies that are XML.
pub(super) fn plan(facts: Facts<'_>, diagnostics: &mut Diagnostics) -> Xml {
    roots::plan(facts, diagnostics)
}

/// Whether a media type holds XML (RFC 7303).
pub(super) fn is_xml(media_type: &str) -> bool {
    matches!(media_type, "application/xml" | "text/xml") || media_type.ends_with("+xml")
}
