//! Part 1: the generated crate of the five documented APIs against the same written by hand.

use crate::Result;
use crate::crates::{Crates, lines_of_code};
use crate::report::{Report, Row};

pub(crate) fn measure(crates: &Crates, runs: usize, report: &mut Report) -> Result<()> {
    crates.add_copy("generated", "generated")?;
    crates.add_copy("tests/bench/handwritten", "handwritten")?;
    crates.add_copy("tests/bench/callers/generated", "call-generated")?;
    crates.add_copy("tests/bench/callers/handwritten", "call-handwritten")?;
    let mut rows = Vec::new();
    for command in ["check", "build"] {
        let pairs = crates.compile_in_turns(command, &["generated"], &["handwritten"], runs)?;
        rows.extend(Row::of_processes(&format!("cargo {command}"), &pairs));
    }
    let pairs = crates.compile_in_turns(
        "build",
        &["generated", "call-generated"],
        &["handwritten", "call-handwritten"],
        runs,
    )?;
    rows.extend(Row::of_processes("cargo build, all called", &pairs));
    let clients = lines_of_code(&crates.path("generated").join("src"))?;
    let beside = lines_of_code(&crates.path("generated").join("runtime/src"))?;
    let runtime = beside + lines_of_code(&crates.path("generated").join("src/runtime"))?;
    let ours = clients + beside;
    let theirs = lines_of_code(&crates.path("handwritten").join("src"))?;
    rows.push(Row::pair("code", "lines", ours.into(), theirs.into()));
    rows.push(Row::pair(
        "code without the runtime",
        "lines",
        f64::from(ours) - f64::from(runtime),
        theirs.into(),
    ));
    report.part("compile", "generated", "handwritten", &rows)
}
