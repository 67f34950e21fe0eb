//! A crate of one generator for one document.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use rivals::generate::{self, Ending, NAME};
use rivals::process::{self, Ended};
use rivals::tools::Tool;
use rivals::{files, message};

use super::row::Made;
use crate::Result;
use crate::outcome::Outcome;

/// Where a generator writes a module only, the package around it has the edition that its own tests use.
const EDITION: &str = "2021";

/// Makes the crate in the empty place `folder`; `root` is where the generators are installed.
pub(crate) fn generate(
    tool: Tool,
    root: &Path,
    document: &Path,
    folder: &Path,
    limit: Duration,
) -> Result<Made> {
    let _ = fs::remove_dir_all(folder);
    let ours = std::env::current_exe()
        .map_err(|error| format!("cannot find this program itself: {error}"))?;
    let mut command;
    if tool == Tool::Oaxide {
        // This program has our own generator in it, and says more than the command does.
        command = Command::new(&ours);
        command.args(["one", "--only-measure"]).arg(document);
        command.arg(NAME).arg(folder);
    } else {
        let (program, arguments) = generate::command(tool, root, &ours, document, folder);
        command = Command::new(program);
        command.args(arguments);
    }
    command.env_remove("RUST_BACKTRACE");
    let ended = process::run(&mut command, limit)?;
    let mut made = Made {
        seconds: ended.seconds,
        ..Made::default()
    };
    (made.ending, made.message) = judge(tool, &ended);
    if made.ending == Ending::Made {
        generate::finish(tool, folder, EDITION)?;
        let size = files::size(folder);
        (made.hash, made.files, made.lines) = (size.hash, size.files, size.lines);
        if size.files == 0 {
            made.ending = Ending::Refused;
            "it wrote no crate".clone_into(&mut made.message);
        }
    }
    Ok(made)
}

/// How the generator ended, and why it made nothing: our own says so in a line of JSON.
fn judge(tool: Tool, ended: &Ended) -> (Ending, String) {
    let has_said_more = ended.late || message::panic(&ended.err).is_some();
    if tool != Tool::Oaxide || has_said_more {
        return generate::judge(ended);
    }
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

#[cfg(test)]
mod tests;
