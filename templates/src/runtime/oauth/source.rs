//! The source behind a flow: it keeps a token, and gets the next one once for all who wait.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use http::StatusCode;
use tokio::sync::Mutex;

use super::super::platform::Deadline;
use super::super::secret::Secret;
use super::super::sleep::sleep;
use super::super::token::{TokenError, TokenFuture, TokenRequest, TokenSource};
use super::credential::{Asked, Grant, OnPrompt};
use super::endpoint::{Wire, unreadable};
use super::error::OAuthError;
use super::form::Form;
use super::prompt::DevicePrompt;
use super::scheme::{Endpoints, OAuthScheme};
use super::tokens::Tokens;

/// A token is renewed so long before it expires, or when a tenth of its life is left.
const MARGIN: Duration = Duration::from_secs(30);

/// Gets and keeps the tokens of one scheme.
pub(crate) struct OAuthSource {
    scheme: &'static OAuthScheme,
    asked: Asked,
    /// How often somebody got a token or failed to.
    rounds: AtomicUsize,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    access: Option<Access>,
    refresh: Option<Secret>,
    /// What the provider says of itself.
    discovered: Option<Endpoints>,
    /// How the last round ended, if not well.
    failure: Option<TokenError>,
}

struct Access {
    token: Secret,
    life: Deadline,
    /// The scopes that it was asked for with.
    scopes: BTreeSet<String>,
}

impl Access {
    fn is_good(&self, wanted: &TokenRequest<'_>, fixed: bool) -> bool {
        let covers = fixed
            || wanted
                .scopes
                .iter()
                .all(|scope| self.scopes.contains(*scope));
        covers && self.life.left() != Some(Duration::ZERO) && wanted.refused != Some(&self.token)
    }
}

impl TokenSource for OAuthSource {
    fn token<'a>(&'a self, wanted: TokenRequest<'a>) -> TokenFuture<'a> {
        Box::pin(async move {
            let before = self.rounds.load(Ordering::Acquire);
            let mut state = self.state.lock().await;
            let good = |access: &&Access| access.is_good(&wanted, self.is_fixed());
            if let Some(access) = state.access.as_ref().filter(good) {
                return Ok(access.token.clone());
            }
            // Those who waited for a round that failed do not all try again, one after the other.
            let others = self.rounds.load(Ordering::Acquire) != before;
            if let Some(failure) = state.failure.as_ref().filter(|_| others) {
                return Err(failure.clone());
            }
            let result = self
                .fetch(&mut state, &wanted)
                .await
                .map_err(TokenError::new);
            state.failure = result.as_ref().err().cloned();
            self.rounds.fetch_add(1, Ordering::Release);
            result
        })
    }
}

impl OAuthSource {
    pub(super) fn new(scheme: &'static OAuthScheme, asked: Asked) -> Self {
        let refresh = match &asked.grant {
            Grant::Refresh(token) => Some(token.clone()),
            _ => None,
        };
        Self {
            scheme,
            asked,
            rounds: AtomicUsize::new(0),
            state: Mutex::new(State {
                refresh,
                ..State::default()
            }),
        }
    }

    /// Whether the scopes do not depend on what is called: the caller set them, or a user agreed to them.
    fn is_fixed(&self) -> bool {
        let follows = matches!(
            self.asked.grant,
            Grant::ClientCredentials | Grant::Password { .. }
        );
        self.asked.scopes.is_some() || !follows
    }

    /// Gets a token and keeps it.
    async fn fetch(
        &self,
        state: &mut State,
        wanted: &TokenRequest<'_>,
    ) -> Result<Secret, OAuthError> {
        let wire = Wire::of(wanted.core);
        let mut scopes: BTreeSet<String> = self.asked.scopes.iter().flatten().cloned().collect();
        let mut grows = false;
        if !self.is_fixed() {
            // Also those of before, so that calls of two kinds do not take turns.
            let before = state.access.iter().flat_map(|access| &access.scopes);
            scopes.extend(before.cloned());
            let more = wanted.scopes.iter().map(|scope| (*scope).to_owned());
            let known = scopes.len();
            scopes.extend(more);
            grows = scopes.len() > known;
        }
        let endpoints = self.endpoints(state, wire).await?;
        let tokens = match state.refresh.clone().filter(|_| !grows) {
            Some(token) => match self.refresh(wire, &endpoints, token).await {
                Err(OAuthError::Refused(_)) if self.can_start_again() => {
                    state.refresh = None;
                    self.grant(wire, &endpoints, &scopes).await?
                }
                other => other?,
            },
            None => self.grant(wire, &endpoints, &scopes).await?,
        };
        if let Some(tell) = &self.asked.on_tokens {
            tell.tell(&tokens);
        }
        // Client credentials have none (RFC 6749 section 4.4.3).
        if !matches!(self.asked.grant, Grant::ClientCredentials) && tokens.refresh_token.is_some() {
            state.refresh = tokens.refresh_token;
        }
        let life = tokens
            .expires_in
            .map(|life| life.saturating_sub((life / 10).min(MARGIN)));
        state.access = Some(Access {
            token: tokens.access_token.clone(),
            life: Deadline::after(life),
            scopes,
        });
        Ok(tokens.access_token)
    }

