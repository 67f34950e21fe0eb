//! Redirects: followed within the origin (scheme, host and port), so that credentials never leave it.

use std::fmt;

use http::header::{CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_TYPE, LOCATION, TRANSFER_ENCODING};
use http::{HeaderMap, Method, StatusCode};

use super::body::Body;
use super::outgoing::Outgoing;
use super::raw_answer::RawAnswer;
use super::reqwest::redirected;

/// Redirects in a row that are followed.
pub(super) const MOST: usize = 10;

/// Why a redirect was not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RedirectReason {
    /// It leads to another scheme, host or port.
    OtherOrigin,
    /// After 301 and 302 a request with a method like this one is not repeated without asking (RFC 9110 section 15.4).
    Method,
    /// The body was a stream, which can be sent once.
    Body,
    /// `Location` is no URL of HTTP, or names a user.
    Location,
}

/// The server sent the client on, and the client did not go. The request to the server itself was answered.
pub struct Redirected {
    pub(super) answer: RawAnswer,
    pub(super) reason: RedirectReason,
}

impl Redirected {
    /// Returns the redirect as it came.
    #[must_use]
    pub fn answer(&self) -> &RawAnswer {
        &self.answer
    }

    /// Returns the value of `Location`.
    #[must_use]
    pub fn location(&self) -> Option<&str> {
        self.answer.header("location")
    }

    /// Returns why it was not followed.
    #[must_use]
    pub fn reason(&self) -> RedirectReason {
        self.reason
    }
}

impl fmt::Debug for Redirected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redirected")
            .field("answer", &self.answer)
            .field("reason", &self.reason)
            .finish()
    }
}

/// Leaves out the URL, whose query may hold a secret.
impl fmt::Display for Redirected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&sentence(self.answer.status(), self.reason))
    }
}

/// Says what was not done, and why.
pub(super) fn sentence(status: StatusCode, reason: RedirectReason) -> String {
    let why = match reason {
        RedirectReason::OtherOrigin => {
            "to another server, which gets neither the request nor credentials"
        }
        RedirectReason::Method => "and a request with this method is not repeated without asking",
        RedirectReason::Body => "and the body was a stream, which can be sent once",
        RedirectReason::Location => "to what is no URL of a request",
    };
    format!("the server answered {status}: a redirect {why}")
}

/// The request that follows a redirect.
#[derive(Debug, Clone)]
pub(crate) struct Hop {
    method: Method,
    pub(crate) url: String,
    with_body: bool,
}

impl Hop {
    /// Makes the first request of a call the one that follows.
    pub(super) fn apply(&self, request: &mut Outgoing) {
        request.method.clone_from(&self.method);
        request.url.clone_from(&self.url);
        if !self.with_body {
            request.body = Body::default();
            for name in [
                CONTENT_TYPE,
                CONTENT_ENCODING,
                CONTENT_LANGUAGE,
                TRANSFER_ENCODING,
            ] {
                request.headers.remove(name);
            }
        }
    }

    /// Returns the method of this hop and whether it has the body of the first request.
    pub(crate) fn head(&self) -> (&Method, bool) {
        (&self.method, self.with_body)
    }
}

/// Decides about an answer: `None` where it is no redirect.
pub(crate) fn next(
    status: StatusCode,
    headers: &HeaderMap,
    from: (&Method, &str, bool),
    sent_once: bool,
) -> Option<Result<Hop, RedirectReason>> {
    let (method, url, had_body) = from;
    let rule = rule(status, method)?;
    let location = headers.get(LOCATION)?;
    Some(decide(
        location.to_str().ok(),
        rule,
        url,
        had_body,
        sent_once,
    ))
}

fn decide(
    location: Option<&str>,
    rule: Result<(Method, bool), RedirectReason>,
    url: &str,
    had_body: bool,
    sent_once: bool,
) -> Result<Hop, RedirectReason> {
    let url = location
        .and_then(|location| redirected(url, location))
        .ok_or(RedirectReason::Location)?
        .map_err(|_| RedirectReason::OtherOrigin)?;
    let (method, with_body) = rule?;
    let with_body = with_body && had_body;
    if with_body && sent_once {
        return Err(RedirectReason::Body);
    }
    Ok(Hop {
        method,
        url,
        with_body,
    })
}

/// The method of the next request and whether it has the body (RFC 9110 section 15.4; as in browsers, `POST` becomes
/// `GET` after 301 and 302). `None`: no redirect.
fn rule(status: StatusCode, method: &Method) -> Option<Result<(Method, bool), RedirectReason>> {
    Some(match status {
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND if method.is_safe() => {
            Ok((method.clone(), true))
        }
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND if method == Method::POST => {
            Ok((Method::GET, false))
        }
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND => Err(RedirectReason::Method),
        StatusCode::SEE_OTHER if method == Method::HEAD => Ok((Method::HEAD, false)),
        StatusCode::SEE_OTHER => Ok((Method::GET, false)),
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => {
            Ok((method.clone(), true))
        }
        _ => return None,
    })
}
