//! The generators that are compared, and how they come to this machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use crate::{Result, process, say};

/// Installing compiles a generator with all it depends on.
const LIMIT: Duration = Duration::from_secs(3600);

/// A generator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ValueEnum)]
pub(crate) enum Tool {
    Oaxide,
    Ploidy,
    #[value(name = "cargo-progenitor")]
    Progenitor,
    OpenapiToRust,
}

/// All of them, in the order of the tables.
pub(crate) const ALL: [Tool; 4] = [
    Tool::Oaxide,
    Tool::Ploidy,
    Tool::Progenitor,
    Tool::OpenapiToRust,
];

/// A package of a registry.
struct Package {
    /// The package, and the program in it.
    name: &'static str,
    version: &'static str,
}

impl Tool {
    /// The package that is installed: this program has our own generator in it.
    fn package(self) -> Option<Package> {
        let (name, version) = match self {
            Self::Oaxide => return None,
            Self::Ploidy => ("ploidy", "0.15.0"),
            Self::Progenitor => ("cargo-progenitor", "0.15.1"),
            Self::OpenapiToRust => ("openapi-to-rust", "0.23.0"),
        };
        Some(Package { name, version })
    }

    /// Its name in tables and folders.
    pub(crate) fn name(self) -> &'static str {
        self.package().map_or("oaxide", |package| package.name)
    }

    pub(crate) fn version(self) -> &'static str {
        self.package()
            .map_or(env!("CARGO_PKG_VERSION"), |package| package.version)
    }

    /// Where its program lies once it is installed below `root`; this program itself for ours.
    pub(crate) fn program(self, root: &Path) -> Result<PathBuf> {
        match self.package() {
            Some(package) => Ok(root.join("bin").join(package.name)),
            None => std::env::current_exe()
                .map_err(|error| format!("cannot find this program itself: {error}")),
        }
    }

    /// Installs it below `root` unless this version is there; the text says why that was not possible.
    pub(crate) fn install(self, root: &Path) -> std::result::Result<(), String> {
        let Some(package) = self.package() else {
            return Ok(());
        };
        let list = fs::read_to_string(root.join(".crates.toml")).unwrap_or_default();
        if is_listed(&list, &package) && self.program(root)?.is_file() {
            return Ok(());
        }
        say::complain(&format!("installing {} {}", package.name, package.version));
        let build = root.join("install");
        let mut cargo = Command::new("cargo");
        cargo
            .args(["install", "--locked", "--force", "--version"])
            .arg(package.version)
            .arg(package.name)
            .arg("--root")
            .arg(root)
            .env("CARGO_TARGET_DIR", &build);
        let ended = process::run(&mut cargo, LIMIT)?;
        let _ = fs::remove_dir_all(&build);
        if ended.ok {
            return Ok(());
        }
        let error = crate::cargo::message(&ended.err, &["error"]);
        Err(error.unwrap_or(ended.status))
    }
}

/// Whether cargo's list of what it installed has this version.
fn is_listed(list: &str, package: &Package) -> bool {
    list.contains(&format!("\"{} {} (", package.name, package.version))
}

#[cfg(test)]
mod tests {
    use super::{Package, is_listed};

    #[test]
    fn another_version_is_not_this_one() {
        let list = "[v1]\n\"ploidy 0.15.0 (registry+https://example.org)\" = [\"ploidy\"]\n";
        let is = |name, version| is_listed(list, &Package { name, version });
        assert!(is("ploidy", "0.15.0"));
        assert!(!is("ploidy", "0.15.1"));
        assert!(!is("ploid", "0.15.0"));
    }
}
