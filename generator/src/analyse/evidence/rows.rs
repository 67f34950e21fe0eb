//! Rows: what is found about single leaves, and how it becomes one rule for each alternative.

use std::collections::{BTreeMap, BTreeSet};

use crate::analyse::facts::{Rule, Test};

/// When a value is taken for one alternative.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// The index of the alternative.
    pub(super) variant: usize,
    /// Tests that must all pass.
    pub(super) tests: Vec<Test>,
    /// Whether the alternative is decided on; else it is tried.
    pub(super) sure: bool,
    /// Whether the rows before it have to stay before it.
    pub(super) rest: bool,
    /// Properties that only this alternative has, where it is tried.
    pub(super) has: Vec<String>,
}

/// What is found about some leaves: rows in an order that is right, and the alternatives that nothing tells apart.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    pub(super) rows: Vec<Row>,
    pub(super) undecided: Vec<Vec<usize>>,
}

impl Found {
    pub(super) fn extend(&mut self, other: Self) {
        self.rows.extend(other.rows);
        self.undecided.extend(other.undecided);
    }

    /// Whether each row is decided on.
    pub(super) fn is_sure(&self) -> bool {
        self.undecided.is_empty() && self.rows.iter().all(|row| row.sure)
    }
}

/// One rule for each alternative, in the document's order where that is right.
pub(super) fn rules(rows: &[Row]) -> Vec<Rule> {
    let order = order(rows);
    let mut rules: Vec<Rule> = Vec::new();
    for variant in order {
        let mut rule = Rule {
            variant,
            sure: true,
            any: Vec::new(),
            has: Vec::new(),
        };
        for row in rows.iter().filter(|row| row.variant == variant) {
            rule.sure &= row.sure;
            rule.has.extend(row.has.iter().cloned());
            add(&mut rule.any, &row.tests);
        }
        // What is tried in one place only must not wait for the others in every place.
        if rows
            .iter()
            .any(|row| row.variant == variant && row.has.is_empty())
        {
            rule.has.clear();
        }
        if rule.any.iter().any(Vec::is_empty) {
            rule.any = vec![Vec::new()];
        }
        rules.push(rule);
    }
    rules
}

/// Adds a list of tests to others; lists that differ in the last one only become one list.
fn add(any: &mut Vec<Vec<Test>>, tests: &[Test]) {
    for known in any.iter_mut() {
        if known == tests {
            return;
        }
        let (Some((last, head)), Some((new, new_head))) =
            (known.split_last_mut(), tests.split_last())
        else {
            continue;
        };
        if *head == *new_head && last.absorb(new) {
            return;
        }
    }
    any.push(tests.to_vec());
}

/// The alternatives in an order that keeps rows before their rest; as far as that leaves a choice, in the document's.
fn order(rows: &[Row]) -> Vec<usize> {
    let mut before: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let mut since: Vec<usize> = Vec::new();
    for row in rows {
        let earlier = before.entry(row.variant).or_default();
        if row.rest {
            earlier.extend(since.drain(..).filter(|other| *other != row.variant));
        }
        since.push(row.variant);
    }
    let mut done = BTreeSet::new();
    let mut order = Vec::new();
    while order.len() < before.len() {
        let free = before.iter().find(|(variant, earlier)| {
            !done.contains(*variant) && earlier.iter().all(|other| done.contains(other))
        });
        // Where groups contradict one another, the document's order decides.
        let next = free.or_else(|| before.iter().find(|(variant, _)| !done.contains(*variant)));
        let Some((variant, _)) = next else {
            break;
        };
        done.insert(*variant);
        order.push(*variant);
    }
    order
}
