//! An API with an OAuth 2 scheme, and a server that is both the API and its authorization server.

use std::sync::{Arc, Mutex};

use http::StatusCode;

use super::super::loopback::{Loopback, Step, answer};
use crate::runtime::oauth::{Flow, FlowKind, OAuth2, OAuthScheme};
use crate::runtime::{
    Answer, Api, ApiSpec, Call, ClientBuilder, Core, Operation, OperationSpec, Outcome, Scheme,
};

#[derive(Debug, Clone)]
pub(super) struct Client(pub(super) Core);

impl Api for Client {
    const SPEC: &'static ApiSpec = &ApiSpec {
        user_agent: "pets/1",
        base_url: "https://pets.test/v1",
    };

    fn from_core(core: Core) -> Self {
        Self(core)
    }
}

impl Client {
    pub(super) const OAUTH: OAuthScheme = OAuthScheme {
        name: "oauth",
        flows: &[
            flow(FlowKind::ClientCredentials, None),
            flow(
                FlowKind::AuthorizationCode,
                Some("https://login.test/authorize?tenant=a"),
            ),
            flow(FlowKind::Device, Some("/oauth/device")),
        ],
        discovery: None,
    };
}

const fn flow(kind: FlowKind, authorization_url: Option<&'static str>) -> Flow {
    Flow {
        kind,
        authorization_url,
        token_url: Some("token"),
        refresh_url: None,
        scopes: &[("read", "Reads pets."), ("write", "Writes pets.")],
    }
}

pub(super) static OAUTH: Scheme = Scheme::bearer("oauth");

macro_rules! operation {
    ($name:ident, $method:literal, $scopes:expr) => {
        #[derive(Debug)]
        pub(super) struct $name;

        impl Operation for $name {
            const SPEC: &'static OperationSpec = &OperationSpec {
                id: stringify!($name),
                method: $method,
                path: "/pets",
                parameters: &[],
                security: &[&[&OAUTH.with_scopes($scopes)]],
                accept: "",
                base_url: None,
            };
            type Output = String;
            type Error = std::convert::Infallible;

            fn decode(answer: &Answer) -> Outcome<Self> {
                match answer.status() {
                    200 => Outcome::success(answer.text()),
                    _ => Outcome::Undocumented,
                }
            }
        }
    };
}
operation!(Read, "GET", &["read"]);
operation!(Write, "POST", &["write"]);

impl Client {
    pub(super) fn read(&self) -> Call<Read> {
        Call::new(&self.0)
    }

    pub(super) fn write(&self) -> Call<Write> {
        Call::new(&self.0)
    }
}

/// What the token endpoint gives, by the number of the request; then the API wants `Bearer` with one of the tokens.
pub(super) struct Server {
    loopback: Loopback,
    valid: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub(super) fn new(
        reply: impl Fn(usize, &str) -> (u16, String) + Send + Sync + 'static,
    ) -> Self {
        let valid = Arc::new(Mutex::new(Vec::new()));
        let (given, count) = (Arc::clone(&valid), Mutex::new(0));
        let loopback = Loopback::start(move |request| {
            let line = request.lines().next().unwrap();
            if !line.contains("/pets") {
                // One at a time, and not at once: callers who do not wait for each other would show.
                let mut count = count.lock().unwrap();
                std::thread::sleep(std::time::Duration::from_millis(20));
                *count += 1;
                let (status, body) = reply(*count, request);
                if let Ok(value) = serde_json::from_str::<serde_json::Value>(&body) {
                    if let Some(token) = value.get("access_token").and_then(|token| token.as_str())
                    {
                        given.lock().unwrap().push(token.to_owned());
                    }
                }
                let status = StatusCode::from_u16(status).unwrap().to_string();
                let head = "content-type: application/json\r\n";
                return vec![Step::Send(answer(&status, head, body.as_bytes()))];
            }
            let sent = request
                .lines()
                .find_map(|line| line.strip_prefix("authorization: Bearer "));
            let valid = given.lock().unwrap();
            let ok = sent.is_some_and(|sent| valid.iter().any(|token| token == sent));
            let status = if ok { "200 OK" } else { "401 Unauthorized" };
            vec![Step::Send(answer(
                status,
                "",
                sent.unwrap_or_default().as_bytes(),
            ))]
        });
        Self { loopback, valid }
    }

    /// Gives tokens `t1`, `t2` and so on, with these further fields.
    pub(super) fn giving(fields: &'static str) -> Self {
        Self::new(move |count, _| (200, token(count, fields)))
    }

    pub(super) fn builder(&self, credential: OAuth2) -> ClientBuilder<Client> {
        static SCHEME: OAuthScheme = Client::OAUTH;
        let builder = ClientBuilder::new().base_url(format!("{}/v1", self.loopback.url()));
        builder.credential(&OAUTH, credential.of(&SCHEME))
    }

    pub(super) fn client(&self, credential: OAuth2) -> Client {
        self.builder(credential).build().unwrap()
    }

    /// The API refuses all tokens that it has given.
    pub(super) fn revoke(&self) {
        self.valid.lock().unwrap().clear();
    }

    /// Requests for tokens so far.
    pub(super) fn asked(&self) -> Vec<String> {
        self.requests(|line| !line.contains("/pets"))
    }

    /// Calls so far.
    pub(super) fn called(&self) -> usize {
        self.requests(|line| line.contains("/pets")).len()
    }

    fn requests(&self, wanted: impl Fn(&str) -> bool) -> Vec<String> {
        let mut seen = self.loopback.seen();
        seen.retain(|request| wanted(request.lines().next().unwrap()));
        seen
    }
}

/// `{"access_token":"t1","token_type":"Bearer", ..}`
pub(super) fn token(count: usize, fields: &str) -> String {
    format!(r#"{{"access_token":"t{count}","token_type":"Bearer"{fields}}}"#)
}

pub(super) fn refused(code: &str) -> (u16, String) {
    (
        400,
        format!(r#"{{"error":"{code}","error_description":"No: s3cret, in words"}}"#),
    )
}

/// The body of a request.
pub(super) fn body(request: &str) -> &str {
    request.split_once("\r\n\r\n").unwrap().1
}
