//! Places in YAML.

use saphyr_parser::{Event, Parser};

use super::Span;
use super::walk::Walk;
use super::wanted::Wanted;

/// Notes the places of what is wanted in `text`.
pub(super) fn scan(text: &str, wanted: &mut Wanted) {
    let mut walk = Walk::new(wanted);
    let mut parser = Parser::new_from_str(text);
    while let Some(Ok((event, span))) = parser.next_event() {
        let at = Span {
            line: span.start.line(),
            column: span.start.col() + 1,
            length: if span.start.line() == span.end.line() {
                span.len()
            } else {
                0
            },
        };
        match event {
            Event::Scalar(text, ..) => walk.scalar(text.into_owned(), at),
            Event::Alias(_) => walk.value(at),
            Event::MappingStart(..) => walk.mapping(at),
            Event::SequenceStart(..) => walk.list(at),
            Event::MappingEnd | Event::SequenceEnd => walk.close(),
            Event::DocumentEnd => return,
            _ => {}
        }
    }
}
