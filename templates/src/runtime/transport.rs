//! The seam between a client and what carries its requests.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use http::HeaderMap;

use super::body::Body;
use super::platform::{BoxFuture, MaybeSend, MaybeSync};
use super::reqwest::ReqwestTransport;

/// What carries requests: HTTP as a rule; in tests whatever gives an answer.
///
/// Redirects are answers to it: the client follows them, asking the transport again. The time that the caller left is a
/// [`CallTimeout`] among the request's extensions. Headers that hold credentials, or were added by the caller, are marked
/// sensitive; the query may hold a key, and `Debug` of a request shows it.
pub trait Transport: MaybeSend + MaybeSync + 'static {
    /// Sends a request. The future ends when the head of the answer is there; the body follows by chunks.
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<Result<http::Response<Body>, TransportError>>;
}

/// What carries the requests of a client. Its own transport is not behind the trait, so that what is prepared for any
/// transport is not prepared for the one that nearly all clients have.
pub(super) enum Carrier {
    Own(ReqwestTransport),
    Any(Box<dyn Transport>),
}

impl Carrier {
    /// Returns the transport as any other, for requests that are not those of a call.
    pub(super) fn transport(&self) -> &dyn Transport {
        match self {
            Self::Own(own) => own,
            Self::Any(any) => &**any,
        }
    }
}

/// The time until the whole answer must be there, among the extensions of a request. A transport that cannot keep to it
/// may ignore it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallTimeout(pub Duration);

/// Answers requests by a closure.
pub struct Answering<F>(pub F);

impl<F, A> Transport for Answering<F>
where
    F: Fn(http::Request<Body>) -> A + MaybeSend + MaybeSync + 'static,
    A: Future<Output = Result<http::Response<Body>, TransportError>> + MaybeSend + 'static,
{
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<Result<http::Response<Body>, TransportError>> {
        Box::pin(self.0(request))
    }
}

/// Shows the names of headers.
#[doc(hidden)]
pub struct HeaderNames<'a>(pub &'a HeaderMap);

impl fmt::Debug for HeaderNames<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.0.keys().map(http::HeaderName::as_str))
            .finish()
    }
}

/// What went wrong below HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// There was no connection: no such host, refused, TLS failed.
    Connect,
    /// The time was up.
    Timeout,
    /// The server redirected too often.
    Redirect,
    /// The body ended early or was broken.
    Body,
    /// A stream that was to be sent failed.
    RequestBody,
    /// The body is larger than the client's limit.
    BodyLimit,
    /// Anything else between sending and the answer's head.
    Request,
}

/// The request or its answer was lost. Whether the server has acted on the request is not known, except for
/// [`TransportErrorKind::Connect`].
pub struct TransportError(Box<Inner>);

struct Inner {
    kind: TransportErrorKind,
    origin: Option<String>,
    source: Box<dyn StdError + Send + Sync>,
}

impl TransportError {
    /// Describes an error of a transport. The source's text must not hold a credential.
    pub fn new(
        kind: TransportErrorKind,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self(Box::new(Inner {
            kind,
            origin: None,
            source: source.into(),
        }))
    }

    /// Returns what went wrong.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.0.kind
    }

    /// Says that it is the answer's body that was lost.
    pub(super) fn of_answer(mut self) -> Self {
        if self.0.kind == TransportErrorKind::RequestBody {
            self.0.kind = TransportErrorKind::Body;
        }
        self
    }

    /// Adds which server was called.
    pub(super) fn at(mut self, origin: &str) -> Self {
        self.0.origin = Some(origin.to_owned());
        self
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("kind", &self.0.kind)
            .field("origin", &self.0.origin)
            .field("source", &self.0.source)
            .finish()
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0.kind {
            TransportErrorKind::Connect => "could not connect",
            TransportErrorKind::Timeout => "the time was up",
            TransportErrorKind::Redirect => "was redirected too often",
            TransportErrorKind::Body => "could not read the whole answer",
            TransportErrorKind::RequestBody => "could not send the whole body",
            TransportErrorKind::BodyLimit => "the answer is too large",
            TransportErrorKind::Request => "could not get an answer",
        })?;
        if let Some(origin) = &self.0.origin {
            write!(f, " ({origin})")?;
        }
        // The cause that says most is the last of the chain; a chain is a handful long, and the bound is for one that
        // is wrong.
        let mut cause: &dyn StdError = &*self.0.source;
        for _ in 0..16 {
            match cause.source() {
                Some(deeper) => cause = deeper,
                None => break,
            }
        }
        write!(f, ": {cause}")
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.0.source)
    }
}
