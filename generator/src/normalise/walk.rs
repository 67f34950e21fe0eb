//! Walking a document by the kinds of its objects: never into examples, defaults, enums or extensions.

use serde_json::Value;

use super::keywords::{Expect, Kind};
use crate::diagnostics::Path;

/// Calls `visit` for `value` and every object below it that the tables know, the inner ones first.
pub(super) fn post_order(
    value: &mut Value,
    kind: Kind,
    path: &Path<'_>,
    visit: &mut dyn FnMut(&mut Value, Kind, &Path<'_>),
) {
    children(value, kind, path, &mut |value, kind, path| {
        post_order(value, kind, path, visit);
    });
    visit(value, kind, path);
}

/// Calls `visit` for every object directly inside `value`.
fn children(
    value: &mut Value,
    kind: Kind,
    path: &Path<'_>,
    visit: &mut dyn FnMut(&mut Value, Kind, &Path<'_>),
) {
    let Value::Object(map) = value else { return };
    if kind != Kind::Schema && kind.is_reference(map) {
        return;
    }
    for (key, value) in map {
        let Some(expect) = kind.expectation(key) else {
            continue;
        };
        let path = path.key(key);
        match (expect, value) {
            // `items` may be a list before `rules` have seen it.
            (Expect::Object(Kind::Schema), Value::Array(list)) => {
                for (index, value) in list.iter_mut().enumerate() {
                    visit(value, Kind::Schema, &path.index(index));
                }
            }
            (Expect::Object(kind), value) => visit(value, kind, &path),
            (Expect::SchemaOrFlag, value) if !value.is_boolean() => {
                visit(value, Kind::Schema, &path);
            }
            (Expect::List(kind), Value::Array(list)) => {
                for (index, value) in list.iter_mut().enumerate() {
                    visit(value, kind, &path.index(index));
                }
            }
            (Expect::Map(kind), Value::Object(map)) => {
                for (name, value) in map {
                    visit(value, kind, &path.key(name));
                }
            }
            _ => {}
        }
    }
}
