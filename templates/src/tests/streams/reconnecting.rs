//! Streams of events that go on with another connection.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::api::{Lines, Post, Watch};
use super::client;
use crate::runtime::Reconnect;
use crate::tests::loopback::{Loopback, Step, answer};

/// Answers one call after the other, the last one again and again.
fn server(answers: Vec<Vec<u8>>) -> Loopback {
    let left = Mutex::new(answers);
    Loopback::start(move |_| {
        let mut left = left.lock().unwrap();
        let next = if left.len() > 1 {
            left.remove(0)
        } else {
            left[0].clone()
        };
        vec![Step::Send(next)]
    })
}

fn events(body: &str) -> Vec<u8> {
    answer(
        "200 OK",
        "content-type: text/event-stream\r\n",
        body.as_bytes(),
    )
}

fn quickly() -> Reconnect {
    Reconnect::attempts(3).delay(Duration::from_millis(1))
}

fn ids(server: &Loopback) -> Vec<Option<String>> {
    let seen = server.seen();
    let id = |request: &String| {
        let line = request
            .lines()
            .find_map(|line| line.strip_prefix("last-event-id: "));
        line.map(str::to_owned)
    };
    seen.iter().map(id).collect()
}

#[tokio::test]
async fn it_goes_on_after_the_last_id_until_there_is_nothing_more() {
    let mut broken = events("id: 2\ndata: b\n\n:");
    broken.pop();
    let server = server(vec![
        events("id: 1\nretry: 20\ndata: a\n\ndata: cut"),
        broken,
        answer("503 Soon", "", b""),
        events("data: c\n\nid\ndata: d\n\n"),
        answer("204 No Content", "", b""),
    ]);
    let stream = Watch::call(&client(&server)).stream().await.unwrap();
    let mut stream = stream.reconnect(quickly()).unwrap();
    let started = Instant::now();
    let mut data = Vec::new();
    while let Some(event) = stream.next().await {
        data.push(event.unwrap().data);
    }
    // 20, 20, 40 and 20 milliseconds.
    assert!(
        started.elapsed() >= Duration::from_millis(100),
        "{:?}",
        started.elapsed()
    );
    assert_eq!(data, ["a", "b", "c", "d"]);
    assert_eq!(
        ids(&server),
        [None, Some("1"), Some("2"), Some("2"), None].map(|id| id.map(str::to_owned))
    );
}

#[tokio::test]
async fn attempts_are_counted_and_refusals_end_it() {
    let silent = server(vec![events("data: a\n\n"), events("")]);
    let stream = Watch::call(&client(&silent)).stream().await.unwrap();
    let mut stream = stream.reconnect(quickly()).unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap().data, "a");
    assert!(stream.next().await.is_none());
    assert_eq!(silent.seen().len(), 4);

    for (refusal, status) in [
        (answer("404 No", "", b"gone"), 404),
        (answer("200 OK", "content-type: text/html\r\n", b"<p>"), 200),
    ] {
        let server = server(vec![events("data: a\n\n"), refusal]);
        let stream = Watch::call(&client(&server)).stream().await.unwrap();
        let mut stream = stream.reconnect(quickly()).unwrap();
        assert_eq!(stream.next().await.unwrap().unwrap().data, "a");
        let error = stream.next().await.unwrap().unwrap_err();
        assert_eq!(error.status().unwrap(), status);
        assert!(stream.next().await.is_none());
        assert_eq!(server.seen().len(), 2);
    }
}

#[tokio::test]
async fn nothing_is_repeated_that_was_not_asked_for() {
    let once = server(vec![events("data: {\"x\": 1}\n\n")]);
    let mut stream = Watch::call(&client(&once)).stream().await.unwrap();
    while stream.next().await.is_some() {}
    assert_eq!(once.seen().len(), 1);

    let stream = Post::call(&client(&once)).stream().await.unwrap();
    let error = stream.reconnect(quickly()).unwrap_err();
    assert!(
        error.to_string().contains("`Reconnect::any_method`"),
        "{error}"
    );
    let stream = Post::call(&client(&once)).stream().await.unwrap();
    assert!(stream.reconnect(quickly().any_method()).is_ok());
    // The end that the server named is the end.
    let done = server(vec![events("data: [DONE]\n\n")]);
    let stream = Post::call(&client(&done)).stream().await.unwrap();
    assert!(
        stream
            .reconnect(quickly().any_method())
            .unwrap()
            .next()
            .await
            .is_none()
    );
    assert_eq!(done.seen().len(), 1);

    let lines = server(vec![answer(
        "200 OK",
        "content-type: application/jsonl\r\n",
        b"",
    )]);
    let stream = Lines::call(&client(&lines)).stream().await.unwrap();
    assert!(stream.reconnect(quickly()).is_err());
}

#[tokio::test]
async fn what_waits_is_cancelled() {
    let server = server(vec![events("retry: 100000\ndata: a\n\n")]);
    let stream = Watch::call(&client(&server)).stream().await.unwrap();
    let mut stream = stream.reconnect(quickly()).unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap().data, "a");
    let waited = tokio::time::timeout(Duration::from_millis(50), stream.next()).await;
    assert!(waited.is_err());
    drop(stream);
    assert_eq!(server.seen().len(), 1);
}
