//! A generated crate in cargo's hands.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::row::Check;
use super::tools::Tool;
use crate::process::{self, Ended};
use crate::{Result, cargo, disk};

/// Dependencies compile once, with the first crates, and take less.
const DEPENDENCIES: Duration = Duration::from_secs(1800);

/// Where one worker puts what one generator makes.
pub(crate) struct Place {
    folder: PathBuf,
}

impl Place {
    pub(crate) fn new(root: &Path, tool: Tool, worker: usize) -> Self {
        let folder = root.join(tool.name()).join(worker.to_string());
        Self { folder }
    }

    /// The crate of the document at hand.
    pub(crate) fn package(&self) -> PathBuf {
        self.folder.join("crate")
    }

    /// Compiles the dependencies, then the crate, which may take `limit`.
    pub(crate) fn check(&self, tool: Tool, limit: Duration) -> Result<Check> {
        let dependencies = self.dependencies(tool)?;
        if !dependencies.ok {
            return Ok(Check {
                fault: format!("dependencies: {}", fault(&dependencies)),
                late: dependencies.late,
                limit: limit.as_secs(),
                ..Check::default()
            });
        }
        let mut cargo = self.cargo(tool, &self.package())?;
        let (ended, used) = cargo::measured(&mut cargo, &self.folder.join("peak"), limit)?;
        Ok(Check {
            ok: ended.ok,
            late: ended.late,
            limit: limit.as_secs(),
            seconds: ended.seconds,
            processor: used.processor,
            peak: used.peak,
            fault: if ended.ok {
                String::new()
            } else {
                fault(&ended)
            },
        })
    }

    /// Compiles what the crate depends on, by an empty package with the same manifest, and locks the crate to it.
    fn dependencies(&self, tool: Tool) -> Result<Ended> {
        let (package, empty) = (self.package(), self.folder.join("dependencies"));
        disk::write(
            &empty.join("Cargo.toml"),
            &disk::read(&package.join("Cargo.toml"))?,
        )?;
        disk::write(&empty.join("src/lib.rs"), "")?;
        let ended = process::run(&mut self.cargo(tool, &empty)?, DEPENDENCIES)?;
        let _ = fs::copy(empty.join("Cargo.lock"), package.join("Cargo.lock"));
        Ok(ended)
    }

    fn cargo(&self, tool: Tool, package: &Path) -> Result<Command> {
        let mut cargo = cargo::command("check", package, &self.folder.join("build"));
        cargo.arg("--lib");
        if tool == Tool::Oaxide {
            let features = cargo::features(package)?;
            cargo.args(["--no-default-features", "--features", &features]);
        }
        Ok(cargo)
    }
}

/// The first error, and how many there are.
fn fault(ended: &Ended) -> String {
    if ended.late {
        return "took too long".to_owned();
    }
    let first = cargo::message(&ended.err, &["error"]).unwrap_or_else(|| ended.status.clone());
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
