//! Places in JSON (RFC 8259). A YAML parser could find them too, but keeps all tokens of a document that starts with a
//! brace, for it could turn out to be a key: twenty times the text in memory.

use super::Span;
use super::walk::Walk;
use super::wanted::Wanted;

/// Notes the places of what is wanted in `text`, which parses as JSON; after a fault it stops.
pub(super) fn scan(text: &str, wanted: &mut Wanted) {
    let mut walk = Walk::new(wanted);
    let mut lines = Lines::default();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        at += 1;
        match byte {
            b'\n' => lines.start(at),
            b'{' => walk.mapping(lines.span(text, start..at)),
            b'[' => walk.list(lines.span(text, start..at)),
            b'}' | b']' => walk.close(),
            b'"' => {
                at = end_of_string(bytes, at);
                if walk.is_idle() {
                    walk.scalar(String::new(), Span::default());
                } else {
                    let value = text
                        .get(start..at)
                        .and_then(|text| serde_json::from_str(text).ok());
                    let Some(value) = value else { return };
                    walk.scalar(value, lines.span(text, start..at));
                }
            }
            b',' | b':' | b' ' | b'\t' | b'\r' => {}
            _ => {
                let rest = bytes.get(at..).unwrap_or_default();
                let delimiter = |byte: &u8| b",:]} \t\r\n".contains(byte);
                at += rest.iter().position(delimiter).unwrap_or(rest.len());
                walk.value(lines.span(text, start..at));
            }
        }
    }
}

/// The index behind the quotation mark that ends the string whose content starts at `at`.
fn end_of_string(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        at += match byte {
            b'"' => return at + 1,
            b'\\' => 2,
            _ => 1,
        };
    }
    bytes.len()
}

/// The line one is in.
#[derive(Default)]
struct Lines {
    /// How many lines are before it.
    before: usize,
    /// The last place asked for in this line, and its column: a document may be one line of megabytes.
    known: (usize, usize),
}

impl Lines {
    fn start(&mut self, at: usize) {
        *self = Self {
            before: self.before + 1,
            known: (at, 0),
        };
    }

    fn span(&mut self, text: &str, range: std::ops::Range<usize>) -> Span {
        let count =
            |range: std::ops::Range<usize>| text.get(range).map_or(0, |text| text.chars().count());
        let (known, column) = self.known;
        let column = column + count(known..range.start);
        self.known = (range.start, column);
        Span {
            line: self.before + 1,
            column: column + 1,
            length: count(range),
        }
    }
}
