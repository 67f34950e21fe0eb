//! The changes to the main tree, made in one go when everything was read.

use std::rc::Rc;

use serde_json::{Map, Value};

use super::Target;
use super::files::Trees;
use crate::ir::Pointer;

/// One change. An edit inside a piece comes after the edit that puts the piece there.
pub(super) struct Edit {
    pub(super) at: Pointer,
    pub(super) change: Change,
}

pub(super) enum Change {
    /// The value is replaced by this one.
    Value(Value),
    /// A copy of what stands in a file comes here. Where a `$ref` stood with company, the company stays and wins.
    Copy(Target),
    /// The keyword `$dynamicRef` becomes a `$ref`.
    Static {
        keyword: &'static str,
        reference: String,
    },
}

/// Makes all changes.
pub(super) fn apply(tree: &mut Value, edits: Vec<Edit>, trees: &Trees) {
    // What is copied within the main tree is copied as it was.
    let copies: Vec<Option<Value>> = edits
        .iter()
        .map(|edit| match &edit.change {
            Change::Copy(from) if trees.get(from.file).is_none() => {
                tree.pointer(from.pointer.as_str()).cloned()
            }
            _ => None,
        })
        .collect();
    for (Edit { at, change }, copy) in edits.into_iter().zip(copies) {
        let Some(place) = place(tree, &at) else {
            continue;
        };
        match change {
            Change::Value(value) => *place = value,
            Change::Copy(from) => {
                let other = trees.get(from.file);
                let copy = copy.or_else(|| {
                    let other: &Rc<Value> = other?;
                    other.pointer(from.pointer.as_str()).cloned()
                });
                put(place, copy.unwrap_or_default());
            }
            Change::Static { keyword, reference } => {
                if let Value::Object(schema) = place {
                    schema.shift_remove(keyword);
                    schema.insert("$ref".to_owned(), Value::String(reference));
                }
            }
        }
    }
}

fn put(place: &mut Value, mut copy: Value) {
    if let (Value::Object(company), Value::Object(copied)) = (&mut *place, &mut copy) {
        for (key, value) in std::mem::take(company) {
            if key != "$ref" {
                copied.insert(key, value);
            }
        }
    }
    *place = copy;
}

/// What stands at `at`; homes that are not there yet are made.
fn place<'t>(tree: &'t mut Value, at: &Pointer) -> Option<&'t mut Value> {
    let mut here = tree;
    for token in at.tokens() {
        here = match here {
            Value::Array(list) => list.get_mut(token.parse::<usize>().ok()?)?,
            Value::Object(map) => map.entry(token).or_insert(Value::Null),
            Value::Null => {
                *here = Value::Object(Map::new());
                here.as_object_mut()?.entry(token).or_insert(Value::Null)
            }
            _ => return None,
        };
    }
    Some(here)
}
