//! Texts on the web, from hosts that were allowed by name.

use super::{Refusal, Uri};

/// The hosts that may be asked, and the connections to them.
#[derive(Debug, Clone, Default)]
pub(super) struct Remote {
    hosts: Vec<String>,
    #[cfg(feature = "remote")]
    agent: std::sync::OnceLock<ureq::Agent>,
}

impl Remote {
    pub(super) fn new(hosts: &[String]) -> Self {
        Self {
            hosts: hosts.iter().map(|host| host.to_ascii_lowercase()).collect(),
            ..Self::default()
        }
    }

    /// Whether the host of `uri` was allowed.
    fn check(&self, uri: &Uri) -> Result<(), Refusal> {
        let host = uri.host().unwrap_or_default();
        if self.hosts.iter().any(|allowed| allowed == host) {
            Ok(())
        } else {
            Err(Refusal::Host(host.to_owned()))
        }
    }
}

#[cfg(not(feature = "remote"))]
impl Remote {
    /// Says that nothing is there to ask with.
    pub(super) fn get(&self, uri: &Uri) -> Result<String, Refusal> {
        self.check(uri)?;
        let reason = "this oaxide was built without its feature `remote`";
        Err(Refusal::Missing(Some(reason.to_owned())))
    }
}

#[cfg(feature = "remote")]
mod http {
    use std::time::Duration;

    use ureq::Agent;
    use ureq::tls::{RootCerts, TlsConfig};

    use super::super::{Refusal, Uri};
    use super::Remote;

    /// How long one text may take.
    const PATIENCE: Duration = Duration::from_secs(30);
    /// How large one text may be, in bytes.
    const LIMIT: u64 = 64 << 20;
    /// How often one text may be said to be elsewhere.
    const REDIRECTS: usize = 5;

    impl Remote {
        /// Gets the text at `uri` if its host was allowed, and those that it is sent on to.
        pub(in super::super) fn get(&self, uri: &Uri) -> Result<String, Refusal> {
            let agent = self.agent.get_or_init(agent);
            let mut at = uri.clone();
            for _ in 0..=REDIRECTS {
                self.check(&at)?;
                match ask(agent, &at)? {
                    Told::Text(text) => return Ok(text),
                    Told::Elsewhere(location) => {
                        let next = at.resolve(&Uri::parse(&location).0);
                        if at.scheme() == Some("https") && next.scheme() != Some("https") {
                            return Err(missing("it is sent on to a place without encryption"));
                        }
                        at = next;
                    }
                }
            }
            Err(missing("it is sent on again and again"))
        }
    }

    enum Told {
        Text(String),
        Elsewhere(String),
    }

    fn agent() -> Agent {
        let certificates = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier);
        Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            // They are followed here, where the hosts are known.
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent(concat!("oaxide/", env!("CARGO_PKG_VERSION")))
            .tls_config(certificates.build())
            .build()
            .into()
    }

    fn ask(agent: &Agent, uri: &Uri) -> Result<Told, Refusal> {
        let mut response = agent
            .get(written(uri))
            .call()
            .map_err(|error| missing(&error.to_string()))?;
        let status = response.status().as_u16();
        let location = response.headers().get("location");
        match (status, location.and_then(|location| location.to_str().ok())) {
            (301 | 302 | 303 | 307 | 308, Some(location)) => {
                return Ok(Told::Elsewhere(location.to_owned()));
            }
            (200, _) => {}
            _ => return Err(missing(&format!("the answer has the status {status}"))),
        }
        let body = response.body_mut().with_config().limit(LIMIT);
        match body.read_to_vec() {
            Ok(bytes) => String::from_utf8(bytes)
                .map(Told::Text)
                .map_err(|_| Refusal::NotText),
            Err(ureq::Error::BodyExceedsLimit(_)) => Err(Refusal::TooLarge),
            Err(error) => Err(missing(&error.to_string())),
        }
    }

    fn missing(reason: &str) -> Refusal {
        Refusal::Missing(Some(reason.to_owned()))
    }

    /// The URI with everything escaped that may not stand in one.
    fn written(uri: &Uri) -> String {
        use std::fmt::Write as _;
        let mut text = String::new();
        for byte in uri.to_string().bytes() {
            if byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte) {
                text.push(char::from(byte));
            } else {
                let _ = write!(text, "%{byte:02X}");
            }
        }
        text
    }
}
