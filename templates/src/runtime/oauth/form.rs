//! Forms to the authorization server, and queries for the user's browser.

use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use http::{Method, Request, Uri};

use super::super::attached::{base64, header_value};
use super::super::body::Body;
use super::super::percent::encode;
use super::super::secret::Secret;
use super::credential::{ClientAuth, Identity};

/// A form; its values may be secret.
#[derive(Default)]
pub(super) struct Form(Vec<(String, Secret)>);

impl Form {
    pub(super) fn grant(kind: &str) -> Self {
        Self::default().with("grant_type", kind)
    }

    pub(super) fn with(mut self, name: &str, value: impl Into<Secret>) -> Self {
        self.0.push((name.to_owned(), value.into()));
        self
    }

    pub(super) fn scopes<'a>(self, scopes: impl IntoIterator<Item = &'a String>) -> Self {
        let scopes: Vec<&str> = scopes.into_iter().map(String::as_str).collect();
        if scopes.is_empty() {
            return self;
        }
        self.with("scope", scopes.join(" "))
    }

    pub(super) fn all(mut self, more: &[(String, Secret)]) -> Self {
        self.0.extend(more.iter().cloned());
        self
    }

    /// Writes `name=value&..`.
    pub(super) fn text(&self) -> String {
        let pairs = self.0.iter();
        let pairs =
            pairs.map(|(name, value)| format!("{}={}", encode(name), encode(value.expose())));
        pairs.collect::<Vec<_>>().join("&")
    }

    /// Leaves out of a text what the form holds, but for names of things that everybody knows.
    pub(super) fn censor(&self, text: &str, identity: &Identity) -> String {
        let known = [
            "grant_type",
            "scope",
            "client_id",
            "redirect_uri",
            "response_type",
        ];
        let held = self
            .0
            .iter()
            .filter(|(name, _)| !known.contains(&name.as_str()));
        let held = held.map(|(_, value)| value).chain(&identity.secret);
        let mut text = text.to_owned();
        for secret in held.filter(|secret| !secret.expose().is_empty()) {
            text = text.replace(secret.expose(), "[redacted]");
        }
        let text: String = text
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        text.chars().take(200).collect()
    }

    /// Makes the request of a client that says who it is (RFC 6749 section 2.3.1).
    pub(super) fn request(&self, uri: Uri, identity: &Identity) -> Request<Body> {
        let mut form = Self(self.0.clone());
        let mut authorization = None;
        match (&identity.secret, identity.auth) {
            (Some(secret), ClientAuth::Header) => {
                let pair = format!("{}:{}", encode(&identity.id), encode(secret.expose()));
                authorization = header_value(["Basic ", &base64(pair.as_bytes())].concat());
            }
            (Some(secret), ClientAuth::Body) => {
                form = form
                    .with("client_id", identity.id.as_str())
                    .with("client_secret", secret.clone());
            }
            (None, _) => form = form.with("client_id", identity.id.as_str()),
        }
        let mut request = Request::new(Body::from(form.text()));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = uri;
        let headers = request.headers_mut();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/x-www-form-urlencoded"),
        );
        if let Some(mut value) = authorization {
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        request
    }
}
