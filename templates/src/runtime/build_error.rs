//! Requests and clients that cannot be built.

use std::fmt;

/// Says why a client or a request could not be built. Nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildError(Box<str>);

impl BuildError {
    pub(super) fn new(message: impl Into<Box<str>>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BuildError {}
