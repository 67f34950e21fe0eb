//! Calls over the wire: the bytes that are sent, and what answers become.

use std::time::Duration;

use http::StatusCode;

use super::loopback::{Loopback, Step, answer};
use super::nethsm::{
    Client, CreateUserError, CreatedUser, PaginationSortMethod, Server, UserPostData, UserRole,
};
use crate::runtime::{Error, HttpResponse};

fn client(server: &Loopback) -> Client {
    Client::builder()
        .base_url(format!("{}/api", server.url()))
        .basic("ann", "pw")
        .build()
        .unwrap()
}

fn user() -> UserPostData {
    UserPostData::new("Ann", UserRole::Operator, "pass")
}

#[tokio::test]
async fn a_request_is_what_the_document_says() {
    let server = Loopback::answer(
        "201 Created",
        "location: /users/1\r\nx-remaining: 7\r\n",
        r#"{"id":"1"}"#,
    );
    let response = client(&server).create_user(user()).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::CREATED);
    assert_eq!(
        (response.location(), response.remaining()),
        (Some("/users/1"), Ok(Some(7)))
    );
    assert_eq!(response.id, "1");
    assert_eq!(
        response.into_body(),
        CreatedUser {
            id: "1".to_owned(),
            parent: None
        }
    );

    let request = server.only();
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let mut lines: Vec<&str> = head.lines().collect();
    // Feature `gzip`.
    lines.retain(|line| *line != "accept-encoding: gzip");
    lines.sort_unstable();
    let host = format!("host: {}", server.url().strip_prefix("http://").unwrap());
    let mut expected = [
        "POST /api/users HTTP/1.1",
        "accept: application/json",
        "authorization: Basic YW5uOnB3",
        "content-length: 56",
        "content-type: application/json",
        "user-agent: nethsm/1.0.0",
        host.as_str(),
    ];
    expected.sort_unstable();
    assert_eq!(lines, expected);
    assert_eq!(
        body,
        r#"{"realName":"Ann","role":"Operator","passphrase":"pass"}"#.to_owned() + ""
    );
}

#[tokio::test]
async fn optional_parameters_and_headers() {
    let server = Loopback::answer("200 OK", "", "[]");
    let users = client(&server)
        .search_users()
        .search_string("a b&c")
        .page_size(1)
        .page_size(2)
        .sort(PaginationSortMethod::Ascending)
        .fields(&["id", "a,b"])
        .trace_id("t 1")
        .header("X-Extra", "e")
        .await
        .unwrap();
    assert!(users.is_empty());
    let request = server.only();
    assert!(request.starts_with("GET /api/users?search_string=a%20b%26c&page_size=2&sort=asc&fields=id,a%2Cb HTTP/1.1\r\n"), "{request}");
    assert!(
        request.contains("\r\nx-trace-id: t 1\r\n") && request.contains("\r\nx-extra: e\r\n"),
        "{request}"
    );
    // The operation asks for no credential.
    assert!(!request.contains("authorization"), "{request}");
    assert!(!request.contains("content-type"), "{request}");
}

#[tokio::test]
async fn credentials_are_chosen_per_call() {
    let server = Loopback::answer("204 No Content", "", "");
    let all = Client::builder()
        .base_url(server.url())
        .basic("ann", "pw")
        .key("k1")
        .query_key("q 1")
        .build()
        .unwrap();
    all.delete_user("u").await.unwrap();
    all.delete_user("u").security(1).await.unwrap();
    all.delete_user("u").security(2).await.unwrap();
    assert!(matches!(
        all.delete_user("u").security(3).await,
        Err(Error::Build(_))
    ));
    Client::builder()
        .base_url(server.url())
        .build()
        .unwrap()
        .delete_user("u")
        .await
        .unwrap();
    let seen = server.seen();
    let has = |index: usize| {
        let request: &str = &seen[index];
        (
            request.contains("?key=q%201 "),
            request.contains("x-api-key: k1"),
            request.contains("authorization: Basic"),
        )
    };
    assert_eq!(seen.len(), 4);
    assert_eq!(has(0), (true, true, false));
    assert_eq!(has(1), (false, false, true));
    assert_eq!(has(2), (false, false, false));
    assert_eq!(has(3), (false, false, false));

    let none = Client::builder().base_url(server.url()).build().unwrap();
    let error = none.create_user(user()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the client lacks a credential for this operation; it takes `basic`"
    );
    assert_eq!(server.seen().len(), 4);
}

