//! What every call can do: be awaited for its body or its answer, kept, cloned, looked at, given headers and a time.

use std::time::Duration;

use generated::runtime::Error;
use generated::user_management::{Client, models};
use serde_json::{Value, json};

use super::outcome::{documented, refused};
use super::server::{Reply, Server};

fn client(server: &Server) -> Client {
    Client::builder()
        .base_url(server.url())
        .api_key("the-key")
        .build()
        .unwrap()
}

fn one_user() -> Reply {
    Reply::with(
        200,
        &[("content-type", "application/json"), ("x-total", "31")],
        json!([{"id": "1", "email": "e", "roles": []}]),
    )
}

#[tokio::test]
async fn awaiting_gives_the_body_and_sending_the_answer() {
    let server = Server::answering(one_user());
    let client = client(&server);
    let expected = models::UserResponse::new("1", "e", []);
    let users: Vec<models::UserResponse> = client.search_users().await.unwrap();
    assert_eq!(users.as_slice(), std::slice::from_ref(&expected));

    let answer = client.search_users().send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["x-total"], "31");
    assert_eq!(answer.header("X-Total"), Some("31"));
    assert_eq!(answer.header_as::<i64>("x-total"), Ok(Some(31)));
    assert_eq!(answer.header_as::<i64>("x-none"), Ok(None));
    let error = answer.header_as::<bool>("x-total").unwrap_err();
    assert!(error.to_string().contains("x-total"));
    // The answer is its body to who only wants that.
    assert_eq!(answer.len(), 1);
    assert_eq!(answer[0], expected);
    assert_eq!(answer.into_body(), [expected]);
}

/// A call may leave the client behind, go to another task and be sent twice.
#[tokio::test]
async fn a_call_owns_what_it_needs() {
    let server = Server::answering(Reply::json(200, "null"));
    let call = client(&server).delete_user(&String::from("u-1"));
    let again = call.clone();
    let task = tokio::spawn(async move { call.await });
    assert_eq!(task.await.unwrap().unwrap(), Value::Null);
    again.await.unwrap();
    assert_eq!(server.seen().len(), 2);
    // Nothing is sent by a call that is only made.
    drop(client(&server).delete_user("u-2"));
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn headers_are_added_and_replaced() {
    let server = Server::answering(Reply::json(200, "[]"));
    let client = Client::builder()
        .base_url(server.url())
        .api_key("the-key")
        .user_agent("mine/2")
        .default_header("x-every", "1")
        .default_header("x-both", "client")
        .build()
        .unwrap();
    let call = client.search_users().header("X-Both", "call");
    call.header("accept-language", "de, en;q=0.5")
        .await
        .unwrap();
    let headers = [
        ("accept", "application/json"),
        ("accept-language", "de, en;q=0.5"),
        ("authorization", "Bearer the-key"),
        ("user-agent", "mine/2"),
        ("x-both", "call"),
        ("x-every", "1"),
    ];
    server.assert_saw("GET /users HTTP/1.1", &headers, None);

    let server = Server::answering(Reply::json(200, "[]"));
    let silent = Client::builder().base_url(server.url()).user_agent("");
    let call = silent.api_key("k").build().unwrap().search_users();
    call.await.unwrap();
    assert_eq!(server.only().header("user-agent"), None);
}

#[tokio::test]
async fn a_header_cannot_bring_another() {
    let server = Server::answering(Reply::json(200, "[]"));
    for (name, value) in [
        ("x-a", "1\r\nx-b: 2"),
        ("x-a", "1\n2"),
        ("x-a", "nul\0"),
        ("x-a\r\nx-b", "1"),
        ("x a", "1"),
        ("", "1"),
        (":path", "/"),
    ] {
        let said = refused(client(&server).search_users().header(name, value)).await;
        assert!(said.contains("header"), "{said}");
        assert!(!said.contains('\n') && !said.contains('\r'), "{said:?}");
        let builder = Client::builder().base_url(server.url());
        let error = builder.default_header(name, value).build().unwrap_err();
        assert!(error.to_string().contains("header"), "{error}");
    }
    let error = Client::builder().user_agent("a\r\nb: c").build();
    assert!(error.unwrap_err().to_string().contains("user agent"));
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_call_has_its_own_time() {
    let server = Server::answering(Reply::json(200, "[]").after(Duration::from_secs(20)));
    let limit = Duration::from_millis(60);
    let error = client(&server).search_users().timeout(limit).send();
    let error = error.await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(error.status(), None);
    let Error::Timeout(timeout) = &error else {
        panic!("{error:?}");
    };
    assert_eq!(timeout.timeout(), Some(limit));
    assert!(error.to_string().contains("the time was up"), "{error}");

    // The client's own holds where a call has none; a longer one of a call counts more.
    let client = |limit| {
        let builder = Client::builder().base_url(server.url()).api_key("k");
        builder.timeout(limit).build().unwrap()
    };
    let error = client(limit).search_users().await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");

    let server = Server::answering(Reply::json(200, "[]").after(Duration::from_millis(150)));
    let slow = Client::builder().base_url(server.url()).api_key("k");
    let slow = slow.timeout(limit).build().unwrap();
    let call = slow.search_users().timeout(Duration::from_secs(20));
    assert_eq!(call.await.unwrap(), []);
}

/// The time also limits a body that comes too slowly.
#[tokio::test]
async fn the_time_is_for_the_whole_answer() {
    let reply = Reply::chunks(200, &["[", " "], Duration::from_secs(20));
    let server = Server::answering(reply);
    let call = client(&server).search_users();
    let error = call.timeout(Duration::from_millis(200)).await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
}

#[tokio::test]
async fn a_request_can_be_looked_at() {
    let server = Server::answering(Reply::empty(422));
    let call = client(&server).reset_user_password("a b", models::PasswordResetRequest::new("n3w"));
    let call = call.header("x-trace", "7");
    let request = call.inspect().unwrap();
    assert_eq!(request.method, "POST");
    let url = format!("{}/users/a%20b/reset_password", server.url());
    assert_eq!(request.url.to_string(), url);
    assert_eq!(request.headers["x-trace"], "7");
    assert_eq!(request.headers["content-type"], "application/json");
    assert_eq!(
        request.body.bytes().unwrap(),
        br#"{"password":"n3w"}"#.as_slice()
    );

    // Credentials are not part of what is shown.
    let request = client(&server).search_users().inspect().unwrap();
    assert!(!request.headers.contains_key("authorization"));
    assert!(request.body.is_empty());

    // What would fail fails here too, and nothing was sent so far.
    assert!(client(&server).delete_user("..").inspect().is_err());
    assert_eq!(server.connections(), 0);
}

/// Every mistake is reported when the call is sent, also one made before others.
#[tokio::test]
async fn the_first_mistake_counts() {
    let server = Server::answering(Reply::empty(200));
    let call = client(&server).search_users().header("x y", "1");
    let said = refused(call.header("x-z", "\n")).await;
    assert!(said.contains("`x y`"), "{said}");
    assert_eq!(server.connections(), 0);
}

/// A dropped call is over: the client works on.
#[tokio::test]
async fn a_dropped_call_is_cancelled() {
    let server = Server::start(|request| {
        if request.line.contains("slow") {
            Reply::json(200, "null").after(Duration::from_secs(20))
        } else {
            Reply::json(422, "{}")
        }
    });
    let client = client(&server);
    let slow = tokio::time::timeout(
        Duration::from_millis(100),
        client.delete_user("slow").send(),
    );
    assert!(slow.await.is_err());
    documented(client.delete_user("fast"), 422).await;
}
