//! Which operations of two documents are the same.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::Operation;

/// Operations that are in both, gone, and new.
pub(super) struct Pairing<'a> {
    pub(super) both: Vec<(&'a Operation, &'a Operation)>,
    pub(super) removed: Vec<&'a Operation>,
    pub(super) added: Vec<&'a Operation>,
}

/// Pairs operations by method and path, whatever the path's parameters are called; those that are left by
/// `operationId`; those that are left by a path that differs in its last slash only.
pub(super) fn pair<'a>(old: &'a [Operation], new: &'a [Operation]) -> Pairing<'a> {
    let mut both = Vec::new();
    let mut removed: Vec<&Operation> = old.iter().collect();
    let mut added: Vec<&Operation> = new.iter().collect();
    let keys: [fn(&Operation) -> Option<String>; 5] = [
        // Paths may have fragments, which are not sent.
        |operation| Some(format!("{} {}", operation.method, operation.pointer)),
        |operation| Some(format!("{} {}", operation.method, operation.path)),
        |operation| Some(format!("{} {}", operation.method, shape(&operation.path))),
        |operation| operation.id.clone(),
        |operation| {
            let path = shape(&operation.path);
            Some(format!(
                "{} {}",
                operation.method,
                path.trim_end_matches('/')
            ))
        },
    ];
    for key in keys {
        // Of several with one key the first counts; the others are left.
        let mut by_key: BTreeMap<String, usize> = BTreeMap::new();
        for (index, operation) in added.iter().enumerate() {
            if let Some(key) = key(operation) {
                by_key.entry(key).or_insert(index);
            }
        }
        let mut taken = BTreeSet::new();
        removed.retain(|operation| {
            let index = key(operation).and_then(|key| by_key.remove(&key));
            let Some((index, now)) = index.and_then(|index| Some((index, *added.get(index)?)))
            else {
                return true;
            };
            taken.insert(index);
            both.push((*operation, now));
            false
        });
        let mut index = 0;
        added.retain(|_| {
            index += 1;
            !taken.contains(&(index - 1))
        });
    }
    Pairing {
        both,
        removed,
        added,
    }
}

/// A path without the names of its parameters.
fn shape(path: &str) -> String {
    let mut shape = String::with_capacity(path.len());
    let mut inside = false;
    for c in path.chars() {
        match c {
            '{' => inside = true,
            '}' => inside = false,
            _ if inside => continue,
            _ => {}
        }
        shape.push(c);
    }
    shape
}
