//! Answers whose body does not have the documented form.

use std::fmt;

use http::StatusCode;

/// A body that could not be read. `Display` and `Debug` leave out the body; [`DecodeError::excerpt`] shows a piece.
#[derive(Clone)]
pub struct DecodeError(Box<Inner>);

#[derive(Clone)]
pub(super) struct Inner {
    pub(super) status: StatusCode,
    pub(super) content_type: Option<String>,
    pub(super) path: String,
    pub(super) message: String,
    pub(super) excerpt: String,
}

impl DecodeError {
    pub(super) fn new(inner: Inner) -> Self {
        Self(Box::new(inner))
    }

    /// Returns the answer's status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// Returns the answer's media type.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.0.content_type.as_deref()
    }

    /// Returns where in the body it was, for example `detail[0].loc`; empty for the whole.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// Returns what was wrong there.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Returns the body around the place, at most 200 characters.
    #[must_use]
    pub fn excerpt(&self) -> &str {
        &self.0.excerpt
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("status", &self.0.status)
            .field("content_type", &self.0.content_type)
            .field("path", &self.0.path)
            .field("message", &self.0.message)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the answer with status {} could not be read: ",
            self.0.status.as_u16()
        )?;
        if !self.0.path.is_empty() {
            write!(f, "{}: ", self.0.path)?;
        }
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for DecodeError {}

/// Cuts at most 200 characters out of a text, around a byte.
pub(super) fn excerpt(text: &str, around: usize) -> String {
    let mut start = around.min(text.len()).saturating_sub(100);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    text.get(start..)
        .unwrap_or_default()
        .chars()
        .take(200)
        .collect()
}

/// Cuts at most 200 characters out of a text, around a line and a column, both from 1.
pub(super) fn excerpt_at(text: &str, line: usize, column: usize) -> String {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    excerpt(text, before.saturating_add(column))
}
