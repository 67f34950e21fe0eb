//! How a client is configured.

#[cfg(all(
    feature = "rustls",
    not(all(target_arch = "wasm32", target_os = "unknown"))
))]
mod tls;
#[cfg(feature = "tower")]
mod tower;

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use super::body::Body;
use super::build_error::BuildError;
use super::client::Api;
use super::inner::{Answering, Options};
use super::platform::{MaybeSend, MaybeSync};
use super::reqwest::ReqwestTransport;
#[cfg(feature = "retry")]
use super::retry::Retry;
use super::security::{Credential, Scheme};
use super::transport::{Transport, TransportError};

/// Configures a client. Mistakes are kept and returned by [`ClientBuilder::build`].
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder<C> {
    options: Box<Options>,
    client: PhantomData<fn() -> C>,
}

impl<C: Api> ClientBuilder<C> {
    /// Starts with the document's first server and safe limits.
    pub fn new() -> Self {
        Self {
            options: Box::default(),
            client: PhantomData,
        }
    }

    /// Makes the client.
    ///
    /// # Errors
    /// Fails where the base URL is not one, credentials would go over plain HTTP to another machine, a header is
    /// invalid, or TLS cannot be set up.
    pub fn build(self) -> Result<C, BuildError> {
        self.options.build(C::SPEC).map(C::from_core)
    }
}

impl<C: Api> Default for ClientBuilder<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C> ClientBuilder<C> {
    /// Calls this URL, for example `https://host/v1`.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.options.base_url = Some(base_url.into());
        self
    }

    /// Limits the time of a whole call; 60 seconds if not set. Calls can have their own.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = timeout;
        self
    }

    /// Limits the time until there is a connection; 10 seconds if not set.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.options.limits.connect = timeout;
        self
    }

    /// Limits the time in which nothing arrives, streams included; 60 seconds if not set.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.options.limits.read = timeout;
        self
    }

    /// Sends another `User-Agent`; an empty one sends none.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.options.user_agent = Some(user_agent.into());
        self
    }

    /// Sends a header with every request.
    pub fn default_header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.options.default_header(name.as_ref(), value.as_ref());
        self
    }

    /// Limits the size of bodies that are read as a whole, after decompression; 64 MiB if not set.
    pub fn body_limit(mut self, bytes: u64) -> Self {
        self.options.body_limit = bytes;
        self
    }

    /// Lets credentials go over plain HTTP to other machines, where anybody on the way can read them.
    pub fn allow_insecure_http(mut self) -> Self {
        self.options.allow_insecure_http = true;
        self
    }

    /// Sends requests by other means, or by a [`ReqwestTransport`] with something around it.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.options.transport(Box::new(transport));
        self
    }

    /// Answers requests by a closure, so that a test needs neither server nor socket.
    pub fn answer_with<F, A>(self, answer: F) -> Self
    where
        F: Fn(http::Request<Body>) -> A + MaybeSend + MaybeSync + 'static,
        A: Future<Output = Result<http::Response<Body>, TransportError>> + MaybeSend + 'static,
    {
        self.transport(Answering(answer))
    }

    /// Sends requests by a `reqwest` client of the caller's. Then its proxies, TLS and connection limits hold, and so
    /// do its redirects: its defaults follow them to other hosts with API keys in headers. With
    /// `redirect::Policy::none()` redirects are this client's, which stay on the server.
    pub fn reqwest_client(mut self, client: ::reqwest::Client) -> Self {
        self.options.own_transport(ReqwestTransport::new(client));
        self
    }

    /// Repeats requests that failed, as it says. Without it nothing is repeated.
    #[cfg(feature = "retry")]
    pub fn retry(mut self, retry: Retry) -> Self {
        self.options.retry = Some(retry);
        self
    }

    /// Gives the client a credential.
    pub fn credential(
        mut self,
        scheme: &'static Scheme,
        credential: impl Into<Credential>,
    ) -> Self {
        self.options.credential(scheme, credential.into());
        self
    }
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.options.fmt(f)
    }
}
