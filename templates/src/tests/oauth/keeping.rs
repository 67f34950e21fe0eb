//! Tokens are kept, shared, renewed in time and after a refusal.

use std::sync::{Arc, Mutex};

use super::api::{Client, Server, body, refused, token};
use crate::runtime::oauth::OAuth2;
use crate::runtime::{Body, Error};

fn credentials() -> OAuth2 {
    OAuth2::client_credentials("id", "s3cret")
}

async fn fifty(client: &Client) -> Vec<bool> {
    let calls = (0..50).map(|_| tokio::spawn(client.read().send()));
    let mut results = Vec::new();
    for call in calls.collect::<Vec<_>>() {
        results.push(call.await.unwrap().is_ok());
    }
    results
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn calls_at_once_make_one_request() {
    let server = Server::giving(r#","expires_in":3600"#);
    let client = server.client(credentials());
    assert_eq!(fifty(&client).await, [true; 50]);
    assert_eq!(server.asked().len(), 1);
    assert_eq!(server.called(), 50);
    // A refusal of all of them too.
    server.revoke();
    assert_eq!(fifty(&client).await, [true; 50]);
    assert_eq!(server.asked().len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn those_who_wait_share_a_failure() {
    let server = Server::new(|count, _| match count {
        1 => refused("invalid_client"),
        _ => (200, token(count, "")),
    });
    let client = server.client(credentials());
    let results = fifty(&client).await;
    assert!(results.contains(&false));
    // Who came later asked anew.
    assert!(server.asked().len() <= 2, "{}", server.asked().len());
    assert!(client.read().await.is_ok());
}

#[tokio::test]
async fn tokens_are_renewed_shortly_before_they_expire() {
    for (life, expected) in [
        (r#","expires_in":3600"#, 1),
        (r#","expires_in":"1""#, 2),
        ("", 1),
        (r#","expires_in":0"#, 3),
    ] {
        let server = Server::giving(life);
        let client = server.client(credentials());
        client.read().await.unwrap();
        client.read().await.unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(920)).await;
        client.read().await.unwrap();
        assert_eq!(server.asked().len(), expected, "{life}");
    }
}

#[tokio::test]
async fn a_refused_token_is_renewed_once() {
    let server = Server::giving("");
    let client = server.client(credentials());
    client.read().await.unwrap();
    server.revoke();
    assert_eq!(client.read().await.unwrap(), "t2");
    assert_eq!((server.asked().len(), server.called()), (2, 3));
    // A server that refuses whatever it is given is believed.
    let server = Server::new(|count, _| (200, format!(r#"{{"access_token":"t{count}\u00e9"}}"#)));
    let client = server.client(credentials());
    assert!(client.read().await.is_err());
    let server = Server::new(|_, _| (200, r#"{"access_token":"t","x":1}"#.to_owned()));
    let client = server.client(credentials());
    client.read().await.unwrap();
    let stubborn = server.client("never valid".into());
    assert_eq!(stubborn.read().await.unwrap_err().status().unwrap(), 401);
}

/// A stream cannot be sent again: the refusal is the answer.
#[tokio::test]
async fn a_stream_is_not_sent_again() {
    let server = Server::giving("");
    let client = server.client(credentials());
    client.write().await.unwrap();
    server.revoke();
    let body = Body::reader(std::io::Cursor::new(b"bytes"));
    let call = client.write().set_bytes("text/plain", body);
    assert_eq!(call.await.unwrap_err().status().unwrap(), 401);
    assert_eq!(server.called(), 2);
    // The next call asks for another one.
    assert!(client.write().await.is_ok());
}

#[tokio::test]
async fn refresh_tokens_are_used_and_replaced() {
    let server = Server::new(|count, request| match body(request) {
        text if text.contains("refresh_token=r2") => refused("invalid_grant"),
        _ => (
            200,
            token(
                count,
                &format!(r#","expires_in":0,"refresh_token":"r{count}""#),
            ),
        ),
    });
    let kept = Arc::new(Mutex::new(Vec::new()));
    let keep = Arc::clone(&kept);
    let credential = OAuth2::password("id", "ann", "pw").on_tokens(move |tokens| {
        let token = tokens.refresh_token.as_ref().unwrap();
        keep.lock().unwrap().push(token.expose().to_owned());
    });
    let client = server.client(credential);
    for _ in 0..3 {
        client.read().await.unwrap();
    }
    let grants: Vec<String> = server
        .asked()
        .iter()
        .map(|text| body(text).split('&').take(2).collect::<Vec<_>>().join("&"))
        .collect();
    assert_eq!(
        grants,
        [
            "grant_type=password&username=ann",
            "grant_type=refresh_token&refresh_token=r1",
            // Refused: the password once more.
            "grant_type=refresh_token&refresh_token=r2",
            "grant_type=password&username=ann",
        ]
    );
    assert_eq!(*kept.lock().unwrap(), ["r1", "r2", "r4"]);
}

/// Scopes grow as operations want them, so that two kinds of calls do not take turns.
#[tokio::test]
async fn scopes_follow_operations() {
    let server = Server::giving("");
    let client = server.client(credentials());
    for _ in 0..2 {
        client.read().await.unwrap();
        client.write().await.unwrap();
    }
    let asked = server.asked();
    assert_eq!(asked.len(), 2);
    assert!(body(&asked[0]).ends_with("&scope=read"));
    assert!(body(&asked[1]).ends_with("&scope=read%20write"));
    // Those of the caller do not.
    let client = server.client(credentials().scopes(["all"]));
    client.read().await.unwrap();
    client.write().await.unwrap();
    assert_eq!(server.asked().len(), 3);
}

/// Whoever asks may give up: the next one goes on.
#[tokio::test]
async fn giving_up_blocks_nobody() {
    let server = Server::giving("");
    let client = server.client(credentials());
    let call = client.read().send();
    let brief = std::time::Duration::from_millis(5);
    assert!(tokio::time::timeout(brief, call).await.is_err());
    assert!(client.read().await.is_ok());
}

#[tokio::test]
async fn nothing_shows_a_secret() {
    let server = Server::giving(r#","refresh_token":"s3cret-refresh""#);
    let credential = OAuth2::password("id", "ann", "s3cret")
        .client_secret("s3cret-client")
        .parameter("assertion", "s3cret-more");
    let mut texts = vec![format!("{credential:?}")];
    let builder = server.builder(credential);
    texts.push(format!("{builder:?}"));
    let client = builder.build().unwrap();
    client.read().await.unwrap();
    texts.push(format!("{client:?} {:?}", client.read()));
    let error: Result<_, Error<_>> = server.client("s3cret\n".into()).read().await;
    texts.push(format!("{:?}", error.unwrap_err()));
    for text in texts {
        assert!(!text.contains("s3cret"), "{text}");
    }
}
