//! How a client gets its tokens, as callers say it.

use std::fmt;
use std::sync::Arc;

use super::super::build_error::BuildError;
use super::super::platform::{MaybeSend, MaybeSync};
use super::super::secret::Secret;
use super::super::security::Credential;
use super::super::token::{Token, TokenSource};
use super::prompt::DevicePrompt;
use super::scheme::{Endpoints, FlowKind, OAuthScheme};
use super::source::OAuthSource;
use super::tokens::Tokens;

/// A token that is there, or the way to one. The client gets a token when a call first needs it, keeps it until shortly
/// before it expires, and gets another where the server refuses it; calls at the same time share one request.
///
/// A plain text is an access token: `builder.oauth2("eyJ..")`.
#[derive(Debug, Clone)]
pub struct OAuth2(Kind);

#[derive(Debug, Clone)]
enum Kind {
    Given(Credential),
    Asked(Box<Asked>),
}

/// What a source needs.
#[derive(Clone)]
pub(super) struct Asked {
    pub(super) grant: Grant,
    pub(super) identity: Identity,
    pub(super) scopes: Option<Vec<String>>,
    pub(super) parameters: Vec<(String, Secret)>,
    pub(super) endpoints: Endpoints,
    pub(super) on_tokens: Option<Arc<dyn OnTokens>>,
}

impl fmt::Debug for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OAuth2")
            .field("grant", &self.grant.kind())
            .field("client_id", &self.identity.id)
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}

/// What the program proves, and to whom.
#[derive(Clone)]
pub(super) enum Grant {
    ClientCredentials,
    Password {
        username: String,
        password: Secret,
    },
    Refresh(Secret),
    Code {
        code: Secret,
        redirect_uri: String,
        verifier: Secret,
    },
    Device(Arc<dyn OnPrompt>),
}

/// Shows a device's user what to do.
pub(super) trait OnPrompt: MaybeSend + MaybeSync {
    fn show(&self, prompt: &DevicePrompt);
}

impl<F: Fn(&DevicePrompt) + MaybeSend + MaybeSync> OnPrompt for F {
    fn show(&self, prompt: &DevicePrompt) {
        self(prompt);
    }
}

/// Is told of new tokens.
pub(super) trait OnTokens: MaybeSend + MaybeSync {
    fn tell(&self, tokens: &Tokens);
}

impl<F: Fn(&Tokens) + MaybeSend + MaybeSync> OnTokens for F {
    fn tell(&self, tokens: &Tokens) {
        self(tokens);
    }
}

impl Grant {
    pub(super) fn kind(&self) -> FlowKind {
        match self {
            Self::ClientCredentials => FlowKind::ClientCredentials,
            Self::Password { .. } => FlowKind::Password,
            Self::Refresh(_) | Self::Code { .. } => FlowKind::AuthorizationCode,
            Self::Device(_) => FlowKind::Device,
        }
    }
}

/// Who the program is to the authorization server.
#[derive(Clone)]
pub(super) struct Identity {
    pub(super) id: String,
    pub(super) secret: Option<Secret>,
    pub(super) auth: ClientAuth,
}

/// Where the client's secret stands in requests for tokens (RFC 6749 section 2.3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClientAuth {
    /// In `Authorization: Basic`, which all servers take.
    Header,
    /// Beside the other fields: `client_secret_post`.
    Body,
}

impl OAuth2 {
    fn asked(id: impl Into<String>, grant: Grant) -> Self {
        Self(Kind::Asked(Box::new(Asked {
            grant,
            identity: Identity {
                id: id.into(),
                secret: None,
                auth: ClientAuth::Header,
            },
            scopes: None,
            parameters: Vec::new(),
            endpoints: Endpoints::default(),
            on_tokens: None,
        })))
    }

    /// Gets tokens for the program itself (RFC 6749 section 4.4). Where no scopes are set, it asks for those that
    /// the document says the operations want, as they are called.
    #[must_use]
    pub fn client_credentials(client_id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self::asked(client_id, Grant::ClientCredentials).client_secret(secret)
    }

    /// Gets tokens with a user's password (RFC 6749 section 4.3). Scopes are as with [`OAuth2::client_credentials`].
    #[must_use]
    pub fn password(
        client_id: impl Into<String>,
        username: impl Into<String>,
        password: impl Into<Secret>,
    ) -> Self {
        let username = username.into();
        let password = password.into();
        Self::asked(client_id, Grant::Password { username, password })
    }

