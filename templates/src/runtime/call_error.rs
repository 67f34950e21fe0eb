//! Why a call failed before the errors of its operation mattered.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use http::StatusCode;

use super::build_error::BuildError;
use super::decode_error::DecodeError;
use super::raw_answer::RawAnswer;
use super::redirect::Redirected;
use super::security::MissingCredential;
use super::timeout_error::TimeoutError;
use super::token::TokenError;
use super::transport::{TransportError, TransportErrorKind};

/// Why a call failed, whatever its operation: what can happen while an answer is read by hand or item by item.
///
/// `Display` is one line. Neither it nor `Debug` shows credentials, queries or bodies of undocumented answers.
#[derive(Debug)]
pub enum CallError {
    /// The request could not be built; nothing was sent.
    Build(BuildError),
    /// The client lacks a credential that the operation wants; nothing was sent.
    MissingCredential(MissingCredential),
    /// There is no token for the call, which was not sent.
    Token(TokenError),
    /// The request or its answer was lost.
    Transport(TransportError),
    /// The time was up.
    Timeout(TimeoutError),
    /// The server answered in a way that the document does not name.
    Undocumented(Box<RawAnswer>),
    /// The server answered with a redirect that is not followed, for example to another server.
    Redirected(Box<Redirected>),
    /// The answer does not have the documented form.
    Decode(DecodeError),
}

impl CallError {
    /// Returns the status if there was an answer.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Undocumented(answer) => Some(answer.status()),
            Self::Redirected(redirected) => Some(redirected.answer().status()),
            Self::Decode(error) => Some(error.status()),
            Self::Build(_)
            | Self::MissingCredential(_)
            | Self::Token(_)
            | Self::Transport(_)
            | Self::Timeout(_) => None,
        }
    }

    /// Whether the server answered 304: what was asked for is as it was when the caller got its `ETag` or date.
    #[must_use]
    pub fn is_not_modified(&self) -> bool {
        self.status() == Some(StatusCode::NOT_MODIFIED)
    }

    /// Whether the time was up.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Timeout(_))
    }

    /// Adds which time was up.
    pub(super) fn with_timeout(mut self, timeout: Duration) -> Self {
        if let Self::Timeout(error) = &mut self {
            error.after(timeout);
        }
        self
    }

    pub(super) fn from_transport(
        error: TransportError,
        origin: &str,
        timeout: Option<Duration>,
    ) -> Self {
        let error = if origin.is_empty() {
            error
        } else {
            error.at(origin)
        };
        if error.kind() == TransportErrorKind::Timeout {
            Self::Timeout(TimeoutError::new(timeout, error))
        } else {
            Self::Transport(error)
        }
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Build(error) => write!(f, "the request could not be built: {error}"),
            Self::MissingCredential(error) => error.fmt(f),
            Self::Token(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Timeout(error) => error.fmt(f),
            Self::Undocumented(answer) => {
                write!(
                    f,
                    "the server answered {}, which the API does not document",
                    answer.status()
                )
            }
            Self::Redirected(redirected) => redirected.fmt(f),
            Self::Decode(error) => error.fmt(f),
        }
    }
}

impl StdError for CallError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Build(error) => Some(error),
            Self::MissingCredential(error) => error.source(),
            Self::Token(error) => error.source(),
            Self::Transport(error) => error.source(),
            Self::Timeout(error) => error.source(),
            Self::Decode(error) => error.source(),
            Self::Undocumented(_) | Self::Redirected(_) => None,
        }
    }
}

impl From<BuildError> for CallError {
    fn from(error: BuildError) -> Self {
        Self::Build(error)
    }
}

impl From<TokenError> for CallError {
    fn from(error: TokenError) -> Self {
        Self::Token(error)
    }
}

impl From<MissingCredential> for CallError {
    fn from(error: MissingCredential) -> Self {
        Self::MissingCredential(error)
    }
}
