//! Measures what generated code costs: to check, to build, to run, to generate. `tests/bench/README.md` says how to
//! read the figures.

#![cfg_attr(not(unix), allow(dead_code, unused_imports))]

mod binary;
mod compile;
mod crates;
mod generation;
mod peers;
mod report;
mod running;
mod sample;
mod scaling;
mod synthetic;
mod wrapper;

use std::path::PathBuf;
use std::process::ExitCode;

use crate::crates::Crates;
use crate::report::Report;

/// What went wrong, in words for whoever runs the program.
type Result<T> = std::result::Result<T, String>;

const USAGE: &str = "\
Usage: cargo run --release -p bench -- [PART]... [--runs N]

Parts: compile scaling binary coding calls generation (all, if none is named)
--runs N: how often each of a pair is measured, 5 if not said

Other generators: cargo run --release -p bench -- peers [--help]";

fn main() -> ExitCode {
    if let Some(code) = wrapper::run_as_wrapper() {
        return code;
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            report::complain(&message);
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut arguments = std::env::args().skip(1).peekable();
    if arguments.next_if(|part| part == "peers").is_some() {
        return peers::run(arguments);
    }
    let options = Options::parse(arguments)?;
    let crates = Crates::set_up(&workspace()?)?;
    let mut report = Report::new(crates.folder());
    for part in &options.parts {
        match part.as_str() {
            "compile" => compile::measure(&crates, options.runs, &mut report)?,
            "scaling" => scaling::measure(&crates, options.runs, &mut report)?,
            "binary" => binary::measure(&crates, &mut report)?,
            "calls" => running::calls(&crates, options.runs, &mut report)?,
            "coding" => running::coding(&crates, options.runs, &mut report)?,
            _ => generation::measure(&crates, options.runs, &mut report)?,
        }
    }
    report::say("\nThe same figures are in target/bench/figures.csv.");
    Ok(())
}

/// The repository's folder: two above this package.
fn workspace() -> Result<PathBuf> {
    let package = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let root = package.ancestors().nth(2).map(PathBuf::from);
    root.filter(|root| root.join("generator").is_dir())
        .ok_or_else(|| {
            "the repository has moved since this program was compiled: run it by `cargo run --release -p bench`"
                .to_owned()
        })
}

struct Options {
    parts: Vec<String>,
    runs: usize,
}

const PARTS: [&str; 6] = [
    "compile",
    "scaling",
    "binary",
    "coding",
    "calls",
    "generation",
];

impl Options {
    fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self> {
        let mut options = Self {
            parts: Vec::new(),
            runs: 5,
        };
        while let Some(argument) = arguments.next() {
            if argument == "--runs" {
                let runs = arguments.next().and_then(|runs| runs.parse().ok());
                options.runs = runs
                    .filter(|runs| *runs > 0)
                    .ok_or_else(|| format!("`--runs` wants a number from 1\n\n{USAGE}"))?;
            } else if PARTS.contains(&argument.as_str()) {
                options.parts.push(argument);
            } else {
                return Err(format!("`{argument}` is no part\n\n{USAGE}"));
            }
        }
        if options.parts.is_empty() {
            options.parts = PARTS.map(str::to_owned).to_vec();
        }
        Ok(options)
    }
}
