//! What was typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use generator::options::With;

use rivals::tools::Tool;

use crate::Result;

/// Generates a client for every document of a corpus and checks it.
#[derive(Debug, Parser)]
#[command(name = "corpus")]
#[allow(clippy::struct_excessive_bools, reason = "flags are flags")]
pub(crate) struct Options {
    /// Another thing to do than the run over the corpus.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    /// All documents (as `--set all`).
    #[arg(long)]
    pub(crate) all: bool,
    /// The folder with `catalog.csv`; `../shared/corpus` beside the workspace where none is given.
    #[arg(long, value_name = "DIR", global = true)]
    corpus: Option<PathBuf>,
    /// Only these documents.
    #[arg(long, value_name = "SLUG", num_args = 1..)]
    pub(crate) only: Vec<String>,
    /// `fast`: everything is generated, some twenty small and middle crates are compiled.
    #[arg(long, value_enum, default_value_t = Set::All)]
    pub(crate) set: Set,
    /// What crates have beside the client, as of `oaxide new`.
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(crate) with: Vec<With>,
    /// How many documents at a time.
    #[arg(long, default_value_t = 2)]
    pub(crate) jobs: usize,
    /// Generates and compares, but compiles nothing.
    #[arg(long)]
    pub(crate) no_compile: bool,
    /// Which checks of a compiled crate to make.
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = [Check::Rustc, Check::Clippy, Check::Doc, Check::Examples])]
    pub(crate) checks: Vec<Check>,
    /// Compiles only crates of at most so many lines, and says which it left out.
    #[arg(long, value_name = "N")]
    pub(crate) max_lines: Option<usize>,
    /// Keeps what earlier runs found out about crates that are still the same.
    #[arg(long)]
    pub(crate) resume: bool,
    /// Writes the table to this file too.
    #[arg(long, value_name = "FILE")]
    pub(crate) csv: Option<PathBuf>,
    /// Stops starting new documents after so many minutes.
    #[arg(long, value_name = "N")]
    pub(crate) minutes: Option<u64>,
}

/// Another thing to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Generates one document and says how that went (what the run starts for each document).
    #[command(hide = true)]
    One(One),
    /// Does something with one document, and says how long each step took (what `speed` starts).
    #[command(hide = true)]
    Timed(Timed),
    /// Measures how long generating takes and how much memory.
    Speed(Speed),
    /// Installs other generators, and runs them and ours over the documents.
    Peers(Peers),
}

/// One document.
#[derive(Debug, Args)]
pub(crate) struct One {
    /// Its path.
    pub(crate) document: PathBuf,
    /// The crate's name.
    pub(crate) name: String,
    /// The folder for the crate.
    pub(crate) output: PathBuf,
    /// What it has beside the client.
    #[arg(long, value_enum)]
    pub(crate) with: Vec<With>,
    /// Only measures, without comparing a second run and a twin.
    #[arg(long)]
    pub(crate) only_measure: bool,
}

/// What is timed step by step.
#[derive(Debug, Args)]
pub(crate) struct Timed {
    #[arg(value_enum)]
    pub(crate) what: What,
    /// The document's path.
    pub(crate) document: PathBuf,
    /// The folder for the crate.
    pub(crate) output: PathBuf,
}

/// A thing to do with a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum What {
    /// The generator's stages.
    Stages,
    /// Reading it into `openapiv3::OpenAPI`.
    Model,
}

impl What {
    /// How it is typed.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Stages => "stages",
            Self::Model => "model",
        }
    }
}

/// What of the speed is measured.
#[derive(Debug, Args)]
pub(crate) struct Speed {
    /// The document whose pieces are repeated; the catalogue's largest in one file where none is given.
    #[arg(long, value_name = "SLUG")]
    pub(crate) slug: Option<String>,
    /// How often each figure is measured; the median counts.
    #[arg(long, default_value_t = 5)]
    pub(crate) runs: usize,
}

/// What other generators are run over.
#[derive(Debug, Args)]
pub(crate) struct Peers {
    /// Only these documents.
    #[arg(long, value_name = "SLUG", num_args = 1..)]
    pub(crate) only: Vec<String>,
    /// Only these generators. openapi-generator needs Java and is no default.
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = [Tool::Oaxide, Tool::Ploidy, Tool::Progenitor, Tool::OpenapiToRust])]
    pub(crate) tools: Vec<Tool>,
    /// How many documents at a time; times are comparable where it is one.
    #[arg(long, default_value_t = 1)]
    pub(crate) jobs: usize,
    /// The longest that generating a crate may take, and the longest that compiling it may.
    #[arg(long, value_name = "LIMIT", default_value_t = 300)]
    pub(crate) seconds: u64,
    /// Leaves out documents whose main file is larger, and says so.
    #[arg(long, value_name = "N")]
    pub(crate) max_bytes: Option<u64>,
    /// Generates and compares, but compiles nothing.
    #[arg(long)]
    pub(crate) no_compile: bool,
    /// Starts no new documents after so many minutes, and says which it left out.
    #[arg(long, value_name = "N")]
    pub(crate) minutes: Option<u64>,
    /// Keeps what cargo said in earlier runs about crates that are still the same, and what is known about documents that
    /// this run leaves out.
    #[arg(long)]
    pub(crate) resume: bool,
    /// Writes the rows to this file too.
    #[arg(long, value_name = "FILE")]
    pub(crate) csv: Option<PathBuf>,
}

/// Which documents are compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Set {
    /// Small and middle ones of every dialect.
    Fast,
    /// Every one.
    All,
}

/// A check of a compiled crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Check {
    /// `cargo check` without a warning.
    #[value(name = "check")]
    Rustc,
    /// `cargo clippy` without a warning.
    Clippy,
    /// `cargo doc` without a warning.
    Doc,
    /// The document's examples, decoded and encoded again.
    Examples,
}

impl Options {
    /// The corpus: where it was said to be, or beside the workspace; an absent one is an error only where it was named.
    pub(crate) fn corpus(&self) -> Result<Option<PathBuf>> {
        let folder = match &self.corpus {
            Some(folder) => folder.clone(),
            None => workspace()?.join("../shared/corpus"),
        };
        if folder.join("catalog.csv").is_file() {
            return Ok(Some(folder));
        }
        if self.corpus.is_some() {
            return Err(format!(
                "there is no `catalog.csv` in `{}`",
                folder.display()
            ));
        }
        Ok(None)
    }
}

/// The repository's folder: two above this package.
pub(crate) fn workspace() -> Result<PathBuf> {
    let package = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let root = package.ancestors().nth(2).map(PathBuf::from);
    root.filter(|root| root.join("generator").is_dir()).ok_or_else(|| {
        "the repository has moved since this program was compiled: run it by `cargo run --release -p corpus`".to_owned()
    })
}
