//! XML text as a tree of elements. There are no document type declarations, so no entities that grow (XML 1.0 section
//! 2.8), and elements stand at most [`MAX_DEPTH`] deep: what comes from a server is not trusted.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::Fault;

/// How deep elements may stand in one another.
const MAX_DEPTH: usize = 100;

/// How many attributes an element may have.
const MAX_ATTRIBUTES: usize = 1_000;

/// The namespace of `xsi:nil` (XML Schema part 1, section 2.6).
pub(super) const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// An element.
#[derive(Debug)]
pub(super) struct Element<'a> {
    name: &'a str,
    pub(super) namespace: Rc<str>,
    pub(super) attributes: Vec<Attribute>,
    pub(super) content: Vec<Content<'a>>,
    /// Where it starts.
    pub(super) at: usize,
    /// Where its content starts.
    inner: usize,
    /// What stands inside, as it is written.
    pub(super) source: &'a str,
}

#[derive(Debug)]
pub(super) struct Attribute {
    name: String,
    pub(super) namespace: Rc<str>,
    pub(super) value: String,
}

#[derive(Debug)]
pub(super) enum Content<'a> {
    Text(Cow<'a, str>),
    Element(Element<'a>),
}

impl<'a> Element<'a> {
    /// The name without prefix.
    pub(super) fn local(&self) -> &'a str {
        local(self.name)
    }

    /// The elements inside.
    pub(super) fn children(&self) -> impl Iterator<Item = &Element<'a>> {
        self.content.iter().filter_map(|content| match content {
            Content::Element(element) => Some(element),
            Content::Text(_) => None,
        })
    }

    /// The text inside, without that of elements inside.
    pub(super) fn text(&self) -> Cow<'_, str> {
        let mut texts = self.content.iter().filter_map(|content| match content {
            Content::Text(text) => Some(&**text),
            Content::Element(_) => None,
        });
        let first = texts.next().unwrap_or_default();
        let rest: String = texts.collect();
        if rest.is_empty() {
            Cow::Borrowed(first)
        } else {
            Cow::Owned(format!("{first}{rest}"))
        }
    }

    /// Attributes that say something of the value: no declarations, and nothing that XML Schema has for its own use.
    pub(super) fn own_attributes(&self) -> impl Iterator<Item = &Attribute> {
        self.attributes
            .iter()
            .filter(|attribute| !attribute.is_declaration() && *attribute.namespace != *XSI)
    }

    /// Whether it says that it is no value (`xsi:nil="true"`).
    pub(super) fn is_nil(&self) -> bool {
        self.attributes.iter().any(|attribute| {
            attribute.local() == "nil"
                && *attribute.namespace == *XSI
                && matches!(attribute.value.trim(), "true" | "1")
        })
    }
}

impl Attribute {
    pub(super) fn local(&self) -> &str {
        local(&self.name)
    }

    fn is_declaration(&self) -> bool {
        self.name == "xmlns" || self.name.starts_with("xmlns:")
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Reads a whole document.
pub(super) fn parse(text: &str) -> Result<Element<'_>, Fault> {
    let mut parser = Parser {
        text,
        reader: Reader::from_str(text),
        open: Vec::new(),
        scopes: Scopes::default(),
        root: None,
    };
    while parser.step()? {}
    if let Some(open) = parser.open.last() {
        let name = open.name.escape_debug().to_string();
        let message = format!("the text ends inside the element `{name}`");
        return Err(Fault::new(text.len(), message));
    }
    let none = || Fault::new(text.len(), "there is no element");
    parser.root.ok_or_else(none)
}

struct Parser<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    open: Vec<Element<'a>>,
    scopes: Scopes,
    root: Option<Element<'a>>,
}

