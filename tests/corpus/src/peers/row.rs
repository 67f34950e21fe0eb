//! What is known about one document and one generator, and where it is kept between runs.

use std::path::Path;

use rivals::disk::{read, write};
use rivals::generate::Ending;
use rivals::tools::Tool;
use serde::{Deserialize, Serialize};

use crate::Result;
use crate::catalog::Entry;

/// One document and one generator.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Row {
    pub(crate) slug: String,
    /// The document's version of OpenAPI.
    pub(crate) dialect: String,
    /// The size of its main file.
    pub(crate) bytes: u64,
    pub(crate) tool: Tool,
    pub(crate) version: String,
    /// Operations that this program counts in the document; `None` where it cannot be read.
    pub(crate) declared: Option<usize>,
    pub(crate) made: Made,
    /// What cargo said; `None` where there was nothing to compile.
    pub(crate) check: Option<Check>,
}

/// What generating gave.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Made {
    pub(crate) ending: Ending,
    /// Why there is no crate.
    pub(crate) message: String,
    pub(crate) seconds: f64,
    pub(crate) files: usize,
    pub(crate) lines: usize,
    /// A hash over all files.
    pub(crate) hash: String,
    /// Functions of the crate that send an operation's request.
    pub(crate) found: usize,
    /// Declared operations that have such a function.
    pub(crate) there: usize,
}

/// What `cargo check` said about a crate.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Check {
    /// Whether it compiles; warnings do not count.
    pub(crate) ok: bool,
    /// Whether it took longer than `limit` and was ended.
    pub(crate) late: bool,
    /// The limit in seconds.
    pub(crate) limit: u64,
    /// From start to end, for the crate alone: its dependencies were compiled before.
    pub(crate) seconds: f64,
    /// The seconds that processors worked for rustc; 0 where it is not known.
    #[serde(default)]
    pub(crate) processor: f64,
    /// The most memory of rustc in MB (10^6 bytes); 0 where it is not known.
    pub(crate) peak: u64,
    /// The first error.
    pub(crate) fault: String,
}

impl Check {
    /// Whether the verdict holds for a run with this limit.
    fn holds(&self, limit: u64) -> bool {
        !self.late || self.limit >= limit
    }

    /// In one word.
    pub(crate) fn word(&self) -> &'static str {
        match (self.ok, self.late) {
            (true, _) => "ok",
            (false, true) => "late",
            (false, false) => "no",
        }
    }
}

impl Row {
    /// A row about which nothing is known yet.
    pub(crate) fn new(entry: &Entry, tool: Tool, declared: Option<usize>) -> Self {
        Self {
            slug: entry.slug.clone(),
            dialect: entry.dialect.clone(),
            bytes: entry.bytes,
            tool,
            version: tool.version().to_owned(),
            declared,
            made: Made::default(),
            check: None,
        }
    }

    /// A row of a document that was left out.
    pub(crate) fn not_tried(self, message: &str) -> Self {
        let made = Made {
            message: message.to_owned(),
            ..Made::default()
        };
        Self { made, ..self }
    }

    pub(crate) fn is_tried(&self) -> bool {
        self.made.ending != Ending::NotTried
    }

    pub(crate) fn compiles(&self) -> bool {
        self.check.as_ref().is_some_and(|check| check.ok)
    }

    /// Whether the crate compiles and has every declared operation.
    pub(crate) fn is_complete(&self) -> bool {
        self.compiles() && self.declared == Some(self.made.there)
    }

    /// Takes over what cargo said about an equal crate.
    pub(crate) fn reuse(&mut self, before: &[Self], limit: u64) {
        let equal = |row: &&Self| {
            row.tool == self.tool && row.made.hash == self.made.hash && !row.made.hash.is_empty()
        };
        let check = before.iter().find(equal).and_then(|row| row.check.clone());
        self.check = check.filter(|check| check.holds(limit));
    }
}

/// The rows of a document that an earlier run kept.
pub(crate) fn load(file: &Path) -> Vec<Row> {
    let text = read(file).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// Keeps the rows of a document.
pub(crate) fn save(file: &Path, rows: &[Row]) -> Result<()> {
    write(
        file,
        &serde_json::to_string_pretty(rows).map_err(|error| error.to_string())?,
    )
}

#[cfg(test)]
mod tests;
