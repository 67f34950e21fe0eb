//! A generated crate in cargo's hands.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use rivals::cargo;
use rivals::process::{self, Ended};
use rivals::tools::Tool;

use super::row::Check;
use crate::{Result, wrapper};

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
                fault: format!("dependencies: {}", cargo::fault(&dependencies)),
                late: dependencies.late,
                limit: limit.as_secs(),
                ..Check::default()
            });
        }
        let mut cargo = self.cargo(tool, &self.package())?;
        let (ended, used) = wrapper::measured(&mut cargo, &self.folder.join("peak"), limit)?;
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
                cargo::fault(&ended)
            },
        })
    }

    /// Compiles what the crate depends on, by an empty package with the same manifest, and locks the crate to it.
    fn dependencies(&self, tool: Tool) -> Result<Ended> {
        let (package, empty) = (self.package(), self.folder.join("dependencies"));
        cargo::empty_twin(&package, &empty)?;
        let ended = process::run(&mut self.cargo(tool, &empty)?, DEPENDENCIES)?;
        let _ = fs::copy(empty.join("Cargo.lock"), package.join("Cargo.lock"));
        Ok(ended)
    }

    fn cargo(&self, tool: Tool, package: &Path) -> Result<Command> {
        let mut cargo = cargo::command("check", package, &self.folder.join("build"));
        cargo.arg("--lib");
        cargo.args(cargo::choice(tool, package)?);
        Ok(cargo)
    }
}