impl<'a> Parser<'a> {
    fn at(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// Reads one piece of markup or text; says whether there may be another.
    fn step(&mut self) -> Result<bool, Fault> {
        let at = self.at();
        let event = self.reader.read_event().map_err(|error| {
            let at = usize::try_from(self.reader.error_position()).unwrap_or(usize::MAX);
            Fault::new(at, format!("this is no XML: {error}"))
        })?;
        match event {
            Event::Start(tag) => {
                let element = self.element(&tag, at)?;
                self.open.push(element);
            }
            Event::Empty(tag) => {
                let element = self.element(&tag, at)?;
                self.open.push(element);
                self.close(self.at())?;
            }
            Event::End(_) => self.close(at)?,
            Event::Text(text) => {
                let text = text.xml10_content().map_err(|error| fault(at, &error))?;
                self.add_text(text, at)?;
            }
            Event::CData(text) => {
                let text = text.xml10_content().map_err(|error| fault(at, &error))?;
                self.add_text(text, at)?;
            }
            Event::GeneralRef(reference) => {
                let text = resolved(&reference, at)?;
                self.add_text(text, at)?;
            }
            Event::DocType(_) => {
                let message = "document type declarations are not read";
                return Err(Fault::new(at, message));
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => return Ok(false),
        }
        Ok(true)
    }

    fn element(&mut self, tag: &BytesStart<'a>, at: usize) -> Result<Element<'a>, Fault> {
        if self.open.len() >= MAX_DEPTH {
            let message = format!("elements stand more than {MAX_DEPTH} deep");
            return Err(Fault::new(at, message));
        }
        if self.root.is_some() {
            return Err(Fault::new(at, "there is a second outermost element"));
        }
        let start = at.saturating_add(1);
        let length = tag.name().as_ref().len();
        let name = self.text.get(start..start.saturating_add(length));
        let name = name.unwrap_or_default();
        let depth = self.open.len();
        let mut attributes = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| fault(at, &error))?;
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| fault(at, &error))?;
            let key = std::str::from_utf8(attribute.key.into_inner());
            let name = key.map_err(|error| fault(at, &error))?;
            if name == "xmlns" {
                self.scopes.declare(depth, "", &value);
            } else if let Some(prefix) = name.strip_prefix("xmlns:") {
                self.scopes.declare(depth, prefix, &value);
            }
            if attributes.len() >= MAX_ATTRIBUTES {
                let message = format!("an element has more than {MAX_ATTRIBUTES} attributes");
                return Err(Fault::new(at, message));
            }
            attributes.push(Attribute {
                name: name.to_owned(),
                namespace: Rc::clone(&self.scopes.none),
                value: value.into_owned(),
            });
        }
        for attribute in &mut attributes {
            // An attribute without prefix is in no namespace.
            if let Some((prefix, _)) = attribute.name.split_once(':') {
                attribute.namespace = self.scopes.find(prefix);
            }
        }
        let (prefix, _) = name.split_once(':').unwrap_or_default();
        Ok(Element {
            name,
            namespace: self.scopes.find(prefix),
            attributes,
            content: Vec::new(),
            at,
            inner: self.at(),
            source: "",
        })
    }

    fn close(&mut self, at: usize) -> Result<(), Fault> {
        let Some(mut element) = self.open.pop() else {
            return Err(Fault::new(at, "an element ends that did not start"));
        };
        self.scopes.leave(self.open.len());
        element.source = self.text.get(element.inner..at).unwrap_or_default();
        match self.open.last_mut() {
            Some(around) => around.content.push(Content::Element(element)),
            None => self.root = Some(element),
        }
        Ok(())
    }

    fn add_text(&mut self, text: Cow<'a, str>, at: usize) -> Result<(), Fault> {
        let Some(element) = self.open.last_mut() else {
            if text.trim_ascii().is_empty() {
                return Ok(());
            }
            return Err(Fault::new(at, "there is text outside of all elements"));
        };
        match element.content.last_mut() {
            Some(Content::Text(before)) => before.to_mut().push_str(&text),
            _ => element.content.push(Content::Text(text)),
        }
        Ok(())
    }
}

fn fault(at: usize, error: &dyn std::fmt::Display) -> Fault {
    Fault::new(at, format!("this is no XML: {error}"))
}

/// The character that a reference stands for.
fn resolved<'a>(reference: &BytesRef<'a>, at: usize) -> Result<Cow<'a, str>, Fault> {
    let number = reference.resolve_char_ref();
    if let Some(character) = number.map_err(|error| fault(at, &error))? {
        return Ok(character.to_string().into());
    }
    let name = reference.decode().map_err(|error| fault(at, &error))?;
    Ok(Cow::Borrowed(match &*name {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "apos" => "'",
        "quot" => "\"",
        other => {
            let message = format!("the entity `{}` is not declared", other.escape_debug());
            return Err(Fault::new(at, message));
        }
    }))
}

/// The namespaces that prefixes stand for, with the depth at which they were declared.
#[derive(Default)]
struct Scopes {
    prefixes: BTreeMap<String, Vec<(usize, Rc<str>)>>,
    declared: Vec<(usize, String)>,
    /// No namespace.
    none: Rc<str>,
}

impl Scopes {
    fn declare(&mut self, depth: usize, prefix: &str, namespace: &str) {
        let list = self.prefixes.entry(prefix.to_owned());
        list.or_default().push((depth, Rc::from(namespace)));
        self.declared.push((depth, prefix.to_owned()));
    }

    /// Forgets what elements at this depth have declared.
    fn leave(&mut self, depth: usize) {
        while let Some((at, prefix)) = self.declared.last() {
            if *at < depth {
                break;
            }
            if let Some(list) = self.prefixes.get_mut(prefix.as_str()) {
                list.pop();
            }
            self.declared.pop();
        }
    }

    fn find(&self, prefix: &str) -> Rc<str> {
        let declared = self.prefixes.get(prefix).and_then(|list| list.last());
        match declared {
            Some((_, namespace)) => Rc::clone(namespace),
            // Some servers forget to declare it.
            None if prefix == "xsi" => Rc::from(XSI),
            None => Rc::clone(&self.none),
        }
    }
}
