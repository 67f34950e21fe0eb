//! Which operations belong together.

use indexmap::IndexMap;

use super::about::About;
use super::{MANY_OPERATIONS, keys, merge, names};
use crate::ir::Operation;
use crate::plan::methods::Method;

/// A group by path with fewer operations than this is none.
const FEW: usize = 3;

/// A group in the making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    /// What its module is to be called.
    pub(super) name: String,
    /// What its operations have in common.
    pub(super) about: About,
    /// The indices of its operations, in the document's order.
    pub(super) operations: Vec<usize>,
}

/// Operations by their first tag; tags that make the same module share it.
pub(super) fn by_tag(operations: &[Operation]) -> Vec<Draft> {
    collect(operations.iter().enumerate().map(|(index, operation)| {
        let about = match operation.tags.first().map(String::as_str) {
            None | Some("") => About::Untagged,
            Some(tag) => About::Tag(tag.to_owned()),
        };
        (about, index)
    }))
}

/// What the groups of one module have in common.
fn key(name: &str) -> String {
    names::module(name).unwrap_or_else(|| name.to_owned())
}

/// Groups by what modules they make, in the order of their first operation.
fn collect(operations: impl Iterator<Item = (About, usize)>) -> Vec<Draft> {
    let mut drafts: IndexMap<String, Draft> = IndexMap::new();
    for (about, index) in operations {
        let module = key(about.name());
        let draft = drafts.entry(module).or_insert_with(|| Draft {
            name: about.name().to_owned(),
            about,
            operations: Vec::new(),
        });
        draft.operations.push(index);
    }
    drafts.into_values().collect()
}

/// Tags, unless they say nothing: then paths.
pub(super) fn by_meaning(
    operations: &[Operation],
    tagged: Vec<Draft>,
    methods: &[Method],
) -> Vec<Draft> {
    let one = tagged.len() == 1;
    let mut groups = Vec::new();
    for draft in tagged {
        let many = draft.operations.len() >= MANY_OPERATIONS;
        let says_nothing = one || (draft.about == About::Untagged && many);
        if !says_nothing {
            groups.push(draft);
            continue;
        }
        let mut found = by_path(operations, &draft.operations);
        let few = |found: &[Draft]| -> usize {
            let few = found.iter().filter(|draft| draft.operations.len() < FEW);
            few.map(|draft| draft.operations.len()).sum()
        };
        if few(&found) * 2 > draft.operations.len() {
            let by_name = by_name(&draft.operations, methods);
            if few(&by_name) < few(&found) {
                found = by_name;
            }
        }
        let (kept, rest): (Vec<_>, Vec<_>) = found
            .into_iter()
            .partition(|draft| draft.operations.len() >= FEW);
        groups.extend(kept);
        groups.extend(merge::join(rest));
    }
    // An untagged `/users` belongs to the tag `users`.
    let mut modules: IndexMap<String, Draft> = IndexMap::new();
    for draft in groups {
        let module = key(&draft.name);
        if let Some(known) = modules.get_mut(&module) {
            known.operations.extend(draft.operations);
            known.operations.sort_unstable();
        } else {
            modules.insert(module, draft);
        }
    }
    modules.into_values().collect()
}

/// Operations by the first part of their paths that tells them apart.
fn by_path(operations: &[Operation], indices: &[usize]) -> Vec<Draft> {
    let keyed: Vec<(usize, Vec<String>)> = indices
        .iter()
        .filter_map(|index| Some((*index, keys::of_path(operations.get(*index)?))))
        .collect();
    let mut depth_of = vec![0; keyed.len()];
    let mut all: Vec<usize> = (0..keyed.len()).collect();
    // A part that most operations share says little: they are told apart by the next one.
    while all.len() * 2 > keyed.len() {
        let mut branches: IndexMap<&str, Vec<usize>> = IndexMap::new();
        for &at in &all {
            let Some((_, key)) = keyed.get(at) else {
                continue;
            };
            let depth = depth_of.get(at).copied().unwrap_or_default();
            if let Some(part) = key.get(depth) {
                branches.entry(part).or_default().push(at);
            }
        }
        let biggest = branches
            .into_values()
            .max_by_key(Vec::len)
            .unwrap_or_default();
        let deeper = biggest.len() * 2 > keyed.len();
        all = if deeper { biggest } else { Vec::new() };
        for at in &all {
            if let Some(depth) = depth_of.get_mut(*at) {
                *depth += 1;
            }
        }
    }
    collect(keyed.iter().zip(depth_of).map(|((index, key), depth)| {
        let part = key.get(depth).or_else(|| key.last());
        let about = part.map_or(About::Untagged, |part| About::Path(part.clone()));
        (about, *index)
    }))
}

/// Operations by what their names say they are about.
fn by_name(indices: &[usize], methods: &[Method]) -> Vec<Draft> {
    collect(indices.iter().map(|index| {
        let name = methods.get(*index).map_or("", |method| method.name.bare());
        (About::Path(keys::noun(name)), *index)
    }))
}