#[tokio::test]
async fn documented_errors_are_typed() {
    let body = r#"{"detail":[{"loc":["body",0],"msg":"short"}]}"#;
    let server = Loopback::answer("400 Bad Request", "retry-after: 3\r\n", body);
    let error = client(&server).create_user(user()).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::BAD_REQUEST));
    assert!(
        matches!(error.documented(), Some(CreateUserError::BadRequest(message)) if message.detail.len() == 1)
    );
    let text = error.to_string();
    assert!(
        text.starts_with(
            "the server answered 400 Bad Request: BadRequest(ErrorMessage { detail: ["
        ),
        "{text}"
    );
    assert!(!text.contains('\n'));
    let Error::Documented(failure) = error else {
        panic!()
    };
    assert_eq!(
        (failure.retry_after(), failure.body().as_ref()),
        (Some("3"), body.as_bytes())
    );

    let server = Loopback::answer("401 Unauthorized", "", "");
    let error = client(&server).create_user(user()).await.unwrap_err();
    assert!(matches!(
        error.documented(),
        Some(CreateUserError::Unauthorized)
    ));
}

#[tokio::test]
async fn undocumented_answers_are_kept() {
    let server = Loopback::answer("418 I'm a teapot", "x-a: b\r\n", "x".repeat(100_000));
    let error = client(&server).create_user(user()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the server answered 418 I'm a teapot, which the API does not document"
    );
    let Error::Undocumented(answer) = error else {
        panic!()
    };
    assert_eq!(
        (
            answer.body().len(),
            answer.truncated(),
            answer.header("X-A")
        ),
        (65_536, true, Some("b"))
    );
}

#[tokio::test]
async fn errors_that_the_api_did_not_write_are_kept() {
    for (headers, body) in [
        ("", ""),
        ("content-type: application/json\r\n", " "),
        (
            "content-type: text/html\r\nretry-after: 3\r\n",
            "<h1>Busy</h1>",
        ),
    ] {
        let server = Loopback::answer("400 Bad Request", headers, body);
        let error = client(&server).create_user(user()).await.unwrap_err();
        let Error::Undocumented(answer) = error else {
            panic!("{error:?}")
        };
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
        assert_eq!(answer.body().as_ref(), body.as_bytes());
    }
    let json = "content-type: application/json\r\n";
    let server = Loopback::answer("400 Bad Request", json, "{}");
    let error = client(&server).create_user(user()).await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
}

#[tokio::test]
async fn raw_answers_are_not_judged() {
    let chunks =
        b"HTTP/1.1 500 Oops\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n"
            .to_vec();
    let steps = vec![
        Step::Send(chunks),
        Step::Wait(Duration::from_millis(50)),
        Step::Send(b"2\r\nde\r\n0\r\n\r\n".to_vec()),
    ];
    let server = Loopback::steps(steps);
    let call = client(&server).search_users();
    let mut response = call.clone().send_raw().await.unwrap();
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let mut received = Vec::new();
    while let Some(chunk) = response.chunk().await.unwrap() {
        received.push(chunk);
    }
    assert_eq!(received, ["abc", "de"]);
    assert_eq!(
        call.clone()
            .send_raw()
            .await
            .unwrap()
            .bytes()
            .await
            .unwrap(),
        "abcde"
    );

    let mut stream = call.send_raw().await.unwrap().into_stream();
    let mut next = std::future::poll_fn(|context| {
        futures_core::Stream::poll_next(std::pin::Pin::new(&mut stream), context)
    })
    .await;
    let mut all = Vec::new();
    while let Some(chunk) = next {
        all.extend_from_slice(&chunk.unwrap());
        next = std::future::poll_fn(|context| {
            futures_core::Stream::poll_next(std::pin::Pin::new(&mut stream), context)
        })
        .await;
    }
    assert_eq!(all, b"abcde");
}

#[tokio::test]
async fn servers_can_be_chosen() {
    let server = Loopback::answer("200 OK", "", "[]");
    let other = Loopback::answer("200 OK", "", "[]");
    let client = client(&server);
    client
        .search_users()
        .base_url(format!("{}/other/", other.url()))
        .await
        .unwrap();
    client.search_users().base_url("/v9").await.unwrap();
    assert!(other.only().starts_with("GET /other/users "));
    assert!(server.only().starts_with("GET /v9/users "));

    let call = client
        .search_users()
        .server(Server::new().host("hsm.example"));
    assert_eq!(
        call.inspect().unwrap().url,
        "https://hsm.example/api/v1/users"
    );
    let client = Client::builder()
        .server(Server::new().host("hsm.example"))
        .build()
        .unwrap();
    assert_eq!(
        client.search_users().inspect().unwrap().url,
        "https://hsm.example/api/v1/users"
    );
}

