//! A crate of one generator for one document.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::row::{Ending, Made};
use super::tools::Tool;
use super::{files, message};
use crate::outcome::Outcome;
use crate::process::{self, Ended};
use crate::{Result, disk};

/// The package's name in all crates: what cargo makes of one takes the place of what it made of the one before.
const NAME: &str = "peer-client";

/// Makes the crate in the empty place `folder`; `root` is where the generators are installed.
pub(crate) fn generate(
    tool: Tool,
    root: &Path,
    document: &Path,
    folder: &Path,
    limit: Duration,
) -> Result<Made> {
    let _ = fs::remove_dir_all(folder);
    let mut command = Command::new(tool.program(root)?);
    match tool {
        Tool::Oaxide => {
            command.args(["one", "--only-measure"]).arg(document);
            command.arg(NAME).arg(folder);
        }
        Tool::Ploidy => {
            command.args(["generate", "rust"]).arg(document);
            command.args(["--name", NAME, "--output"]).arg(folder);
        }
        Tool::Progenitor => {
            command.args(["progenitor", "--name", NAME, "--version", "0.1.0"]);
            command.arg("--input").arg(document);
            command.arg("--output").arg(folder);
        }
        Tool::OpenapiToRust => {
            command.arg("generate").arg(document);
            command.arg("--output-dir").arg(folder.join("src/api"));
        }
    }
    command.env_remove("RUST_BACKTRACE");
    let ended = process::run(&mut command, limit)?;
    let mut made = Made {
        seconds: ended.seconds,
        ..Made::default()
    };
    (made.ending, made.message) = judge(tool, &ended);
    if made.ending == Ending::Made {
        finish(tool, folder)?;
        let size = files::size(folder);
        (made.hash, made.files, made.lines) = (size.hash, size.files, size.lines);
        if size.files == 0 {
            made.ending = Ending::Refused;
            "it wrote no crate".clone_into(&mut made.message);
        }
    }
    Ok(made)
}

/// How the generator ended, and why it made nothing.
fn judge(tool: Tool, ended: &Ended) -> (Ending, String) {
    if ended.late {
        return (Ending::Late, "took too long".to_owned());
    }
    if let Some(panic) = message::panic(&ended.err) {
        return (Ending::Panicked, panic);
    }
    if tool == Tool::Oaxide {
        return ours(ended);
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

/// Our own generator says how it ended in a line of JSON.
fn ours(ended: &Ended) -> (Ending, String) {
    let made: Option<crate::record::Made> = ended
        .out
        .lines()
        .next()
        .and_then(|line| serde_json::from_str(line).ok());
    let Some(made) = made else {
        return (Ending::Died, ended.status.clone());
    };
    let ending = match made.outcome {
        Outcome::Whole | Outcome::Partial => Ending::Made,
        Outcome::Nothing | Outcome::Failed => Ending::Refused,
        Outcome::Panicked => Ending::Panicked,
        Outcome::Late => Ending::Late,
    };
    let text = match made.outcome {
        Outcome::Whole | Outcome::Partial => String::new(),
        _ => format!("{}: {}", made.outcome, made.message),
    };
    (ending, text)
}

/// Makes what was written a package that stands alone.
fn finish(tool: Tool, folder: &Path) -> Result<()> {
    let file = folder.join("Cargo.toml");
    if tool == Tool::OpenapiToRust {
        // It writes a module, and the dependencies to be put into the manifest of a package around it.
        let list = folder.join("src/api/REQUIRED_DEPS.toml");
        let dependencies = fs::read_to_string(list).unwrap_or_default();
        let package =
            format!("[package]\nname = \"{NAME}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n");
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
