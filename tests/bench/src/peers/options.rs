//! What was typed behind `peers`.

use std::path::{Path, PathBuf};

use clap::{Parser, ValueEnum};
use rivals::tools::{self, Tool};

use crate::Result;

/// Compares what generators of Rust clients cost: to run, and to compile what they make.
#[derive(Debug, Parser)]
#[command(name = "cargo run --release -p bench -- peers", no_binary_name = true)]
pub(crate) struct Options {
    /// These documents of the corpus, for all generators.
    #[arg(long, value_name = "SLUG", value_delimiter = ',', num_args = 0.., default_values = DOCUMENTS)]
    pub(crate) documents: Vec<String>,
    /// Documents that only oaxide is measured with, for `generate` and `check`; `synthetic-N` has N models and as many
    /// operations.
    #[arg(long, value_name = "SLUG", value_delimiter = ',', num_args = 0.., default_values = GROWTH)]
    pub(crate) growth: Vec<String>,
    /// Only these generators.
    #[arg(long, value_enum, value_delimiter = ',', num_args = 1.., default_values_t = tools::ALL)]
    pub(crate) tools: Vec<Tool>,
    /// Only these steps.
    #[arg(long, value_enum, value_delimiter = ',', num_args = 1.., default_values_t = STEPS)]
    pub(crate) steps: Vec<Step>,
    /// How often each step is measured; the median counts. What takes more than a minute is measured once.
    #[arg(long, default_value_t = 3)]
    pub(crate) runs: usize,
    /// The longest that one run of a step may take.
    #[arg(long, value_name = "LIMIT", default_value_t = 1800)]
    pub(crate) seconds: u64,
    /// The most memory that one run may take, in GB.
    #[arg(long, value_name = "GB", default_value_t = 20)]
    pub(crate) memory: u64,
    /// Keeps figures in the CSV file that were measured on this machine with the same versions.
    #[arg(long)]
    pub(crate) resume: bool,
    /// Starts no new step after so many minutes.
    #[arg(long, value_name = "N")]
    pub(crate) minutes: Option<u64>,
    /// The folder with `catalog.csv`; `../shared/corpus` beside the repository where none is given.
    #[arg(long, value_name = "DIR")]
    pub(crate) corpus: Option<PathBuf>,
    /// The file of figures; `tests/bench/peers.csv` where none is given. Figures in it that this run does not measure stay.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// The file of tables; `tests/bench/PEERS.md` where none is given.
    #[arg(long, value_name = "FILE")]
    markdown: Option<PathBuf>,
    /// The plot; `tests/bench/peers.svg` where none is given.
    #[arg(long, value_name = "FILE")]
    plot: Option<PathBuf>,
}

/// From 50 to 1,223 operations: documents that most of the generators can read.
const DOCUMENTS: [&str; 6] = [
    "guru-googleapis-drive",
    "xero-payroll-uk",
    "guru-spotify-sonallux",
    "rclone",
    "guru-apple-app-store-connect",
    "github",
];

const GROWTH: [&str; 9] = [
    "xero-identity",
    "guru-notion",
    "guru-keycloak",
    "box",
    "guru-kubernetes",
    "synthetic-300",
    "synthetic-1200",
    "synthetic-4000",
    "synthetic-11000",
];

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Step {
    /// From the document to a crate on disk.
    Generate,
    /// `cargo check` of the crate.
    Check,
    /// `cargo check` of the package that our clients have beside them.
    Runtime,
    /// The check of the crate after an edit of one file of models.
    Incremental,
    /// `cargo check` of one tag's operations (only oaxide can).
    Tag,
    /// Lines of code that LLVM is given in a debug build.
    Llvm,
    /// `cargo build`.
    Build,
    /// `cargo build --release`.
    Release,
}

pub(crate) const STEPS: [Step; 8] = [
    Step::Generate,
    Step::Check,
    Step::Runtime,
    Step::Incremental,
    Step::Tag,
    Step::Llvm,
    Step::Build,
    Step::Release,
];

impl Step {
    /// Its name in figures.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Generate => "generate",
            Self::Check => "check",
            Self::Runtime => "runtime",
            Self::Incremental => "incremental",
            Self::Tag => "tag",
            Self::Llvm => "llvm",
            Self::Build => "build",
            Self::Release => "release",
        }
    }

    /// The figure that stands for the step: where it is known, the step was taken.
    pub(crate) fn first_measure(self) -> String {
        match self {
            Self::Llvm => "llvm_lines".to_owned(),
            step => format!("{}_cpu_s", step.name()),
        }
    }
}

impl Options {
    /// The files of figures, tables and plot.
    pub(crate) fn outputs(&self, root: &Path) -> [PathBuf; 3] {
        let folder = root.join("tests/bench");
        [
            (&self.csv, "peers.csv"),
            (&self.markdown, "PEERS.md"),
            (&self.plot, "peers.svg"),
        ]
        .map(|(given, name)| given.clone().unwrap_or_else(|| folder.join(name)))
    }

    /// The corpus' folder.
    pub(crate) fn corpus(&self, root: &Path) -> Result<PathBuf> {
        let beside = || root.join("../shared/corpus");
        let folder = self.corpus.clone().unwrap_or_else(beside);
        if folder.join("catalog.csv").is_file() {
            return Ok(folder);
        }
        Err(format!(
            "there is no `catalog.csv` in `{}`: `--corpus DIR` says where the corpus is",
            folder.display()
        ))
    }
}
