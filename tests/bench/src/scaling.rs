//! Part 2: how the cost grows with the document.

use crate::Result;
use crate::crates::Crates;
use crate::report::{Report, Row};
use crate::synthetic;

const SIZES: [usize; 2] = [300, 1200];

pub(crate) fn measure(crates: &Crates, runs: usize, report: &mut Report) -> Result<()> {
    for size in SIZES {
        let (ours, theirs) = add_pair(crates, size)?;
        let (call_ours, call_theirs) = (format!("call-{ours}"), format!("call-{theirs}"));
        // The large ones take minutes; their share of noise is small.
        let runs = if size > 500 { runs.min(3) } else { runs };
        let check = crates.compile_in_turns("check", &[&ours], &[&theirs], runs)?;
        let mut rows = Row::of_processes("cargo check", &check);
        let build = crates.compile_in_turns(
            "build",
            &[&ours, &call_ours],
            &[&theirs, &call_theirs],
            runs,
        )?;
        rows.extend(Row::of_processes("cargo build, all called", &build));
        report.part(&format!("{size} models"), "generated", "derived", &rows)?;
    }
    Ok(())
}

/// Adds a generated crate of so many models, and its hand-written twin.
pub(crate) fn add_pair(crates: &Crates, size: usize) -> Result<(String, String)> {
    let ours = format!("things{size}");
    let theirs = format!("derived{size}");
    crates.add_generated(&ours, &synthetic::document(size))?;
    crates.add_file(&theirs, "Cargo.toml", &synthetic::manifest(&theirs))?;
    crates.add_file(&theirs, "src/lib.rs", synthetic::LIB)?;
    crates.add_file(&theirs, "src/error.rs", synthetic::ERROR)?;
    crates.add_file(&theirs, "src/models.rs", &synthetic::models(size))?;
    crates.add_file(&theirs, "src/client.rs", &synthetic::client(size))?;
    for (called, text) in [
        (&ours, synthetic::caller_of_generated(&ours, size)),
        (&theirs, synthetic::caller_of_handwritten(&theirs, size)),
    ] {
        let caller = format!("call-{called}");
        crates.add_file(&caller, "Cargo.toml", &synthetic::caller(called))?;
        crates.add_file(&caller, "src/lib.rs", &text)?;
    }
    Ok((ours, theirs))
}
