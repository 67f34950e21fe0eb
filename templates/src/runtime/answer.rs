//! An answer that is there as a whole, before it is decoded.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};

use super::call_error::CallError;
use super::charset;
use super::decode_error::{DecodeError, Inner, excerpt, excerpt_at};
use super::raw_answer::RawAnswer;
use super::redirect::{RedirectReason, Redirected};
use super::transport::HeaderNames;
use super::wire::Decode;
use super::wire::codec::DecodeWith;
use super::wire::json::{self, JsonError};

/// What the server answered: status, headers, the whole body.
pub struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    /// Why it is a redirect that was not followed.
    pub(super) redirect: Option<RedirectReason>,
}

impl Answer {
    /// Returns the status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// Takes it apart: status, headers, body.
    #[doc(hidden)]
    #[must_use]
    pub fn into_parts(self) -> (StatusCode, HeaderMap, Bytes) {
        (self.status, self.headers, self.body)
    }

    /// Returns the media type without parameters, in lower case.
    #[must_use]
    pub fn media_type(&self) -> Option<String> {
        media_type_of(&self.headers)
    }

    /// Whether the body is of this media type. `application/*` and `*/*` are ranges.
    #[must_use]
    pub fn is(&self, media: &str) -> bool {
        let Some(actual) = self.media_type() else {
            return false;
        };
        match media.strip_suffix("/*") {
            Some("*") => true,
            Some(kind) => actual
                .split_once('/')
                .is_some_and(|(actual, _)| actual.eq_ignore_ascii_case(kind)),
            None => actual.eq_ignore_ascii_case(media),
        }
    }

    /// Reads the body as JSON.
    ///
    /// # Errors
    /// Fails where it is not JSON of that form.
    pub fn json<T: Decode>(&self) -> Result<T, DecodeError> {
        // This and what it calls is compiled for every type of body: what does not depend on the type is elsewhere.
        match json::from_str(&self.json_text()?) {
            Ok(value) => Ok(value),
            Err(error) => Err(self.json_error(error)),
        }
    }

    /// Reads the body as JSON by a codec.
    ///
    /// # Errors
    /// Fails where it is not JSON of that form.
    pub fn json_as<C: DecodeWith<T>, T>(&self) -> Result<T, DecodeError> {
        match json::from_str_as::<C, T>(&self.json_text()?) {
            Ok(value) => Ok(value),
            Err(error) => Err(self.json_error(error)),
        }
    }

    /// Returns the body as JSON text. An empty one stands for `null`, for types that have a place for it.
    fn json_text(&self) -> Result<Cow<'_, str>, DecodeError> {
        let text = self.decoded(true)?;
        Ok(if is_nothing(&text) {
            Cow::Borrowed("null")
        } else {
            text
        })
    }

    /// Returns the body as text.
    ///
    /// # Errors
    /// Fails where it is no text in its charset, or that is none of UTF-8, UTF-16, ISO 8859-1 and windows-1252.
    pub fn text(&self) -> Result<String, DecodeError> {
        self.decoded(false).map(Cow::into_owned)
    }

    /// Returns the body.
    #[must_use]
    pub fn bytes(&self) -> Bytes {
        self.body.clone()
    }

    /// Returns the body as text, without a byte order mark.
    fn decoded(&self, is_json: bool) -> Result<Cow<'_, str>, DecodeError> {
        let content_type = self.headers.get(CONTENT_TYPE);
        let content_type = content_type.and_then(|value| value.to_str().ok());
        charset::decode(&self.body, content_type, is_json).map_err(|error| {
            let valid = self.body.get(..error.valid).unwrap_or_default();
            let valid = String::from_utf8_lossy(valid);
            let excerpt = excerpt(&valid, valid.len());
            self.error(String::new(), error.message, excerpt)
        })
    }

    #[cold]
    fn json_error(&self, error: JsonError) -> DecodeError {
        let text = self.decoded(true).unwrap_or_default();
        if is_nothing(&text) {
            let message = "the body is empty where the document promises JSON".to_owned();
            return self.error(String::new(), message, String::new());
        }
        let place = excerpt_at(&text, error.line, error.column);
        let mut message = error.message;
        if let Some(other) = self.media_type().filter(|media| !media.contains("json")) {
            message = format!(
                "{message} (the body is `{}`, not JSON)",
                other.escape_debug()
            );
        }
        self.error(error.path, message, place)
    }

    pub(super) fn error(&self, path: String, message: String, excerpt: String) -> DecodeError {
        let content_type = self.media_type();
        DecodeError::new(Inner {
            status: self.status,
            content_type,
            path,
            message,
            excerpt,
        })
    }

    /// Whether this is an error whose body the API did not write: none at all, or one of a media type that it does not
    /// have, such as a proxy's page.
    #[doc(hidden)]
    #[must_use]
    pub fn is_foreign_error(&self, accept: &str) -> bool {
        let other =
            self.media_type().is_some() && !accept.split(", ").any(|media| self.is(essence(media)));
        (self.status.is_client_error() || self.status.is_server_error())
            && (self.body.trim_ascii().is_empty() || other)
    }

    /// Copies it for an error.
    #[doc(hidden)]
    #[must_use]
    pub fn raw(&self) -> RawAnswer {
        RawAnswer::new(self.status, self.headers.clone(), &self.body)
    }

    pub(super) fn into_raw(self) -> RawAnswer {
        RawAnswer::new(self.status, self.headers, &self.body)
    }

    /// Makes the error of an answer that the document does not name.
    #[cold]
    #[doc(hidden)]
    #[must_use]
    pub fn into_error(self) -> CallError {
        match self.redirect {
            None => CallError::Undocumented(Box::new(self.into_raw())),
            Some(reason) => CallError::Redirected(Box::new(Redirected {
                answer: self.into_raw(),
                reason,
            })),
        }
    }
}

/// The media type of an answer, without parameters, in lower case.
pub(super) fn media_type_of(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    Some(essence(value).to_ascii_lowercase())
}

/// A media type without parameters.
fn essence(media: &str) -> &str {
    media.split(';').next().unwrap_or_default().trim()
}

/// Whether a media type holds JSON (RFC 8259, and the suffix of RFC 6839).
#[allow(dead_code, reason = "forms of several parts ask for it")]
pub(super) fn is_json(media_type: &str) -> bool {
    let name = essence(media_type);
    name.ends_with("/json") || name.ends_with("+json")
}

fn is_nothing(text: &str) -> bool {
    text.trim_ascii().is_empty()
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("headers", &HeaderNames(&self.headers))
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("redirect", &self.redirect)
            .finish()
    }
}
