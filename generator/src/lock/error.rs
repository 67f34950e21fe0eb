//! What can be wrong with a lock file.

use std::fmt;

use super::FILE;

/// A lock file that cannot be used; the message says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LockError {
    /// The first line does not say that it is a lock file of a version that is read.
    Version,
    /// A line is none of a lock file's.
    Line {
        /// The line, from 1.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// Two lines give one thing two names: two branches did, each for itself.
    TwoNames {
        /// The lines, from 1.
        lines: (usize, usize),
        /// The names.
        names: (String, String),
    },
    /// Two lines give two things one name: two branches did, each for itself.
    TwoThings {
        /// The lines, from 1.
        lines: (usize, usize),
        /// The name.
        name: String,
    },
}

impl fmt::Display for LockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Version => write!(
                f,
                "`{FILE}` is not a lock file of this version of oaxide: run the version that wrote it, or remove the file \
                 and accept that names may change"
            ),
            Self::Line { line, text } => write!(
                f,
                "`{FILE}`, line {line}: `{text}` is no entry: restore the file from version control, or remove the line \
                 and accept that one name may change"
            ),
            Self::TwoNames {
                lines: (first, second),
                names: (one, other),
            } => write!(
                f,
                "`{FILE}`, lines {first} and {second}: one thing is called `{one}` and `{other}`, because two branches \
                 named it: remove the line whose name nobody uses yet"
            ),
            Self::TwoThings {
                lines: (first, second),
                name,
            } => write!(
                f,
                "`{FILE}`, lines {first} and {second}: two things are called `{name}`, because two branches added them: \
                 remove one line, and what it is about gets another name"
            ),
        }
    }
}

impl std::error::Error for LockError {}
