//! From the JSON that models write to XML.

use serde_json::value::RawValue;

use super::super::wire::members::Members;
use super::choice::chosen_for;
use super::shape::{Kind, Node, Root, Shape};
use super::text::{escape, is_name};
use super::tree::XSI;

/// Writes a document.
pub(super) fn write(root: &Root, json: &str) -> Result<String, String> {
    let value: &RawValue = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let mut writer = Writer {
        out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>".to_owned(),
        ..Writer::default()
    };
    match writer.element(&root.node, root.node.name, value) {
        Ok(()) => Ok(writer.out),
        Err(message) if writer.path.is_empty() => Err(message),
        Err(message) => Err(format!("{}: {message}", writer.path.join("."))),
    }
}

#[derive(Default)]
struct Writer {
    out: String,
    /// Prefixes and the namespaces they stand for.
    scopes: Vec<(String, String)>,
    /// The keys around what is being written.
    path: Vec<String>,
}

type Written = Result<(), String>;

impl Writer {
    /// An element; its shape says its name where `name` is empty.
    fn element(&mut self, node: &Node, name: &str, json: &RawValue) -> Written {
        let scopes = self.scopes.len();
        let mut name = name;
        let mut shape = node.shape;
        while let Shape::Union(tag, variants) = shape {
            let Some(variant) = chosen_for(tag, variants, json) else {
                shape = &Shape::Any;
                break;
            };
            if name.is_empty() {
                name = variant.name;
            }
            shape = variant.shape;
        }
        self.out.push('<');
        let name_at = self.out.len();
        let declaration = self.name(node, name)?;
        let name = self.out.get(name_at..).unwrap_or_default().to_owned();
        self.out.push_str(&declaration);
        if json.get() == "null" {
            if self.declare("xsi", XSI) {
                self.out.push_str(" xmlns:xsi=\"");
                self.out.push_str(XSI);
                self.out.push('"');
            }
            self.out.push_str(" xsi:nil=\"true\"/>");
            self.scopes.truncate(scopes);
            return Ok(());
        }
        self.attributes(shape, json)?;
        let open = self.out.len();
        self.out.push('>');
        self.content(shape, json)?;
        if self.out.len() == open + 1 {
            self.out.truncate(open);
            self.out.push_str("/>");
        } else {
            self.out.push_str("</");
            self.out.push_str(&name);
            self.out.push('>');
        }
        self.scopes.truncate(scopes);
        Ok(())
    }

    /// Writes a name with its prefix; returns the declaration that it needs.
    fn name(&mut self, node: &Node, name: &str) -> Result<String, String> {
        if !is_name(name) {
            return Err(format!("`{}` is no name in XML", name.escape_debug()));
        }
        let namespace = match (node.prefix, node.namespace) {
            ("xsi", "") => XSI,
            (_, namespace) => namespace,
        };
        let known =
            node.prefix == "xml" || self.scopes.iter().any(|(known, _)| known == node.prefix);
        if !node.prefix.is_empty() && (known || !namespace.is_empty()) {
            self.out.push_str(node.prefix);
            self.out.push(':');
        }
        self.out.push_str(name);
        let is_attribute = node.kind == Kind::Attribute;
        if namespace.is_empty()
            || (is_attribute && node.prefix.is_empty())
            || !self.declare(node.prefix, namespace)
        {
            return Ok(String::new());
        }
        let colon = if node.prefix.is_empty() { "" } else { ":" };
        let mut declaration = format!(" xmlns{colon}{}=\"", node.prefix);
        escape(&mut declaration, namespace, true)?;
        declaration.push('"');
        Ok(declaration)
    }

    /// Notes what a prefix stands for; says whether that is new here.
    fn declare(&mut self, prefix: &str, namespace: &str) -> bool {
        let mut scopes = self.scopes.iter().rev();
        let known = scopes.find(|(known, _)| known == prefix);
        if known.is_some_and(|(_, known)| known == namespace) {
            return false;
        }
        self.scopes.push((prefix.to_owned(), namespace.to_owned()));
        true
    }

