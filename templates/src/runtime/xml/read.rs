//! From elements to the JSON that models are read from.

use std::collections::BTreeMap;

use super::Fault;
use super::choice::{chosen, knows};
use super::shape::{Kind, Missing, Node, Root, Shape};
use super::tree::{Content, Element};

/// The JSON of a document, and which of its bytes came from where.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) json: String,
    /// Places in the JSON and in the XML, where they are wanted.
    marks: Option<Vec<(usize, usize)>>,
}

/// Writes the JSON of a document.
pub(super) fn read(root: &Root, element: &Element<'_>) -> Result<String, Fault> {
    let mut read = Read::default();
    read.root(root, element)?;
    Ok(read.json)
}

/// Returns the place in the XML that a byte of the JSON came from.
pub(super) fn place(root: &Root, element: &Element<'_>, byte: usize) -> usize {
    let mut read = Read {
        marks: Some(Vec::new()),
        ..Read::default()
    };
    if read.root(root, element).is_err() {
        return 0;
    }
    let marks = read.marks.unwrap_or_default();
    let before = marks.iter().take_while(|(json, _)| *json < byte).last();
    before.map_or(0, |(_, xml)| *xml)
}

impl Read {
    fn root(&mut self, root: &Root, element: &Element<'_>) -> Result<(), Fault> {
        let node = &root.node;
        let is_named = node.name.is_empty() && !root.exact || node.is(element.local());
        if !is_named && (root.exact || !knows(node.shape, element)) {
            let message = format!(
                "the outermost element is `{}`, not `{}`",
                element.local().escape_debug(),
                node.name
            );
            return Err(Fault::new(element.at, message));
        }
        self.value(node.shape, element);
        Ok(())
    }

    fn value(&mut self, shape: &Shape, element: &Element<'_>) {
        if let Some(marks) = &mut self.marks {
            marks.push((self.json.len(), element.at));
        }
        if element.is_nil() {
            self.json.push_str("null");
            return;
        }
        match shape {
            Shape::Object(nodes, rest) => self.object(nodes, *rest, element),
            Shape::List(item) => self.list(item.shape, element.children()),
            Shape::Sequence(nodes) => self.sequence(nodes, element),
            Shape::Union(tag, variants) => match chosen(tag, variants, element) {
                Some(variant) => self.value(variant.shape, element),
                None => self.any(element),
            },
            Shape::Any => self.any(element),
            // Markup in a text is a part of it.
            Shape::Text if element.children().next().is_some() => self.string(element.source),
            scalar => self.scalar(scalar, &element.text()),
        }
    }

