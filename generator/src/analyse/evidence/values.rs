//! What tells scalars and arrays apart: listed values, formats, elements.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::analyse::facts::Test;
use crate::analyse::leaves::{Leaf, leaves};
use crate::analyse::specificity::{is_strict, specificity};
use crate::ir::Types;

use super::rows::{Found, Row};
use super::{decide, only, trial, variants};

/// The alternatives of `leaves`, the most specific first.
pub(super) fn by_specificity(types: &Types, leaves: &[&Leaf<'_>]) -> Vec<usize> {
    let mut order = variants(leaves);
    order.sort_by_key(|variant| {
        let own = leaves.iter().filter(|leaf| leaf.variant == *variant);
        Reverse(own.map(|leaf| specificity(types, leaf.ty)).min())
    });
    order
}

/// Scalars of one JSON type: those with listed values first, the fewest before the others, then formats.
///
/// `several` says whether values of other JSON types are alternatives too.
pub(super) fn scalars(
    types: &Types,
    json: &'static str,
    group: &[&Leaf<'_>],
    several: bool,
) -> Found {
    let plain = vec![Test::Type(vec![json])];
    if let Some(found) = only(group, &plain) {
        return found;
    }
    let mut listed: Vec<(usize, &Vec<String>)> = group
        .iter()
        .filter_map(|leaf| Some((leaf.variant, leaf.values.as_ref()?)))
        .collect();
    listed.sort_by_key(|(_, values)| values.len());
    let mut found = Found::default();
    let mut seen = BTreeSet::new();
    let mut silent = Vec::new();
    for (variant, values) in listed {
        let overlaps = values.iter().filter(|value| seen.contains(*value)).count();
        let all = overlaps == values.len();
        if all {
            silent.push(variant);
        }
        seen.extend(values.iter().cloned());
        let mut tests = vec![Test::Value(values.clone())];
        if several && (json != "string" || values.iter().any(|value| is_bare(value))) {
            tests.insert(0, Test::Type(vec![json]));
        }
        found.rows.push(Row {
            variant,
            tests,
            sure: !all,
            rest: overlaps > 0,
            has: Vec::new(),
        });
    }
    let left: Vec<&Leaf<'_>> = group
        .iter()
        .copied()
        .filter(|leaf| leaf.values.is_none())
        .collect();
    let mut rest = formats(types, &left, &plain);
    for row in &mut rest.rows {
        row.rest = true;
    }
    found.extend(rest);
    if let (Some(row), false) = (found.rows.first(), silent.is_empty()) {
        silent.insert(0, row.variant);
        silent.dedup();
        found.undecided.push(silent);
    }
    found
        .undecided
        .retain(|alternatives| alternatives.len() > 1);
    found
}

/// Whether a string looks like a number or boolean.
fn is_bare(text: &str) -> bool {
    matches!(text, "true" | "false") || text.parse::<f64>().is_ok()
}

/// Strings whose formats tell them apart when they are read, then one that takes any.
fn formats(types: &Types, leaves: &[&Leaf<'_>], tests: &[Test]) -> Found {
    if leaves.is_empty() {
        return Found::default();
    }
    let mut found = trial(types, leaves, tests);
    let loose = variants(leaves)
        .into_iter()
        .filter(|variant| {
            let mut own = leaves.iter().filter(|leaf| leaf.variant == *variant);
            !own.all(|leaf| is_strict(types, leaf.ty))
        })
        .count();
    if loose < 2 {
        found.undecided.clear();
    }
    found
}

/// Arrays, by what tells their first elements apart.
pub(super) fn arrays(types: &Types, group: &[&Leaf<'_>], nesting: usize) -> Found {
    let plain = vec![Test::Type(vec!["array"])];
    if let Some(found) = only(group, &plain) {
        return found;
    }
    let items: Vec<Leaf<'_>> = group
        .iter()
        .filter_map(|leaf| Some(leaves(types, leaf.variant, leaf.item?)))
        .flatten()
        .collect();
    let items: Vec<&Leaf<'_>> = items.iter().collect();
    let mut found = decide(types, &items, None, nesting.saturating_sub(1));
    if !found.is_sure() {
        return trial(types, group, &plain);
    }
    for row in &mut found.rows {
        row.tests = vec![Test::First(std::mem::take(&mut row.tests))];
        // An empty array fits each of them: the first one takes it.
        row.rest = true;
    }
    found
}
