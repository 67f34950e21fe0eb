//! Paragraphs and list items that have grown too wide, filled again as a whole: one line broken by itself would leave
//! single words behind, and further lines of an item that are not below its text.

use super::text::{WIDTH, wrap};

/// Breaks lines of safe Markdown again where one has grown too long; `indent` columns will stand before each.
pub(super) fn refill(lines: Vec<String>, indent: usize) -> Vec<String> {
    let width = WIDTH.saturating_sub(indent);
    if lines.iter().all(|line| line.chars().count() <= width) {
        return lines;
    }
    let mut filled = Vec::with_capacity(lines.len() + 8);
    let mut block: Option<Block> = None;
    let mut fence = None;
    for line in lines {
        let parts = Parts::of(&line).filter(|_| fence.is_none());
        let ticks = fence_of(parts.as_ref().map_or(&line, |parts| parts.text));
        let parts = parts.filter(|_| ticks.is_none());
        fence = match (fence, ticks) {
            (None, opened) => opened,
            (Some(open), Some(run)) if run >= open => None,
            (open, _) => open,
        };
        match parts {
            Some(parts)
                if parts.bullet.is_empty()
                    && let Some(open) = &mut block
                    && open.goes_on_at(parts.indent) =>
            {
                open.push(parts.text);
            }
            Some(parts) => {
                filled.extend(
                    block
                        .replace(Block::start(&parts))
                        .into_iter()
                        .flat_map(|block| block.lines(width)),
                );
            }
            None => {
                filled.extend(
                    block
                        .take()
                        .into_iter()
                        .flat_map(|block| block.lines(width)),
                );
                filled.push(line);
            }
        }
    }
    filled.extend(block.into_iter().flat_map(|block| block.lines(width)));
    filled
}

/// The run of backticks that starts or ends a code block.
fn fence_of(line: &str) -> Option<usize> {
    let line = line.trim_start();
    let run = line.len() - line.trim_start_matches('`').len();
    (run >= 3).then_some(run)
}

/// A line of running text.
struct Parts<'a> {
    indent: usize,
    /// `- `, `12. ` or nothing.
    bullet: &'a str,
    text: &'a str,
}

impl<'a> Parts<'a> {
    /// `None` for what must stay on one line, or be a line of its own. A line of a quote may be one of a code block in it:
    /// broken, it would end both.
    fn of(line: &'a str) -> Option<Self> {
        let rest = line.trim_start();
        if rest.is_empty() || rest.starts_with(['#', '|', '>']) || rest == "---" {
            return None;
        }
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let numbered = rest
            .get(digits..)
            .filter(|after| digits > 0 && after.starts_with(". "));
        let bullet = if rest.starts_with("- ") {
            2
        } else {
            numbered.map_or(0, |_| digits + 2)
        };
        let (bullet, text) = rest.split_at(bullet);
        Some(Self {
            indent: line.len() - rest.len(),
            bullet,
            text,
        })
    }
}

/// A paragraph, or the first one of a list item.
struct Block {
    indent: usize,
    bullet: String,
    lines: Vec<String>,
}

impl Block {
    fn start(parts: &Parts<'_>) -> Self {
        Self {
            indent: parts.indent,
            bullet: parts.bullet.to_owned(),
            lines: vec![parts.text.to_owned()],
        }
    }

    /// Where its text stands.
    fn column(&self) -> usize {
        self.indent + self.bullet.len()
    }

    fn goes_on_at(&self, column: usize) -> bool {
        self.column() == column
    }

    fn push(&mut self, text: &str) {
        self.lines.push(text.to_owned());
    }

    /// Its lines, as they were where they fit.
    fn lines(self, width: usize) -> Vec<String> {
        let width = width.saturating_sub(self.column()).max(40);
        let fits = self.lines.iter().all(|line| line.chars().count() <= width);
        let lines = if fits {
            self.lines
        } else {
            wrap(&self.lines.join(" "), width)
        };
        let first = format!("{}{}", " ".repeat(self.indent), self.bullet);
        let further = " ".repeat(first.len());
        let prefixes = std::iter::once(first).chain(std::iter::repeat(further));
        prefixes
            .zip(lines)
            .map(|(prefix, line)| prefix + &line)
            .collect()
    }
}
