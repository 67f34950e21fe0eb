//! What a client is configured with. Not generic: it is compiled once.

use std::fmt;
use std::time::Duration;

use http::header::{HeaderMap, HeaderName};

use super::attached::header_value;
use super::build_error::BuildError;
use super::client::{ApiSpec, Core, Settings};
use super::draft::insecure;
use super::reqwest::{Limits, ReqwestTransport};
#[cfg(feature = "retry")]
use super::retry::Retry;
use super::security::{Credential, Credentials, Kind, Scheme};
use super::transport::{Carrier, HeaderNames, Transport};
use super::url::BaseUrl;

/// What a client is configured with; the first mistake is kept until it is made.
pub struct Options {
    /// The URL that is called.
    pub base_url: Option<String>,
    /// The `User-Agent`; empty for none.
    pub user_agent: Option<String>,
    default_headers: HeaderMap,
    /// The time of a whole call.
    pub timeout: Duration,
    /// What belongs to connections.
    pub limits: Limits,
    /// The size in bytes of bodies that are read as a whole.
    pub body_limit: u64,
    credentials: Credentials,
    /// Whether credentials go over plain HTTP.
    pub allow_insecure_http: bool,
    transport: Option<Carrier>,
    #[cfg(feature = "retry")]
    /// What is repeated.
    pub retry: Option<Retry>,
    mistake: Option<BuildError>,
}

impl Options {
    /// Sends a header with every request.
    pub fn default_header(&mut self, name: &str, value: &str) {
        let parsed = HeaderName::from_bytes(name.as_bytes())
            .ok()
            .zip(header_value(value));
        if let Some((name, mut value)) = parsed {
            // It may be a key that the document does not know of.
            value.set_sensitive(true);
            self.default_headers.insert(name, value);
        } else {
            let message = format!(
                "default header `{}`: its name or value is invalid",
                name.escape_debug()
            );
            self.mistake.get_or_insert_with(|| BuildError::new(message));
        }
    }

    /// Sends requests by other means than the client's own.
    pub fn transport(&mut self, transport: Box<dyn Transport>) {
        self.transport = Some(Carrier::Any(transport));
    }

    /// Sends requests by the client's own means.
    pub fn own_transport(&mut self, transport: ReqwestTransport) {
        self.transport = Some(Carrier::Own(transport));
    }

    /// Keeps the mistake of a change that went wrong.
    pub fn check(&mut self, changed: Result<(), BuildError>) {
        if let Err(mistake) = changed {
            self.mistake.get_or_insert(mistake);
        }
    }

    /// Gives the client a credential.
    pub fn credential(&mut self, scheme: &'static Scheme, credential: Credential) {
        if let Kind::Unfit(mistake) = credential.0 {
            self.mistake.get_or_insert(mistake);
        } else {
            self.credentials.insert(scheme, credential);
        }
    }

    /// Makes what the clones of a client share.
    ///
    /// # Errors
    /// Fails where the base URL is not one, credentials would go over plain HTTP to another machine, a header is
    /// invalid, or TLS cannot be set up.
    pub fn build(self, spec: &'static ApiSpec) -> Result<Core, BuildError> {
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

impl Default for Options {
    /// The document's first server, and safe limits.
    fn default() -> Self {
        Self {
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
        }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("base_url", &self.base_url)
            .field("default_headers", &HeaderNames(&self.default_headers))
            .field("timeout", &self.timeout)
            .field("body_limit", &self.body_limit)
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}
