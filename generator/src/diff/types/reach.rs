//! Which operations a change inside a schema matters to, and for which way.

use std::collections::BTreeSet;

use super::graph::{Node, Root};
use crate::diff::found::{Found, Ways};

/// A set of operations, by index.
#[derive(Clone, Default)]
struct Bits(Vec<u64>);

impl Bits {
    fn insert(&mut self, index: usize) {
        let (word, bit) = (index / 64, index % 64);
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        if let Some(word) = self.0.get_mut(word) {
            *word |= 1 << bit;
        }
    }

    /// Takes in another set; says whether that was news.
    fn merge(&mut self, other: &Self) -> bool {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        let mut news = false;
        for (own, other) in self.0.iter_mut().zip(&other.0) {
            news |= *other & !*own != 0;
            *own |= other;
        }
        news
    }

    fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(word, bits)| {
            (0..64)
                .filter(move |bit| bits >> bit & 1 == 1)
                .map(move |bit| word * 64 + bit)
        })
    }
}

/// What is known of a node: the operations whose requests, and whose answers, lead to it.
#[derive(Clone, Default)]
struct Reach {
    request: Bits,
    response: Bits,
    /// Whether it is reached at all, with operations or without.
    ways: Ways,
}

/// The changes of all nodes, each with the ways and operations that lead to it.
pub(super) fn found(nodes: Vec<Node>, roots: &[Root], operations: &[String]) -> Vec<Found> {
    let wanted = wanted(&nodes);
    let is_wanted = |node: usize| wanted.get(node).copied().unwrap_or(false);
    let mut reached: Vec<Reach> = vec![Reach::default(); nodes.len()];
    let mut stack = Vec::new();
    for root in roots.iter().filter(|root| is_wanted(root.node)) {
        let Some(reach) = reached.get_mut(root.node) else {
            continue;
        };
        reach.ways = reach.ways.or(root.ways);
        if let Some(operation) = root.operation {
            reach.request.insert(operation);
            reach.response.insert(operation);
        }
        stack.push(root.node);
    }
    while let Some(at) = stack.pop() {
        let (Some(from), Some(node)) = (reached.get(at).cloned(), nodes.get(at)) else {
            continue;
        };
        for (to, ways) in &node.edges {
            let Some(target) = reached.get_mut(*to).filter(|_| is_wanted(*to)) else {
                continue;
            };
            let ways = ways.and(from.ways);
            let before = target.ways;
            target.ways = before.or(ways);
            let mut news = target.ways != before;
            if ways.request {
                news |= target.request.merge(&from.request);
            }
            if ways.response {
                news |= target.response.merge(&from.response);
            }
            if news {
                stack.push(*to);
            }
        }
    }
    nodes
        .into_iter()
        .zip(reached)
        .flat_map(|(node, reach)| {
            node.found.into_iter().map(move |mut found| {
                found.ways = found.ways.and(reach.ways);
                let request = found.ways.request.then_some(&reach.request);
                let response = found.ways.response.then_some(&reach.response);
                let indices: BTreeSet<usize> = request
                    .into_iter()
                    .chain(response)
                    .flat_map(Bits::iter)
                    .collect();
                let names = indices
                    .into_iter()
                    .filter_map(|index| operations.get(index).cloned());
                found.operations.extend(names);
                found
            })
        })
        .collect()
}

/// The nodes from which a change can be reached: as a rule these are few.
fn wanted(nodes: &[Node]) -> Vec<bool> {
    let mut parents: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    for (index, node) in nodes.iter().enumerate() {
        for (to, _) in &node.edges {
            if let Some(list) = parents.get_mut(*to) {
                list.push(index);
            }
        }
    }
    let mut wanted = vec![false; nodes.len()];
    let changed = nodes.iter().enumerate();
    let mut stack: Vec<usize> = changed
        .filter(|(_, node)| !node.found.is_empty())
        .map(|(index, _)| index)
        .collect();
    while let Some(at) = stack.pop() {
        if let Some(seen) = wanted.get_mut(at)
            && !*seen
        {
            *seen = true;
            stack.extend(parents.get(at).into_iter().flatten());
        }
    }
    wanted
}
