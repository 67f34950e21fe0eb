//! Which of several shapes an element, or a value, has.

use serde_json::Value;
use serde_json::value::RawValue;

use super::read::has_place;
use super::shape::{Kind, Node, Shape, Variant};
use super::tree::Element;
use super::write::members;

/// The shape of an element: its name tells, then the property that is there for it, then what is inside.
pub(super) fn chosen<'v>(
    tag: &str,
    variants: &'v [Variant],
    element: &Element<'_>,
) -> Option<&'v Variant> {
    let mut named = variants.iter();
    let named = named.find(|variant| !variant.name.is_empty() && variant.name == element.local());
    let tagged = || {
        variants.iter().find(|variant| {
            let text = tag_of(variant.shape, tag, element);
            text.is_some_and(|text| variant.tags.contains(&text.trim()))
        })
    };
    named
        .or_else(tagged)
        .or_else(|| best(variants, |shape| fit(shape, element)))
}

/// The first of those that fit best.
fn best(variants: &[Variant], fit: impl Fn(&Shape) -> i64) -> Option<&Variant> {
    let mut found: Option<(i64, &Variant)> = None;
    for variant in variants {
        let fit = fit(variant.shape);
        if found.is_none_or(|(best, _)| fit > best) {
            found = Some((fit, variant));
        }
    }
    found.map(|(_, variant)| variant)
}

/// The text of the property that tells shapes apart.
fn tag_of(shape: &Shape, tag: &str, element: &Element<'_>) -> Option<String> {
    if tag.is_empty() {
        return None;
    }
    match shape {
        Shape::Object(nodes, _) => {
            let node = nodes.iter().find(|node| node.key == tag)?;
            match node.kind {
                Kind::Attribute => {
                    let mut attributes = element.own_attributes();
                    let found = attributes.find(|attribute| node.is(attribute.local()))?;
                    Some(found.value.clone())
                }
                Kind::Text | Kind::Cdata => Some(element.text().into_owned()),
                _ => {
                    let child = element.children().find(|child| node.is(child.local()))?;
                    Some(child.text().into_owned())
                }
            }
        }
        Shape::Union(_, variants) => variants
            .iter()
            .find_map(|variant| tag_of(variant.shape, tag, element)),
        _ => None,
    }
}

/// How well what is inside an element fits a shape: what it knows, less what it does not.
fn fit(shape: &Shape, element: &Element<'_>) -> i64 {
    let children = element.children().count();
    match shape {
        Shape::Object(nodes, rest) => {
            let known = element.children().filter(|child| has_place(shape, child));
            let known = known.count();
            let unknown = if rest.is_some() { 0 } else { children - known };
            let attributes = element.own_attributes().filter(|attribute| {
                let mut nodes = nodes.iter();
                nodes.any(|node| node.kind == Kind::Attribute && node.is(attribute.local()))
            });
            let text = nodes
                .iter()
                .any(|node| matches!(node.kind, Kind::Text | Kind::Cdata));
            let text = text && !element.text().trim().is_empty();
            number(known + attributes.count() + usize::from(text)) - number(unknown)
        }
        Shape::Union(_, variants) => {
            let fits = variants.iter().map(|variant| fit(variant.shape, element));
            fits.max().unwrap_or(-1)
        }
        Shape::List(item) => {
            let items = element.children().filter(|child| item.is(child.local()));
            number(items.count() * 2) - number(children)
        }
        Shape::Any | Shape::Sequence(_) => 0,
        _ if children > 0 => -number(children) - 1,
        _ => i64::from(!element.text().trim().is_empty()),
    }
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Whether an element has what a shape has, or nothing at all.
pub(super) fn knows(shape: &Shape, element: &Element<'_>) -> bool {
    let empty = element.children().next().is_none() && element.own_attributes().next().is_none();
    match shape {
        Shape::Object(_, None) | Shape::Union(..) => {
            fit(shape, element) > -number(element.children().count())
                || (empty && element.text().trim().is_empty())
        }
        _ => true,
    }
}

/// The shape of a value that is written.
pub(super) fn chosen_for<'v>(
    tag: &str,
    variants: &'v [Variant],
    json: &RawValue,
) -> Option<&'v Variant> {
    let Some(members) = members(json) else {
        let is_list = json.get().starts_with('[');
        return variants.iter().find(|variant| match variant.shape {
            Shape::List(_) | Shape::Sequence(_) => is_list,
            shape => !is_list && !shape.is_structured(),
        });
    };
    let value = members.iter().find(|(key, _)| key == tag);
    let value = value.map(|(_, value)| match serde_json::from_str(value.get()) {
        Ok(Value::String(text)) => text,
        _ => value.get().to_owned(),
    });
    let tagged = value.and_then(|value| {
        let mut variants = variants.iter();
        variants.find(|variant| variant.tags.contains(&value.as_str()))
    });
    let keys: Vec<&str> = members.iter().map(|(key, _)| key.as_str()).collect();
    tagged.or_else(|| best(variants, |shape| fit_of_keys(shape, &keys)))
}

fn fit_of_keys(shape: &Shape, keys: &[&str]) -> i64 {
    match shape {
        Shape::Object(nodes, rest) => {
            let known = |key: &&&str| nodes.iter().any(|node: &Node| node.key == **key);
            let known = keys.iter().filter(known).count();
            let unknown = if rest.is_some() {
                0
            } else {
                keys.len() - known
            };
            number(known) - number(unknown)
        }
        Shape::Union(_, variants) => {
            let fits = variants
                .iter()
                .map(|variant| fit_of_keys(variant.shape, keys));
            fits.max().unwrap_or(i64::MIN)
        }
        _ => i64::MIN,
    }
}
