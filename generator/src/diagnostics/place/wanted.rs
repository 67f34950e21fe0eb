//! The pointers that are asked for, as a tree that is walked along with the text.

use std::collections::BTreeMap;

use super::Place;
use crate::ir::Pointer;

/// A tree of tokens; nodes are named by their index.
pub(super) struct Wanted {
    nodes: Vec<Node>,
}

#[derive(Default)]
struct Node {
    children: BTreeMap<String, usize>,
    place: Option<Place>,
}

impl Wanted {
    pub(super) const ROOT: usize = 0;

    pub(super) fn new(pointers: &[&Pointer]) -> Self {
        let mut wanted = Self {
            nodes: vec![Node::default()],
        };
        for pointer in pointers {
            for tokens in readings(pointer) {
                wanted.insert(tokens);
            }
        }
        wanted
    }

    fn insert(&mut self, tokens: Vec<String>) {
        let mut at = Self::ROOT;
        for token in tokens {
            let next = self.nodes.len();
            let Some(node) = self.nodes.get_mut(at) else {
                return;
            };
            at = *node.children.entry(token).or_insert(next);
            if at == next {
                self.nodes.push(Node::default());
            }
        }
    }

    pub(super) fn child(&self, node: usize, token: &str) -> Option<usize> {
        self.nodes.get(node)?.children.get(token).copied()
    }

    /// Notes where `node` stands; at the second time, only that there is a second time.
    pub(super) fn found(&mut self, node: usize, place: Place) {
        let Some(node) = self.nodes.get_mut(node) else {
            return;
        };
        match &mut node.place {
            Some(first) => first.again = first.again.or(place.key),
            None => node.place = Some(place),
        }
    }

    /// The place of `pointer`, or of the nearest thing around it.
    pub(super) fn place(&self, pointer: &Pointer) -> Option<Place> {
        let mut best: Option<(usize, Place)> = None;
        for tokens in readings(pointer) {
            let (missing, place) = self.deepest(&tokens)?;
            if best.is_none_or(|(fewest, _)| missing < fewest) {
                best = Some((missing, place));
            }
        }
        best.map(|(missing, place)| Place {
            exact: missing == 0,
            ..place
        })
    }

    /// The place of the longest beginning of `tokens` that exists, and how many tokens are left.
    fn deepest(&self, tokens: &[String]) -> Option<(usize, Place)> {
        let mut at = Self::ROOT;
        let mut best = (tokens.len(), self.nodes.first()?.place?);
        for (taken, token) in (1..).zip(tokens) {
            let Some(next) = self.child(at, token) else {
                break;
            };
            at = next;
            let Some(place) = self.nodes.get(at).and_then(|node| node.place) else {
                break;
            };
            best = (tokens.len() - taken, place);
        }
        Some(best)
    }
}

/// The pointer's tokens; then, since normalising inserts `allOf` and `anyOf` steps that the text does not have, the
/// tokens without each one of them.
fn readings(pointer: &Pointer) -> Vec<Vec<String>> {
    let tokens: Vec<String> = pointer.tokens().collect();
    let mut readings = Vec::new();
    for (at, pair) in tokens.windows(2).enumerate() {
        if let [keyword, index] = pair
            && matches!(keyword.as_str(), "allOf" | "anyOf")
            && index.bytes().all(|b| b.is_ascii_digit())
        {
            let mut shorter = tokens.clone();
            shorter.drain(at..at + 2);
            readings.push(shorter);
        }
    }
    readings.insert(0, tokens);
    readings
}
