use crate::runtime::ServerUrl;

/// Where the device is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    host: String,
}

impl Server {
    pub fn new() -> Self {
        Self {
            host: "nethsmdemo.nitrokey.com".to_owned(),
        }
    }

    pub fn host(mut self, host: impl Into<String>) -> Self {
        self.host = host.into();
        self
    }

    pub fn url(&self) -> String {
        format!("https://{}/api/v1", self.host)
    }
}

impl From<Server> for ServerUrl {
    fn from(server: Server) -> Self {
        Self::new(server.url())
    }
}
