use super::Server;
use crate::runtime::{self, ApiSpec, Credential, Scheme, Secret};

/// Calls the `NetHSM` API. Cheap to clone: clones share connections and credentials.
#[derive(Debug, Clone)]
pub struct Client {
    pub(in crate::tests) core: runtime::Core,
}

/// Configures a [`Client`].
pub type ClientBuilder = runtime::ClientBuilder<Client>;

impl Client {
    /// Starts a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }
}

impl runtime::Api for Client {
    const SPEC: &'static ApiSpec = &ApiSpec {
        user_agent: "nethsm/1.0.0",
        base_url: "https://nethsmdemo.nitrokey.com/api/v1",
    };

    fn from_core(core: runtime::Core) -> Self {
        Self { core }
    }
}

impl ClientBuilder {
    /// Where the device is.
    pub fn server(self, server: Server) -> Self {
        self.base_url(server.url())
    }

    /// Credential `basic`: user name and password.
    pub fn basic(self, username: impl Into<String>, password: impl Into<Secret>) -> Self {
        self.credential(&BASIC, Credential::basic(username, password))
    }

    /// Credential `key`.
    pub fn key(self, key: impl Into<Secret>) -> Self {
        self.credential(&KEY, Credential::api_key(key))
    }

    /// Credential `query_key`.
    pub fn query_key(self, key: impl Into<Secret>) -> Self {
        self.credential(&QUERY_KEY, Credential::api_key(key))
    }
}

pub(super) static BASIC: Scheme = Scheme::basic("basic");
pub(super) static KEY: Scheme = Scheme::api_key_header("key", "X-Api-Key");
pub(super) static QUERY_KEY: Scheme = Scheme::api_key_query("query_key", "key");
