//! Tokens that are fetched when a call needs one.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use super::body::Body;
use super::client::Core;
use super::platform::{MaybeSend, MaybeSync};
use super::raw_response::{Incoming, RawResponse};
use super::secret::Secret;
use super::security::Credential;
use super::transport::CallTimeout;

/// A token to come. It may borrow from its source.
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<Secret, TokenError>> + Send + 'a>>;
/// A token to come. It may borrow from its source.
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<Secret, TokenError>> + 'a>>;

/// Where tokens come from: a file, another program, a cloud's metadata. It is asked before each call, so it keeps what it
/// has for as long as that is good.
pub trait TokenSource: MaybeSend + MaybeSync + 'static {
    /// Gives a token: `Box::pin(async move { .. })`.
    fn token<'a>(&'a self, wanted: TokenRequest<'a>) -> TokenFuture<'a>;
}

/// What a token is wanted for.
#[derive(Clone, Copy)]
pub struct TokenRequest<'a> {
    pub(super) core: &'a Core,
    pub(super) scopes: &'static [&'static str],
    pub(super) refused: Option<&'a Secret>,
}

impl TokenRequest<'_> {
    /// Returns the scopes that the document says the operation wants.
    #[must_use]
    pub fn scopes(&self) -> &'static [&'static str] {
        self.scopes
    }

    /// Returns the token that the server has just refused with 401: another one is wanted. A call asks once.
    #[must_use]
    pub fn refused(&self) -> Option<&Secret> {
        self.refused
    }

    /// Sends a request by the client's own transport. Nothing is added to it, and redirects are answers.
    ///
    /// # Errors
    /// Fails where no answer came.
    pub async fn send(&self, mut request: http::Request<Body>) -> Result<RawResponse, TokenError> {
        let settings = self.core.settings();
        let timeout = CallTimeout(settings.timeout);
        request.extensions_mut().insert(timeout);
        let answer = settings.transport.transport().send(request).await;
        let answer = Incoming::Any(answer.map_err(TokenError::new)?);
        Ok(RawResponse::new(answer, 1024 * 1024, "".into()))
    }
}

impl fmt::Debug for TokenRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenRequest")
            .field("scopes", &self.scopes)
            .field("refused", &self.refused)
            .finish_non_exhaustive()
    }
}

/// There is no token; the call was not sent. `source` says why.
#[derive(Debug, Clone)]
pub struct TokenError(Arc<dyn StdError + Send + Sync>);

impl TokenError {
    /// Says why there is none. The cause's text must not hold a secret.
    pub fn new(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self(Arc::from(cause.into()))
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no token for the call: {}", self.0)
    }
}

impl StdError for TokenError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.0)
    }
}

/// A token that is there, or the source of one: `"eyJ..".into()`, `Token::source(..)`.
#[derive(Debug, Clone)]
pub struct Token(pub(super) Credential);

impl Token {
    /// Asks a source before each call.
    #[must_use]
    pub fn source(source: impl TokenSource) -> Self {
        Self(Credential::source(source))
    }
}

impl<T: Into<Secret>> From<T> for Token {
    fn from(token: T) -> Self {
        Self(Credential::bearer(token))
    }
}

impl From<Token> for Credential {
    fn from(token: Token) -> Self {
        token.0
    }
}

/// Tokens as sources gave them for a call, with the name of their scheme.
pub(super) type Tokens = Vec<(&'static str, Secret)>;
