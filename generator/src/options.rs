//! What a run is to do: the meaning of the command line, free of how it is typed.

use std::path::PathBuf;

use crate::read::Access;

/// One run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// What to do.
    pub action: Action,
    /// How to show what was found.
    pub output: Output,
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Brings the crate of all clients up to date, or says how it is not.
    Generate(Generate),
    /// Writes a crate of its own for one document.
    New(New),
    /// Says what a change of a document means.
    Diff(Diff),
    /// Only looks for mistakes.
    Lint {
        /// Which document.
        document: Document,
        /// Whether what is mapped with less precision is a fault too.
        strict: bool,
    },
    /// Prints what was understood.
    Inspect {
        /// Which document.
        document: Document,
        /// How far to go.
        stage: Stage,
    },
    /// Says what a code means.
    Explain {
        /// A code's name; all codes where there is none.
        code: Option<String>,
    },
    /// Prints a script for a shell.
    Completions(clap_complete::Shell),
}

/// A document and what it may refer to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// A path, or `-`.
    pub path: String,
    /// What was allowed beyond the document's folder.
    pub access: Access,
}

/// Options of `generate`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Generate {
    /// The folder of documents; found from the current directory upwards where there is none.
    pub specs: Option<PathBuf>,
    /// The crate's folder; `generated` beside the documents' folder where there is none.
    pub output: Option<PathBuf>,
    /// The only module to bring up to date.
    pub only: Option<String>,
    /// Compares and writes nothing.
    pub check: bool,
    /// Writes nothing where a document has errors or is mapped with less precision.
    pub strict: bool,
    /// What documents may refer to beyond their folder.
    pub access: Access,
}

/// Options of `new`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct New {
    /// Which document.
    pub document: Document,
    /// The crate's folder.
    pub output: PathBuf,
    /// The crate's name; the folder's name where there is none.
    pub name: Option<String>,
    /// The settings; those beside the document where there is none.
    pub config: Option<PathBuf>,
    /// What the crate has beside the client.
    pub with: Vec<With>,
    /// Where the runtime lies.
    pub runtime: Runtime,
    /// Writes nothing where the document has errors or is mapped with less precision.
    pub strict: bool,
}

/// Options of `diff`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diff {
    /// The old document and the new one; all clients and the last commit where there are none.
    pub documents: Option<(Document, Document)>,
    /// How the report is written.
    pub format: DiffFormat,
    /// What is a failure.
    pub fail_on: Vec<FailOn>,
    /// A file with the fingerprints of changes that do not count.
    pub ignore: Option<PathBuf>,
}

/// How a report of changes is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum DiffFormat {
    /// Text for a terminal
    #[default]
    Text,
    /// One JSON object
    Json,
    /// Markdown, to be pasted into a release
    Markdown,
    /// Annotations of GitHub Actions
    Github,
    /// One page for a browser, which needs no network
    Html,
}

/// Which changes make `diff` fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum FailOn {
    /// Old clients break on the wire
    Wire,
    /// The Rust API needs a new major version
    RustMajor,
    /// The Rust API needs a new minor or major version
    RustMinor,
    /// Anything is different
    Any,
}

/// What a crate can have beside the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum With {
    /// Calls by name with JSON: the feature `dispatch`, and a program that reads calls line by line
    Dispatch,
}

/// Where the runtime of a crate lies: what all calls share.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Runtime {
    /// A package of its own in `runtime/`: it is compiled once, however often the client is
    #[default]
    Package,
    /// A module of the client, which is one crate then
    Inline,
}

/// How far `inspect` goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Stage {
    /// The document in OpenAPI 3.0 form, as JSON
    Raw,
    /// What the document means: operations and types
    Ir,
    /// What will be printed: names and Rust types
    Plan,
}

/// How to show what was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Output {
    /// For people or for programs.
    pub format: MessageFormat,
    /// When to use colour.
    pub colour: Colour,
}

/// For whom findings are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum MessageFormat {
    /// Text with excerpts
    #[default]
    Human,
    /// One JSON object per line
    Json,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}
