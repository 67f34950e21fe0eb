//! One run in a process of its own, so that nothing is warm, and its memory is its own.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::median;
use super::timed::Timed;
use crate::options::What;
use crate::record::Made;
use crate::run::crate_name;
use crate::{Result, process};

/// Nothing takes that long.
const LIMIT: Duration = Duration::from_secs(120);
/// The folder of the crates that are written.
const CRATES: &str = "crates";

/// Generates a crate.
pub(super) fn generated(document: &Path, slug: &str, folder: &Path) -> Result<Made> {
    let mut command = this()?;
    command
        .args(["one", "--only-measure"])
        .arg(document)
        .arg(crate_name(slug))
        .arg(fresh(slug, folder));
    run(&mut command, slug)
}

/// The same, or reading with another model, step by step.
pub(super) fn timed(what: What, document: &Path, slug: &str, folder: &Path) -> Result<Timed> {
    let mut command = this()?;
    command
        .args(["timed", what.word()])
        .arg(document)
        .arg(fresh(slug, folder));
    run(&mut command, slug)
}

/// Where a crate goes: each run writes a new one. They are removed together at the end ([`clear`]), because a file system
/// looks long for numbers of files where many were deleted just before.
fn fresh(slug: &str, folder: &Path) -> PathBuf {
    let crates = folder.join(CRATES);
    let mut paths = (0..).map(|number: usize| crates.join(format!("{slug}-{number}")));
    paths.find(|path| !path.exists()).unwrap_or_default()
}

/// Removes what was written.
pub(super) fn clear(folder: &Path) {
    let _ = std::fs::remove_dir_all(folder.join(CRATES));
}

fn this() -> Result<Command> {
    let this = std::env::current_exe()
        .map_err(|error| format!("cannot find this program itself: {error}"))?;
    Ok(Command::new(this))
}

fn run<T: serde::de::DeserializeOwned>(command: &mut Command, slug: &str) -> Result<T> {
    let ended = process::run(command, LIMIT)?;
    serde_json::from_str(ended.out.trim())
        .map_err(|_| format!("{slug}: {} {}", ended.status, ended.err))
}

/// The medians of several runs.
pub(super) fn typical(runs: &[Made]) -> Made {
    let of = |figure: fn(&Made) -> f64| median(runs.iter().map(figure).collect());
    Made {
        milliseconds: of(|made| made.milliseconds),
        cpu: of(|made| made.cpu),
        peak: of(|made| made.peak),
        ..Made::default()
    }
}

pub(super) fn shown(made: &Made) -> String {
    format!(
        "{:.0} ms, {:.0} ms CPU, {:.0} MB",
        made.milliseconds, made.cpu, made.peak
    )
}
