//! Part 4: what `oaxide generate` uses for all documents of the repository.

use std::path::Path;

use crate::Result;
use crate::crates::{Crates, copy_tree, failed, measure as measure_one};
use crate::report::{Report, Row};
use crate::sample::{Sample, median};
use crate::wrapper;

/// One run takes a tenth of a second: more of them cost nothing.
const TIMES: usize = 5;

pub(crate) fn measure(crates: &Crates, runs: usize, report: &mut Report) -> Result<()> {
    crate::report::progress("oaxide generate");
    let output = crates.folder().join("generation");
    let mut fresh = Vec::new();
    let mut unchanged = Vec::new();
    for _ in 0..runs.saturating_mul(TIMES) {
        if output.exists() {
            std::fs::remove_dir_all(&output).map_err(failed("remove", &output))?;
        }
        copy_tree(&crates.root().join("specs"), &output.join("specs"))?;
        fresh.push(generate(crates, &output)?);
        if !output.join("generated/src").is_dir() {
            return Err("`oaxide generate` wrote nothing".to_owned());
        }
        unchanged.push(generate(crates, &output)?);
    }
    let mut rows = Vec::new();
    for (what, samples) in [
        ("nothing there before", &fresh),
        ("all there before", &unchanged),
    ] {
        let of = |figure: fn(&Sample) -> f64| median(samples.iter().map(figure));
        rows.push(Row::alone(
            format!("{what}, CPU"),
            "ms",
            of(|sample| sample.cpu) * 1e3,
        ));
        rows.push(Row::alone(
            format!("{what}, wall"),
            "ms",
            of(|sample| sample.wall) * 1e3,
        ));
        rows.push(Row::alone(
            format!("{what}, peak memory"),
            "MB",
            of(|sample| sample.peak),
        ));
    }
    report.part("generation", "oaxide", "", &rows)
}

fn generate(crates: &Crates, folder: &Path) -> Result<Sample> {
    let file = crates.folder().join("sample");
    let mut oaxide = wrapper::measured(crates.oaxide(), &file)?;
    oaxide.arg("generate").current_dir(folder);
    measure_one(&mut oaxide, 1, &file)
}
