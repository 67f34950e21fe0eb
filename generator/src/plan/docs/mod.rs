//! Documentation lines that rustdoc shows as meant: no code that runs, no warnings, no control characters.

mod fill;
mod limits;
mod markdown;
#[cfg(test)]
mod tests;
mod text;

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
        Self {
            lines: fill::refill(self.lines, indent),
        }
    }

    /// Puts our own words before the first line, for example `` `page`:  ``.
    ///
    /// A list, a quote or a code block starts below them: glued to other words its first line would be none, and the
    /// fence that ends it would start another block, which rustdoc takes for Rust.
    pub(super) fn prefixed(mut self, prefix: &str) -> Self {
        let head = prefix.trim_end().trim_end_matches(':');
        if self.is_empty() {
            return Self::ours(head);
        }
        if !is_running_text(&self.lines) {
            let mut docs = Self::ours(format!("{head}:"));
            docs.paragraph(self);
            return docs;
        }
        if let Some(first) = self.lines.first_mut() {
            *first = format!("{prefix}{first}");
        }
        self
    }

    /// Ends the last paragraph with a full stop.
    pub(super) fn dot(mut self) -> Self {
        if self.ends_in_running_text()
            && let Some(last) = self.lines.last_mut()
            && !last.ends_with(['.', '!', '?', ':', '`'])
        {
            last.push('.');
        }
        self
    }

    /// Adds our own sentence at the end of the last paragraph, or as one of its own.
    pub(super) fn sentence(mut self, sentence: &str) -> Self {
        if sentence.is_empty() {
            return self;
        }
        if !self.ends_in_running_text() {
            self.paragraph(Self::ours(sentence));
        } else if let Some(last) = self.lines.last_mut() {
            if !last.ends_with(['.', '!', '?', ':']) {
                last.push('.');
            }
            last.push(' ');
            last.push_str(sentence);
        }
        self
    }

    /// Whether the last paragraph is text that other text may follow.
    fn ends_in_running_text(&self) -> bool {
        let paragraph = self.lines.rsplit(String::is_empty).next();
        paragraph.is_some_and(|lines| !lines.is_empty() && is_running_text(lines))
    }

    /// The first paragraph as one line, without a full stop; `None` where there is something else than text.
    pub(super) fn first_sentence(&self) -> Option<String> {
        let paragraph: Vec<&str> = self
            .lines
            .iter()
            .map(String::as_str)
            .take_while(|line| !line.is_empty())
            .collect();
        let text = paragraph.join(" ");
        let text = text.trim_end_matches('.').trim();
        (!text.is_empty() && is_running_text(self.lines.get(..paragraph.len())?))
            .then(|| text.to_owned())
    }
}

/// Whether no line is, or may be, part of a list, a quote, a table, a heading or a code block. Text from
/// [`Docs::from_document`] has a backslash where it only looks like one of them.
fn is_running_text(lines: &[String]) -> bool {
    lines.iter().all(|line| {
        let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let numbered = number.len() < line.len() && number.starts_with(['.', ')']);
        let marked = ["```", "~~~", "- ", "* ", "+ ", "---"];
        !line.is_empty()
            && !numbered
            && !line.starts_with(['#', '|', ' ', '>'])
            && !marked.iter().any(|mark| line.starts_with(mark))
    })
}

/// A title or name from the document in one line of Markdown that other words may follow.
pub(super) fn in_line(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match markdown::safe_lines(&text).as_slice() {
        [line] if is_running_text(std::slice::from_ref(line)) => line.clone(),
        _ => code(&text),
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
