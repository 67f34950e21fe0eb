//! How a client is configured.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use http::header::{HeaderMap, HeaderName};

use super::attached::header_value;
use super::body::Body;
use super::build_error::BuildError;
use super::client::{Api, ApiSpec, Core, Settings};
use super::draft::insecure;
use super::platform::{MaybeSend, MaybeSync};
use super::reqwest::{Limits, ReqwestTransport};
#[cfg(feature = "retry")]
use super::retry::Retry;
use super::security::{Credential, Credentials, Kind, Scheme};
use super::transport::{Answering, Carrier, HeaderNames, Transport, TransportError};
use super::url::BaseUrl;

/// Configures a client. Mistakes are kept and returned by [`ClientBuilder::build`].
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder<C> {
    options: Box<Options>,
    client: PhantomData<fn() -> C>,
}

struct Options {
    base_url: Option<String>,
    user_agent: Option<String>,
    default_headers: HeaderMap,
    timeout: Duration,
    limits: Limits,
    body_limit: u64,
    credentials: Credentials,
    allow_insecure_http: bool,
    transport: Option<Carrier>,
    #[cfg(feature = "retry")]
    retry: Option<Retry>,
    mistake: Option<BuildError>,
}

impl<C: Api> ClientBuilder<C> {
    /// Starts with the document's first server and safe limits.
    pub fn new() -> Self {
        let options = Options {
            base_url: None,
            user_agent: None,
            default_headers: HeaderMap::new(),
            timeout: Duration::from_secs(60),
            limits: Limits::default(),
            body_limit: 64 * 1024 * 1024,
            credentials: Credentials::default(),
            allow_insecure_http: false,
            transport: None,
            #[cfg(feature = "retry")]
            retry: None,
            mistake: None,
        };
        Self {
            options: Box::new(options),
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
        let name = name.as_ref();
        let parsed = HeaderName::from_bytes(name.as_bytes())
            .ok()
            .zip(header_value(value.as_ref()));
        if let Some((name, mut value)) = parsed {
            // It may be a key that the document does not know of.
            value.set_sensitive(true);
            self.options.default_headers.insert(name, value);
        } else {
            let message = format!(
                "default header `{}`: its name or value is invalid",
                name.escape_debug()
            );
            self.options
                .mistake
                .get_or_insert_with(|| BuildError::new(message));
        }
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
        self.options.transport = Some(Carrier::Any(Box::new(transport)));
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
        self.options.transport = Some(Carrier::Own(ReqwestTransport::new(client)));
        self
    }

    /// Repeats requests that failed, as it says. Without it nothing is repeated.
    #[cfg(feature = "retry")]
    pub fn retry(mut self, retry: Retry) -> Self {
        self.options.retry = Some(retry);
        self
    }

    /// Changes what belongs to connections; keeps a mistake.
    #[allow(dead_code, reason = "certificates are there with TLS only")]
    pub(super) fn change(
        mut self,
        change: impl FnOnce(&mut Limits) -> Result<(), BuildError>,
    ) -> Self {
        if let Err(mistake) = change(&mut self.options.limits) {
            self.options.mistake.get_or_insert(mistake);
        }
        self
    }

    /// Gives the client a credential.
    pub fn credential(
        mut self,
        scheme: &'static Scheme,
        credential: impl Into<Credential>,
    ) -> Self {
        let credential = credential.into();
        if let Kind::Unfit(mistake) = credential.0 {
            self.options.mistake.get_or_insert(mistake);
        } else {
            self.options.credentials.insert(scheme, credential);
        }
        self
    }
}

impl Options {
    fn build(self, spec: &'static ApiSpec) -> Result<Core, BuildError> {
        if let Some(mistake) = self.mistake {
            return Err(mistake);
        }
        let base_url = BaseUrl::parse(self.base_url.as_deref().unwrap_or(spec.base_url))?;
        if !self.credentials.is_empty() && !base_url.is_private() && !self.allow_insecure_http {
            return Err(insecure(&base_url));
        }
        let user_agent = self.user_agent.as_deref().unwrap_or(spec.user_agent);
        let user_agent = match user_agent {
            "" => None,
            text => Some(
                header_value(text)
                    .ok_or_else(|| BuildError::new("the user agent is no header value"))?,
            ),
        };
        let transport = match self.transport {
            Some(_) if self.limits.certificates => {
                return Err(BuildError::new(
                    "certificates belong to the client's own transport, and it was given another one",
                ));
            }
            Some(transport) => transport,
            None => Carrier::Own(ReqwestTransport::with_limits(
                &self.limits,
                Some(self.timeout),
            )?),
        };
        let transport = match transport {
            Carrier::Own(own) => Carrier::Own(own.calling(base_url.origin())),
            any @ Carrier::Any(_) => any,
        };
        Ok(Core::new(Settings {
            base_url,
            user_agent,
            default_headers: self.default_headers,
            timeout: self.timeout,
            body_limit: self.body_limit,
            credentials: self.credentials,
            allow_insecure_http: self.allow_insecure_http,
            transport,
            #[cfg(feature = "retry")]
            retry: self.retry,
        }))
    }
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("base_url", &self.options.base_url)
            .field(
                "default_headers",
                &HeaderNames(&self.options.default_headers),
            )
            .field("timeout", &self.options.timeout)
            .field("body_limit", &self.options.body_limit)
            .field("credentials", &self.options.credentials)
            .finish_non_exhaustive()
    }
}
