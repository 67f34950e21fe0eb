//! One change in the page.

use std::fmt::Write as _;

use super::super::{Change, Semver, Wire};
use super::escape::{Message, Text};
use super::filters::Operations;
use crate::diff::Item;
use crate::diff::excerpts::{Excerpt, Excerpts};
use crate::diff::spot::Spot;

/// How many operations are named.
const OPERATIONS: usize = 8;

/// How many items of the Rust API are shown.
const ITEMS: usize = 30;

/// What all changes of a page have in common.
pub(super) struct Page<'r> {
    pub(super) operations: Operations<'r>,
    pub(super) excerpts: &'r Excerpts,
    /// How many more bytes of excerpts there may be.
    pub(super) budget: usize,
    /// How many more changes are open from the start.
    pub(super) open: usize,
}

pub(super) fn change(page: &mut String, change: &Change, anchor: &str, shared: &mut Page<'_>) {
    let kind = change.id.id();
    let _ = writeln!(
        page,
        "<li class=\"change\" id=\"{anchor}\" data-kind=\"{kind}\" data-requests=\"{}\" data-answers=\"{}\" \
         data-rust=\"{}\" data-operations=\"{}\">",
        change.wire_request.word(),
        change.wire_response.word(),
        change.rust_api.word(),
        shared.operations.ranges(&change.operations)
    );
    let _ = writeln!(page, "<h3>{}</h3>", Message(&change.message));
    let _ = write!(
        page,
        "<p class=\"about\"><a class=\"kind\" href=\"#{anchor}\"><code>{kind}</code></a>"
    );
    for (name, verdict) in [
        ("requests", change.wire_request),
        ("answers", change.wire_response),
    ] {
        if verdict != Wire::None {
            badge(page, name, verdict.word());
        }
    }
    if change.rust_api != Semver::None {
        badge(page, "Rust API", change.rust_api.word());
    }
    page.push_str("</p>\n");
    operations(page, &change.operations);
    let open = shared.open > 0;
    shared.open = shared.open.saturating_sub(1);
    let _ = writeln!(
        page,
        "<details{}><summary>{}</summary>",
        if open { " open" } else { "" },
        if change.rust.is_empty() {
            "Documents"
        } else {
            "Documents and Rust"
        }
    );
    let _ = writeln!(
        page,
        "<p class=\"meaning\">{}</p>",
        Message(change.id.meaning())
    );
    page.push_str("<div class=\"sides\">\n");
    let found = shared.excerpts.of_old(&change.old);
    let is_there = !change.id.is_added();
    side(
        page,
        "Old",
        &change.old,
        found,
        is_there.then_some("del"),
        shared,
    );
    let found = shared.excerpts.of_new(&change.new);
    let is_there = !change.id.is_removed();
    side(
        page,
        "New",
        &change.new,
        found,
        is_there.then_some("ins"),
        shared,
    );
    page.push_str("</div>\n");
    items(page, &change.rust);
    let _ = writeln!(
        page,
        "<p class=\"fingerprint\">Fingerprint <code>{}</code></p>\n</details>\n</li>",
        Text(&change.fingerprint)
    );
}

fn badge(page: &mut String, name: &str, word: &str) {
    let _ = write!(
        page,
        " <span class=\"badge {word}\">{name} <b>{word}</b></span>"
    );
}

fn operations(page: &mut String, operations: &[String]) {
    if operations.is_empty() {
        return;
    }
    page.push_str("<p class=\"operations\">in");
    for (index, name) in operations.iter().take(OPERATIONS).enumerate() {
        let comma = if index == 0 { "" } else { "," };
        let _ = write!(page, "{comma} <code>{}</code>", Text(name));
    }
    more(page, operations.len(), OPERATIONS);
    page.push_str("</p>\n");
}

fn more(page: &mut String, all: usize, shown: usize) {
    if all > shown {
        let _ = write!(page, " and {} more", all - shown);
    }
}

/// Some lines of one document. `mark` is the element for the line that is meant; without it, nothing of the change
/// stands there.
fn side(
    page: &mut String,
    name: &str,
    spot: &Spot,
    excerpt: Option<&Excerpt>,
    mark: Option<&str>,
    shared: &mut Page<'_>,
) {
    let _ = writeln!(
        page,
        "<figure><figcaption><b>{name}</b> <code>{}:{}:{}</code></figcaption>",
        Text(&spot.file),
        spot.line,
        spot.column
    );
    let Some(excerpt) = excerpt else {
        page.push_str("</figure>\n");
        return;
    };
    let size: usize = excerpt.lines.iter().map(String::len).sum();
    let Some(left) = shared.budget.checked_sub(size) else {
        page.push_str("<p class=\"left-out\">Not shown: the page is long enough.</p></figure>\n");
        return;
    };
    shared.budget = left;
    page.push_str("<pre>");
    for (index, line) in excerpt.lines.iter().enumerate() {
        let number = excerpt.first + index;
        let (tag, class) = match mark {
            Some(tag) if number == excerpt.meant => (tag, "line"),
            None if number == excerpt.meant => ("span", "line place"),
            _ => ("span", "line"),
        };
        let _ = writeln!(
            page,
            "<{tag} class=\"{class}\" data-line=\"{number}\">{}</{tag}>",
            Text(line)
        );
    }
    page.push_str("</pre></figure>\n");
}

fn items(page: &mut String, items: &[Item]) {
    if items.is_empty() {
        return;
    }
    page.push_str("<ul class=\"rust\" aria-label=\"Rust API\">\n");
    for item in items.iter().take(ITEMS) {
        let _ = write!(
            page,
            "<li><code class=\"path\">{}</code> <span class=\"badge {word}\"><b>{word}</b></span>",
            Text(&item.path),
            word = item.verdict.word()
        );
        for (tag, text) in [("del", &item.old), ("ins", &item.new)] {
            if let Some(text) = text {
                let _ = write!(page, "<{tag}><code>{}</code></{tag}>", Text(text));
            }
        }
        page.push_str("</li>\n");
    }
    page.push_str("</ul>\n");
    if items.len() > ITEMS {
        page.push_str("<p>");
        more(page, items.len(), ITEMS);
        page.push_str("</p>\n");
    }
}
