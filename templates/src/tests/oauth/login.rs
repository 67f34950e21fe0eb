//! The user agrees in a browser.

use super::api::{Client, Server, body};
use crate::runtime::oauth::{Endpoints, OAuthError, OAuthScheme, login::url_safe};
use crate::runtime::{HttpResponse, ReqwestTransport, Secret};

const CALLBACK: &str = "https://app.test/back?x=1";

/// The example of RFC 7636, appendix B.
#[test]
fn the_challenge() {
    use sha2::Digest as _;
    let digest = sha2::Sha256::digest(b"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    assert_eq!(
        url_safe(&digest),
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    );
}

#[tokio::test]
async fn a_code_is_exchanged() {
    let login = Client::OAUTH
        .login("an id", CALLBACK)
        .scopes(["read", "write"]);
    let login = login.parameter("prompt", "consent").start().unwrap();
    let (state, verifier) = (login.state().clone(), login.verifier().clone());
    assert_eq!((state.expose().len(), verifier.expose().len()), (43, 43));
    assert_ne!(state, verifier);
    let start = format!(
        "https://login.test/authorize?tenant=a&response_type=code&client_id=an%20id\
         &redirect_uri=https%3A%2F%2Fapp.test%2Fback%3Fx%3D1&scope=read%20write&state={}&code_challenge=",
        state.expose()
    );
    assert!(login.url().starts_with(&start), "{}", login.url());
    assert!(
        login
            .url()
            .ends_with("&code_challenge_method=S256&prompt=consent")
    );
    assert!(!login.url().contains(verifier.expose()));
    let debug = format!("{login:?}");
    assert!(
        !debug.contains(state.expose()) && !debug.contains(verifier.expose()),
        "{debug}"
    );

    let answer = format!("{CALLBACK}&code=c%2F0+de&state={}#_", state.expose());
    let credential = login.finish(&answer).unwrap().client_secret("s");
    let server = Server::giving("");
    server.client(credential).read().await.unwrap();
    let expected = format!(
        "grant_type=authorization_code&code=c%2F0%20de\
         &redirect_uri=https%3A%2F%2Fapp.test%2Fback%3Fx%3D1&code_verifier={}",
        verifier.expose()
    );
    assert_eq!(body(&server.asked()[0]), expected);
}

#[test]
fn answers_to_others_and_refusals() {
    let login = Client::OAUTH.login("id", CALLBACK).start().unwrap();
    let state = login.state().expose().to_owned();
    for answer in [
        "code=x".to_owned(),
        "code=x&state=".to_owned(),
        format!("code=x&state={state}x"),
        format!("code=x&state={}", state.to_lowercase()),
    ] {
        let error = login.clone().finish(&answer).unwrap_err();
        assert!(
            matches!(error, OAuthError::ForeignState),
            "{answer}: {error:?}"
        );
    }
    let answer = format!("?error=access_denied&error_description=Not%0Anow&state={state}");
    let error = login.clone().finish(&answer).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the authorization server refused: access_denied (Not now)"
    );
    assert!(login.finish(&format!("state={state}")).is_err());
}

#[tokio::test]
async fn urls_come_from_the_document_the_caller_or_the_provider() {
    const RELATIVE: OAuthScheme = OAuthScheme {
        name: "oidc",
        flows: &[],
        discovery: Some("https://login.test/.well-known/openid-configuration"),
    };
    let start = || RELATIVE.login("id", CALLBACK);
    assert!(start().start().is_err());
    let own = start()
        .authorization_url("https://other.test/a")
        .start()
        .unwrap();
    assert!(
        own.url()
            .starts_with("https://other.test/a?response_type=code&")
    );
    let provider = Client::OAUTH
        .discover(&ReqwestTransport::with_defaults().unwrap())
        .await;
    assert!(provider.is_err());
    let endpoints = Endpoints {
        authorization: Some("https://found.test/a".to_owned()),
        ..Endpoints::default()
    };
    let found = start().endpoints(endpoints).start().unwrap();
    assert!(found.url().starts_with("https://found.test/a?"));
    let _ = (HttpResponse::new(()), Secret::default());
}
