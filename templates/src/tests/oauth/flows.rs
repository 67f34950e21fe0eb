//! The requests of each flow, byte by byte, and its errors.

use super::super::loopback::{Loopback, Step, answer};
use super::api::{Client, OAUTH, Server, body, refused, token};
use crate::runtime::oauth::{ClientAuth, Flow, FlowKind, OAuth2, OAuthError, OAuthScheme};
use crate::runtime::{Error, Secret, TokenError, TokenFuture, TokenRequest, TokenSource};

#[tokio::test]
async fn client_credentials() {
    let server = Server::giving("");
    let client = server.client(OAuth2::client_credentials("an id", "s3:cret"));
    assert_eq!(client.read().await.unwrap(), "t1");
    let asked = server.asked();
    assert!(
        asked[0].starts_with("POST /v1/token HTTP/1.1\r\n"),
        "{}",
        asked[0]
    );
    // `an%20id:s3%3Acret`
    assert!(
        asked[0].contains("authorization: Basic YW4lMjBpZDpzMyUzQWNyZXQ=\r\n"),
        "{}",
        asked[0]
    );
    assert!(asked[0].contains("accept: application/json\r\n"));
    assert!(asked[0].contains("content-type: application/x-www-form-urlencoded\r\n"));
    assert_eq!(body(&asked[0]), "grant_type=client_credentials&scope=read");
}

#[tokio::test]
async fn the_secret_in_the_body_and_more_fields() {
    let server = Server::giving("");
    let credential = OAuth2::client_credentials("id", "s3cret")
        .client_auth(ClientAuth::Body)
        .scopes(["a", "b"])
        .parameter("audience", "https://api");
    assert!(server.client(credential).read().await.is_ok());
    let asked = server.asked();
    assert!(!asked[0].contains("authorization"));
    assert_eq!(
        body(&asked[0]),
        "grant_type=client_credentials&scope=a%20b&audience=https%3A%2F%2Fapi&client_id=id&client_secret=s3cret"
    );
}

#[tokio::test]
async fn passwords_and_refresh_tokens() {
    let server = Server::giving("");
    let client = server.client(OAuth2::password("id", "ann", "s3cret").scopes(["read"]));
    client.read().await.unwrap();
    let client = server.client(OAuth2::refresh_token("id", "r0").client_secret("s"));
    client.read().await.unwrap();
    let asked = server.asked();
    assert_eq!(
        body(&asked[0]),
        "grant_type=password&username=ann&password=s3cret&scope=read&client_id=id"
    );
    assert_eq!(body(&asked[1]), "grant_type=refresh_token&refresh_token=r0");
    assert!(asked[1].contains("authorization: Basic aWQ6cw==\r\n"));
}

/// The codes of RFC 6749 section 5.2 and others; some servers refuse with 200.
#[tokio::test]
async fn refusals_are_typed() {
    for (status, code) in [
        (400, "invalid_request"),
        (401, "invalid_client"),
        (400, "invalid_grant"),
        (400, "unauthorized_client"),
        (400, "unsupported_grant_type"),
        (400, "invalid_scope"),
        (200, "bad_verification_code"),
    ] {
        let server = Server::new(move |_, _| (status, refused(code).1));
        let client = server.client(OAuth2::client_credentials("id", "s3cret"));
        let error = client.read().await.unwrap_err();
        let text = format!("{error} {error:?}");
        assert!(!text.contains("s3cret"), "{text}");
        let Error::Token(error) = error else {
            panic!("{text}")
        };
        let Some(OAuthError::Refused(refusal)) = error.oauth() else {
            panic!("{text}")
        };
        assert_eq!(refusal.code(), code);
        assert_eq!(refusal.status().unwrap(), status);
        assert_eq!(refusal.description(), Some("No: [redacted], in words"));
        assert_eq!(server.called(), 0);
    }
}

