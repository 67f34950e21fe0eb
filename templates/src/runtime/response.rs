//! Answers as callers get them: successes and documented errors.

use std::fmt;
use std::ops::Deref;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::inner::{HeaderNames, header, header_as};
use super::operation::Operation;
use super::raw_answer::HeaderError;
use super::wire::Decode;

/// A success: the decoded body, to which it dereferences, with status and headers.
pub struct Response<O: Operation> {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: O::Output,
}

impl<O: Operation> Response<O> {
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

    /// Returns the decoded body.
    #[must_use]
    pub fn body(&self) -> &O::Output {
        &self.body
    }

    /// Returns the decoded body by value.
    #[must_use]
    pub fn into_body(self) -> O::Output {
        self.body
    }

    /// Returns a header's value; `None` where it is missing or not visible ASCII.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    /// Returns a header's value, read as another type.
    ///
    /// # Errors
    /// Fails where the value does not have that type's form.
    pub fn header_as<T: Decode>(&self, name: &str) -> Result<Option<T>, HeaderError> {
        header_as(&self.headers, name)
    }
}

impl<O: Operation> Deref for Response<O> {
    type Target = O::Output;

    fn deref(&self) -> &O::Output {
        &self.body
    }
}

impl<O: Operation<Output: fmt::Debug>> fmt::Debug for Response<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &HeaderNames(&self.headers))
            .field("body", &self.body)
            .finish()
    }
}

/// A documented error with status and headers.
pub struct Failure<E> {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    /// Which of the documented errors it is.
    pub error: E,
}

impl<E> Failure<E> {
    /// Returns the status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the body as it came.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Returns a header's value; `None` where it is missing or not visible ASCII.
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    /// Returns a header's value, read as another type.
    ///
    /// # Errors
    /// Fails where the value does not have that type's form.
    pub fn header_as<T: Decode>(&self, name: &str) -> Result<Option<T>, HeaderError> {
        header_as(&self.headers, name)
    }
}

impl<E: fmt::Debug> fmt::Debug for Failure<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Failure")
            .field("status", &self.status)
            .field("headers", &HeaderNames(&self.headers))
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}
