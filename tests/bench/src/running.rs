//! Parts 3 and 4: how fast models are read and written, and what a call costs, each measured by a program of its own in a
//! release build.

use crate::Result;
use crate::crates::{Crates, run};
use crate::report::{Report, Row};
use crate::scaling;

/// One run takes a twentieth of a second: more of them cost nothing.
const TIMES: usize = 4;

pub(crate) fn coding(crates: &Crates, runs: usize, report: &mut Report) -> Result<()> {
    scaling::add_pair(crates, 1)?;
    crates.add_generated("unions", include_str!("unions.yaml"))?;
    let rows = run_program(crates, "coding", runs)?;
    report.part("coding", "generated", "derived", &rows)
}

pub(crate) fn calls(crates: &Crates, runs: usize, report: &mut Report) -> Result<()> {
    let rows = run_program(crates, "calls", runs)?;
    report.part("calls", "generated", "handwritten", &rows)
}

/// Compiles the package `tests/bench/NAME`, and reads what it prints.
fn run_program(crates: &Crates, name: &str, runs: usize) -> Result<Vec<Row>> {
    crates.add_copy("generated", "generated")?;
    crates.add_copy("tests/bench/handwritten", "handwritten")?;
    crates.add_copy(&format!("tests/bench/{name}"), name)?;
    crate::report::progress(&format!("cargo run --release of {name}"));
    let mut cargo = crates.cargo("run");
    cargo.args(["--quiet", "--release", "-p", name, "--"]);
    let output = run(cargo.arg(runs.saturating_mul(TIMES).to_string()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().map(row).collect()
}

/// A line of what, unit, ours, theirs, ratio.
fn row(line: &str) -> Result<Row> {
    let no_figure = || format!("the program printed `{line}`, which is no figure");
    let mut fields = line.split('\t');
    let what = fields.next().ok_or_else(no_figure)?.to_owned();
    let unit = match fields.next() {
        Some("MB/s") => "MB/s",
        Some("µs") => "µs",
        _ => "",
    };
    let numbers: Vec<f64> = fields.filter_map(|field| field.parse().ok()).collect();
    match *numbers.as_slice() {
        [ours, theirs, ratio] => Ok(Row {
            what,
            unit,
            ours,
            theirs: Some(theirs),
            ratio: Some(ratio),
        }),
        _ => Err(no_figure()),
    }
}
