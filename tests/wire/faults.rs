//! Answers that are not what the document says, and answers that do not come.

use std::net::TcpListener;

use generated::runtime::{DecodeError, Error, TransportErrorKind};
use generated::{guardian, user_management};
use serde_json::json;

use super::outcome::shown;
use super::server::{Reply, Server};

type Searching = Error<user_management::operations::SearchUsersError>;

async fn search(server: &Server) -> Searching {
    let client = user_management::Client::builder().base_url(server.url());
    let client = client.api_key("the-key").body_limit(100_000).build();
    client.unwrap().search_users().send().await.unwrap_err()
}

/// The error of a search that is answered with 200 and this.
async fn unreadable(reply: Reply) -> DecodeError {
    match search(&Server::answering(reply)).await {
        Error::Decode(error) => error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_undocumented_status_keeps_what_came() {
    let headers = [("retry-after", "7"), ("content-type", "text/plain")];
    for status in [204, 301, 400, 404, 418, 429, 500, 503, 599] {
        let server = Server::answering(Reply::with(status, &headers, "try later"));
        let error = search(&server).await;
        assert_eq!(error.status().unwrap(), status);
        assert!(error.documented().is_none());
        assert!(error.to_string().contains(&status.to_string()), "{error}");
        let Error::Undocumented(answer) = &error else {
            panic!("{error:?}");
        };
        assert_eq!(answer.status(), status);
        assert_eq!(answer.header("Retry-After"), Some("7"));
        // 204 never has a body (RFC 9112 section 6.3).
        let body = if status == 204 { "" } else { "try later" };
        assert_eq!(answer.text(), body);
        assert!(!answer.truncated());
        assert!(!shown(&error).contains("try later"), "{error:?}");
    }
}

/// Of a long body the beginning is kept.
#[tokio::test]
async fn an_undocumented_body_is_bounded() {
    let server = Server::answering(Reply::with(502, &[], "x".repeat(90_000)));
    let Error::Undocumented(answer) = search(&server).await else {
        panic!();
    };
    assert!(answer.truncated());
    assert_eq!(answer.body().len(), 64 * 1024);
}

/// Guardian documents no error: each is what it is.
#[tokio::test]
async fn an_api_without_documented_errors() {
    let server = Server::answering(Reply::json(422, json!({"errors": ["lastName"]})));
    let client = guardian::Client::builder().base_url(server.url());
    let client = client.bearer("t").build().unwrap();
    let user = guardian::models::UserInput::new("A", "B", 20);
    let error = client.create_user(user).await.unwrap_err();
    let Error::Undocumented(answer) = error else {
        panic!("{error:?}");
    };
    assert_eq!(answer.status(), 422);
    assert_eq!(answer.body().as_ref(), br#"{"errors":["lastName"]}"#);
}

#[tokio::test]
async fn an_unreadable_body_says_where() {
    let role = json!({"name": "N", "description": "D", "composite": "yes"});
    let users = json!([
        {"id": "1", "email": "e", "roles": []},
        {"id": "2", "email": "e", "roles": [role]},
    ]);
    let error = unreadable(Reply::json(200, &users)).await;
    assert_eq!(error.status(), 200);
    assert_eq!(error.path(), "[1].roles[0].composite");
    assert!(error.message().contains("expected a boolean"), "{error}");
    assert!(error.to_string().contains("[1].roles[0].composite"));
    assert!(error.excerpt().contains(r#""composite":"yes""#));
    assert!(error.excerpt().chars().count() <= 200);
    assert_eq!(error.content_type(), Some("application/json"));

    let cases = [
        (
            r#"[{"id": "1", "roles": []}]"#,
            "[0]",
            "missing field `email`",
        ),
        (
            r#"[{"id": null, "email": "e", "roles": []}]"#,
            "[0].id",
            "null",
        ),
        (
            r#"[{"id": "1", "id": "2", "email": "e", "roles": []}]"#,
            "[0]",
            "duplicate field `id`",
        ),
        (r#"{"users": []}"#, "", "expected"),
        ("[]]", "", "trailing"),
        ("[", "[0]", "EOF"),
        ("", "", "the body is empty"),
        ("not json", "", "expected"),
    ];
    for (body, path, message) in cases {
        let error = unreadable(Reply::json(200, body)).await;
        assert_eq!(error.path(), path, "{body}: {error}");
        assert!(error.message().contains(message), "{body}: {error}");
    }
}

/// A page in place of an answer, as proxies give: the error says what it was.
#[tokio::test]
async fn a_page_in_place_of_json() {
    let headers = [("content-type", "text/html; charset=utf-8")];
    let error = unreadable(Reply::with(200, &headers, "<html>Sign in</html>")).await;
    assert_eq!(error.content_type(), Some("text/html"));
    assert!(error.message().contains("`text/html`, not JSON"), "{error}");
    assert_eq!(error.excerpt(), "<html>Sign in</html>");
}

/// The same for the body of a documented error.
#[tokio::test]
async fn an_unreadable_body_of_an_error() {
    let server = Server::answering(Reply::json(422, json!({"detail": {"loc": []}})));
    let Error::Decode(error) = search(&server).await else {
        panic!();
    };
    assert_eq!(error.status(), 422);
    assert_eq!(error.path(), "detail");
    // Without a body it is not the error that the API documents.
    let server = Server::answering(Reply::empty(422));
    let Error::Undocumented(answer) = search(&server).await else {
        panic!();
    };
    assert_eq!(answer.status(), 422);
}

/// Deep nesting is an error, not the end of the program's stack.
#[tokio::test]
async fn nesting_is_limited() {
    let deep = format!("{}{}", "[".repeat(40_000), "]".repeat(40_000));
    // What nobody reads may be as deep as it likes.
    let body = format!(r#"[{{"id": "1", "email": "e", "roles": [], "x": {deep}}}]"#);
    let client = |server: &Server| {
        let client = user_management::Client::builder().base_url(server.url());
        client.api_key("the-key").build().unwrap()
    };
    let server = Server::answering(Reply::json(200, body));
    assert_eq!(client(&server).search_users().await.unwrap().len(), 1);

    let server = Server::answering(Reply::json(200, deep));
    let error = client(&server).delete_user("u").await.unwrap_err();
    assert!(error.to_string().contains("recursion limit"), "{error}");
}

#[tokio::test]
async fn an_answer_that_is_lost() {
    let kind = |error: Searching| match error {
        Error::Transport(error) => error.kind(),
        other => panic!("{other:?}"),
    };
    let server = Server::answering(Reply::truncated(200, "[]"));
    let error = search(&server).await;
    assert!(error.to_string().contains(&server.url()), "{error}");
    assert_eq!(kind(error), TransportErrorKind::Body);
    let server = Server::answering(Reply::endless(200));
    let error = search(&server).await;
    assert!(error.to_string().contains("body_limit"), "{error}");
    assert_eq!(kind(error), TransportErrorKind::BodyLimit);
    // A length that is too large is refused before the body is read.
    let server = Server::answering(Reply::with(200, &[], " ".repeat(100_001)));
    assert_eq!(kind(search(&server).await), TransportErrorKind::BodyLimit);

    let unused = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", unused.local_addr().unwrap());
    drop(unused);
    let client = user_management::Client::builder().base_url(&url);
    let client = client.api_key("the-key").build().unwrap();
    let error = client
        .search_users()
        .search_string("canary")
        .await
        .unwrap_err();
    assert!(error.to_string().contains(&url), "{error}");
    assert!(!shown(&error).contains("canary"), "{error:?}");
    assert_eq!(kind(error), TransportErrorKind::Connect);
}