#[tokio::test]
async fn inspection_shows_the_request_without_credentials() {
    let client = Client::builder()
        .basic("ann", "pw")
        .key("k1")
        .query_key("q1")
        .build()
        .unwrap();
    let inspection = client.create_user(user()).inspect().unwrap();
    assert_eq!(inspection.method, "POST");
    assert_eq!(
        inspection.url,
        "https://nethsmdemo.nitrokey.com/api/v1/users"
    );
    assert_eq!(inspection.headers["content-type"], "application/json");
    assert_eq!(
        inspection.body.bytes().unwrap(),
        r#"{"realName":"Ann","role":"Operator","passphrase":"pass"}"#
    );
    let text = format!(
        "{inspection:?} {:?}",
        client.delete_user("u").inspect().unwrap()
    );
    assert!(
        !text.contains("authorization") && !text.contains("k1") && !text.contains("q1"),
        "{text}"
    );
}

#[tokio::test]
async fn mistakes_are_returned_when_sent() {
    let server = Loopback::answer("200 OK", "", "[]");
    let client = client(&server);
    let built = |error: Error<std::convert::Infallible>| match error {
        Error::Build(error) => error.to_string(),
        other => panic!("{other:?}"),
    };
    let message = built(client.delete_user("..").await.unwrap_err());
    assert_eq!(
        message,
        "path parameter `user_id` is empty, `.` or `..`, so that another path would be called"
    );
    let message = built(
        client
            .search_users()
            .trace_id("a\r\nX-Evil: 1")
            .await
            .unwrap_err(),
    );
    assert_eq!(
        message,
        "header parameter `X-Trace-Id` has characters that a header cannot carry"
    );
    let first_wins = client.search_users().header("a b", "").header("a", "\0");
    assert_eq!(
        built(first_wins.await.unwrap_err()),
        "`a b` is no name of a header"
    );
    let message = built(client.search_users().base_url("nowhere").await.unwrap_err());
    assert_eq!(
        message,
        "the base URL has no host: the API's document names none, so give one with `base_url` or `server` of the builder"
    );
    assert!(server.seen().is_empty());

    let built =
        |builder: crate::runtime::ClientBuilder<Client>| builder.build().unwrap_err().to_string();
    assert!(
        built(Client::builder().default_header("a b", "c")).starts_with("default header `a b`")
    );
    assert!(built(Client::builder().base_url("/v1")).starts_with("the base URL has no host"));
    assert!(built(Client::builder().user_agent("\n")).starts_with("the user agent"));
}

#[tokio::test]
async fn credentials_want_tls() {
    let build = || {
        Client::builder()
            .base_url("http://hsm.example")
            .basic("ann", "pw")
    };
    assert_eq!(
        build().build().unwrap_err().to_string(),
        "credentials are not sent to http://hsm.example without TLS: use an https URL, or `allow_insecure_http` of the builder"
    );
    assert!(build().allow_insecure_http().build().is_ok());
    assert!(
        Client::builder()
            .base_url("http://hsm.example")
            .build()
            .is_ok()
    );
    let client = Client::builder().basic("ann", "pw").build().unwrap();
    let error = client
        .create_user(user())
        .base_url("http://hsm.example")
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Build(_)), "{error}");
}

#[tokio::test]
async fn a_transport_can_be_replaced_and_futures_be_spawned() {
    let client = Client::builder()
        .answer_with(|request| async move {
            let body = format!(r#"[{{"id":"{}"}}]"#, request.uri().path());
            Ok(HttpResponse::new(body.into()))
        })
        .user_agent("")
        .default_header("x", "y")
        .build()
        .unwrap();
    let users = tokio::spawn(client.search_users().into_future())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(users[0].id, "/api/v1/users");
    let response = tokio::spawn(client.search_users().send())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(response.len(), 1);
    assert!(
        client
            .search_users()
            .inspect()
            .unwrap()
            .headers
            .get("user-agent")
            .is_none()
    );
}

#[test]
fn answers_are_small_enough_to_pass_on() {
    assert!(size_of::<Error<CreateUserError>>() <= 3 * size_of::<usize>());
    assert_eq!(
        size_of::<crate::runtime::Call<super::nethsm::CreateUser>>(),
        size_of::<usize>()
    );
    assert!(answer("200 OK", "", b"x").ends_with(b"\r\n\r\nx"));
}
