//! The report as one HTML page, which needs nothing beside itself.
//!
//! Without a script it is a document that lists everything. The script only hides what is not asked for.

mod change;
mod escape;
mod filters;
mod policy;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Group, Report, conclusion, groups};
use crate::diff::excerpts::Excerpts;
use escape::Text;

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

/// How many bytes of excerpts a page has: those of the worst changes.
const EXCERPTS: usize = 8 * 1024 * 1024;

/// How many changes are open from the start.
const OPEN: usize = 12;

/// The page, with the lines of the documents that were gathered.
#[must_use]
pub fn html(report: &Report, excerpts: &Excerpts) -> String {
    let mut page = String::new();
    let _ = write!(
        page,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{} — oaxide diff</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        policy::policy(STYLE, SCRIPT),
        Text(&sentence(report)),
    );
    header(&mut page, report, excerpts);
    let mut shared = change::Page {
        operations: filters::Operations::of(report),
        excerpts,
        budget: EXCERPTS,
        open: OPEN,
    };
    if !report.changes.is_empty() {
        filters::filters(&mut page, report, &shared.operations);
    }
    page.push_str("<main id=\"changes\">\n");
    let mut anchors = Anchors::default();
    for (group, changes) in groups(report) {
        let _ = writeln!(
            page,
            "<section class=\"{class}\" aria-labelledby=\"{class}\">\n\
             <h2 id=\"{class}\">{} <span class=\"number\">{}</span></h2>\n<ol>",
            group.title(),
            changes.len(),
            class = class(group)
        );
        for change in changes {
            let anchor = anchors.of(&change.fingerprint);
            change::change(&mut page, change, &anchor, &mut shared);
        }
        page.push_str("</ol>\n</section>\n");
    }
    if report.changes.is_empty() {
        page.push_str("<p class=\"nothing\">The documents mean the same.</p>\n");
    }
    page.push_str("<p class=\"nothing\" id=\"nothing\" hidden>No change is like that.</p>\n");
    not_compared(&mut page, report);
    let _ = writeln!(page, "</main>\n<script>{SCRIPT}</script>\n</body>\n</html>");
    page
}

fn header(page: &mut String, report: &Report, excerpts: &Excerpts) {
    page.push_str("<a class=\"skip\" href=\"#changes\">Skip to the changes</a>\n<header>\n");
    let _ = writeln!(page, "<h1>{}</h1>", Text(&sentence(report)));
    for (old, new) in &excerpts.documents {
        let _ = writeln!(
            page,
            "<p class=\"documents\"><code>{}</code> <span aria-hidden=\"true\">→</span>\
             <span class=\"unseen\">became</span> <code>{}</code></p>",
            Text(old),
            Text(new)
        );
    }
    let summary = report.summary;
    page.push_str("<dl class=\"summary\">\n");
    let behaviour = if summary.behaviour {
        "different"
    } else {
        "same"
    };
    for (name, word) in [
        ("Requests", summary.wire_request.word()),
        ("Answers", summary.wire_response.word()),
        ("Rust API", summary.rust_api.word()),
        ("Other behaviour", behaviour),
    ] {
        let _ = writeln!(
            page,
            "<div class=\"{word}\"><dt>{name}</dt><dd>{word}</dd></div>"
        );
    }
    page.push_str("</dl>\n</header>\n");
}

fn not_compared(page: &mut String, report: &Report) {
    if report.not_compared.is_empty() {
        return;
    }
    page.push_str("<section>\n<h2>Not compared, because it could not be read</h2>\n<ul>\n");
    for spot in &report.not_compared {
        let _ = writeln!(
            page,
            "<li><code>{}:{}:{}</code></li>",
            Text(&spot.file),
            spot.line,
            spot.column
        );
    }
    page.push_str("</ul>\n</section>\n");
}

/// The conclusion as a sentence.
fn sentence(report: &Report) -> String {
    let sentence = conclusion(report.summary);
    let mut letters = sentence.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    format!("{}{}", first.collect::<String>(), letters.as_str())
}

fn class(group: Group) -> &'static str {
    match group {
        Group::Breaking => "breaks",
        Group::Risky => "may-break",
        Group::RustMajor => "breaks-rust",
        Group::Fine => "fine",
    }
}

/// Fingerprints as names of elements: of several documents two may be the same.
#[derive(Default)]
struct Anchors<'r>(BTreeMap<&'r str, usize>);

impl<'r> Anchors<'r> {
    fn of(&mut self, fingerprint: &'r str) -> String {
        let seen = self.0.entry(fingerprint).or_default();
        *seen += 1;
        match *seen {
            1 => format!("c-{fingerprint}"),
            again => format!("c-{fingerprint}-{again}"),
        }
    }
}
