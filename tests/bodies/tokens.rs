//! Tokens that clients get by themselves: the generated builder, the document's URLs and scopes, and a server that is both
//! the API and its authorization server.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::oauth2::{Client, OAuth2};
use super::openid_connect;
use super::server::{Reply, Server};

/// Gives `t1`, `t2` and so on, for an hour.
fn server() -> Server {
    let count = AtomicUsize::new(0);
    Server::start(move |request| {
        if request.line.contains("/token ") {
            let count = count.fetch_add(1, Ordering::SeqCst) + 1;
            return Reply::json(
                200,
                format!(r#"{{"access_token":"t{count}","expires_in":3600}}"#),
            );
        }
        if request.line.contains("openid-configuration") {
            let url = format!("http://{}/issuer/token", request.header("host").unwrap());
            return Reply::json(200, format!(r#"{{"token_endpoint":"{url}"}}"#));
        }
        Reply::empty(204)
    })
}

/// The lines that were sent, each with its credential and body.
fn lines(server: &Server) -> Vec<String> {
    let seen = server.seen().into_iter().map(|request| {
        let line = request.line.trim_end_matches(" HTTP/1.1").to_owned();
        let credential = request.header("authorization").unwrap_or("nothing");
        let body = String::from_utf8(request.body.clone()).unwrap();
        format!("{line} with {credential}: {body}")
    });
    seen.collect()
}

#[tokio::test]
async fn scopes_of_operations_and_urls_of_the_document() {
    let server = server();
    let url = format!("{}/token", server.url());
    let client = Client::builder()
        .base_url(format!("{}/v1", server.url()))
        .accounts(OAuth2::client_credentials("id", "pw").token_url(url))
        // Beside the API, as the document says.
        .app(OAuth2::client_credentials("id", "pw"))
        .key("k")
        .build()
        .unwrap();
    client.get_default().await.unwrap();
    client.get_either().await.unwrap();
    client.get_either().security(2).await.unwrap();
    let basic = "with Basic aWQ6cHc=";
    assert_eq!(
        lines(&server),
        [
            format!("POST /token {basic}: grant_type=client_credentials&scope=read"),
            "GET /v1/default with Bearer t1: ".to_owned(),
            format!("POST /token {basic}: grant_type=client_credentials&scope=read%20write"),
            "GET /v1/either with Bearer t2: ".to_owned(),
            format!("POST /v1/token {basic}: grant_type=client_credentials"),
            "GET /v1/either with Bearer t3: ".to_owned(),
        ]
    );
}

#[tokio::test]
async fn a_token_is_a_text_still() {
    let server = server();
    let client = Client::builder()
        .base_url(server.url())
        .accounts("mine")
        .browser(String::from("other"))
        .build()
        .unwrap();
    client.get_default().await.unwrap();
    client.get_either().security(1).await.unwrap();
    assert_eq!(
        lines(&server),
        [
            "GET /default with Bearer mine: ",
            "GET /either with Bearer other: "
        ]
    );
}

/// Fifty calls at once, over sockets.
#[tokio::test]
async fn calls_at_once_share_a_token() {
    let server = server();
    let url = format!("{}/token", server.url());
    let credential = OAuth2::client_credentials("id", "pw").token_url(url);
    let builder = Client::builder()
        .base_url(server.url())
        .accounts(credential);
    let client = builder.build().unwrap();
    let calls = (0..50).map(|_| tokio::spawn(client.get_default().send()));
    for call in calls.collect::<Vec<_>>() {
        call.await.unwrap().unwrap();
    }
    let asked = lines(&server)
        .iter()
        .filter(|line| line.starts_with("POST"))
        .count();
    assert_eq!((asked, server.seen().len()), (1, 51));
}

/// What the document says can be used before there is a client.
#[tokio::test]
async fn a_login_starts_at_the_document_s_url() {
    let login = Client::ACCOUNTS
        .login("id", "https://app.test/back")
        .start()
        .unwrap();
    assert!(
        login
            .url()
            .starts_with("https://login.example.org/authorize?response_type=code&")
    );
    let scheme = openid_connect::Client::PROVIDER;
    assert!(scheme.login("id", "https://app.test/back").start().is_err());
    assert!(
        scheme
            .discovery
            .unwrap()
            .ends_with("/.well-known/openid-configuration")
    );
}
