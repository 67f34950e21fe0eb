//! Why a call did not succeed.

use std::error::Error as StdError;
use std::fmt;

use http::StatusCode;

use super::build_error::BuildError;
use super::call_error::CallError;
use super::decode_error::DecodeError;
use super::raw_answer::RawAnswer;
use super::redirect::Redirected;
use super::response::Failure;
use super::security::MissingCredential;
use super::timeout_error::TimeoutError;
use super::token::TokenError;
use super::transport::TransportError;

/// Why a call did not succeed. `E` is the enum of the operation's documented errors.
///
/// `Display` is one line. Neither it nor `Debug` shows credentials, queries or bodies of undocumented answers.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E> {
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
    /// The server answered with a documented error.
    Documented(Box<Failure<E>>),
    /// The server answered in a way that the document does not name.
    Undocumented(Box<RawAnswer>),
    /// The server answered with a redirect that is not followed, for example to another server.
    Redirected(Box<Redirected>),
    /// The answer does not have the documented form.
    Decode(DecodeError),
}

impl<E> Error<E> {
    /// Returns the status if there was an answer.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Documented(failure) => Some(failure.status()),
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

    /// Returns the documented error if it is one.
    #[must_use]
    pub fn documented(&self) -> Option<&E> {
        match self {
            Self::Documented(failure) => Some(&failure.error),
            _ => None,
        }
    }
}

impl<E: fmt::Debug> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Build(error) => write!(f, "the request could not be built: {error}"),
            Self::MissingCredential(error) => error.fmt(f),
            Self::Token(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Timeout(error) => error.fmt(f),
            Self::Documented(failure) => {
                let error: String = format!("{:?}", failure.error).chars().take(200).collect();
                write!(f, "the server answered {}: {error}", failure.status())
            }
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

impl<E: fmt::Debug> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Build(error) => Some(error),
            Self::MissingCredential(error) => error.source(),
            Self::Token(error) => error.source(),
            Self::Transport(error) => error.source(),
            Self::Timeout(error) => error.source(),
            Self::Decode(error) => error.source(),
            Self::Documented(_) | Self::Undocumented(_) | Self::Redirected(_) => None,
        }
    }
}

impl<E> From<CallError> for Error<E> {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Build(error) => Self::Build(error),
            CallError::MissingCredential(error) => Self::MissingCredential(error),
            CallError::Token(error) => Self::Token(error),
            CallError::Transport(error) => Self::Transport(error),
            CallError::Timeout(error) => Self::Timeout(error),
            CallError::Undocumented(answer) => Self::Undocumented(answer),
            CallError::Redirected(redirected) => Self::Redirected(redirected),
            CallError::Decode(error) => Self::Decode(error),
        }
    }
}
