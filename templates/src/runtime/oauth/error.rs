//! Why the authorization server gave no token.

use std::fmt;

use http::StatusCode;

use super::super::token::TokenError;
use super::super::transport::TransportError;

/// Why there is no token. No text of it shows a secret.
#[derive(Debug)]
#[non_exhaustive]
pub enum OAuthError {
    /// The authorization server refused (RFC 6749 section 5.2, RFC 8628 section 3.5).
    Refused(Refusal),
    /// The authorization server's answer is none of OAuth 2.
    Unreadable {
        /// Its status.
        status: StatusCode,
        /// What is wrong with it.
        message: String,
    },
    /// No answer came from the authorization server, or not a whole one.
    Transport(TransportError),
    /// Secrets would go over plain HTTP to another machine, or the URL is none.
    Endpoint(String),
    /// The user did not answer in time.
    Expired,
    /// A login was finished with the answer to another one: its `state` is not the same.
    ForeignState,
    /// Waiting needs a `tokio` runtime, and there is none.
    NoTimer,
}

/// What the authorization server says of a request that it refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub(super) status: Option<StatusCode>,
    pub(super) code: String,
    pub(super) description: Option<String>,
}

impl Refusal {
    /// Returns the code, for example `invalid_grant` or `access_denied`.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Returns the server's own words, without what was secret in the request.
    #[must_use]
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    /// Returns the status of the answer; `None` where it came by a redirect of the user's browser.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }
}

impl fmt::Display for OAuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => {
                write!(f, "the authorization server refused: {}", refusal.code)?;
                match &refusal.description {
                    Some(words) => write!(f, " ({words})"),
                    None => Ok(()),
                }
            }
            Self::Unreadable { status, message } => {
                write!(f, "the authorization server answered {status}: {message}")
            }
            Self::Transport(error) => write!(f, "the authorization server: {error}"),
            Self::Endpoint(message) => f.write_str(message),
            Self::Expired => f.write_str("the user did not answer in time"),
            Self::ForeignState => f.write_str(
                "this is not the answer to this login: its `state` is missing or another one's",
            ),
            Self::NoTimer => f.write_str("waiting for the user needs a `tokio` runtime"),
        }
    }
}

impl std::error::Error for OAuthError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) => error.source(),
            _ => None,
        }
    }
}

impl TokenError {
    /// Returns what the authorization server, or the way to it, has to do with it.
    #[must_use]
    pub fn oauth(&self) -> Option<&OAuthError> {
        std::error::Error::source(self)?.downcast_ref()
    }
}
