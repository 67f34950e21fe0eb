//! Documentation lines that rustdoc shows as meant: no code that runs, no warnings, no control characters.

mod limits;
mod markdown;
#[cfg(test)]
mod tests;

use serde::Serialize;

pub(super) use limits::{limits, shown};

/// Lines of a doc comment, without `///`; empty for none. Safe to print as they are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Docs {
    /// The lines; none holds a line break.
    pub lines: Vec<String>,
}

impl Docs {
    /// The document's own words (`CommonMark`), made safe.
    pub(super) fn from_document(text: &str) -> Self {
        Self {
            lines: markdown::safe_lines(text),
        }
    }

    /// Our own words: Markdown as it stands, one paragraph.
    pub(super) fn ours(text: impl Into<String>) -> Self {
        Self {
            lines: vec![text.into()],
        }
    }

    /// Whether `text` is `name` written as words.
    pub(super) fn says_no_more_than(text: &str, name: &str) -> bool {
        let letters = |text: &str| -> String {
            text.chars()
                .filter(|c| c.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect()
        };
        letters(text) == letters(name)
    }

    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Adds another paragraph after a blank line.
    pub(super) fn paragraph(&mut self, other: Self) {
        if other.is_empty() {
            return;
        }
        if !self.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.extend(other.lines);
    }

    /// Adds a section with a heading; nothing where `body` is empty.
    pub(super) fn section(&mut self, heading: &str, body: Self) {
        if body.is_empty() {
            return;
        }
        self.paragraph(Self::ours(format!("# {heading}")));
        self.lines.push(String::new());
        self.lines.extend(body.lines);
    }

    /// A list with one item per entry, each of one or more lines.
    pub(super) fn list(items: impl IntoIterator<Item = Self>) -> Self {
        let mut lines = Vec::new();
        for item in items {
            for (index, line) in item.wrapped(2).lines.into_iter().enumerate() {
                lines.push(match (index, line.is_empty()) {
                    (0, _) => format!("- {line}"),
                    (_, true) => line,
                    (_, false) => format!("  {line}"),
                });
            }
        }
        Self { lines }
    }

    /// Breaks lines that have grown too long; `indent` columns will stand before each.
    pub(super) fn wrapped(self, indent: usize) -> Self {
        let mut fenced = false;
        let mut lines = Vec::with_capacity(self.lines.len());
        for line in self.lines {
            fenced ^= line.starts_with("```");
            if fenced || line.starts_with(['#', '|', ' ']) {
                lines.push(line);
            } else {
                lines.extend(markdown::rewrap(&line, indent));
            }
        }
        Self { lines }
    }

    /// Puts our own words before the first line, for example `` `page`:  ``.
    pub(super) fn prefixed(mut self, prefix: &str) -> Self {
        match self.lines.first_mut() {
            Some(first) => *first = format!("{prefix}{first}"),
            None => self
                .lines
                .push(prefix.trim_end().trim_end_matches(':').to_owned()),
        }
        self
    }

    /// Ends the last line with a full stop.
    pub(super) fn dot(mut self) -> Self {
        if let Some(last) = self
            .lines
            .last_mut()
            .filter(|last| !last.is_empty() && !last.ends_with(['.', '!', '?', ':', '`']))
        {
            last.push('.');
        }
        self
    }

    /// Adds our own sentence at the end of the last paragraph's line.
    pub(super) fn sentence(mut self, sentence: &str) -> Self {
        if sentence.is_empty() {
            return self;
        }
        match self.lines.last_mut() {
            Some(last) if !last.is_empty() && !last.starts_with("```") => {
                if !last.ends_with(['.', '!', '?', ':']) {
                    last.push('.');
                }
                last.push(' ');
                last.push_str(sentence);
            }
            Some(_) => self.paragraph(Self::ours(sentence)),
            None => self.lines.push(sentence.to_owned()),
        }
        self
    }

    /// The first paragraph as one line, without a full stop.
    pub(super) fn first_sentence(&self) -> Option<String> {
        let paragraph: Vec<&str> = self
            .lines
            .iter()
            .map(String::as_str)
            .take_while(|line| !line.is_empty())
            .collect();
        let text = paragraph.join(" ");
        let text = text.trim_end_matches('.').trim();
        (!text.is_empty()).then(|| text.to_owned())
    }
}

/// A value from the document as inline code, safe in any doc comment.
#[must_use]
pub fn code(text: &str) -> String {
    let clean: String = text
        .chars()
        .map(|c| {
            if markdown::is_unprintable(c) || c == '\n' {
                ' '
            } else {
                c
            }
        })
        .collect();
    let longest_run = clean.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest_run + 1);
    let pad = if longest_run > 0 || clean.starts_with(' ') || clean.is_empty() {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{clean}{pad}{fence}")
}