    /// Gets tokens with a refresh token of an earlier login (RFC 6749 section 6).
    #[must_use]
    pub fn refresh_token(client_id: impl Into<String>, token: impl Into<Secret>) -> Self {
        Self::asked(client_id, Grant::Refresh(token.into()))
    }

    /// Lets the user log in with another device (RFC 8628). `show` is told what to show; the call that needs the token
    /// waits until the user has agreed, longer than its own time if need be.
    #[must_use]
    pub fn device(
        client_id: impl Into<String>,
        show: impl Fn(&DevicePrompt) + MaybeSend + MaybeSync + 'static,
    ) -> Self {
        Self::asked(client_id, Grant::Device(Arc::new(show)))
    }

    /// Exchanges the code that the user's browser brought (RFC 6749 section 4.1.3) when a call first needs a token.
    /// [`Login`](super::Login) does the rest of a login too; `verifier` is its [`Login::verifier`](super::Login::verifier).
    #[must_use]
    pub fn authorization_code(
        client_id: impl Into<String>,
        code: impl Into<Secret>,
        redirect_uri: impl Into<String>,
        verifier: impl Into<Secret>,
    ) -> Self {
        let grant = Grant::Code {
            code: code.into(),
            redirect_uri: redirect_uri.into(),
            verifier: verifier.into(),
        };
        Self::asked(client_id, grant)
    }

    /// Asks a source of the caller's.
    #[must_use]
    pub fn source(source: impl TokenSource) -> Self {
        Self(Kind::Given(Credential::source(source)))
    }

    fn with(mut self, change: impl FnOnce(&mut Asked)) -> Self {
        if let Kind::Asked(asked) = &mut self.0 {
            change(asked);
        }
        self
    }

    /// Sets the client's secret, for programs that can keep one.
    #[must_use]
    pub fn client_secret(self, secret: impl Into<Secret>) -> Self {
        self.with(|asked| asked.identity.secret = Some(secret.into()))
    }

    /// Sends the client's secret in this place; in `Authorization` if not set.
    #[must_use]
    pub fn client_auth(self, place: ClientAuth) -> Self {
        self.with(|asked| asked.identity.auth = place)
    }

    /// Asks for these scopes, whatever operations want.
    #[must_use]
    pub fn scopes<S: Into<String>>(self, scopes: impl IntoIterator<Item = S>) -> Self {
        let scopes = scopes.into_iter().map(Into::into).collect();
        self.with(|asked| asked.scopes = Some(scopes))
    }

    /// Adds a field to requests for tokens, for example `audience` or `resource`.
    #[must_use]
    pub fn parameter(self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.with(|asked| asked.parameters.push((name.into(), value.into())))
    }

    /// Gets tokens there, whatever the document says.
    #[must_use]
    pub fn token_url(self, url: impl Into<String>) -> Self {
        self.with(|asked| asked.endpoints.token = Some(url.into()))
    }

    /// Asks for a device's code there, whatever the document says.
    #[must_use]
    pub fn device_authorization_url(self, url: impl Into<String>) -> Self {
        self.with(|asked| asked.endpoints.device = Some(url.into()))
    }

    /// Tells of all new tokens, so that a refresh token can be kept for the next start of the program.
    #[must_use]
    pub fn on_tokens(self, tell: impl Fn(&Tokens) + MaybeSend + MaybeSync + 'static) -> Self {
        self.with(|asked| asked.on_tokens = Some(Arc::new(tell)))
    }

    /// Makes the credential of a scheme. Generated code calls it.
    #[doc(hidden)]
    #[must_use]
    pub fn of(self, scheme: &'static OAuthScheme) -> Credential {
        let asked = match self.0 {
            Kind::Given(credential) => return credential,
            Kind::Asked(asked) => asked,
        };
        let kind = asked.grant.kind();
        let known = scheme.endpoints(kind);
        let device = matches!(asked.grant, Grant::Device(_));
        let has_token_url = asked.endpoints.token.is_some() || known.token.is_some();
        let has_device_url = asked.endpoints.device.is_some() || known.device.is_some();
        if scheme.discovery.is_none() && (!has_token_url || (device && !has_device_url)) {
            return Credential::unfit(BuildError::new(format!(
                "credential `{}`: the document does not say where its tokens come from; give `{}`",
                scheme.name,
                if has_token_url {
                    "device_authorization_url"
                } else {
                    "token_url"
                },
            )));
        }
        Credential::source(OAuthSource::new(scheme, *asked))
    }
}

impl<T: Into<Token>> From<T> for OAuth2 {
    fn from(token: T) -> Self {
        Self(Kind::Given(token.into().into()))
    }
}