#[tokio::test]
async fn answers_that_are_none() {
    for (status, text, said) in [
        (200, "<html>", "answered 200 OK: the answer is not JSON"),
        (200, "[]", "the answer is not an object"),
        (200, "{}", "there is no `access_token`"),
        (200, r#"{"access_token":""}"#, "there is no `access_token`"),
        (
            200,
            r#"{"access_token":"t","token_type":"mac"}"#,
            "of type `mac`",
        ),
        (
            500,
            r#"{"message":"s3cret"}"#,
            "answered 500 Internal Server Error: an error",
        ),
        (302, "", "the answer is not JSON"),
    ] {
        let server = Server::new(move |_, _| (status, text.to_owned()));
        let client = server.client(OAuth2::client_credentials("id", "s3cret"));
        let error = client.read().await.unwrap_err().to_string();
        assert!(
            error.contains(said) && !error.contains("s3cret"),
            "{text}: {error}"
        );
    }
}

/// Where a provider describes itself, it is asked once.
#[tokio::test]
async fn discovery() {
    static OIDC: OAuthScheme = OAuthScheme {
        name: "oauth",
        flows: &[],
        discovery: Some("/.well-known/openid-configuration"),
    };
    let server = Server::new(|count, request| match count {
        1 => {
            let host = request
                .lines()
                .find_map(|line| line.strip_prefix("host: "))
                .unwrap();
            (
                200,
                format!(r#"{{"issuer":"x","token_endpoint":"http://{host}/issued/token"}}"#),
            )
        }
        _ => (200, token(count, r#","expires_in":0"#)),
    });
    let client = server
        .builder("".into())
        .credential(&OAUTH, OAuth2::client_credentials("id", "s").of(&OIDC))
        .build()
        .unwrap();
    client.read().await.unwrap();
    client.read().await.unwrap();
    let lines: Vec<String> = server
        .asked()
        .iter()
        .map(|text| text.lines().next().unwrap().to_owned())
        .collect();
    assert_eq!(
        lines,
        [
            "GET /.well-known/openid-configuration HTTP/1.1",
            "POST /issued/token HTTP/1.1",
            "POST /issued/token HTTP/1.1"
        ]
    );
}

#[test]
fn what_the_document_does_not_say_is_said_at_once() {
    static EMPTY: OAuthScheme = OAuthScheme {
        name: "oauth",
        flows: &[Flow {
            kind: FlowKind::Implicit,
            authorization_url: Some("https://login.test"),
            token_url: None,
            refresh_url: None,
            scopes: &[],
        }],
        discovery: None,
    };
    let server = Server::giving("");
    let build = |credential: OAuth2| {
        let builder = server.builder("".into());
        builder.credential(&OAUTH, credential.of(&EMPTY)).build()
    };
    let credentials = || OAuth2::client_credentials("id", "s3cret");
    let error = build(credentials()).unwrap_err().to_string();
    assert!(
        error.contains("credential `oauth`") && error.contains("`token_url`"),
        "{error}"
    );
    assert!(build(credentials().token_url("https://x/token")).is_ok());
    let device = OAuth2::device("id", |_| {}).token_url("https://x/token");
    let error = build(device.clone()).unwrap_err().to_string();
    assert!(error.contains("`device_authorization_url`"), "{error}");
    assert!(build(device.device_authorization_url("https://x/device")).is_ok());
    assert!(build("a token".into()).is_ok());
}

/// Secrets go over TLS, or stay on this machine.
#[tokio::test]
async fn secrets_want_tls() {
    let server = Server::giving("");
    for url in [
        "http://login.test/token?x=s3cret",
        "ftp://a/b",
        "//a/b",
        "https://u@a/b",
    ] {
        let credential = OAuth2::client_credentials("id", "s3cret").token_url(url);
        let error = server.client(credential).read().await.unwrap_err();
        let Error::Token(error) = &error else {
            panic!("{error:?}")
        };
        assert!(
            matches!(error.oauth(), Some(OAuthError::Endpoint(_))),
            "{error:?}"
        );
        assert!(!error.to_string().contains("s3cret"), "{error}");
    }
    assert!(server.asked().is_empty());
}

/// A redirect would take the secret elsewhere.
#[tokio::test]
async fn token_endpoints_are_not_redirected() {
    let other = Loopback::answer("200 OK", "", token(1, ""));
    let location = format!("location: {}\r\n", other.url());
    let server = Server::giving("");
    let moved = Loopback::start(move |_| vec![Step::Send(answer("307 Moved", &location, b"{}"))]);
    let credential = OAuth2::client_credentials("id", "s3cret").token_url(moved.url());
    assert!(server.client(credential).read().await.is_err());
    assert!(other.seen().is_empty());
}

/// Numbers its tokens by the scopes and the tokens that it was told of.
struct Own;

impl TokenSource for Own {
    fn token<'a>(&'a self, wanted: TokenRequest<'a>) -> TokenFuture<'a> {
        Box::pin(async move {
            match wanted.refused().map(Secret::expose) {
                None => Ok(wanted.scopes().join(",").into()),
                Some("read") => Ok("t1".into()),
                Some(_) => Err(TokenError::new("out of tokens")),
            }
        })
    }
}

#[tokio::test]
async fn sources_of_the_caller() {
    let server = Server::giving("");
    server
        .client(OAuth2::client_credentials("id", "s"))
        .read()
        .await
        .unwrap();
    let client = server.client(OAuth2::source(Own));
    assert_eq!(client.read().await.unwrap(), "t1");
    let error = client.write().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "there is no token for the call: out of tokens"
    );
    // A token that cannot be in a header is not shown.
    let client: Client = server.client("bad\ntoken".into());
    assert!(matches!(client.read().await, Err(Error::Build(_))));
}
