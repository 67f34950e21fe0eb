//! From plan to files. Pure printing: every name and every decision is in the plan already.

mod api;
mod client;
mod collection;
mod dispatch;
pub mod facts;
mod groups;
mod manifest;
mod model;
mod modules;
mod operation;
mod owned;
mod package_name;
mod parallel;
mod print;
mod runtime;
mod scope;
mod server;
mod snippet;
mod source;
mod standalone;
#[cfg(test)]
mod tests;
mod xml;

use std::collections::BTreeMap;
use std::fmt;

pub use facts::{Degraded, Document, DocumentFacts};
pub use package_name::{is_own_dependency, is_package_name};
pub use runtime::RuntimeLayout;

/// The files of a crate: path relative to its root with `/` between parts, and text.
pub type OutputTree = BTreeMap<String, String>;

/// The name of the list of owned files at the root of a tree.
pub const OWNED: &str = ".generated";

/// Something the renderer was given or made that is not Rust: a mistake of ours, never of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderError {
    /// The file that was being printed.
    pub file: String,
    /// What was wrong with it.
    pub message: String,
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "this is a mistake in oaxide, please report it: {} cannot be printed: {}",
            self.file, self.message
        )
    }
}

impl std::error::Error for RenderError {}

/// Prints the crate that holds one module per document.
pub fn render_collection(documents: &[Document<'_>]) -> Result<OutputTree, RenderError> {
    collection::render(documents)
}

/// Prints a crate of its own for one document, with the API at its root.
pub fn render_standalone(
    document: &Document<'_>,
    crate_name: &str,
) -> Result<OutputTree, RenderError> {
    standalone::render(document, crate_name)
}
