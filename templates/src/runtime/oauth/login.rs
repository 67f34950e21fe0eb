//! The authorization code flow: a URL for the user's browser, and what to do with the browser's answer.

use std::fmt;

use percent_encoding::percent_decode_str;
use sha2::{Digest as _, Sha256};

use super::super::attached::base64;
use super::super::build_error::BuildError;
use super::super::secret::Secret;
use super::super::transport::Transport;
use super::credential::OAuth2;
use super::endpoint::Wire;
use super::error::{OAuthError, Refusal};
use super::form::Form;
use super::scheme::{Endpoints, FlowKind, OAuthScheme};

impl OAuthScheme {
    /// Starts a user's login in a browser (RFC 6749 section 4.1, with PKCE of RFC 7636).
    pub fn login(
        &self,
        client_id: impl Into<String>,
        redirect_uri: impl Into<String>,
    ) -> LoginBuilder {
        LoginBuilder {
            endpoints: self.endpoints(FlowKind::AuthorizationCode),
            client_id: client_id.into(),
            redirect_uri: redirect_uri.into(),
            scopes: Vec::new(),
            parameters: Vec::new(),
        }
    }

    /// Asks the provider where its endpoints are, for [`LoginBuilder::endpoints`]. Tokens are got and renewed without it:
    /// clients ask by themselves.
    ///
    /// # Errors
    /// Fails where the document names no provider by an absolute URL, and where that does not describe itself.
    pub async fn discover(&self, transport: &dyn Transport) -> Result<Endpoints, OAuthError> {
        let url = self.discovery.ok_or_else(|| {
            OAuthError::Endpoint(
                "the document does not say where the provider describes itself".into(),
            )
        })?;
        Wire::by(transport).discover(url).await
    }
}

/// A login that is about to start.
#[derive(Debug, Clone)]
#[must_use = "a login starts with `start`"]
pub struct LoginBuilder {
    endpoints: Endpoints,
    client_id: String,
    redirect_uri: String,
    scopes: Vec<String>,
    parameters: Vec<(String, Secret)>,
}

impl LoginBuilder {
    /// Asks the user for these scopes; where none are set, the server decides.
    pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.scopes = scopes.into_iter().map(Into::into).collect();
        self
    }

    /// Adds a parameter to the URL, for example `prompt` or `login_hint`.
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into().into()));
        self
    }

    /// Uses the endpoints that a provider names.
    pub fn endpoints(mut self, endpoints: Endpoints) -> Self {
        self.endpoints = endpoints;
        self
    }

    /// Sends the user there, whatever the document says.
    pub fn authorization_url(mut self, url: impl Into<String>) -> Self {
        self.endpoints.authorization = Some(url.into());
        self
    }

    /// Makes the URL, with a `state` and a verifier of its own.
    ///
    /// # Errors
    /// Fails where the document names no absolute URL, and where the system has no random numbers.
    pub fn start(self) -> Result<Login, BuildError> {
        let url = self.endpoints.authorization.unwrap_or_default();
        let absolute = url.starts_with("https://") || url.starts_with("http://");
        if !absolute || url.contains('#') {
            return Err(BuildError::new(
                "the document does not say, with an absolute URL, where users log in; give `authorization_url`",
            ));
        }
        let (state, verifier) = (random()?, random()?);
        let challenge = url_safe(&Sha256::digest(verifier.expose().as_bytes()));
        let form = Form::default()
            .with("response_type", "code")
            .with("client_id", self.client_id.as_str())
            .with("redirect_uri", self.redirect_uri.as_str())
            .scopes(&self.scopes)
            .with("state", state.clone())
            .with("code_challenge", challenge)
            .with("code_challenge_method", "S256")
            .all(&self.parameters);
        let mark = if url.contains('?') { '&' } else { '?' };
        Ok(Login {
            url: format!("{url}{mark}{}", form.text()),
            client_id: self.client_id,
            redirect_uri: self.redirect_uri,
            state,
            verifier,
        })
    }
}

/// A login that has started: the user's browser is sent to [`Login::url`] and comes back with an answer.
#[derive(Clone)]
pub struct Login {
    url: String,
    client_id: String,
    redirect_uri: String,
    state: Secret,
    verifier: Secret,
}

impl Login {
    /// Returns where the user's browser is sent.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Returns what the browser's answer must repeat: keep it with the user's session.
    #[must_use]
    pub fn state(&self) -> &Secret {
        &self.state
    }

    /// Returns what proves that the exchange comes from whoever started the login (RFC 7636): keep it with the session.
    #[must_use]
    pub fn verifier(&self) -> &Secret {
        &self.verifier
    }

    /// Reads the answer: the URL that the browser was sent back to, or its query. The code in it is exchanged when a
    /// call first needs a token.
    ///
    /// # Errors
    /// Fails where it answers another login, or says that the user or the server refused.
    pub fn finish(self, answer: &str) -> Result<OAuth2, OAuthError> {
        let answer = answer.split('#').next().unwrap_or_default();
        let query = answer.split_once('?').map_or(answer, |(_, query)| query);
        let value = |wanted: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            let (_, value) = pairs.find(|(name, _)| *name == wanted)?;
            let value = value.replace('+', " ");
            percent_decode_str(&value)
                .decode_utf8()
                .ok()
                .map(String::from)
        };
        if !value("state").is_some_and(|state| is_same(&state, self.state.expose())) {
            return Err(OAuthError::ForeignState);
        }
        let clean = |text: String| -> String {
            let text = text.chars().map(|c| if c.is_control() { ' ' } else { c });
            text.take(200).collect()
        };
        let refused = |code: String| {
            OAuthError::Refused(Refusal {
                status: None,
                code: clean(code),
                description: value("error_description").map(clean),
            })
        };
        if let Some(code) = value("error") {
            return Err(refused(code));
        }
        let code = value("code").ok_or_else(|| refused("no_code".to_owned()))?;
        Ok(OAuth2::authorization_code(
            self.client_id,
            code,
            self.redirect_uri,
            self.verifier,
        ))
    }
}

/// Leaves out what the URL holds.
impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login")
            .field("client_id", &self.client_id)
            .field("redirect_uri", &self.redirect_uri)
            .finish_non_exhaustive()
    }
}

/// 256 random bits as 43 characters.
fn random() -> Result<Secret, BuildError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| BuildError::new("the system has no random numbers"))?;
    Ok(url_safe(&bytes).into())
}

/// Base64 for URLs, without padding (RFC 4648 section 5).
pub(crate) fn url_safe(bytes: &[u8]) -> String {
    let text = base64(bytes).replace('+', "-").replace('/', "_");
    text.trim_end_matches('=').to_owned()
}

/// Compares in a time that does not tell where texts differ.
fn is_same(one: &str, other: &str) -> bool {
    let bytes = one.bytes().zip(other.bytes());
    one.len() == other.len() && bytes.fold(0, |sum, (one, other)| sum | (one ^ other)) == 0
}