    fn list<'e, 'a: 'e>(&mut self, shape: &Shape, items: impl Iterator<Item = &'e Element<'a>>) {
        self.json.push('[');
        for (index, item) in items.enumerate() {
            if index > 0 {
                self.json.push(',');
            }
            self.value(shape, item);
        }
        self.json.push(']');
    }

    fn object(&mut self, nodes: &[Node], rest: Option<&Node>, element: &Element<'_>) {
        let mut slots: Vec<Vec<&Element<'_>>> = nodes.iter().map(|_| Vec::new()).collect();
        let mut others = Vec::new();
        for child in element.children() {
            match place_of(nodes, child).and_then(|index| slots.get_mut(index)) {
                Some(slot) => slot.push(child),
                None => others.push(child),
            }
        }
        let mut separator = '{';
        for (node, slot) in nodes.iter().zip(slots) {
            self.property(&mut separator, node, &slot, element);
        }
        if let Some(rest) = rest {
            let inline = |child: &Element<'_>| {
                let mut inline = nodes.iter().filter(|node| node.kind == Kind::Inline);
                inline.any(|node| has_place(node.shape, child))
            };
            let free = |child: &Element<'_>| {
                !inline(child) && !nodes.iter().any(|node| node.key == child.local())
            };
            let mut by_name: BTreeMap<&str, Vec<&Element<'_>>> = BTreeMap::new();
            for child in others.into_iter().filter(|child| free(child)) {
                by_name.entry(child.local()).or_default().push(child);
            }
            for (name, list) in by_name {
                self.key(&mut separator, name);
                self.one_or_all(rest, &list);
            }
        }
        self.end(separator);
    }

    fn property(
        &mut self,
        separator: &mut char,
        node: &Node,
        slot: &[&Element<'_>],
        element: &Element<'_>,
    ) {
        match node.kind {
            Kind::Element => {
                for child in slot {
                    self.key(separator, node.key);
                    self.value(node.shape, child);
                }
                if !slot.is_empty() {
                    return;
                }
            }
            Kind::Items if !slot.is_empty() => {
                self.key(separator, node.key);
                let items = slot.iter().flat_map(|child| match inside(node, child) {
                    Some(items) => items,
                    None => vec![*child],
                });
                self.list(node.shape, items);
                return;
            }
            Kind::Items => {}
            Kind::Attribute => {
                let mut attributes = element.own_attributes();
                if let Some(attribute) = attributes.find(|attribute| node.is(attribute.local())) {
                    self.key(separator, node.key);
                    self.scalar(node.shape, &attribute.value);
                    return;
                }
            }
            Kind::Text | Kind::Cdata => {
                let text = element.text();
                // Between elements there is white space that nobody means.
                let alone = element.children().next().is_none();
                let text = if alone { &*text } else { text.trim() };
                if !text.is_empty() {
                    self.key(separator, node.key);
                    self.scalar(node.shape, text);
                    return;
                }
            }
            Kind::Inline => {
                let (before, was) = (self.json.len(), *separator);
                self.key(separator, node.key);
                let start = self.json.len();
                self.value(node.shape, element);
                let nothing = matches!(self.json.get(start..), Some("{}" | "[]"));
                if !nothing || node.missing == Missing::Empty {
                    return;
                }
                self.json.truncate(before);
                *separator = was;
            }
        }
        let nothing = match node.missing {
            Missing::Absent => return,
            Missing::Null => "null",
            Missing::Empty if matches!(node.kind, Kind::Text | Kind::Cdata) => "\"\"",
            Missing::Empty => "[]",
        };
        self.key(separator, node.key);
        self.json.push_str(nothing);
    }

    /// The elements of one name that no property has.
    fn one_or_all(&mut self, rest: &Node, list: &[&Element<'_>]) {
        let several = matches!(rest.shape, Shape::Any) && list.len() > 1;
        if rest.kind == Kind::Items || several {
            self.list(rest.shape, list.iter().copied());
        } else if let Some(last) = list.last() {
            self.value(rest.shape, last);
        }
    }

    fn sequence(&mut self, nodes: &[Node], element: &Element<'_>) {
        self.json.push('[');
        let mut content = element
            .content
            .iter()
            .filter(|content| match content {
                Content::Element(_) => true,
                Content::Text(text) => !text.trim().is_empty(),
            })
            .peekable();
        for (index, node) in nodes.iter().enumerate() {
            if index > 0 {
                self.json.push(',');
            }
            let is_text = matches!(node.kind, Kind::Text | Kind::Cdata);
            let next = content.next_if(|content| is_text == matches!(content, Content::Text(_)));
            match next {
                Some(Content::Element(child)) => self.value(node.shape, child),
                Some(Content::Text(text)) => self.scalar(node.shape, text),
                None if is_text => self.json.push_str("\"\""),
                None => self.json.push_str("null"),
            }
        }
        self.json.push(']');
    }

    fn any(&mut self, element: &Element<'_>) {
        let text = element.text();
        let mut separator = '{';
        for attribute in element.own_attributes() {
            self.key(&mut separator, &format!("@{}", attribute.local()));
            self.string(&attribute.value);
        }
        let mut names: Vec<&str> = Vec::new();
        let mut by_name: BTreeMap<&str, Vec<&Element<'_>>> = BTreeMap::new();
        for child in element.children() {
            let list = by_name.entry(child.local()).or_default();
            if list.is_empty() {
                names.push(child.local());
            }
            list.push(child);
        }
        if separator == '{' && names.is_empty() {
            self.string(&text);
            return;
        }
        if !text.trim().is_empty() {
            self.key(&mut separator, "#text");
            self.string(text.trim());
        }
        for name in names {
            self.key(&mut separator, name);
            let list = by_name.get(name).map_or(&[][..], Vec::as_slice);
            self.one_or_all(&ANY, list);
        }
        self.end(separator);
    }

    fn scalar(&mut self, shape: &Shape, text: &str) {
        let word = text.trim();
        match shape {
            Shape::Number | Shape::Boolean | Shape::Value if word.is_empty() => {
                self.json.push_str("null");
            }
            Shape::Word | Shape::Value => self.string(word),
            Shape::Base64 => {
                let dense: String = word.chars().filter(|c| !c.is_ascii_whitespace()).collect();
                self.string(&dense);
            }
            Shape::Boolean => match word {
                "1" => self.json.push_str("true"),
                "0" => self.json.push_str("false"),
                _ if word.eq_ignore_ascii_case("true") => self.json.push_str("true"),
                _ if word.eq_ignore_ascii_case("false") => self.json.push_str("false"),
                // What reads it says that it is no boolean.
                _ => self.string(word),
            },
            Shape::Number => match number(word) {
                Some(number) => self.json.push_str(&number),
                None => self.string(word),
            },
            Shape::Scalar => match word {
                "true" | "false" => self.json.push_str(word),
                _ if number(word).is_some_and(|number| number == word) => self.json.push_str(word),
                _ => self.string(text),
            },
            // The lists of XML Schema (part 2, section 2.4.1.2).
            Shape::List(item) => {
                self.json.push('[');
                for (index, word) in word.split_whitespace().enumerate() {
                    if index > 0 {
                        self.json.push(',');
                    }
                    self.scalar(item.shape, word);
                }
                self.json.push(']');
            }
            _ => self.string(text),
        }
    }

    fn string(&mut self, text: &str) {
        self.json
            .push_str(&serde_json::Value::from(text).to_string());
    }

    fn key(&mut self, separator: &mut char, key: &str) {
        self.json.push(std::mem::replace(separator, ','));
        self.string(key);
        self.json.push(':');
    }

    fn end(&mut self, separator: char) {
        if separator == '{' {
            self.json.push('{');
        }
        self.json.push('}');
    }
}

static ANY: Node = Node::element("", &Shape::Any);

/// The items in an element around them that the document does not know of.
fn inside<'e, 'a>(node: &Node, element: &'e Element<'a>) -> Option<Vec<&'e Element<'a>>> {
    let local = element.local();
    if local == node.name || local != node.other || element.own_attributes().next().is_some() {
        return None;
    }
    let items: Vec<&Element<'a>> = element.children().collect();
    let alone = element.text().trim().is_empty();
    (alone && items.iter().all(|item| item.local() == node.name)).then_some(items)
}

/// The property that an element stands for: names must be equal, and namespaces decide among equal names.
fn place_of(nodes: &[Node], element: &Element<'_>) -> Option<usize> {
    let (local, namespace) = (element.local(), &*element.namespace);
    let named = nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| matches!(node.kind, Kind::Element | Kind::Items) && node.is(local));
    // The first of the best.
    let best = named.min_by_key(|(_, node)| (node.name != local, node.namespace != namespace));
    best.map(|(index, _)| index)
}

/// Whether an object has a property for an element.
pub(super) fn has_place(shape: &Shape, element: &Element<'_>) -> bool {
    match shape {
        Shape::Object(nodes, _) => {
            place_of(nodes, element).is_some()
                || nodes
                    .iter()
                    .any(|node| node.kind == Kind::Inline && has_place(node.shape, element))
        }
        Shape::Union(_, variants) => variants
            .iter()
            .any(|variant| has_place(variant.shape, element)),
        _ => false,
    }
}

/// A number as JSON writes it; XML Schema allows a plus sign, zeros in front and no digit on one side of the point (part
/// 2, section 3.2.3.1).
fn number(text: &str) -> Option<String> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (minus, digits) = match mantissa.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", mantissa.strip_prefix('+').unwrap_or(mantissa)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let mut number = format!("{minus}{whole}");
    if !fraction.is_empty() {
        number = format!("{number}.{fraction}");
    }
    if let Some(exponent) = exponent {
        let digits = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        if digits.is_empty() || !all_digits(digits) {
            return None;
        }
        number = format!("{number}e{exponent}");
    }
    Some(number)
}
