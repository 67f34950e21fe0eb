//! Part 3: how fast models are read and written, measured by a program of its own in a release build.

use crate::Result;
use crate::crates::{Crates, run};
use crate::report::{Report, Row};
use crate::scaling;

/// One run takes a twentieth of a second: more of them cost nothing.
const TIMES: usize = 4;

pub(crate) fn measure(crates: &Crates, runs: usize, report: &mut Report) -> Result<()> {
    crates.add_copy("generated", "generated")?;
    crates.add_copy("tests/bench/handwritten", "handwritten")?;
    crates.add_copy("tests/bench/coding", "coding")?;
    scaling::add_pair(crates, 1)?;
    crate::report::progress("cargo run --release of coding");
    let mut cargo = crates.cargo("run");
    cargo.args(["--quiet", "--release", "-p", "coding", "--"]);
    let output = run(cargo.arg(runs.saturating_mul(TIMES).to_string()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let rows: Result<Vec<Row>> = text.lines().map(row).collect();
    report.part("coding", "generated", "derived", &rows?)
}

fn row(line: &str) -> Result<Row> {
    let mut fields = line.split('\t');
    let what = fields.next().unwrap_or_default().to_owned();
    let numbers: Vec<f64> = fields.filter_map(|field| field.parse().ok()).collect();
    match *numbers.as_slice() {
        [ours, theirs, ratio] => Ok(Row {
            what,
            unit: "MB/s",
            ours,
            theirs: Some(theirs),
            ratio: Some(ratio),
        }),
        _ => Err(format!("`coding` printed `{line}`, which is no figure")),
    }
}
