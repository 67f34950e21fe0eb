//! Which server is called: the document's, the builder's, the call's.

use generated::{ghc, guardian, nethsm, odin, user_management};

use super::outcome::refused;
use super::server::{Reply, Server};

fn nethsm_user() -> nethsm::models::UserPostData {
    nethsm::models::UserPostData::new("Jane", nethsm::models::UserRole::Metrics, "passphrase")
}

/// The document's own servers, with their variables.
#[test]
fn variables_make_the_url() {
    assert_eq!(
        nethsm::Server::default().url(),
        "https://nethsmdemo.nitrokey.com/api/v1"
    );
    let server = nethsm::Server::default().host("hsm.example.org:8443");
    assert_eq!(
        server.version("v2").url(),
        "https://hsm.example.org:8443/api/v2"
    );
    let server = odin::Server::default().host("odin.example.org");
    assert_eq!(server.version("3").url(), "https://odin.example.org/api/v3");
    let server = guardian::Server::default().server("i9.example.org");
    assert_eq!(server.url(), "https://i9.example.org/v1");
    for origin in ["https://my.move.mil", "https://my.move.mil/"] {
        assert_eq!(ghc::Server::new(origin).url(), "https://my.move.mil/ghc/v1");
    }
}

/// What is called without further words, and what the builder and the call make of it.
#[test]
fn the_call_counts_more_than_the_builder() {
    let call = |builder: nethsm::ClientBuilder| builder.build().unwrap().create_user(nethsm_user());
    let url = |call: nethsm::Call<_>| call.inspect().unwrap().url.to_string();
    let builder = nethsm::Client::builder;
    assert_eq!(
        url(call(builder())),
        "https://nethsmdemo.nitrokey.com/api/v1/users"
    );
    let server = || nethsm::Server::default().host("a.example.org");
    assert_eq!(
        url(call(builder().server(server()))),
        "https://a.example.org/api/v1/users"
    );
    // The last word counts.
    let last = builder()
        .server(server())
        .base_url("https://b.example.org/");
    assert_eq!(url(call(last)), "https://b.example.org/users");
    let client = builder().server(server()).build().unwrap();
    let one = client.create_user(nethsm_user());
    assert_eq!(
        url(one.clone().server(server().version("v9"))),
        "https://a.example.org/api/v9/users"
    );
    assert_eq!(
        url(one.clone().base_url("https://c.example.org/x")),
        "https://c.example.org/x/users"
    );
    assert_eq!(
        url(one.clone().base_url("/other")),
        "https://a.example.org/other/users"
    );
    // The client is what it was.
    assert_eq!(url(one), "https://a.example.org/api/v1/users");
}

#[tokio::test]
async fn one_call_to_another_server() {
    let (usual, other) = (
        Server::answering(Reply::json(200, "[]")),
        Server::answering(Reply::json(200, "[]")),
    );
    let client = user_management::Client::builder().base_url(usual.url());
    let client = client.api_key("k").build().unwrap();
    let call = client
        .search_users()
        .base_url(format!("{}/v2", other.url()));
    call.await.unwrap();
    client.search_users().server(other.url()).await.unwrap();
    client.search_users().await.unwrap();
    let lines: Vec<String> = other.seen().into_iter().map(|seen| seen.line).collect();
    assert_eq!(lines, ["GET /v2/users HTTP/1.1", "GET /users HTTP/1.1"]);
    assert_eq!(usual.only().line, "GET /users HTTP/1.1");
}

/// A document whose server has no host cannot be called without one, and the error says what to do.
#[test]
fn a_relative_server_wants_a_host() {
    let said = ghc::Client::builder().build().unwrap_err().to_string();
    assert!(said.contains("has no host"), "{said}");
    assert!(
        said.contains("`server`") && said.contains("`base_url`"),
        "{said}"
    );
    for url in ["/ghc/v1", "my.move.mil", "//my.move.mil", ""] {
        ghc::Client::builder().base_url(url).build().unwrap_err();
    }
}

#[tokio::test]
async fn a_base_url_that_is_none_is_refused() {
    let client = nethsm::Client::builder().basic("u", "p").build().unwrap();
    for (url, said) in [
        ("ftp://example.org", "https://"),
        ("https://canary@example.org", "user name"),
        ("https://u:canary@example.org", "user name"),
        ("https://example.org?canary=1", "query"),
        ("https://example.org/#f", "fragment"),
        ("https://example.org/a/../b", "segment"),
        ("https://exa mple.org", "not a valid URL"),
        ("https://example.org\r\nx: y", "not a valid URL"),
        ("nonsense", "host"),
    ] {
        let error = nethsm::Client::builder().base_url(url).build();
        let error = error.unwrap_err().to_string();
        assert!(error.contains(said), "{url}: {error}");
        assert!(!error.contains("canary"), "{error}");
        let error = refused(client.create_user(nethsm_user()).base_url(url)).await;
        assert!(error.contains(said), "{url}: {error}");
        assert!(!error.contains("canary"), "{error}");
    }
}

/// A variable cannot turn the URL into another one unnoticed: what comes out is a URL of the chosen host or an error.
#[test]
fn variables_are_checked_with_the_url() {
    let server = nethsm::Server::default();
    for bad in ["a b", "x@evil.example", "h?q", "h#f", "a/../b"] {
        let built = nethsm::Client::builder().server(server.clone().host(bad));
        built.build().unwrap_err();
    }
}
