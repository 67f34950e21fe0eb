//! Cargo on a generated crate: how it is started, how much memory its rustc takes, and what it says.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::Result;
use crate::process::{self, Ended};
use crate::wrapper::{self, Used};

/// `cargo SUBCOMMAND` for the crate in `folder`, which puts what it makes into `target`.
pub(crate) fn command(subcommand: &str, folder: &Path, target: &Path) -> Command {
    let program = std::env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from);
    let mut cargo = Command::new(program);
    cargo
        .arg(subcommand)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_TERM_COLOR", "never")
        .env_remove("RUSTFLAGS")
        .env_remove("RUSTDOCFLAGS");
    cargo
}

/// Runs `cargo` and says what the rustc of the crate itself took; nothing where that is not known. `file` is where it
/// is noted.
pub(crate) fn measured(cargo: &mut Command, file: &Path, limit: Duration) -> Result<(Ended, Used)> {
    let _ = fs::remove_file(file);
    wrapper::measure(cargo, file)?;
    let ended = process::run(cargo, limit)?;
    Ok((ended, wrapper::noted(file).unwrap_or_default()))
}

/// The first message of cargo or rustc that begins with one of these words, with its place.
pub(crate) fn message(err: &str, beginnings: &[&str]) -> Option<String> {
    let is_one = |line: &&str| beginnings.iter().any(|word| line.starts_with(word));
    let lines: Vec<&str> = err
        .lines()
        .skip_while(|line| !is_one(line))
        .take(2)
        .map(str::trim)
        .collect();
    (!lines.is_empty()).then(|| lines.join(" "))
}

/// All features of a crate of ours but TLS, which takes longer to compile than everything else together and is the same
/// everywhere.
pub(crate) fn features(folder: &Path) -> Result<String> {
    let manifest = crate::disk::read(&folder.join("Cargo.toml"))?;
    let table = manifest.split("\n[features]\n").nth(1).unwrap_or_default();
    let table = table.split("\n[").next().unwrap_or_default();
    let names = table
        .lines()
        .filter(|line| !line.starts_with(['#', ' ', ']']))
        .filter_map(|line| line.split_once(" = "));
    let names = names
        .map(|(name, _)| name.trim_matches('"'))
        .filter(|name| !matches!(*name, "default" | "rustls"));
    Ok(names.collect::<Vec<_>>().join(","))
}
