//! Printing findings: for people in the look of rustc, for programs as one JSON object per line.

mod excerpt;
mod human;
mod json;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::place::{Places, Span};
use super::{Diagnostic, Diagnostics, FileId, Severity};
use crate::ir::Pointer;
use crate::read::{Source, Sources};

/// The findings of one document with their places, in the order of its texts.
#[derive(Debug)]
pub struct Report<'a> {
    findings: Vec<Located<'a>>,
}

#[derive(Debug)]
struct Located<'a> {
    finding: &'a Diagnostic,
    spot: Spot<'a>,
    related: Option<Spot<'a>>,
}

/// A place in one of the texts.
#[derive(Debug)]
struct Spot<'a> {
    file: FileId,
    source: &'a Source,
    pointer: Pointer,
    /// `None` where the text has no content.
    span: Option<Span>,
}

impl<'a> Report<'a> {
    /// Looks up the places of all findings; a text is read once, and not at all where nothing was found in it.
    #[must_use]
    pub fn new(sources: &'a Sources, diagnostics: &'a Diagnostics) -> Self {
        let spot = |(file, pointer): (FileId, Pointer)| Spot {
            file,
            source: sources.get(file).unwrap_or(sources.main()),
            pointer,
            span: None,
        };
        let mut findings: Vec<Located<'a>> = diagnostics
            .iter()
            .map(|finding| Located {
                finding,
                spot: spot(diagnostics.place(finding)),
                related: finding.related.as_ref().map(|(pointer, _)| {
                    spot(match finding.file {
                        Some(file) => (file, pointer.clone()),
                        None => diagnostics.origins().of(pointer),
                    })
                }),
            })
            .collect();
        let places = places(&findings);
        for Located {
            finding,
            spot,
            related,
        } in &mut findings
        {
            let place = |spot: &Spot<'_>| places.get(&spot.file)?.get(&spot.pointer);
            spot.span = match finding.position {
                Some((line, column)) => Some(Span {
                    line,
                    column,
                    length: marked_length(finding),
                }),
                None => place(spot).map(|place| place.span(finding.at_key)),
            };
            if let Some(related) = related {
                related.span = place(related).map(|place| place.span(true));
            }
        }
        findings.sort_by_key(|located| (located.spot.file, located.spot.span));
        Self { findings }
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

/// Where the pointers that findings are about lead, for each file.
fn places(findings: &[Located<'_>]) -> BTreeMap<FileId, Places> {
    let mut wanted: BTreeMap<FileId, (&str, Vec<&Pointer>)> = BTreeMap::new();
    for located in findings {
        let own = located.finding.position.is_none().then_some(&located.spot);
        for spot in own.into_iter().chain(&located.related) {
            wanted
                .entry(spot.file)
                .or_insert_with(|| (&spot.source.text, Vec::new()))
                .1
                .push(&spot.pointer);
        }
    }
    wanted
        .into_iter()
        .map(|(file, (text, pointers))| (file, Places::find(text, pointers)))
        .collect()
}

/// How much to underline at a place that a parser reported: a repeated key, else one character.
fn marked_length(finding: &Diagnostic) -> usize {
    match finding.pointer.last() {
        Some(key) if finding.at_key => key.chars().count(),
        _ => 1,
    }
}
