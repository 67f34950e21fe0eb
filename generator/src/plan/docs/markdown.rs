//! `CommonMark` in, `CommonMark` out: what rustdoc's own parser understands is written again in a form that it cannot take
//! for code to run, for a link to a Rust item, for HTML, or for anything else than text.

use super::text::{WIDTH, escape, link_target, typographic, wrap};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Longest description that is kept; the rest is cut with an ellipsis.
const LONGEST: usize = 20_000;

/// The lines of `text`, safe in a doc comment.
pub(super) fn safe_lines(text: &str) -> Vec<String> {
    if is_prose(text) {
        return wrap(text, WIDTH);
    }
    marked_lines(text)
}

/// Whether nothing in `text` could be markup, as in most descriptions: one line of words and punctuation.
fn is_prose(text: &str) -> bool {
    text.len() <= LONGEST
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && !text.ends_with(' ')
        && !text.contains("://")
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b" .,;:?!'\"()-/".contains(&byte))
}

/// The lines of text that may have markup.
pub(super) fn marked_lines(text: &str) -> Vec<String> {
    let clean: String = text
        .chars()
        .filter(|&c| c == '\n' || !is_unprintable(c) || c == '\t')
        .map(|c| if c == '\t' { ' ' } else { c })
        .take(LONGEST)
        .collect();
    let clean = if text.len() > LONGEST {
        clean + "…"
    } else {
        clean
    };
    let mut writer = Writer::default();
    for event in Parser::new_ext(
        &clean,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH,
    ) {
        writer.event(event);
    }
    writer.finish()
}

/// Characters that do not print, or that change how the text around them reads (CVE-2021-42574).
pub(super) fn is_unprintable(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{feff}' | '\u{2028}' | '\u{2029}')
}

