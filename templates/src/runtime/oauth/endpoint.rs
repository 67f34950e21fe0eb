//! The authorization server's endpoints: one request, one answer of JSON.

use std::time::Duration;

use http::header::{ACCEPT, HeaderValue};
use http::{Request, StatusCode, Uri};
use serde_json::Value;

use super::super::body::Body;
use super::super::call_error::CallError;
use super::super::client::Core;
use super::super::raw_response::{Incoming, RawResponse};
use super::super::transport::{CallTimeout, Transport, TransportError, TransportErrorKind};
use super::super::url::BaseUrl;
use super::credential::Identity;
use super::error::{OAuthError, Refusal};
use super::form::Form;
use super::scheme::Endpoints;

/// Bytes of an answer that are read at most.
const LIMIT: u64 = 1024 * 1024;

/// The way to the authorization server.
#[derive(Clone, Copy)]
pub(super) struct Wire<'a> {
    transport: &'a dyn Transport,
    base: Option<&'a BaseUrl>,
    timeout: Duration,
    allow_insecure_http: bool,
}

impl<'a> Wire<'a> {
    /// The client's own way.
    pub(super) fn of(core: &'a Core) -> Self {
        let settings = core.settings();
        Self {
            transport: settings.transport.transport(),
            base: Some(&settings.base_url),
            timeout: settings.timeout,
            allow_insecure_http: settings.allow_insecure_http,
        }
    }

    /// Any way, with absolute URLs over TLS.
    pub(super) fn by(transport: &'a dyn Transport) -> Self {
        Self {
            transport,
            base: None,
            timeout: Duration::from_secs(60),
            allow_insecure_http: false,
        }
    }

    /// Reads a URL, which may be relative to the API's. Secrets are sent there, and tokens come from there, so it takes
    /// TLS or this machine.
    fn url(&self, text: &str) -> Result<Uri, OAuthError> {
        let shown = text.split('?').next().unwrap_or_default().escape_debug();
        let found = match self.base {
            Some(base) => base.beside(text),
            None if text.contains("://") => BaseUrl::parse("http://localhost")
                .ok()
                .and_then(|any| any.beside(text)),
            None => None,
        };
        match found {
            None => Err(OAuthError::Endpoint(format!(
                "`{shown}` is no URL of an authorization server"
            ))),
            Some((_, false)) if !self.allow_insecure_http => Err(OAuthError::Endpoint(format!(
                "secrets are not sent to {shown} without TLS: use an https URL, or `allow_insecure_http` of the builder"
            ))),
            Some((uri, _)) => Ok(uri),
        }
    }

    /// Sends a form.
    pub(super) async fn post(
        &self,
        url: &str,
        form: &Form,
        identity: &Identity,
    ) -> Result<Value, OAuthError> {
        let request = form.request(self.url(url)?, identity);
        let (status, value) = self.send(request).await?;
        // Some refuse with 200.
        let code = value.get("error").and_then(Value::as_str);
        match code {
            Some(code) => {
                let words = value.get("error_description").and_then(Value::as_str);
                Err(OAuthError::Refused(Refusal {
                    status: Some(status),
                    code: form.censor(code, identity),
                    description: words.map(|words| form.censor(words, identity)),
                }))
            }
            None if status.is_success() => Ok(value),
            None => Err(unreadable(status, "an error that is none of OAuth 2")),
        }
    }

    /// Reads what a provider says of itself (OIDC Discovery 1.0 section 4, RFC 8414).
    pub(super) async fn discover(&self, url: &str) -> Result<Endpoints, OAuthError> {
        let mut request = Request::new(Body::default());
        *request.uri_mut() = self.url(url)?;
        let json = HeaderValue::from_static("application/json");
        request.headers_mut().insert(ACCEPT, json);
        let (status, value) = self.send(request).await?;
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let endpoints = Endpoints {
            authorization: text("authorization_endpoint"),
            token: text("token_endpoint"),
            refresh: None,
            device: text("device_authorization_endpoint"),
        };
        if status.is_success() && endpoints != Endpoints::default() {
            Ok(endpoints)
        } else {
            Err(unreadable(status, "no description of a provider"))
        }
    }

    /// Sends a request; redirects are answers, as they would take secrets elsewhere.
    async fn send(&self, mut request: Request<Body>) -> Result<(StatusCode, Value), OAuthError> {
        request.extensions_mut().insert(CallTimeout(self.timeout));
        let answer = self.transport.send(request).await;
        let answer = Incoming::Any(answer.map_err(OAuthError::Transport)?);
        let answer = RawResponse::new(answer, LIMIT, "".into());
        let status = answer.status();
        let body = answer.bytes().await.map_err(lost)?;
        let value = serde_json::from_slice(&body);
        let value: Value = value.map_err(|_| unreadable(status, "the answer is not JSON"))?;
        if value.is_object() {
            Ok((status, value))
        } else {
            Err(unreadable(status, "the answer is not an object"))
        }
    }
}

pub(super) fn unreadable(status: StatusCode, message: impl Into<String>) -> OAuthError {
    OAuthError::Unreadable {
        status,
        message: message.into(),
    }
}

fn lost(error: CallError) -> OAuthError {
    OAuthError::Transport(match error {
        CallError::Transport(error) => error,
        other => TransportError::new(TransportErrorKind::Body, other.to_string()),
    })
}
