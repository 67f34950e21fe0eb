//! Text of a document that stays text in a page.

use std::fmt::{self, Display, Formatter, Write as _};

/// Text between tags or in a quoted attribute.
pub(super) struct Text<'a>(pub(super) &'a str);

impl Display for Text<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            character(f, c)?;
        }
        Ok(())
    }
}

/// A message, where backticks are around code.
pub(super) struct Message<'a>(pub(super) &'a str);

impl Display for Message<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        // Without its other half, a backtick is a backtick.
        let paired = self.0.matches('`').count() / 2 * 2;
        for (index, part) in self.0.splitn(paired + 1, '`').enumerate() {
            if index % 2 == 1 {
                write!(f, "<code>{}</code>", Text(part))?;
            } else {
                write!(f, "{}", Text(part))?;
            }
        }
        Ok(())
    }
}

/// One character. What cannot be seen, or turns around what follows, is written as Rust would.
fn character(f: &mut Formatter<'_>, c: char) -> fmt::Result {
    match c {
        '&' => f.write_str("&amp;"),
        '<' => f.write_str("&lt;"),
        '>' => f.write_str("&gt;"),
        '"' => f.write_str("&quot;"),
        '\'' => f.write_str("&#39;"),
        '\t' | '\n' => f.write_char(c),
        c if c.is_control() || is_unseen(c) => write!(f, "{}", c.escape_unicode()),
        c => f.write_char(c),
    }
}

/// Marks of direction (UAX #9), separators of lines, and what has no width.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{feff}' | '\u{ad}')
        || ('\u{200b}'..='\u{200f}').contains(&c)
        || ('\u{2028}'..='\u{202e}').contains(&c)
        || ('\u{2060}'..='\u{206f}').contains(&c)
        || ('\u{e0000}'..='\u{e007f}').contains(&c)
}