#[derive(Default)]
struct Writer {
    lines: Vec<String>,
    /// The paragraph being collected.
    text: String,
    /// Prefix of the next line and of those after it, one entry per open list item or quote.
    indents: Vec<String>,
    /// What the next block of an item starts with instead of its indent (`- `, `1. `).
    bullet: Option<String>,
    /// Numbers of the open lists.
    lists: Vec<Option<u64>>,
    /// Whether the next block needs no blank line before it.
    tight: bool,
    /// A fenced block being collected.
    code: Option<String>,
    /// Where an open link goes, if it is kept.
    links: Vec<Option<String>>,
    /// Cells of a table row being collected.
    row: Option<Vec<String>>,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None if self.links.iter().any(Option::is_some) => {
                    let text = typographic(&text);
                    self.text.push_str(&escape(&text, false));
                }
                None => self.text.push_str(&escape(&text, true)),
            },
            Event::Code(code) => self.text.push_str(&super::code(&code)),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.text.push('\n'),
            Event::Rule => {
                self.flush();
                self.block(vec!["---".to_owned()]);
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html),
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text.push_str(&super::code(&text));
            }
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::TableCell => {}
            Tag::BlockQuote(_) => {
                self.flush();
                self.indents.push("> ".to_owned());
            }
            Tag::CodeBlock(kind) => {
                self.flush();
                // The language is dropped: whatever it is, the text must not become a doc test.
                let _: CodeBlockKind<'_> = kind;
                self.code = Some(String::new());
            }
            Tag::List(start) => {
                self.flush();
                self.tight = !self.lists.is_empty();
                self.lists.push(start);
            }
            Tag::Item => {
                self.flush();
                let bullet = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".to_owned(),
                };
                self.indents.push(" ".repeat(bullet.len()));
                self.bullet = Some(bullet);
            }
            Tag::Link { dest_url, .. } => {
                let absolute = ["http://", "https://", "mailto:"]
                    .iter()
                    .any(|scheme| dest_url.starts_with(scheme));
                let kept = absolute.then(|| link_target(&dest_url));
                if kept.is_some() {
                    self.text.push('[');
                }
                self.links.push(kept);
            }
            Tag::Emphasis => self.text.push('*'),
            Tag::Strong => self.text.push_str("**"),
            Tag::TableHead | Tag::TableRow => {
                self.flush();
                self.row = Some(Vec::new());
            }
            _ => self.flush(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                // Headings of the document stand below ours.
                let text = std::mem::take(&mut self.text);
                let marks = if level <= HeadingLevel::H2 {
                    "##"
                } else {
                    "###"
                };
                self.block(vec![format!("{marks} {}", text.replace('\n', " ").trim())]);
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.indents.pop();
            }
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                let longest = code
                    .split(|c| c != '`')
                    .map(str::len)
                    .max()
                    .unwrap_or(0)
                    .max(2);
                let fence = "`".repeat(longest + 1);
                let mut lines = vec![format!("{fence}text")];
                lines.extend(
                    code.trim_end()
                        .lines()
                        .map(|line| line.trim_end().to_owned()),
                );
                lines.push(fence);
                self.block(lines);
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
                self.tight = false;
            }
            TagEnd::Item => {
                self.flush();
                self.indents.pop();
                self.bullet = None;
                self.tight = true;
            }
            TagEnd::Link => {
                if let Some(Some(target)) = self.links.pop() {
                    self.text.extend(["](<", &target, ">)"]);
                }
            }
            TagEnd::Emphasis => self.text.push('*'),
            TagEnd::Strong => self.text.push_str("**"),
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.text);
                if let Some(row) = &mut self.row {
                    row.push(
                        cell.replace('\n', " ")
                            .replace('|', "\\|")
                            .trim()
                            .to_owned(),
                    );
                }
            }
            TagEnd::TableHead => self.table_row(true),
            TagEnd::TableRow => self.table_row(false),
            TagEnd::Table => self.tight = false,
            _ => self.flush(),
        }
    }

    fn table_row(&mut self, head: bool) {
        let Some(row) = self.row.take() else { return };
        let mut lines = vec![format!("| {} |", row.join(" | "))];
        if head {
            lines.push(format!("|{}", " --- |".repeat(row.len())));
        }
        self.tight = !head;
        self.block(lines);
        self.tight = true;
    }

    /// A line break where HTML has one; other tags are shown as text.
    fn html(&mut self, html: &str) {
        for line in html.split_inclusive('\n') {
            let tag = line
                .trim()
                .trim_matches(['<', '>', '/', ' '])
                .to_ascii_lowercase();
            if tag == "br" || tag == "p" {
                self.text.push('\n');
            } else {
                self.text
                    .push_str(&escape(line.trim_end_matches('\n'), true));
                if line.ends_with('\n') {
                    self.text.push(' ');
                }
            }
        }
    }

    /// Writes the collected paragraph.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        if text.trim().is_empty() {
            return;
        }
        let indent: usize = self.indents.iter().map(String::len).sum();
        let width = WIDTH.saturating_sub(indent).max(40);
        let lines = text
            .split('\n')
            .flat_map(|line| wrap(line, width))
            .collect();
        self.block(lines);
    }

    /// Writes a block, after a blank line where one is wanted.
    fn block(&mut self, lines: Vec<String>) {
        if !self.lines.is_empty() && !self.tight {
            let outer = self
                .indents
                .iter()
                .filter(|indent| indent.starts_with('>'))
                .cloned()
                .collect::<String>();
            self.lines.push(outer.trim_end().to_owned());
        }
        self.tight = false;
        for line in lines {
            let mut prefix: String = self.indents.concat();
            if let Some(bullet) = self.bullet.take() {
                prefix.truncate(prefix.len().saturating_sub(bullet.len()));
                prefix.push_str(&bullet);
            }
            self.lines
                .push(format!("{prefix}{line}").trim_end().to_owned());
        }
    }

    fn finish(mut self) -> Vec<String> {
        self.flush();
        self.lines
    }
}
