//! What may be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueHint};

use crate::options::{
    Action, Colour, Diff, DiffFormat, Document, FailOn, Generate, MessageFormat, New, Options,
    Output, Runtime, Stage, With,
};
use crate::read::Access;

/// Turns OpenAPI documents into Rust clients.
#[derive(Debug, Parser)]
#[command(name = "oaxide", version, about, after_help = EXAMPLES, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    output: OutputArguments,
}

const EXAMPLES: &str = "\
Examples:
  oaxide                                      bring generated/ up to date with specs/
  oaxide generate --check                     fail when it is not, as CI should
  oaxide new petstore.yaml --output petstore  write a crate for one document
  oaxide lint petstore.yaml                   report what is odd about it
  oaxide diff old.yaml new.yaml               say what a change means for clients
  oaxide explain dangling-ref                 say what a finding means

Exit codes: 0 done, 1 operations that could not be made, errors found by `lint`, what `diff` was
told to fail on, or stale files, 2 wrong usage or trouble with files.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Regenerate the crate of all clients from a folder of documents (the default)
    #[command(after_help = "\
Examples:
  oaxide generate                            specs/*.yaml, *.yml and *.json to generated/
  oaxide generate --only nethsm              one module; the others stay as they are
  oaxide generate --check                    write nothing, show what would change
  oaxide generate --specs apis --output crates/clients

Each document becomes a module with its file's name. Files in the output folder that oaxide did not
write are kept. Where no folder is named, `specs` is looked for here and in the folders above.")]
    Generate(GenerateArguments),
    /// Write a self-contained crate for one document
    #[command(after_help = "\
Examples:
  oaxide new petstore.yaml --output petstore
  oaxide new shop.json --output clients/shop --name shop-client
  curl -s https://example.org/openapi.json | oaxide new - --output example
  oaxide new petstore.yaml --output petstore --with dispatch

Run it again after the document has changed: files of your own in the folder are kept.")]
    New(NewArguments),
    /// Report everything that is odd about a document, and write nothing
    #[command(after_help = "\
Examples:
  oaxide lint petstore.yaml
  oaxide lint petstore.yaml --message-format json | jq -r '.code // empty' | sort | uniq -c")]
    Lint(LintArguments),
    /// Say what a change of a document means: on the wire, and for Rust code that uses the client
    #[command(after_help = "\
Examples:
  oaxide diff old.yaml new.yaml
  oaxide diff git:HEAD:petstore.yaml petstore.yaml --fail-on wire
  oaxide diff --generated --fail-on rust-major
  oaxide diff old.yaml new.yaml --format json | jq .summary

The verdicts: can requests of the old client be refused or misunderstood, can answers not be read by it,
which step must the version of the crate take, and is another default, URL, scope or text used. Each change
has a fingerprint; a file with fingerprints, one a line, makes `--ignore` leave those changes out.")]
    Diff(DiffArguments),
    /// Print what oaxide understood, to find out where something went wrong
    #[command(after_help = "\
Examples:
  oaxide inspect petstore.yaml --stage raw   the document, brought into OpenAPI 3.0 form
  oaxide inspect petstore.yaml --stage ir    what it means
  oaxide inspect petstore.yaml --stage plan  the Rust names and types that will be printed")]
    Inspect(InspectArguments),
    /// Say what a finding's code means, or list all codes
    Explain {
        /// For example `dangling-ref`
        code: Option<String>,
    },
    /// Print a completion script for a shell
    #[command(after_help = "\
Examples:
  oaxide completions bash > ~/.local/share/bash-completion/completions/oaxide
  oaxide completions fish > ~/.config/fish/completions/oaxide.fish")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Default, Args)]
struct GenerateArguments {
    /// Write nothing; show what would change and exit with 1 if anything would
    #[arg(long)]
    check: bool,
    /// Bring only this module up to date
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
    /// The folder of documents [default: `specs` here or above]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    specs: Option<PathBuf>,
    /// The folder of the crate [default: `generated` beside the documents' folder]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    output: Option<PathBuf>,
    #[command(flatten)]
    strict: Strict,
    #[command(flatten)]
    access: AccessArguments,
}

#[derive(Debug, Args)]
struct NewArguments {
    #[command(flatten)]
    document: DocumentArguments,
    /// The folder of the crate
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    output: PathBuf,
    /// The crate's name [default: the folder's name]
    #[arg(long, value_name = "CRATE")]
    name: Option<String>,
    /// Settings for this document [default: petstore.oaxide.toml beside petstore.yaml, if it is there]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
    /// What the crate has beside the client; can be given several times
    #[arg(long, value_enum, value_name = "WHAT")]
    with: Vec<With>,
    /// Where what all calls share lies
    #[arg(long, value_enum, value_name = "WHERE", default_value_t)]
    runtime: Runtime,
    #[command(flatten)]
    strict: Strict,
}

#[derive(Debug, Args)]
struct LintArguments {
    #[command(flatten)]
    document: DocumentArguments,
    #[command(flatten)]
    strict: Strict,
}

#[derive(Debug, Args)]
struct DiffArguments {
    /// The old document: a path, `-`, or `git:REV:PATH`
    #[arg(value_name = "OLD", requires = "new", required_unless_present = "generated", value_hint = ValueHint::FilePath)]
    old: Option<String>,
    /// The new document
    #[arg(value_name = "NEW", value_hint = ValueHint::FilePath)]
    new: Option<String>,
    /// Compare the documents in `specs` with those of the last commit
    #[arg(long, conflicts_with = "old")]
    generated: bool,
    /// How the report is written
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: DiffFormat,
    /// Exit with 1 where there is such a change; can be given several times
    #[arg(long, value_enum, value_name = "WHAT")]
    fail_on: Vec<FailOn>,
    /// A file with the fingerprints of changes to leave out
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    ignore: Option<PathBuf>,
    #[command(flatten)]
    access: AccessArguments,
}

#[derive(Debug, Default, Args)]
struct Strict {
    /// Fail, and write nothing, where a document has errors or is mapped with less precision
    #[arg(long)]
    strict: bool,
}

#[derive(Debug, Args)]
struct InspectArguments {
    #[command(flatten)]
    document: DocumentArguments,
    /// How far to go
    #[arg(long, value_enum)]
    stage: Stage,
}

#[derive(Debug, Args)]
struct DocumentArguments {
    /// An OpenAPI document in YAML or JSON; `-` reads standard input
    #[arg(value_name = "DOCUMENT", value_hint = ValueHint::FilePath)]
    document: String,
    #[command(flatten)]
    access: AccessArguments,
}

/// What references may lead to.
#[derive(Debug, Default, Args)]
struct AccessArguments {
    /// Let references lead to files in this folder too, and not only in the document's own
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    ref_root: Option<PathBuf>,
    /// Let references lead to this host (http and https); can be given several times
    #[arg(long, value_name = "HOST", value_hint = ValueHint::Hostname)]
    allow_remote: Vec<String>,
}

#[derive(Debug, Args)]
struct OutputArguments {
    /// How findings are written
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "FORMAT",
        default_value_t
    )]
    message_format: MessageFormat,
    /// When to use colour
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t)]
    color: Colour,
}

impl From<AccessArguments> for Access {
    fn from(arguments: AccessArguments) -> Self {
        Self {
            ref_root: arguments.ref_root,
            hosts: arguments.allow_remote,
        }
    }
}

impl From<DiffArguments> for Diff {
    fn from(arguments: DiffArguments) -> Self {
        let access = Access::from(arguments.access);
        let document = |path| Document {
            path,
            access: access.clone(),
        };
        Self {
            documents: arguments
                .old
                .zip(arguments.new)
                .map(|(old, new)| (document(old), document(new))),
            format: arguments.format,
            fail_on: arguments.fail_on,
            ignore: arguments.ignore,
        }
    }
}

impl From<DocumentArguments> for Document {
    fn from(arguments: DocumentArguments) -> Self {
        Self {
            path: arguments.document,
            access: arguments.access.into(),
        }
    }
}

impl From<Arguments> for Options {
    fn from(arguments: Arguments) -> Self {
        let command = arguments
            .command
            .unwrap_or(Command::Generate(GenerateArguments::default()));
        let action = match command {
            Command::Generate(arguments) => Action::Generate(Generate {
                specs: arguments.specs,
                output: arguments.output,
                only: arguments.only,
                check: arguments.check,
                strict: arguments.strict.strict,
                access: arguments.access.into(),
            }),
            Command::New(arguments) => Action::New(New {
                document: arguments.document.into(),
                output: arguments.output,
                config: arguments.config,
                with: arguments.with,
                runtime: arguments.runtime,
                name: arguments.name,
                strict: arguments.strict.strict,
            }),
            Command::Diff(arguments) => Action::Diff(arguments.into()),
            Command::Lint(arguments) => Action::Lint {
                document: arguments.document.into(),
                strict: arguments.strict.strict,
            },
            Command::Inspect(arguments) => Action::Inspect {
                document: arguments.document.into(),
                stage: arguments.stage,
            },
            Command::Explain { code } => Action::Explain { code },
            Command::Completions { shell } => Action::Completions(shell),
        };
        Self {
            action,
            output: Output {
                format: arguments.output.message_format,
                colour: arguments.output.color,
            },
        }
    }
}
