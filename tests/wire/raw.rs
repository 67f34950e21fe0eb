//! Answers by hand: status, headers and bytes; nothing is decoded, and no status is an error.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::{Duration, Instant};

use futures_core::Stream;
use generated::nethsm::{Call, Client, models, operations::CreateUser};
use generated::runtime::{CallError, TransportErrorKind};

use super::server::{Reply, Server};

fn create(server: &Server) -> Call<CreateUser> {
    let client = Client::builder().base_url(server.url()).basic("u", "p");
    let user = models::UserPostData::new("Jane", models::UserRole::Backup, "passphrase");
    client.body_limit(1000).build().unwrap().create_user(user)
}

#[tokio::test]
async fn nothing_is_decoded_and_no_status_judged() {
    for status in [200, 201, 302, 400, 404, 500] {
        let headers = [("x-own", "there"), ("content-type", "application/json")];
        let server = Server::answering(Reply::with(status, &headers, "{not json"));
        let answer = create(&server).send_raw().await.unwrap();
        assert_eq!(answer.status(), status);
        assert_eq!(answer.headers()["x-own"], "there");
        assert_eq!(answer.bytes().await.unwrap().as_ref(), b"{not json");
        // It is the request of the typed call.
        assert_eq!(server.only().header("authorization"), Some("Basic dTpw"));
        assert_eq!(server.only().json()["role"], "Backup");
    }
}

/// Chunks come as they are sent, before the body ends.
#[tokio::test]
async fn a_body_comes_by_chunks() {
    let pause = Duration::from_millis(1500);
    let server = Server::answering(Reply::chunks(200, &["first", "second"], pause));
    let start = Instant::now();
    let mut answer = create(&server).send_raw().await.unwrap();
    assert_eq!(answer.chunk().await.unwrap().unwrap().as_ref(), b"first");
    assert!(start.elapsed() < pause, "the chunk was held back");
    assert_eq!(answer.chunk().await.unwrap().unwrap().as_ref(), b"second");
    assert!(answer.chunk().await.unwrap().is_none());
    assert!(answer.chunk().await.unwrap().is_none());
}

#[tokio::test]
async fn a_body_is_a_stream() {
    let server = Server::answering(Reply::chunks(200, &["one", "two"], Duration::ZERO));
    let mut stream = create(&server).send_raw().await.unwrap().into_stream();
    let mut body = Vec::new();
    while let Some(chunk) = poll_fn(|context| Pin::new(&mut stream).poll_next(context)).await {
        body.extend_from_slice(&chunk.unwrap());
    }
    assert_eq!(body, b"onetwo");
}

/// Chunks have no limit; the whole body has the client's.
#[tokio::test]
async fn only_the_whole_body_is_limited() {
    let server = Server::answering(Reply::endless(200));
    let mut answer = create(&server).send_raw().await.unwrap();
    let mut read = 0;
    while read < 50_000 {
        read += answer.chunk().await.unwrap().unwrap().len();
    }
    let error = create(&server).send_raw().await.unwrap().bytes().await;
    let CallError::Transport(error) = error.unwrap_err() else {
        panic!();
    };
    assert_eq!(error.kind(), TransportErrorKind::BodyLimit);
}

/// A body that breaks off is an error in its chunks and as a whole.
#[tokio::test]
async fn a_body_that_breaks_off() {
    let server = Server::answering(Reply::truncated(200, "half"));
    let mut answer = create(&server).send_raw().await.unwrap();
    assert_eq!(answer.chunk().await.unwrap().unwrap().as_ref(), b"half");
    let error = answer.chunk().await.unwrap_err();
    assert!(matches!(error, CallError::Transport(_)), "{error:?}");
    let answer = create(&server).send_raw().await.unwrap();
    answer.bytes().await.unwrap_err();
}

/// A time that is set holds for the body too.
#[tokio::test]
async fn a_time_holds_for_chunks() {
    let server = Server::answering(Reply::chunks(200, &["a", "b"], Duration::from_secs(20)));
    let call = create(&server).timeout(Duration::from_millis(200));
    let mut answer = call.send_raw().await.unwrap();
    answer.chunk().await.unwrap();
    let error = answer.chunk().await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
}