    fn attributes(&mut self, shape: &Shape, json: &RawValue) -> Written {
        match shape {
            Shape::Object(nodes, _) => {
                let Some(members) = members(json) else {
                    return Ok(());
                };
                for node in *nodes {
                    let Some(value) = member(&members, node.key) else {
                        continue;
                    };
                    self.path.push(node.key.to_owned());
                    match node.kind {
                        Kind::Attribute if value.get() != "null" => {
                            self.attribute(node, node.name, value)?;
                        }
                        Kind::Inline => self.attributes(node.shape, value)?,
                        _ => {}
                    }
                    self.path.pop();
                }
            }
            Shape::Union(tag, variants) => {
                if let Some(variant) = chosen_for(tag, variants, json) {
                    self.attributes(variant.shape, json)?;
                }
            }
            Shape::Any => {
                for (key, value) in members(json).unwrap_or_default() {
                    if let Some(name) = key.strip_prefix('@') {
                        self.attribute(&ATTRIBUTE, name, value)?;
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn attribute(&mut self, node: &Node, name: &str, value: &RawValue) -> Written {
        self.out.push(' ');
        let declaration = self.name(node, name)?;
        self.out.push_str("=\"");
        escape(&mut self.out, &scalar(value)?, true)?;
        self.out.push('"');
        self.out.push_str(&declaration);
        Ok(())
    }

    fn content(&mut self, shape: &Shape, json: &RawValue) -> Written {
        match shape {
            Shape::Object(nodes, rest) => match members(json) {
                Some(members) => self.properties(nodes, *rest, &members),
                None => self.text(json),
            },
            Shape::List(item) => self.items(item, item.name, json),
            Shape::Sequence(nodes) => {
                let values = elements(json).unwrap_or_default();
                for (node, value) in nodes.iter().zip(values) {
                    self.property(node, value)?;
                }
                Ok(())
            }
            Shape::Union(tag, variants) => match chosen_for(tag, variants, json) {
                Some(variant) => self.content(variant.shape, json),
                None => self.any(json),
            },
            Shape::Any => self.any(json),
            _ => self.text(json),
        }
    }

    fn properties(
        &mut self,
        nodes: &[Node],
        rest: Option<&Node>,
        members: &[(String, &RawValue)],
    ) -> Written {
        for node in nodes {
            if let Some(value) = member(members, node.key) {
                self.path.push(node.key.to_owned());
                self.property(node, value)?;
                self.path.pop();
            }
        }
        let others = members
            .iter()
            .filter(|(key, _)| !nodes.iter().any(|node| node.key == key));
        for (key, value) in others {
            self.path.push(key.clone());
            self.named(rest.unwrap_or(&ANY), key, value)?;
            self.path.pop();
        }
        Ok(())
    }

    /// A value under a name of its own.
    fn named(&mut self, node: &Node, name: &str, value: &RawValue) -> Written {
        let is_list = value.get().starts_with('[');
        if node.kind == Kind::Items || (matches!(node.shape, Shape::Any) && is_list) {
            return self.items(node, name, value);
        }
        self.element(node, name, value)
    }

    fn property(&mut self, node: &Node, value: &RawValue) -> Written {
        let is_null = value.get() == "null";
        match node.kind {
            Kind::Element => self.element(node, node.name, value),
            Kind::Attribute => Ok(()),
            Kind::Items | Kind::Text | Kind::Cdata if is_null => Ok(()),
            Kind::Items => self.items(node, node.name, value),
            Kind::Text => self.text(value),
            Kind::Cdata => {
                let text = scalar(value)?;
                // What cannot stand in XML cannot stand in such a section.
                escape(&mut String::new(), &text, false)?;
                let text = text.replace("]]>", "]]]]><![CDATA[>");
                self.out.push_str("<![CDATA[");
                self.out.push_str(&text);
                self.out.push_str("]]>");
                Ok(())
            }
            Kind::Inline => self.content(node.shape, value),
        }
    }

    fn items(&mut self, node: &Node, name: &str, value: &RawValue) -> Written {
        let Some(items) = elements(value) else {
            return self.element(node, name, value);
        };
        for item in items {
            self.element(node, name, item)?;
        }
        Ok(())
    }

    fn any(&mut self, json: &RawValue) -> Written {
        let Some(members) = members(json) else {
            if json.get().starts_with('[') {
                return self.items(&ANY, "item", json);
            }
            return self.text(json);
        };
        for (key, value) in members {
            if key == "#text" {
                self.text(value)?;
            } else if !key.starts_with('@') {
                self.path.push(key.clone());
                self.named(&ANY, &key, value)?;
                self.path.pop();
            }
        }
        Ok(())
    }

    fn text(&mut self, json: &RawValue) -> Written {
        escape(&mut self.out, &scalar(json)?, false)
    }
}

static ANY: Node = Node::element("", &Shape::Any);
static ATTRIBUTE: Node = Node::attribute("", &Shape::Text);

/// The text of a string, a number or a boolean; of a list of them with spaces between.
fn scalar(json: &RawValue) -> Result<String, String> {
    let text = json.get();
    match text.as_bytes().first() {
        Some(b'"') => serde_json::from_str(text).map_err(|error| error.to_string()),
        Some(b'[') => {
            let items = elements(json).unwrap_or_default();
            let items: Result<Vec<String>, String> = items.into_iter().map(scalar).collect();
            items.map(|items| items.join(" "))
        }
        Some(b'{') => Err("an object cannot stand where XML has text".to_owned()),
        Some(b'n') | None => Ok(String::new()),
        Some(_) => Ok(text.to_owned()),
    }
}

fn member<'j>(members: &[(String, &'j RawValue)], key: &str) -> Option<&'j RawValue> {
    let found = members.iter().find(|(name, _)| name == key);
    found.map(|(_, value)| *value)
}

/// The elements of a list.
fn elements(json: &RawValue) -> Option<Vec<&RawValue>> {
    let is_list = json.get().starts_with('[');
    is_list.then(|| serde_json::from_str(json.get()).ok())?
}

/// The properties of an object, in their order.
pub(super) fn members(json: &RawValue) -> Option<Vec<(String, &RawValue)>> {
    let is_object = json.get().starts_with('{');
    let members: Option<Members<'_>> = is_object.then(|| serde_json::from_str(json.get()).ok())?;
    members.map(|Members(members)| members)
}
