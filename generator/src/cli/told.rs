//! Findings in the words that are printed: found while something else goes on, printed when their turn comes.

use super::console::{plural, summary};
use crate::diagnostics::report::Report;
use crate::diagnostics::{Diagnostics, Severity};
use crate::read::Sources;

/// How findings are told: what it takes to find the words away from the streams.
#[derive(Debug, Clone, Copy)]
pub(super) struct Teller {
    pub(super) is_json: bool,
    pub(super) is_coloured: bool,
}

/// What is printed of findings.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// The findings.
    pub(super) text: String,
    /// How many there are, for people.
    pub(super) news: Vec<String>,
}

impl Teller {
    /// Findings that matter at least as much as `least`, and how many others there are.
    pub(super) fn tell(
        self,
        sources: &Sources,
        diagnostics: &Diagnostics,
        least: Severity,
    ) -> Told {
        let report = Report::new(sources, diagnostics);
        let all = report.counts();
        let report = report.at_least(least);
        if self.is_json {
            return Told {
                text: report.json(),
                news: Vec::new(),
            };
        }
        let shown = report.counts();
        let name = &sources.main().name;
        let mut news = Vec::new();
        news.extend(summary(&shown).map(|summary| format!("{name}: {summary}")));
        let hidden: usize = all.values().sum::<usize>() - shown.values().sum::<usize>();
        if hidden > 0 && !shown.is_empty() {
            news.push(format!(
                "{name}: `oaxide lint` shows {} more",
                plural(hidden, "note")
            ));
        }
        Told {
            text: report.human(self.is_coloured),
            news,
        }
    }
}
