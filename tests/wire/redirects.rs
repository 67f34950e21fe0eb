//! Redirects: followed on the same server, answered to the caller where they lead to another.

use generated::runtime::{Error, RedirectReason, TransportErrorKind};
use generated::user_management::Client;

use super::server::{Reply, Server};

fn client(server: &Server) -> Client {
    let builder = Client::builder().base_url(server.url());
    builder.api_key("canary").build().unwrap()
}

fn to(status: u16, location: &str) -> Reply {
    Reply::with(status, &[("location", location)], "")
}

/// Another port is another server: it gets neither credential nor request.
#[tokio::test]
async fn another_server_gets_nothing() {
    let other = Server::answering(Reply::json(200, "[]"));
    for status in [301, 302, 303, 307, 308] {
        let location = format!("{}/users", other.url());
        let target = location.clone();
        let server = Server::start(move |_| to(status, &target));
        let error = client(&server).search_users().await.unwrap_err();
        let Error::Redirected(redirected) = error else {
            panic!("{error:?}");
        };
        assert_eq!(redirected.answer().status(), status);
        assert_eq!(redirected.reason(), RedirectReason::OtherOrigin);
        assert_eq!(redirected.location(), Some(location.as_str()));
        assert_eq!(server.connections(), 1);
    }
    assert_eq!(other.connections(), 0);
}

/// Nor by way of the same server.
#[tokio::test]
async fn another_server_gets_nothing_in_the_end() {
    let other = Server::answering(Reply::json(200, "[]"));
    let target = other.url();
    let server = Server::start(move |request| match request.line.as_str() {
        "GET /users HTTP/1.1" => to(307, "/step"),
        _ => to(307, &target),
    });
    let error = client(&server).search_users().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 307);
    assert_eq!(server.seen().len(), 2);
    assert_eq!(other.connections(), 0);
}

#[tokio::test]
async fn the_same_server_is_followed() {
    let server = Server::start(|request| match request.line.as_str() {
        "DELETE /users/u HTTP/1.1" => to(308, "/v2/users/u"),
        _ => Reply::json(200, "null"),
    });
    client(&server).delete_user("u").await.unwrap();
    let seen = server.seen();
    assert_eq!(seen[1].line, "DELETE /v2/users/u HTTP/1.1");
    assert_eq!(seen[1].header("authorization"), Some("Bearer canary"));
    assert_eq!(seen[1].header("referer"), None);
}

#[tokio::test]
async fn a_circle_ends() {
    let server = Server::answering(to(307, "/users"));
    let error = client(&server).search_users().await.unwrap_err();
    let Error::Transport(error) = error else {
        panic!("{error:?}");
    };
    assert_eq!(error.kind(), TransportErrorKind::Redirect);
    assert!(server.seen().len() < 20);
}
