//! Requests as they would be sent.

use std::fmt;

use http::{HeaderMap, Method, Uri};

use super::body::Body;
use super::build_error::BuildError;
use super::outgoing::Outgoing;
use super::transport::HeaderNames;

/// A request as it would be sent, without credentials. `Debug` hides values of headers, the query and the body, which
/// may hold secrets all the same: a password in a body, a key in a header of the caller's.
#[derive(Clone)]
#[non_exhaustive]
pub struct Inspection {
    /// The method.
    pub method: Method,
    /// The URL.
    pub url: Uri,
    /// The headers.
    pub headers: HeaderMap,
    /// The body; empty where there is none.
    pub body: Body,
}

impl Inspection {
    pub(super) fn new(request: Outgoing) -> Result<Self, BuildError> {
        let (head, body) = request.into_http(None)?.into_parts();
        Ok(Self {
            method: head.method,
            url: head.uri,
            headers: head.headers,
            body,
        })
    }
}

impl fmt::Debug for Inspection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inspection")
            .field("method", &self.method)
            .field("path", &self.url.path())
            .field("headers", &HeaderNames(&self.headers))
            .field("body", &self.body)
            .finish()
    }
}
