//! One line of the text, short enough to print, with the stretch to underline.

use std::ops::Range;

use crate::diagnostics::Lines;
use crate::diagnostics::place::Span;

/// How many characters of a long line are shown.
const WIDTH: usize = 120;
/// How many of them stand before what is underlined.
const BEFORE: usize = 40;
const CUT: &str = "...";
/// Up to this column what is cut off in front is made up for by spaces, which the drawing library leaves out; so the
/// column that it prints is the true one.
const PADDED: usize = 2000;

/// A printable line and the bytes in it that matter.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) text: String,
    pub(super) marked: Range<usize>,
    /// Whether what is marked stands at its true column.
    pub(super) in_place: bool,
}

/// The line that `span` is on; `None` where the text has no such line or nothing stands on it.
pub(super) fn excerpt(lines: &Lines<'_>, span: Span) -> Option<Excerpt> {
    let line = lines.get(span.line)?;
    if line.trim().is_empty() {
        return None;
    }
    let first = span.column.saturating_sub(1);
    let skipped = if line.len() > WIDTH {
        first.saturating_sub(BEFORE)
    } else {
        0
    };
    // Cutting less than the mark of the cut is longer gains nothing.
    let skipped = if skipped > CUT.len() { skipped } else { 0 };
    let in_place = skipped <= PADDED;
    let mut text = String::new();
    if skipped > 0 {
        let padding = if in_place { skipped - CUT.len() } else { 0 };
        text = " ".repeat(padding) + CUT;
    }
    let (mut start, mut end) = (None, None);
    let rest: Vec<char> = line.chars().skip(skipped).take(WIDTH + 1).collect();
    for (column, c) in (skipped..).zip(rest.iter().take(WIDTH)) {
        if column == first {
            start = Some(text.len());
        }
        if span.length > 0 && column == first + span.length {
            end = Some(text.len());
        }
        // Control characters would move the cursor.
        text.push(if c.is_control() && *c != '\t' {
            '\u{fffd}'
        } else {
            *c
        });
    }
    let shown = text.trim_end().len();
    let start = start.unwrap_or(shown).min(shown);
    let end = end.unwrap_or(shown).max(start);
    if rest.len() > WIDTH {
        text.push_str(CUT);
    }
    Some(Excerpt {
        text,
        marked: start..end,
        in_place,
    })
}
