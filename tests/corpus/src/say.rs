//! What is printed: figures to standard output, news to standard error.

use std::io::Write as _;

/// Prints a line of figures.
pub(crate) fn say(line: &str) {
    // A reader that went away is no fault of the figures.
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Says what goes on.
pub(crate) fn complain(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
