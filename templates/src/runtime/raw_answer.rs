//! Answers that the document does not name, and headers of any answer.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::transport::HeaderNames;
use super::wire::{Decode, json};

/// An answer with a status (or a media type) that the document does not name. `Debug` leaves out the body, which may
/// repeat what was sent.
#[derive(Clone)]
pub struct RawAnswer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    truncated: bool,
}

impl RawAnswer {
    /// Bytes of the body that are kept.
    const KEPT: usize = 64 * 1024;

    pub(super) fn new(status: StatusCode, headers: HeaderMap, body: &Bytes) -> Self {
        match body.get(..Self::KEPT) {
            Some(start) if body.len() > Self::KEPT => Self {
                status,
                headers,
                body: Bytes::copy_from_slice(start),
                truncated: true,
            },
            _ => Self {
                status,
                headers,
                body: body.clone(),
                truncated: false,
            },
        }
    }

    /// Returns the status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns a header's value; `None` where it is missing or not visible ASCII.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    /// Returns the body, at most its first 64 KiB.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Returns the body as text, with replacement characters for what is not UTF-8.
    #[must_use]
    pub fn text(&self) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }

    /// Whether the body was longer than what is kept.
    #[must_use]
    pub fn truncated(&self) -> bool {
        self.truncated
    }
}

impl fmt::Debug for RawAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawAnswer")
            .field("status", &self.status)
            .field("headers", &HeaderNames(&self.headers))
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("truncated", &self.truncated)
            .finish()
    }
}

/// Returns a header of an answer.
#[must_use]
pub fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// Reads a header of an answer as another type.
///
/// # Errors
/// Fails where the value does not have that type's form.
pub fn header_as<T: Decode>(headers: &HeaderMap, name: &str) -> Result<Option<T>, HeaderError> {
    let Some(value) = headers.get(name) else {
        return Ok(None);
    };
    let parsed = value.to_str().ok().and_then(json::from_plain);
    parsed.map(Some).ok_or_else(|| HeaderError(name.into()))
}

/// A header whose value does not have the documented form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderError(Box<str>);

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "header `{}` does not have the documented form", self.0)
    }
}

impl std::error::Error for HeaderError {}
