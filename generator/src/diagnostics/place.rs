//! Pointers to places: the text is read once more, by events with positions, only when something is to be shown.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser};

use crate::ir::Pointer;

mod wanted;

#[cfg(test)]
mod tests;

use wanted::Wanted;

/// A stretch of text on one line. Lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Span {
    /// The line.
    pub line: usize,
    /// The first column.
    pub column: usize,
    /// How many characters; 0 means up to the line's end.
    pub length: usize,
}

/// Where one pointer leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// The key, where the value stands in a mapping.
    pub key: Option<Span>,
    /// The value; `None` for a mapping or list, which has no short excerpt.
    pub scalar: Option<Span>,
    /// Where the value starts.
    pub start: Span,
    /// The key's second appearance in the same mapping, if there is one.
    pub again: Option<Span>,
    /// Whether the pointer itself was found, rather than something around it.
    pub exact: bool,
}

impl Place {
    /// What to underline: the key for `at_key` and for mappings and lists, else the value.
    #[must_use]
    pub fn span(&self, at_key: bool) -> Span {
        match (self.key, self.scalar) {
            (Some(key), None) => key,
            (Some(key), Some(_)) if at_key => key,
            (_, Some(scalar)) => scalar,
            (None, None) => self.start,
        }
    }
}

/// The places of some pointers in one text.
#[derive(Debug, Clone, Default)]
pub struct Places(BTreeMap<Pointer, Place>);

impl Places {
    /// Finds `pointers` in `text`, which is YAML or JSON, in one pass and without recursion.
    ///
    /// A pointer that leads nowhere (a missing keyword, a step that normalising inserted) gets the place of the
    /// nearest thing around it.
    #[must_use]
    pub fn find<'p>(text: &str, pointers: impl IntoIterator<Item = &'p Pointer>) -> Self {
        let pointers: Vec<&Pointer> = pointers.into_iter().collect();
        let mut wanted = Wanted::new(&pointers);
        scan(text.strip_prefix('\u{feff}').unwrap_or(text), &mut wanted);
        Self(
            pointers
                .into_iter()
                .filter_map(|pointer| Some((pointer.clone(), wanted.place(pointer)?)))
                .collect(),
        )
    }

    /// The place of one of the pointers asked for; `None` where the text has no content at all.
    #[must_use]
    pub fn get(&self, pointer: &Pointer) -> Option<&Place> {
        self.0.get(pointer)
    }
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

fn scan(text: &str, wanted: &mut Wanted) {
    let mut open: Vec<Open> = Vec::new();
    let mut parser = Parser::new_from_str(text);
    while let Some(Ok((event, span))) = parser.next_event() {
        let start = Span {
            line: span.start.line(),
            column: span.start.col() + 1,
            length: if span.start.line() == span.end.line() {
                span.len()
            } else {
                0
            },
        };
        match event {
            Event::Scalar(text, ..) => {
                if let Some(top) = open
                    .last_mut()
                    .filter(|top| matches!(top.state, State::Key))
                {
                    let key = top.node.is_some().then(|| (text.into_owned(), start));
                    top.state = State::Value { key };
                } else {
                    arrive(&open, wanted, start, true);
                    step(&mut open);
                }
            }
            Event::Alias(_) => {
                arrive(&open, wanted, start, true);
                step(&mut open);
            }
            Event::MappingStart(..) => {
                let node = arrive(&open, wanted, start, false);
                open.push(Open {
                    node,
                    state: State::Key,
                });
            }
            Event::SequenceStart(..) => {
                let node = arrive(&open, wanted, start, false);
                open.push(Open {
                    node,
                    state: State::List { index: 0 },
                });
            }
            Event::MappingEnd | Event::SequenceEnd => {
                open.pop();
                step(&mut open);
            }
            Event::DocumentEnd => return,
            _ => {}
        }
    }
}

/// Notes a value that starts here; gives its node where something in it is asked for.
fn arrive(open: &[Open], wanted: &mut Wanted, start: Span, scalar: bool) -> Option<usize> {
    let (node, key) = match open.last() {
        None => (Wanted::ROOT, None),
        Some(Open { node, state }) => match state {
            State::List { index } => (wanted.child(*node.as_ref()?, &index.to_string())?, None),
            State::Value { key } => {
                let (name, span) = key.as_ref()?;
                (wanted.child(*node.as_ref()?, name)?, Some(*span))
            }
            // A mapping or list as a key: nothing can point into it.
            State::Key => return None,
        },
    };
    wanted.found(
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
fn step(open: &mut [Open]) {
    if let Some(top) = open.last_mut() {
        match &mut top.state {
            State::List { index } => *index += 1,
            State::Value { .. } => top.state = State::Key,
            State::Key => top.state = State::Value { key: None },
        }
    }
}
