//! Requests over HTTP. This and what lies in its folder is all that names `reqwest`.

use std::sync::Arc;
use std::time::Duration;

use http::Uri;

use super::body::Body;
use super::build_error::BuildError;
use super::outgoing::Outgoing;
use super::platform::BoxFuture;
use super::transport::{Transport, TransportError, TransportErrorKind};

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod browser;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod native;
#[cfg(all(
    feature = "rustls",
    not(all(target_arch = "wasm32", target_os = "unknown"))
))]
mod tls;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
use browser as sent_by;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
use native as sent_by;
pub(super) use sent_by::Received;

/// What belongs to connections.
#[doc(hidden)]
pub struct Limits {
    /// The time until there is a connection.
    pub connect: Duration,
    /// The time in which nothing arrives.
    pub read: Duration,
    /// Whether they say what a transport of the caller's would not know.
    pub(super) certificates: bool,
    #[cfg(all(
        feature = "rustls",
        not(all(target_arch = "wasm32", target_os = "unknown"))
    ))]
    tls: tls::Tls,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            read: Duration::from_secs(60),
            certificates: false,
            #[cfg(all(
                feature = "rustls",
                not(all(target_arch = "wasm32", target_os = "unknown"))
            ))]
            tls: tls::Tls::default(),
        }
    }
}

#[cfg(all(
    feature = "rustls",
    not(all(target_arch = "wasm32", target_os = "unknown"))
))]
impl Limits {
    /// Shows the server a certificate.
    ///
    /// # Errors
    /// Fails where it is not PEM with a private key and a certificate.
    pub fn identity(&mut self, pem: &[u8]) -> Result<(), BuildError> {
        self.certificates = true;
        self.tls.identity(pem)
    }

    /// Trusts more authorities.
    ///
    /// # Errors
    /// Fails where they are not PEM, or there is none.
    pub fn trust(&mut self, pem: &[u8]) -> Result<(), BuildError> {
        self.certificates = true;
        self.tls.trust(pem)
    }
}

/// Sends requests by a `reqwest` client. The innermost of a stack of layers, as a rule.
#[derive(Debug, Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    /// The time that each request has if nothing else is said: said again for each of them, it costs three allocations.
    timeout: Option<Duration>,
    /// The origin that is called as a rule, and its URL.
    origin: Option<(Arc<str>, reqwest::Url)>,
}

impl ReqwestTransport {
    /// Uses a client as it is: its redirects, proxies, TLS and time limits.
    #[must_use]
    pub fn new(client: reqwest::Client) -> Self {
        Self {
            client,
            timeout: None,
            origin: None,
        }
    }

    /// Makes the client that a builder makes where it is given none.
    ///
    /// # Errors
    /// Fails where TLS cannot be set up.
    pub fn with_defaults() -> Result<Self, BuildError> {
        Self::with_limits(&Limits::default(), None)
    }

    /// Makes a client that keeps secrets: it returns redirects as answers, sends no `Referer`, and has no cookie jar.
    pub(super) fn with_limits(
        limits: &Limits,
        timeout: Option<Duration>,
    ) -> Result<Self, BuildError> {
        let (builder, timeout) = sent_by::configured(limits, timeout);
        let client = builder.build().map_err(|error| {
            BuildError::new(format!("the HTTP client could not be set up: {error}"))
        })?;
        Ok(Self {
            timeout,
            ..Self::new(client)
        })
    }

    /// Knows the origin of most requests, so that their URLs are read from the path on.
    pub(crate) fn calling(mut self, origin: &Arc<str>) -> Self {
        let url = reqwest::Url::parse(origin);
        self.origin = url.ok().map(|url| (Arc::clone(origin), url));
        self
    }

    /// Starts to send a request, without what is prepared for any transport and would be taken apart again.
    pub(super) fn start(
        &self,
        request: Outgoing,
        timeout: Option<Duration>,
    ) -> Result<impl Future<Output = Result<Received, TransportError>> + use<>, TransportError>
    {
        let url = self.url(&request.url)?;
        let mut converted = reqwest::Request::new(request.method, url);
        *converted.headers_mut() = request.headers;
        if timeout != self.timeout {
            // The client's own would hold for a request without one.
            *converted.timeout_mut() = Some(timeout.unwrap_or(FOR_EVER));
        }
        Ok(sent_by::start(&self.client, converted, request.body))
    }

    /// Reads the URL of a request.
    pub(crate) fn url(&self, text: &str) -> Result<reqwest::Url, TransportError> {
        if let Some((origin, url)) = &self.origin {
            let path = text.strip_prefix(&**origin);
            // Two slashes would start another host.
            let path = path.filter(|path| path.starts_with('/') && !path.starts_with("//"));
            let whole = path.and_then(|path| url.join(path).ok());
            if let Some(whole) = whole.filter(|whole| whole.as_str().starts_with(url.as_str())) {
                return Ok(whole);
            }
        }
        reqwest::Url::parse(text)
            .map_err(|error| TransportError::new(TransportErrorKind::Request, error))
    }
}

/// More than anybody waits: a year.
const FOR_EVER: Duration = Duration::from_secs(365 * 24 * 60 * 60);

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<Result<http::Response<Body>, TransportError>> {
        let client = self.client.clone();
        Box::pin(sent_by::send(client, request))
    }
}

/// Returns where a redirect leads from a URL: `Ok` on the same origin (scheme, host and port), `Err` elsewhere. `None`
/// where it is no URL for a request, or names a user.
pub(super) fn redirected(from: &str, location: &str) -> Option<Result<String, String>> {
    let from = reqwest::Url::parse(from).ok()?;
    let mut to = from.join(location).ok()?;
    let named = !to.username().is_empty() || to.password().is_some();
    if named || !to.has_host() {
        return None;
    }
    to.set_fragment(None);
    to.as_str().parse::<Uri>().ok()?;
    Some(if from.origin() == to.origin() {
        Ok(to.into())
    } else {
        Err(to.into())
    })
}

/// Whether the cause is the stream that was to be sent.
fn is_own_stream(error: &reqwest::Error) -> bool {
    let mut cause = std::error::Error::source(error);
    // A chain is a handful long, and the bound is for one that is wrong.
    for _ in 0..16 {
        let Some(inner) = cause else { break };
        if let Some(error) = inner.downcast_ref::<TransportError>() {
            return error.kind() == TransportErrorKind::RequestBody;
        }
        cause = inner.source();
    }
    false
}

/// Leaves out the URL, whose query may hold a key.
fn describe(error: reqwest::Error) -> TransportError {
    let kind = if is_own_stream(&error) {
        TransportErrorKind::RequestBody
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if sent_by::is_connect(&error) {
        TransportErrorKind::Connect
    } else if error.is_redirect() {
        TransportErrorKind::Redirect
    } else if error.is_body() || error.is_decode() {
        TransportErrorKind::Body
    } else {
        TransportErrorKind::Request
    };
    TransportError::new(kind, error.without_url())
}
