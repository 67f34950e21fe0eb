//! Lines of JSON, and JSON text sequences (RFC 7464).

use bytes::Bytes;

use super::pieces::{Buffer, Piece, TooLong};

/// The record separator of RFC 7464.
const SEPARATOR: u8 = 0x1E;

/// Takes the next line that holds something. The last one need not have an end.
pub(super) fn line(buffer: &mut Buffer, over: bool) -> Result<Option<Piece>, TooLong> {
    while let Some((line, _)) = buffer.until(|byte| byte == b'\n')? {
        if !line.trim_ascii().is_empty() {
            return Ok(Some(Piece::Text(line)));
        }
    }
    Ok(last(buffer, over).map(Piece::Text))
}

/// Takes the next record. It ends where the next one starts, and with a line where its JSON is complete, so that it
/// need not wait for the next one.
pub(super) fn record(
    buffer: &mut Buffer,
    nesting: &mut Nesting,
    over: bool,
) -> Result<Option<Piece>, TooLong> {
    while let Some((record, end)) = buffer.until(|byte| nesting.ends(byte))? {
        *nesting = Nesting::default();
        if !record.trim_ascii().is_empty() {
            return Ok(Some(checked(record, end == b'\n')));
        }
    }
    Ok(last(buffer, over).map(|record| checked(record, false)))
}

/// A number, `true`, `false` or `null` may be the start of a longer one: whitespace must follow (RFC 7464 section 2.4).
fn checked(record: Bytes, is_line: bool) -> Piece {
    let first = record.trim_ascii().first();
    let delimits_itself = first.is_some_and(|byte| matches!(byte, b'{' | b'[' | b'"'));
    if is_line || delimits_itself || record.last().is_some_and(u8::is_ascii_whitespace) {
        Piece::Text(record)
    } else {
        Piece::Cut(record)
    }
}

/// How deep in a JSON text a byte is.
#[derive(Debug, Default)]
pub(super) struct Nesting {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Nesting {
    /// Whether a record ends at this byte, which follows those before.
    fn ends(&mut self, byte: u8) -> bool {
        if byte == SEPARATOR {
            return true;
        }
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return false;
        }
        match byte {
            b'{' | b'[' => self.depth = self.depth.saturating_add(1),
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            b'"' => self.in_string = true,
            _ => {}
        }
        byte == b'\n' && self.depth == 0
    }
}

fn last(buffer: &mut Buffer, over: bool) -> Option<Bytes> {
    let rest = over.then(|| buffer.rest())?;
    (!rest.trim_ascii().is_empty()).then_some(rest)
}
