//! The table on the terminal and the file beside it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::Result;
use crate::sample::{Pairs, Sample, median};

/// Prints each part as it is done, and adds its figures to a file.
pub(crate) struct Report {
    file: PathBuf,
    csv: String,
}

/// One figure of one thing, and of what it is compared with.
pub(crate) struct Row {
    pub(crate) what: String,
    pub(crate) unit: &'static str,
    pub(crate) ours: f64,
    pub(crate) theirs: Option<f64>,
    pub(crate) ratio: Option<f64>,
}

impl Row {
    /// A figure with nothing to compare it with.
    pub(crate) fn alone(what: impl Into<String>, unit: &'static str, value: f64) -> Self {
        Self {
            what: what.into(),
            unit,
            ours: value,
            theirs: None,
            ratio: None,
        }
    }

    /// Two figures of which the ratio is that of the two.
    pub(crate) fn pair(what: &str, unit: &'static str, ours: f64, theirs: f64) -> Self {
        Self {
            what: what.to_owned(),
            unit,
            ours,
            theirs: Some(theirs),
            ratio: Some(ours / theirs),
        }
    }

    /// The medians of all that pairs of processes used.
    pub(crate) fn of_processes(what: &str, pairs: &Pairs) -> Vec<Self> {
        type Figure = (&'static str, &'static str, fn(&Sample) -> f64);
        let figures: [Figure; 3] = [
            ("CPU", "s", |sample| sample.cpu),
            ("wall", "s", |sample| sample.wall),
            ("peak memory", "MB", |sample| sample.peak),
        ];
        let rows = figures.map(|(name, unit, of)| Self {
            what: format!("{what}, {name}"),
            unit,
            ours: median(pairs.ours.iter().map(of)),
            theirs: Some(median(pairs.theirs.iter().map(of))),
            ratio: Some(pairs.ratio(of)),
        });
        rows.into()
    }
}

impl Report {
    pub(crate) fn new(folder: &Path) -> Self {
        Self {
            file: folder.join("figures.csv"),
            csv: "part,what,unit,ours,theirs,ratio\n".to_owned(),
        }
    }

    /// Prints a part. `ours` and `theirs` name what is compared.
    pub(crate) fn part(
        &mut self,
        name: &str,
        ours: &str,
        theirs: &str,
        rows: &[Row],
    ) -> Result<()> {
        let width = rows.iter().map(|row| row.what.len()).max().unwrap_or(0);
        say(&format!(
            "\n{name:width$}  {ours:>12}  {theirs:>12}  {:>6}",
            "ratio"
        ));
        for row in rows {
            let ours = figure(row.ours, row.unit);
            let theirs = row.theirs.map(|value| figure(value, row.unit));
            let ratio = row.ratio.map(|ratio| format!("{ratio:.2}"));
            say(&format!(
                "{:width$}  {ours:>12}  {:>12}  {:>6}",
                row.what,
                theirs.unwrap_or_default(),
                ratio.unwrap_or_default()
            ));
            let number =
                |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
            // Writing to a `String` cannot fail.
            let _ = writeln!(
                self.csv,
                "{name},\"{}\",{},{},{},{}",
                row.what,
                row.unit,
                row.ours,
                number(row.theirs),
                number(row.ratio)
            );
        }
        std::fs::write(&self.file, &self.csv)
            .map_err(|error| format!("cannot write `{}`: {error}", self.file.display()))
    }
}

fn figure(value: f64, unit: &str) -> String {
    let decimals = match value {
        value if value >= 100.0 => 0,
        value if value >= 10.0 => 1,
        _ => 2,
    };
    format!("{value:.decimals$} {unit}")
}

#[allow(clippy::print_stdout, reason = "the program's purpose")]
pub(crate) fn say(line: &str) {
    println!("{line}");
}

/// What is being done, for whoever waits.
#[allow(clippy::print_stderr, reason = "progress")]
pub(crate) fn progress(line: &str) {
    eprintln!("- {line}");
}

#[allow(clippy::print_stderr, reason = "an error")]
pub(crate) fn complain(message: &str) {
    eprintln!("error: {message}");
}
