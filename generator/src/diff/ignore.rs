//! Changes that somebody has agreed to: a file with one fingerprint a line.

use std::collections::BTreeMap;

use super::change::Report;

/// The fingerprints of an ignore file. Empty lines and what follows `#` do not count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ignored(BTreeMap<String, usize>);

/// A line that no change belongs to any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// The line, from 1.
    pub line: usize,
    /// What it says.
    pub fingerprint: String,
}

impl Ignored {
    /// Reads a file.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let lines = (1..).zip(text.lines());
        Self(
            lines
                .filter_map(|(number, line)| {
                    let word = line.split('#').next()?.split_whitespace().next()?;
                    Some((word.to_owned(), number))
                })
                .collect(),
        )
    }

    /// Takes the changes of the file out of a report; gives the lines that no change belongs to.
    pub fn apply(&self, report: &mut Report) -> Vec<Stale> {
        let mut stale = self.0.clone();
        report.changes.retain(|change| {
            stale.remove(&change.fingerprint);
            !self.0.contains_key(&change.fingerprint)
        });
        report.sum();
        let mut stale: Vec<Stale> = stale
            .into_iter()
            .map(|(fingerprint, line)| Stale { line, fingerprint })
            .collect();
        stale.sort_by_key(|stale| stale.line);
        stale
    }
}
