//! Clients, and what their clones share.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;
use http::header::HeaderValue;

#[cfg(feature = "retry")]
use super::retry::Retry;
use super::security::Credentials;
use super::transport::{Carrier, HeaderNames};
use super::url::BaseUrl;

/// What generated code says of an API.
#[derive(Debug)]
pub struct ApiSpec {
    /// The `User-Agent` header, for example `nethsm/1.0.0`.
    pub user_agent: &'static str,
    /// The URL that is called where the caller names none. May be relative (`/v1`): then the caller must name one.
    pub base_url: &'static str,
}

/// A generated client.
pub trait Api: Sized {
    /// What is known of the API.
    const SPEC: &'static ApiSpec;

    /// Makes a client of a core.
    fn from_core(core: Core) -> Self;
}

/// What the clones of a client share. `Debug` shows the names of credentials only.
#[derive(Clone)]
pub struct Core(Arc<Settings>);

pub(super) struct Settings {
    pub(super) base_url: BaseUrl,
    pub(super) user_agent: Option<HeaderValue>,
    pub(super) default_headers: HeaderMap,
    pub(super) timeout: Duration,
    pub(super) body_limit: u64,
    pub(super) credentials: Credentials,
    pub(super) allow_insecure_http: bool,
    pub(super) transport: Carrier,
    #[cfg(feature = "retry")]
    pub(super) retry: Option<Retry>,
}

impl Core {
    pub(super) fn new(settings: Settings) -> Self {
        Self(Arc::new(settings))
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.0
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Settings {
            base_url,
            default_headers,
            timeout,
            body_limit,
            credentials,
            ..
        } = &*self.0;
        f.debug_struct("Core")
            .field("base_url", base_url)
            .field("default_headers", &HeaderNames(default_headers))
            .field("timeout", timeout)
            .field("body_limit", body_limit)
            .field("credentials", credentials)
            .finish_non_exhaustive()
    }
}
