//! `xml.rs`: how models stand in XML.

use std::fmt::Write as _;

use super::api::{Api, one_line};
use super::print::{Text, string_literal};
use super::scope::Scope;
use super::{OutputTree, RenderError};
use crate::plan::xml::{Alternative, Node, Shape, XmlRoot};

/// Where tables are defined.
const XML: &str = "crate::runtime::xml";

/// How long a shape inside another may be.
const INNER: usize = 90;

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
        let mut text = Text::broken();
        let ty = scope.name(XML, "Shape");
        let head = format!("pub(crate) static {}: {ty} = ", shape.constant);
        self::shape(&mut text, &mut scope, &head, &shape.shape, ";");
        file.plain_item(text);
    }
    tree.extend([file.finish(&scope)?]);
    Ok(())
}

fn root(scope: &mut Scope<'_>, root: &XmlRoot) -> Text {
    let mut text = Text::broken();
    let ty = scope.name(XML, "Root");
    let mut calls = Vec::new();
    let within = within(&root.prefix, &root.namespace);
    calls.extend((!within.is_empty()).then_some(within));
    calls.extend(root.exact.then(|| ".exact()".to_owned()));
    let head = format!("pub(crate) static {}: {ty} =", root.constant);
    let new = format!("{ty}::new({}, &", string_literal(&root.name));
    let all = calls.concat();
    match short(scope, &root.shape) {
        Some(inner) if text.fits(&format!("{head} {new}{inner}){all};")) => {
            text.line(format_args!("{head} {new}{inner}){all};"));
        }
        Some(inner) => {
            text.open(head);
            chain(&mut text, &format!("{new}{inner})"), &calls, ";");
        }
        None => shape(
            &mut text,
            scope,
            &format!("{head} {new}"),
            &root.shape,
            &format!("){all};"),
        ),
    }
    text
}

/// An expression and calls on it: on one line, or a line for each call.
fn chain(text: &mut Text, first: &str, calls: &[String], tail: &str) {
    let all = calls.concat();
    if text.fits(&format!("{first}{all}{tail}")) || calls.is_empty() || !text.fits(first) {
        text.line(format_args!("{first}{all}{tail}"));
        return;
    }
    text.open(first);
    for (index, call) in calls.iter().enumerate() {
        let end = if index + 1 == calls.len() { tail } else { "" };
        text.line(format_args!("{call}{end}"));
    }
    text.leave();
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
        let line = format!("{head}{line}{tail}");
        if text.fits(&line) || !matches!(shape, Shape::List(_)) {
            text.line(line);
            return;
        }
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
    let (start, calls) = around(scope, node);
    let inner = short(scope, &node.shape);
    let first = inner.map(|inner| format!("{head}{start}{inner})"));
    let is_list = matches!(node.shape, Shape::List(_));
    if let Some(first) = first.filter(|first| text.fits(first) || !is_list) {
        chain(text, &first, &calls, tail);
        return;
    }
    if let Shape::List(item) = &node.shape {
        let (ty, list_of) = (scope.name(XML, "Node"), scope.name(XML, "Shape"));
        text.open(format_args!("{head}{ty}::{}(", node.kind));
        text.line(format_args!("{},", string_literal(&node.key)));
        self::node(text, scope, &format!("&{list_of}::List(&"), item, "),");
        let Some((last, calls)) = calls.split_last() else {
            text.close(format_args!("){tail}"));
            return;
        };
        text.close(")");
        for call in calls {
            text.line(call);
        }
        text.line(format_args!("{last}{tail}"));
        return;
    }
    let tail = format!("){}{tail}", calls.concat());
    shape(text, scope, &format!("{head}{start}"), &node.shape, &tail);
}

/// What stands before a node's shape, and the calls after it.
fn around(scope: &mut Scope<'_>, node: &Node) -> (String, Vec<String>) {
    let ty = scope.name(XML, "Node");
    let start = format!("{ty}::{}({}, &", node.kind, string_literal(&node.key));
    let mut calls = Vec::new();
    if node.name != node.key {
        calls.push(format!(".named({})", string_literal(&node.name)));
    }
    if !node.other.is_empty() {
        calls.push(format!(".or({})", string_literal(&node.other)));
    }
    let within = within(&node.prefix, &node.namespace);
    calls.extend((!within.is_empty()).then_some(within));
    calls.extend(node.missing.map(|missing| format!(".{missing}()")));
    (start, calls)
}

/// A shape that fits on a line.
fn short(scope: &mut Scope<'_>, shape: &Shape) -> Option<String> {
    let ty = scope.name(XML, "Shape").to_string();
    match shape {
        Shape::Plain(name) => Some(format!("{ty}::{name}")),
        Shape::Named(name) => Some(name.to_string()),
        Shape::List(item) => {
            let (start, calls) = around(scope, item);
            let inner = short(scope, &item.shape)?;
            let line = format!("{ty}::List(&{start}{inner}){})", calls.concat());
            (line.len() < INNER).then_some(line)
        }
        Shape::Object(nodes, Some(rest)) if nodes.is_empty() => {
            let (start, calls) = around(scope, rest);
            let inner = short(scope, &rest.shape)?;
            let some = scope.prelude("::core::option::Option", "Some");
            let calls = calls.concat();
            let line = format!("{ty}::Object(&[], {some}(&{start}{inner}){calls}))");
            (line.len() < INNER).then_some(line)
        }
        Shape::Object(nodes, None) if nodes.is_empty() => Some(format!("{ty}::object(&[])")),
        Shape::Object(..) | Shape::Sequence(_) | Shape::Union(..) => None,
    }
}
