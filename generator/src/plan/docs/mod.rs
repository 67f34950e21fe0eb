//! Documentation lines that rustdoc shows as meant: no code that runs, no warnings, no control characters.

use serde::Serialize;

/// Lines of a doc comment, without `///`; empty for none. Safe to print as they are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Docs {
    /// The lines; none holds a line break.
    pub lines: Vec<String>,
}
