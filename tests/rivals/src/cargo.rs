//! Cargo on a generated crate: how it is started, and what it says.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::Ended;
use crate::tools::Tool;
use crate::{Result, disk};

/// `cargo SUBCOMMAND` for the crate in `folder`, which puts what it makes into `target`.
pub fn command(subcommand: &str, folder: &Path, target: &Path) -> Command {
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

/// The first message of cargo or rustc that begins with one of these words, with its place.
pub fn message(err: &str, beginnings: &[&str]) -> Option<String> {
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
pub fn features(folder: &Path) -> Result<String> {
    let manifest = disk::read(&folder.join("Cargo.toml"))?;
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

/// The words that choose a crate's features: all of ours but TLS, and the defaults of the others, which are all that
/// they gate operations by.
pub fn choice(tool: Tool, folder: &Path) -> Result<Vec<String>> {
    if tool != Tool::Oaxide {
        return Ok(Vec::new());
    }
    let words = ["--no-default-features", "--features", &features(folder)?];
    Ok(words.map(str::to_owned).into())
}

/// Makes an empty package with the manifest of another: what compiles it compiles what the other depends on.
pub fn empty_twin(package: &Path, empty: &Path) -> Result<()> {
    let manifest = disk::read(&package.join("Cargo.toml"))?;
    // What lies beside the crate is compiled where it lies, so that it need not be compiled again.
    let beside = format!("path = \"{}\"", package.join("runtime").display());
    let manifest = manifest.replace("path = \"runtime\"", &beside);
    disk::write(&empty.join("Cargo.toml"), &manifest)?;
    disk::write(&empty.join("src/lib.rs"), "")
}

/// The first error, and how many there are.
pub fn fault(ended: &Ended) -> String {
    if ended.late {
        return "took too long".to_owned();
    }
    let first = message(&ended.err, &["error"]).unwrap_or_else(|| ended.status.clone());
    let count = ended
        .err
        .lines()
        .filter_map(|line| line.split_once("due to "))
        .filter_map(|(_, rest)| rest.split_once(" previous error"))
        .map(|(count, _)| count)
        .next_back();
    match count {
        Some(count) => format!("{first} ({count} errors)"),
        None => first,
    }
}

#[cfg(test)]
mod tests {
    use super::fault;
    use crate::process::Ended;

    #[test]
    fn the_first_error_and_their_number() {
        let err = "warning: unused\n --> src/lib.rs:1:1\nerror[E0428]: the name `A` is defined twice\n  --> src/lib.rs:9:1\n\
                   error: could not compile `peer-client` (lib) due to 12 previous errors; 1 warning emitted\n";
        let mut ended = Ended {
            err: err.to_owned(),
            ..Ended::default()
        };
        assert_eq!(
            fault(&ended),
            "error[E0428]: the name `A` is defined twice --> src/lib.rs:9:1 (12 errors)"
        );
        ended.late = true;
        assert_eq!(fault(&ended), "took too long");
    }
}
