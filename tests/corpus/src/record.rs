//! What is known about one document, and where it is kept between runs.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::Result;
use crate::disk::{read, write};
use crate::outcome::Outcome;

/// Everything about one document. Times are in the unit of their name, memory in MB (10^6 bytes).
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Record {
    /// Its short name.
    pub(crate) slug: String,
    /// Its version of OpenAPI.
    pub(crate) dialect: String,
    /// The size of its main file.
    pub(crate) bytes: u64,
    /// Whether the catalogue calls it invalid.
    pub(crate) invalid: bool,
    /// What generating it gave.
    pub(crate) made: Made,
    /// What the examples are; `None` where they were not looked for.
    pub(crate) examples: Option<Examples>,
    /// What cargo said, by check; empty where nothing was compiled.
    pub(crate) checks: Checks,
}

/// What generating a document gave.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Made {
    pub(crate) outcome: Outcome,
    /// The panic, or why nothing was made.
    pub(crate) message: String,
    /// Operations that this program counts in the text.
    pub(crate) declared: usize,
    /// Operations with a method in the crate.
    pub(crate) generated: usize,
    /// Declared operations for which there is none, as `get /users`.
    pub(crate) lost: Vec<String>,
    /// Component schemas that an operation reaches.
    pub(crate) schemas: usize,
    /// Those of them without a Rust type.
    pub(crate) untyped: Vec<String>,
    pub(crate) errors: usize,
    pub(crate) unsupported: usize,
    pub(crate) warnings: usize,
    pub(crate) notes: usize,
    /// Findings that say that something is generated with less precision.
    pub(crate) degraded: usize,
    pub(crate) milliseconds: f64,
    /// The same on processors: user and system, all threads.
    #[serde(default)]
    pub(crate) cpu: f64,
    pub(crate) peak: f64,
    pub(crate) files: usize,
    pub(crate) lines: usize,
    /// A hash over all files: what was found out about equal crates stays true.
    pub(crate) hash: String,
    /// Whether a second run gave the same files.
    pub(crate) repeats: Option<bool>,
    /// Whether the document in the other syntax gives the same files; the first file that differs where not.
    pub(crate) twin: Option<Same>,
    /// How many changes `diff` sees between the two.
    #[serde(default)]
    pub(crate) changes: Option<usize>,
}

/// Whether two trees are the same.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Same {
    pub(crate) same: bool,
    /// The first file that differs.
    pub(crate) differs: String,
}

/// The examples of a document.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Examples {
    /// Those that are valid for their schema and whose schema has a type of its own.
    pub(crate) valid: usize,
    /// Those that break their own schema.
    pub(crate) invalid: usize,
    /// Those whose schema this program cannot use (a reference that leads nowhere, or out of the file).
    pub(crate) unknown: usize,
    /// Those beyond the number that is tried per document.
    pub(crate) left_out: usize,
    /// Those that were read, written and found equal; `None` before they were tried.
    pub(crate) good: Option<usize>,
    /// The first ones that were not.
    pub(crate) faults: Vec<String>,
}

/// What cargo said.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Checks {
    /// The crate it said it about.
    pub(crate) hash: String,
    pub(crate) check: Option<Step>,
    pub(crate) clippy: Option<Step>,
    pub(crate) doc: Option<Step>,
    pub(crate) examples: Option<Step>,
}

/// One run of cargo.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Step {
    /// Whether it ended well, without a warning.
    pub(crate) ok: bool,
    pub(crate) seconds: f64,
    /// The most memory of one rustc; 0 where it was not measured.
    pub(crate) peak: u64,
    /// The first fault.
    pub(crate) fault: String,
}

impl Checks {
    /// Those that went well: what did not is tried again.
    pub(crate) fn good(self) -> Self {
        let good = |step: Option<Step>| step.filter(|step| step.ok);
        Self {
            check: good(self.check),
            clippy: good(self.clippy),
            doc: good(self.doc),
            examples: good(self.examples),
            ..self
        }
    }
}

impl Record {
    /// Whether all that was looked at is as it has to be. An invalid document may lose operations, but says so.
    pub(crate) fn is_good(&self) -> bool {
        let made = &self.made;
        let complete = match made.outcome {
            Outcome::Whole => made.lost.is_empty() && made.untyped.is_empty(),
            Outcome::Partial | Outcome::Nothing => made.errors > 0,
            Outcome::Panicked | Outcome::Late | Outcome::Failed => false,
        };
        let checks = &self.checks;
        let steps = [&checks.check, &checks.clippy, &checks.doc, &checks.examples];
        complete
            && made.repeats != Some(false)
            && made.twin.as_ref().is_none_or(|twin| twin.same)
            && made.changes.is_none_or(|changes| changes == 0)
            && steps.into_iter().flatten().all(|step| step.ok)
            && self
                .examples
                .as_ref()
                .is_none_or(|examples| examples.good.is_none_or(|good| good == examples.valid))
    }

    /// The record in this folder, where one was kept.
    pub(crate) fn load(folder: &Path) -> Option<Self> {
        serde_json::from_str(&read(&folder.join("record.json")).ok()?).ok()
    }

    /// Keeps it.
    pub(crate) fn save(&self, folder: &Path) -> Result<()> {
        let text = serde_json::to_string_pretty(self).map_err(|error| error.to_string())?;
        write(&folder.join("record.json"), &text)
    }
}
