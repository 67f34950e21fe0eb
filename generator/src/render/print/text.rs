//! Rust written as text: what is regular and short needs no formatter, and printing a model this way takes a fifth of
//! the time. A line that may be too long sends the whole item through the formatter.

use std::fmt::{self, Write as _};

use proc_macro2::TokenStream;

use super::{plain_lines, tidy};
use crate::plan::docs::Docs;

/// A line of more columns is one that the formatter decides about: its own width.
const SURE: usize = 89;
/// The width of a struct literal on one line.
const LITERAL: usize = tidy::LITERAL;

/// An item or a method in the making.
#[derive(Debug)]
pub(in crate::render) struct Text {
    out: String,
    /// How much of it is documentation, which no formatter has to see.
    docs: usize,
    depth: usize,
    /// A line of more columns is one that the formatter decides about.
    sure: usize,
    /// Whether a line is so long that the formatter has to look.
    long: bool,
}

impl Text {
    /// Nothing yet, indented by `depth` steps.
    pub(in crate::render) fn new(depth: usize) -> Self {
        Self {
            out: String::new(),
            docs: 0,
            depth,
            sure: SURE,
            long: false,
        }
    }

    /// Nothing yet; whoever adds lines breaks them as rustfmt does, where they fit at all.
    pub(in crate::render) fn broken() -> Self {
        Self {
            sure: tidy::WIDTH,
            ..Self::new(0)
        }
    }

    /// Whether `text` fits on a line.
    pub(in crate::render) fn fits(&self, text: &str) -> bool {
        self.depth * 4 + text.chars().count() <= self.sure
    }

    /// Adds a line.
    pub(in crate::render) fn line(&mut self, line: impl fmt::Display) {
        let start = self.out.len();
        for _ in 0..self.depth {
            self.out.push_str("    ");
        }
        let _ = write!(self.out, "{line}");
        self.long |= self.out.len() - start > self.sure;
        self.out.push('\n');
    }

    /// Adds a line that no formatter breaks, because there is nothing to break in it but a string.
    pub(in crate::render) fn whole(&mut self, line: impl fmt::Display) {
        let long = self.long;
        self.line(line);
        self.long = long;
    }

    /// Adds a field of the struct at hand, which the formatter sees by itself where it is long.
    pub(in crate::render) fn field(&mut self, field: &str) {
        let start = self.out.len();
        let long = self.long;
        self.line(field);
        if self.long
            && !long
            && let Some(formatted) = alone(field)
        {
            self.out.truncate(start);
            self.out.push_str(&formatted);
            self.long = long;
        }
    }

    /// Adds an arm of a `match`, broken as rustfmt breaks it.
    pub(in crate::render) fn arm(&mut self, pattern: &str, value: &str) {
        let indent = self.depth * 4;
        let one = format!("{pattern} => {value},");
        let fits = indent + one.len() <= self.sure;
        // The formatter puts the value below, in braces that rustfmt has no need of.
        let below = indent + 4 + value.len() <= self.sure;
        match tidy::long_arm(indent, &format!("{pattern} => "), value) {
            Some(lines) if !fits && below => {
                for line in lines {
                    self.whole(line);
                }
            }
            _ => self.line(one),
        }
    }

    /// Adds a line; those after it stand deeper.
    pub(in crate::render) fn open(&mut self, line: impl fmt::Display) {
        self.line(line);
        self.depth += 1;
    }

    /// Adds `head(arguments) tail`, a line for each argument where one line is too long.
    ///
    /// What the function does is compiled where it is called: programs pay for the calls that they make, and not for all
    /// that a document describes. Generic functions are that without an attribute.
    pub(in crate::render) fn signature(&mut self, head: &str, arguments: &[String], tail: &str) {
        if !arguments.iter().any(|argument| argument.contains("impl ")) {
            self.line("#[inline]");
        }
        let line = format!("{head}({}) {tail}", arguments.join(", "));
        if self.depth * 4 + line.chars().count() <= tidy::WIDTH {
            let long = self.long;
            self.open(line);
            self.long = long;
            return;
        }
        self.open(format_args!("{head}("));
        for argument in arguments {
            self.line(format_args!("{argument},"));
        }
        self.close(format_args!(") {tail}"));
        self.depth += 1;
    }

    /// Adds the line that ends a block.
    pub(in crate::render) fn close(&mut self, line: impl fmt::Display) {
        self.depth = self.depth.saturating_sub(1);
        self.line(line);
    }

    /// Ends what stands deeper, without a line of its own.
    pub(in crate::render) fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// Adds documentation.
    pub(in crate::render) fn docs(&mut self, docs: &Docs) {
        plain_lines(docs).for_each(|line| self.doc(line));
    }

    /// Adds a line of documentation, however long.
    pub(in crate::render) fn doc(&mut self, line: impl fmt::Display) {
        let leads = self.out.len() == self.docs;
        for _ in 0..self.depth {
            self.out.push_str("    ");
        }
        self.out.push_str("///");
        let before = self.out.len();
        let _ = write!(self.out, " {line}");
        if self.out.len() == before + 1 {
            self.out.truncate(before);
        }
        self.out.push('\n');
        if leads {
            self.docs = self.out.len();
        }
    }

    /// Adds `#[deprecated]` where it applies.
    pub(in crate::render) fn deprecated(&mut self, deprecated: bool) {
        if deprecated {
            self.line("#[deprecated]");
        }
    }

    /// Adds `Name { a, b: 1 }`, broken as rustfmt breaks it.
    pub(in crate::render) fn literal(&mut self, name: &str, fields: &[String]) {
        let width: usize = fields.iter().map(|field| field.chars().count() + 2).sum();
        if width <= LITERAL + 2 {
            self.line(format_args!("{name} {{ {} }}", fields.join(", ")));
            return;
        }
        self.open(format_args!("{name} {{"));
        for field in fields {
            self.line(format_args!("{field},"));
        }
        self.close("}");
    }

    /// Adds a chain of calls on `start`, broken as rustfmt breaks it.
    pub(in crate::render) fn chain(&mut self, start: &str, calls: &[String]) {
        let one = format!("{start}{}", calls.concat());
        if calls.len() < 2 || !tidy::is_long_chain(&one) {
            self.line(one);
            return;
        }
        self.open(start);
        for call in calls {
            self.line(call);
        }
        self.leave();
    }

    /// The text, as an item.
    pub(in crate::render) fn item(self) -> Result<String, String> {
        self.formatted(super::item)
    }

    /// The text, as a part of an `impl` block.
    pub(super) fn part(self) -> Result<String, String> {
        self.formatted(|tokens| super::part(&tokens))
    }

    /// The text; its code as `format` leaves it where a line is long.
    fn formatted(
        mut self,
        format: impl Fn(TokenStream) -> Result<String, String>,
    ) -> Result<String, String> {
        if self.long {
            let code = self.out.split_off(self.docs);
            self.out.push_str(&format(parsed(&code)?)?);
        }
        Ok(self.out)
    }
}

/// A field as the formatter prints it in a struct that has no other.
fn alone(field: &str) -> Option<String> {
    let item = super::item(parsed(&format!("struct X {{ {field} }}")).ok()?).ok()?;
    let inside = item.strip_prefix("struct X {\n")?.strip_suffix("}\n")?;
    Some(inside.to_owned())
}

fn parsed(text: &str) -> Result<TokenStream, String> {
    text.parse().map_err(|error| format!("{error} in `{text}`"))
}

#[cfg(test)]
mod tests;
