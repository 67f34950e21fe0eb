//! `xml.rs`: how models stand in XML.

use std::fmt::Write as _;

use super::api::{Api, one_line};
use super::print::{Text, string_literal};
use super::scope::Scope;
use super::{OutputTree, RenderError};
use crate::plan::xml::{Alternative, Node, Shape, XmlRoot};

/// Where tables are defined.
const XML: &str = "crate::runtime::xml";

/// What one line holds.
const WIDTH: usize = 100;

/// Prints the file; nothing where no body is XML.
pub(super) fn render(api: &Api<'_>, tree: &mut OutputTree) -> Result<(), RenderError> {
    let plan = &api.plan.xml;
    if plan.roots.is_empty() {
        return Ok(());
    }
    let docs = one_line("How models stand in XML: documents, and what their elements hold.");
    let mut scope = Api::scope("super");
    let mut file = api.file("xml.rs", &docs);
    // Features decide which operations are there.
    if api.features && !api.plan.groups.is_empty() {
        file.attributes(
            "#![allow(dead_code, reason = \"features decide which documents are read and written\")]\n",
        );
    }
    for root in &plan.roots {
        let text = self::root(&mut scope, root);
        file.plain_item(text);
    }
    for shape in &plan.shapes {
        let mut text = Text::new(0);
        let ty = scope.name(XML, "Shape");
        let head = format!("pub(crate) static {}: {ty} = ", shape.constant);
        self::shape(&mut text, &mut scope, &head, &shape.shape, ";");
        file.plain_item(text);
    }
    tree.extend([file.finish(&scope)?]);
    Ok(())
}

fn root(scope: &mut Scope<'_>, root: &XmlRoot) -> Text {
    let mut text = Text::new(0);
    let ty = scope.name(XML, "Root");
    let mut tail = within(&root.prefix, &root.namespace);
    if root.exact {
        tail.push_str(".exact()");
    }
    let head = format!(
        "pub(crate) static {}: {ty} = {ty}::new({}, &",
        root.constant,
        string_literal(&root.name)
    );
    shape(&mut text, scope, &head, &root.shape, &format!("){tail};"));
    text
}

fn within(prefix: &str, namespace: &str) -> String {
    if prefix.is_empty() && namespace.is_empty() {
        return String::new();
    }
    let (prefix, namespace) = (string_literal(prefix), string_literal(namespace));
    format!(".within({prefix}, {namespace})")
}

/// Prints an expression between `head` and `tail`: on one line, or its parts on lines of their own.
fn shape(text: &mut Text, scope: &mut Scope<'_>, head: &str, shape: &Shape, tail: &str) {
    if let Some(line) = short(scope, shape) {
        text.line(format_args!("{head}{line}{tail}"));
        return;
    }
    let ty = scope.name(XML, "Shape").to_string();
    match shape {
        Shape::Plain(_) | Shape::Named(_) => {}
        Shape::Object(nodes, None) => {
            text.open(format_args!("{head}{ty}::object(&["));
            all(text, scope, nodes);
            text.close(format_args!("]){tail}"));
        }
        Shape::Object(nodes, Some(rest)) => {
            text.open(format_args!("{head}{ty}::Object("));
            if nodes.is_empty() {
                text.line("&[],");
            } else {
                text.open("&[");
                all(text, scope, nodes);
                text.close("],");
            }
            let some = scope.prelude("::core::option::Option", "Some");
            node(text, scope, &format!("{some}(&"), rest, "),");
            text.close(format_args!("){tail}"));
        }
        Shape::List(item) => {
            node(
                text,
                scope,
                &format!("{head}{ty}::List(&"),
                item,
                &format!("){tail}"),
            );
        }
        Shape::Sequence(nodes) => {
            text.open(format_args!("{head}{ty}::Sequence(&["));
            all(text, scope, nodes);
            text.close(format_args!("]){tail}"));
        }
        Shape::Union(tag, alternatives) => {
            let tag = string_literal(tag);
            text.open(format_args!("{head}{ty}::Union({tag}, &["));
            for alternative in alternatives {
                self::alternative(text, scope, alternative);
            }
            text.close(format_args!("]){tail}"));
        }
    }
}

fn all(text: &mut Text, scope: &mut Scope<'_>, nodes: &[Node]) {
    for each in nodes {
        node(text, scope, "", each, ",");
    }
}

fn alternative(text: &mut Text, scope: &mut Scope<'_>, alternative: &Alternative) {
    let ty = scope.name(XML, "Variant");
    let mut tail = ")".to_owned();
    if !alternative.tags.is_empty() {
        let tags: Vec<String> = alternative
            .tags
            .iter()
            .map(|tag| string_literal(tag))
            .collect();
        let _ = write!(tail, ".tagged(&[{}])", tags.join(", "));
    }
    if !alternative.name.is_empty() {
        let _ = write!(tail, ".named({})", string_literal(&alternative.name));
    }
    tail.push(',');
    shape(
        text,
        scope,
        &format!("{ty}::new(&"),
        &alternative.shape,
        &tail,
    );
}

fn node(text: &mut Text, scope: &mut Scope<'_>, head: &str, node: &Node, tail: &str) {
    let (start, end) = around(scope, node);
    let (head, tail) = (format!("{head}{start}"), format!("{end}{tail}"));
    shape(text, scope, &head, &node.shape, &tail);
}

/// What stands before and after a node's shape.
fn around(scope: &mut Scope<'_>, node: &Node) -> (String, String) {
    let ty = scope.name(XML, "Node");
    let start = format!("{ty}::{}({}, &", node.kind, string_literal(&node.key));
    let mut end = ")".to_owned();
    if node.name != node.key {
        let _ = write!(end, ".named({})", string_literal(&node.name));
    }
    if !node.other.is_empty() {
        let _ = write!(end, ".or({})", string_literal(&node.other));
    }
    end.push_str(&within(&node.prefix, &node.namespace));
    if let Some(missing) = node.missing {
        let _ = write!(end, ".{missing}()");
    }
    (start, end)
}

/// A shape that fits on a line.
fn short(scope: &mut Scope<'_>, shape: &Shape) -> Option<String> {
    let ty = scope.name(XML, "Shape").to_string();
    match shape {
        Shape::Plain(name) => Some(format!("{ty}::{name}")),
        Shape::Named(name) => Some(name.to_string()),
        Shape::List(item) => {
            let (start, end) = around(scope, item);
            let inner = short(scope, &item.shape)?;
            let line = format!("{ty}::List(&{start}{inner}{end})");
            (line.len() < WIDTH / 2).then_some(line)
        }
        Shape::Object(nodes, Some(rest)) if nodes.is_empty() => {
            let (start, end) = around(scope, rest);
            let inner = short(scope, &rest.shape)?;
            let some = scope.prelude("::core::option::Option", "Some");
            let line = format!("{ty}::Object(&[], {some}(&{start}{inner}{end}))");
            (line.len() < WIDTH / 2).then_some(line)
        }
        Shape::Object(nodes, None) if nodes.is_empty() => Some(format!("{ty}::object(&[])")),
        Shape::Object(..) | Shape::Sequence(_) | Shape::Union(..) => None,
    }
}