    fn can_start_again(&self) -> bool {
        !matches!(self.asked.grant, Grant::Refresh(_) | Grant::Code { .. })
    }

    /// The caller's endpoints before the document's before those that the provider names.
    async fn endpoints(&self, state: &mut State, wire: Wire<'_>) -> Result<Endpoints, OAuthError> {
        let declared = self.scheme.endpoints(self.asked.grant.kind());
        let own = self.asked.endpoints.clone();
        let token = own.token.clone().or(declared.token);
        let device = own.device.or(declared.device);
        let wants_device = matches!(self.asked.grant, Grant::Device(_));
        let mut found = Endpoints {
            authorization: None,
            // What the caller names is for all that has to do with tokens.
            refresh: if own.token.is_some() {
                None
            } else {
                declared.refresh
            },
            token,
            device,
        };
        let lacks = found.token.is_none() || (wants_device && found.device.is_none());
        if let Some(url) = self.scheme.discovery.filter(|_| lacks) {
            let discovered = match state.discovered.clone() {
                Some(known) => known,
                None => wire.discover(url).await?,
            };
            state.discovered = Some(discovered.clone());
            found.token = found.token.or(discovered.token);
            found.device = found.device.or(discovered.device);
        }
        Ok(found)
    }

    async fn refresh(
        &self,
        wire: Wire<'_>,
        endpoints: &Endpoints,
        token: Secret,
    ) -> Result<Tokens, OAuthError> {
        let form = Form::grant("refresh_token").with("refresh_token", token);
        let url = endpoints.refresh.as_ref().or(endpoints.token.as_ref());
        self.tokens(wire, url, form).await
    }

    /// Proves what the program was given.
    async fn grant(
        &self,
        wire: Wire<'_>,
        endpoints: &Endpoints,
        scopes: &BTreeSet<String>,
    ) -> Result<Tokens, OAuthError> {
        let form = match &self.asked.grant {
            Grant::ClientCredentials => Form::grant("client_credentials").scopes(scopes),
            Grant::Password { username, password } => Form::grant("password")
                .with("username", username.as_str())
                .with("password", password.clone())
                .scopes(scopes),
            Grant::Refresh(token) => {
                return self.refresh(wire, endpoints, token.clone()).await;
            }
            Grant::Code {
                code,
                redirect_uri,
                verifier,
            } => {
                let form = Form::grant("authorization_code").with("code", code.clone());
                let form = form.with("redirect_uri", redirect_uri.as_str());
                form.with("code_verifier", verifier.clone())
            }
            Grant::Device(show) => return self.device(wire, endpoints, &**show, scopes).await,
        };
        self.tokens(wire, endpoints.token.as_ref(), form).await
    }

    async fn tokens(
        &self,
        wire: Wire<'_>,
        url: Option<&String>,
        form: Form,
    ) -> Result<Tokens, OAuthError> {
        let url = url.ok_or_else(|| missing("token endpoint"))?;
        let form = form.all(&self.asked.parameters);
        let value = wire.post(url, &form, &self.asked.identity).await?;
        Tokens::read(&value).map_err(|message| unreadable(StatusCode::OK, message))
    }

    /// Asks for a code, and then for the token until the user has agreed (RFC 8628 sections 3.1 to 3.5).
    async fn device(
        &self,
        wire: Wire<'_>,
        endpoints: &Endpoints,
        show: &dyn OnPrompt,
        scopes: &BTreeSet<String>,
    ) -> Result<Tokens, OAuthError> {
        let url = endpoints.device.as_ref();
        let url = url.ok_or_else(|| missing("device authorization endpoint"))?;
        // A device says which it is; it proves nothing yet.
        let mut form = Form::default().scopes(scopes).all(&self.asked.parameters);
        if self.asked.identity.secret.is_some() {
            form = form.with("client_id", self.asked.identity.id.as_str());
        }
        let value = wire.post(url, &form, &self.asked.identity).await?;
        let prompt = DevicePrompt::read(&value);
        let prompt =
            prompt.ok_or_else(|| unreadable(StatusCode::OK, "there is no code for the user"))?;
        show.show(&prompt);
        let life = Deadline::after(Some(prompt.expires_in));
        let mut interval = prompt.interval;
        while life.left().is_some_and(|left| left > interval) {
            if !sleep(interval).await {
                return Err(OAuthError::NoTimer);
            }
            let form = Form::grant("urn:ietf:params:oauth:grant-type:device_code")
                .with("device_code", prompt.device_code.clone());
            match self.tokens(wire, endpoints.token.as_ref(), form).await {
                Err(OAuthError::Refused(refusal)) => match refusal.code() {
                    "authorization_pending" => {}
                    "slow_down" => interval += Duration::from_secs(5),
                    "expired_token" => return Err(OAuthError::Expired),
                    _ => return Err(OAuthError::Refused(refusal)),
                },
                // The network comes and goes while a user looks for a phone.
                Err(OAuthError::Transport(_)) => interval = interval.saturating_mul(2),
                other => return other,
            }
        }
        Err(OAuthError::Expired)
    }
}

fn missing(what: &str) -> OAuthError {
    OAuthError::Endpoint(format!("neither document nor provider names a {what}"))
}
