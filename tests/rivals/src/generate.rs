//! A crate of one generator for one document: the command line, how it ended, and a package that stands alone.

use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::process::Ended;
use crate::tools::Tool;
use crate::{Result, disk, message};

/// The package's name in all crates: what cargo makes of one takes the place of what it made of the one before.
pub const NAME: &str = "peer-client";

/// How generating ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ending {
    /// There is a crate.
    Made,
    /// The generator said that it cannot, or wrote no crate.
    Refused,
    /// It panicked.
    Panicked,
    /// A signal ended it.
    Died,
    /// It took longer than it might.
    Late,
    /// Not tried, and the message says why.
    #[default]
    NotTried,
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Made => "made",
            Self::Refused => "refused",
            Self::Panicked => "panic",
            Self::Died => "died",
            Self::Late => "late",
            Self::NotTried => "not tried",
        })
    }
}

/// The program and its arguments that make a crate in the empty place `folder`; `root` is where the generators are
/// installed, `ours` the command of this repository.
pub fn command(
    tool: Tool,
    root: &Path,
    ours: &Path,
    document: &Path,
    folder: &Path,
) -> (PathBuf, Vec<OsString>) {
    let mut arguments = Vec::new();
    let mut add = |words: &[&str], path: &Path| {
        arguments.extend(words.iter().map(OsString::from));
        arguments.push(path.into());
    };
    match tool {
        Tool::Oaxide => {
            add(&["new"], document);
            add(&["--name", NAME, "--output"], folder);
        }
        Tool::Ploidy => {
            add(&["generate", "rust"], document);
            add(&["--name", NAME, "--output"], folder);
        }
        Tool::Progenitor => {
            let words = ["progenitor", "--name", NAME, "--version", "0.1.0"];
            add(&words, Path::new("--input"));
            add(&[], document);
            add(&["--output"], folder);
        }
        Tool::OpenapiToRust => {
            add(&["generate"], document);
            add(&["--output-dir"], &folder.join("src/api"));
        }
        Tool::OpenapiGenerator => {
            add(&["-jar"], &tool.jar(root));
            let name = format!("packageName={NAME}");
            let words = ["generate", "-g", "rust", "--skip-validate-spec"];
            add(&words, Path::new("--additional-properties"));
            add(&[], Path::new(&name));
            add(&["-i"], document);
            add(&["-o"], folder);
        }
    }
    let program = tool.program(root).unwrap_or_else(|| ours.to_owned());
    (program, arguments)
}

/// How the generator ended, and why it made nothing.
pub fn judge(ended: &Ended) -> (Ending, String) {
    if ended.late {
        return (Ending::Late, "took too long".to_owned());
    }
    if let Some(panic) = message::panic(&ended.err) {
        return (Ending::Panicked, panic);
    }
    match (ended.ok, ended.status.strip_prefix("exit status: ")) {
        (true, _) => (Ending::Made, String::new()),
        (false, Some(code)) => {
            let text = message::error(&ended.err, &ended.out);
            (Ending::Refused, format!("exit code {code}: {text}"))
        }
        (false, None) => (Ending::Died, ended.status.clone()),
    }
}

/// Makes what was written a package that stands alone. `edition` is for generators that write a module only.
pub fn finish(tool: Tool, folder: &Path, edition: &str) -> Result<()> {
    let file = folder.join("Cargo.toml");
    if tool == Tool::OpenapiToRust {
        // It writes a module, and the dependencies to be put into the manifest of a package around it.
        let list = folder.join("src/api/REQUIRED_DEPS.toml");
        let dependencies = fs::read_to_string(list).unwrap_or_default();
        let package = format!(
            "[package]\nname = \"{NAME}\"\nversion = \"0.1.0\"\nedition = \"{edition}\"\n\n"
        );
        disk::write(&file, &(package + &dependencies))?;
        disk::write(&folder.join("src/lib.rs"), "pub mod api;\n")?;
    }
    let Ok(manifest) = fs::read_to_string(&file) else {
        return Ok(());
    };
    // The folder lies in our own workspace.
    if !manifest.lines().any(|line| line == "[workspace]") {
        disk::write(&file, &format!("{manifest}\n[workspace]\n"))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
