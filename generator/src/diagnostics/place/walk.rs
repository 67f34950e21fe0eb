//! Following a text and the wanted pointers together, whatever the text's syntax.

use super::wanted::Wanted;
use super::{Place, Span};

/// Where in the text's mappings and lists one is.
pub(super) struct Walk<'w> {
    open: Vec<Open>,
    wanted: &'w mut Wanted,
}

/// A mapping or list that is open.
struct Open {
    /// The node of `Wanted` it stands for; `None` where nothing inside is asked for.
    node: Option<usize>,
    state: State,
}

enum State {
    List { index: usize },
    Key,
    Value { key: Option<(String, Span)> },
}

impl<'w> Walk<'w> {
    pub(super) fn new(wanted: &'w mut Wanted) -> Self {
        Self {
            open: Vec::new(),
            wanted,
        }
    }

    /// Whether nothing is asked for about what comes next, be it a key, a value or an element.
    pub(super) fn is_idle(&self) -> bool {
        self.open.last().is_some_and(|top| match &top.state {
            State::List { .. } | State::Key => top.node.is_none(),
            State::Value { key } => key.is_none(),
        })
    }

    /// A scalar, which may be a key.
    pub(super) fn scalar(&mut self, text: String, at: Span) {
        match self.open.last_mut() {
            Some(top) if matches!(top.state, State::Key) => {
                let key = top.node.is_some().then_some((text, at));
                top.state = State::Value { key };
            }
            _ => self.value(at),
        }
    }

    /// A scalar that is no key.
    pub(super) fn value(&mut self, at: Span) {
        self.arrive(at, true);
        self.step();
    }

    /// The start of a mapping.
    pub(super) fn mapping(&mut self, at: Span) {
        self.enter(at, State::Key);
    }

    /// The start of a list.
    pub(super) fn list(&mut self, at: Span) {
        self.enter(at, State::List { index: 0 });
    }

    fn enter(&mut self, at: Span, state: State) {
        let node = self.arrive(at, false);
        self.open.push(Open { node, state });
    }

    /// The end of a mapping or list.
    pub(super) fn close(&mut self) {
        self.open.pop();
        self.step();
    }

    /// Notes a value that starts here; gives its node where something in it is asked for.
    fn arrive(&mut self, start: Span, scalar: bool) -> Option<usize> {
        let (node, key) = match self.open.last() {
            None => (Wanted::ROOT, None),
            Some(Open { node, state }) => {
                let node = *node.as_ref()?;
                match state {
                    State::List { index } => (self.wanted.child(node, &index.to_string())?, None),
                    State::Value { key } => {
                        let (name, span) = key.as_ref()?;
                        (self.wanted.child(node, name)?, Some(*span))
                    }
                    // A mapping or list as a key: nothing can point into it.
                    State::Key => return None,
                }
            }
        };
        self.wanted.found(
            node,
            Place {
                key,
                scalar: scalar.then_some(start),
                start: Span { length: 0, ..start },
                again: None,
                exact: true,
            },
        );
        Some(node)
    }

    /// The value at hand is complete: the mapping or list around it expects what comes next.
    fn step(&mut self) {
        if let Some(top) = self.open.last_mut() {
            match &mut top.state {
                State::List { index } => *index += 1,
                State::Value { .. } => top.state = State::Key,
                State::Key => top.state = State::Value { key: None },
            }
        }
    }
}
