//! The controls above the list, which only a script brings to life.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::super::{Report, Semver, Wire};
use super::escape::Text;

/// The operations of a report by number, in order.
pub(super) struct Operations<'r>(BTreeMap<&'r str, usize>);

impl<'r> Operations<'r> {
    pub(super) fn of(report: &'r Report) -> Self {
        let all = report.changes.iter().flat_map(|change| &change.operations);
        let all: BTreeSet<&str> = all.map(String::as_str).collect();
        let numbered = all.into_iter().enumerate();
        Self(numbered.map(|(number, name)| (name, number)).collect())
    }

    /// The numbers of some operations as ranges: a change of a shared type matters to thousands.
    pub(super) fn ranges(&self, names: &[String]) -> String {
        let numbers = names.iter().filter_map(|name| self.0.get(name.as_str()));
        let numbers: BTreeSet<usize> = numbers.copied().collect();
        let mut ranges: Vec<(usize, usize)> = Vec::new();
        for number in numbers {
            match ranges.last_mut() {
                Some((_, last)) if *last + 1 == number => *last = number,
                _ => ranges.push((number, number)),
            }
        }
        let written = ranges.into_iter().map(|(first, last)| {
            if first == last {
                first.to_string()
            } else {
                format!("{first}-{last}")
            }
        });
        written.collect::<Vec<_>>().join(" ")
    }
}

/// The form, hidden until the script shows it.
pub(super) fn filters(page: &mut String, report: &Report, operations: &Operations<'_>) {
    page.push_str(concat!(
        "<div class=\"filters\" id=\"filters\" role=\"search\" aria-label=\"Changes\" hidden>\n",
        "<p class=\"field\"><label for=\"search\">Search <kbd>/</kbd></label>",
        "<input id=\"search\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\" aria-keyshortcuts=\"/\"></p>\n",
    ));
    kinds(page, report);
    let _ = write!(
        page,
        "<p class=\"field\"><label for=\"operation\">Operation</label>\
         <select id=\"operation\"><option value=\"\">All {}</option>",
        operations.0.len()
    );
    for (name, number) in &operations.0 {
        let _ = write!(page, "<option value=\"{number}\">{}</option>", Text(name));
    }
    page.push_str("</select></p>\n<div class=\"verdicts\">\n");
    let wire = [Wire::Breaking, Wire::Risky, Wire::Compatible].map(Wire::word);
    let changes = &report.changes;
    let words = changes.iter().map(|change| change.wire_request.word());
    verdicts(page, "requests", "Requests", &wire, words);
    let words = changes.iter().map(|change| change.wire_response.word());
    verdicts(page, "answers", "Answers", &wire, words);
    let rust = [Semver::Major, Semver::Minor, Semver::Patch].map(Semver::word);
    let words = changes.iter().map(|change| change.rust_api.word());
    verdicts(page, "rust", "Rust API", &rust, words);
    page.push_str(concat!(
        "</div>\n<p class=\"actions\"><span id=\"count\" role=\"status\" aria-live=\"polite\"></span>",
        "<button type=\"button\" id=\"reset\">Reset</button>",
        "<button type=\"button\" id=\"expand\">Expand all</button>",
        "<button type=\"button\" id=\"collapse\">Collapse all</button></p>\n</div>\n",
    ));
}

fn kinds(page: &mut String, report: &Report) {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for change in &report.changes {
        *kinds.entry(change.id.id()).or_default() += 1;
    }
    let _ = write!(
        page,
        "<p class=\"field\"><label for=\"kind\">Kind</label><select id=\"kind\"><option value=\"\">All {}</option>",
        kinds.len()
    );
    for (kind, count) in kinds {
        let _ = write!(page, "<option value=\"{kind}\">{kind} ({count})</option>");
    }
    page.push_str("</select></p>\n");
}

/// A button for each verdict that some change has.
fn verdicts<'w>(
    page: &mut String,
    key: &str,
    name: &str,
    order: &[&str],
    words: impl Iterator<Item = &'w str>,
) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    if order.iter().all(|word| !counts.contains_key(word)) {
        return;
    }
    let _ = write!(page, "<fieldset><legend>{name}</legend>");
    for word in order {
        if let Some(count) = counts.get(word) {
            let _ = write!(
                page,
                "<button type=\"button\" class=\"{word}\" aria-pressed=\"false\" data-key=\"{key}\" \
                 data-verdict=\"{word}\">{word} <span class=\"number\">{count}</span></button>"
            );
        }
    }
    page.push_str("</fieldset>\n");
}
