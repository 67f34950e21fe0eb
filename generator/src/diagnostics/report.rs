//! Printing findings: for people in the look of rustc, for programs as one JSON object per line.

mod excerpt;
mod human;
mod json;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::place::{Places, Span};
use super::{Diagnostic, Diagnostics, Severity};
use crate::read::Source;

/// The findings of one document with their places, in the text's order.
#[derive(Debug)]
pub struct Report<'a> {
    source: &'a Source,
    findings: Vec<Located<'a>>,
}

#[derive(Debug)]
struct Located<'a> {
    finding: &'a Diagnostic,
    /// `None` where the text has no content.
    span: Option<Span>,
    related: Option<Span>,
}

impl<'a> Report<'a> {
    /// Looks up the places of all findings; the text is read once, and not at all where nothing was found.
    #[must_use]
    pub fn new(source: &'a Source, diagnostics: &'a Diagnostics) -> Self {
        let wanted = diagnostics.iter().flat_map(|finding| {
            let own = finding.position.is_none().then_some(&finding.pointer);
            let related = finding.related.as_ref().map(|(pointer, _)| pointer);
            own.into_iter().chain(related)
        });
        let wanted: Vec<_> = wanted.collect();
        let places = if wanted.is_empty() {
            Places::default()
        } else {
            Places::find(&source.text, wanted)
        };
        let mut findings: Vec<Located<'a>> = diagnostics
            .iter()
            .map(|finding| Located {
                finding,
                span: match finding.position {
                    Some((line, column)) => Some(Span {
                        line,
                        column,
                        length: marked_length(finding),
                    }),
                    None => places
                        .get(&finding.pointer)
                        .map(|place| place.span(finding.at_key)),
                },
                related: finding
                    .related
                    .as_ref()
                    .and_then(|(pointer, _)| places.get(pointer))
                    .map(|place| place.span(true)),
            })
            .collect();
        findings.sort_by_key(|located| located.span);
        Self { source, findings }
    }

    /// Keeps the findings that matter at least as much as `least`.
    #[must_use]
    pub fn at_least(mut self, least: Severity) -> Self {
        self.findings
            .retain(|located| located.finding.severity() >= least);
        self
    }

    /// How many findings there are of each severity.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<Severity, usize> {
        let mut counts = BTreeMap::new();
        for located in &self.findings {
            *counts.entry(located.finding.severity()).or_default() += 1;
        }
        counts
    }

    /// Text for people, in colour if wanted; empty where nothing was found.
    #[must_use]
    pub fn human(&self, colour: bool) -> String {
        human::render(self, colour)
    }

    /// One JSON object per line, with the keys `code`, `severity`, `message`, `help`, `file`, `line`, `column`,
    /// `pointer`, `degraded` and `related`; lines and columns count from 1.
    #[must_use]
    pub fn json(&self) -> String {
        json::render(self)
    }
}

/// How much to underline at a place that a parser reported: a repeated key, else one character.
fn marked_length(finding: &Diagnostic) -> usize {
    match finding.pointer.last() {
        Some(key) if finding.at_key => key.chars().count(),
        _ => 1,
    }
}
