//! The command line: from what was typed to what is done and shown.
//!
//! Exit codes: 0 done, 1 something declared could not be made or the tree is not right, 2 wrong usage or trouble with
//! files.

mod arguments;
mod config;
mod console;
mod diff;
mod explain;
mod folders;
mod generate;
mod inspect;
mod lint;
mod names;
mod new;
mod only;
mod progress;
mod told;

#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::fmt::Display;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

use crate::options::{Action, Options};
use crate::pipeline::{Fate, Job};
use arguments::Arguments;
use console::Console;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    /// Something declared could not be made, `lint` or `--strict` found a fault, or the tree is stale.
    Findings,
}

/// How a run ends that has written what could be made of these documents.
fn outcome<'j>(jobs: impl IntoIterator<Item = &'j Job>) -> Outcome {
    if jobs.into_iter().all(|job| job.fate() == Fate::Whole) {
        Outcome::Done
    } else {
        Outcome::Findings
    }
}

/// Why a run could not be done: wrong usage or trouble with files. The message says what to do.
#[derive(Debug)]
struct Failure(String);

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

impl Failure {
    fn new(message: impl Display) -> Self {
        Self(message.to_string())
    }
}

/// Runs the command with `arguments` (the first one is the command's own name).
#[must_use]
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    ExitCode::from(run(arguments, &mut Console::standard()))
}

fn run(arguments: impl IntoIterator<Item = OsString>, console: &mut Console) -> u8 {
    let options = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => Options::from(arguments),
        Err(error) => {
            console.usage(&error);
            return u8::try_from(error.exit_code()).unwrap_or(2);
        }
    };
    console.set(options.output);
    let outcome = match options.action {
        Action::Generate(options) => generate::run(&options, console),
        Action::New(options) => new::run(&options, console),
        Action::Diff(options) => diff::run(&options, console),
        Action::Lint { document, strict } => lint::run(&document, strict, console),
        Action::Inspect { document, stage } => inspect::run(&document, stage, console),
        Action::Explain { code } => explain::run(code.as_deref(), console),
        Action::Completions(shell) => {
            let mut script = Vec::new();
            let mut command = Arguments::command();
            clap_complete::generate(shell, &mut command, "oaxide", &mut script);
            console.print(&String::from_utf8_lossy(&script));
            Ok(Outcome::Done)
        }
    };
    match outcome {
        Ok(Outcome::Done) => 0,
        Ok(Outcome::Findings) => 1,
        Err(Failure(message)) => {
            console.failure(&message);
            2
        }
    }
}
