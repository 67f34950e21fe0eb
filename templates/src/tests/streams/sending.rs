//! Bodies of requests that are lines of JSON.

use super::api::{Chunks, Move, Post};
use super::client;
use crate::runtime::{Error, Lines};
use crate::tests::loopback::Loopback;

async fn sent(lines: impl Into<Lines<Move>>) -> String {
    let server = Loopback::answer("200 OK", "content-type: application/json\r\n", "[]");
    let call = Post::call(&client(&server)).set_lines("application/x-ndjson", lines);
    assert_eq!(call.await.unwrap(), []);
    let request = server.only();
    assert!(request.contains("content-type: application/x-ndjson\r\n"));
    request.split_once("\r\n\r\n").unwrap().1.to_owned()
}

#[tokio::test]
async fn a_list_is_sent_as_lines() {
    assert_eq!(
        sent([Move { x: 1 }, Move { x: 2 }]).await,
        "{\"x\":1}\n{\"x\":2}\n"
    );
    assert_eq!(sent(vec![Move { x: 1 }]).await, "{\"x\":1}\n");
    assert_eq!(sent(Vec::new()).await, "");
    assert_eq!(
        sent(Lines::new((1..3).map(|x| Move { x }))).await,
        "{\"x\":1}\n{\"x\":2}\n"
    );
}

#[tokio::test]
async fn a_stream_is_sent_once() {
    let lines = Lines::stream(Chunks([Move { x: 1 }, Move { x: 2 }].into()));
    let server = Loopback::answer("200 OK", "content-type: application/json\r\n", "[]");
    let call = Post::call(&client(&server)).set_lines("application/jsonl", lines.clone());
    let again = call.clone();
    assert_eq!(call.await.unwrap(), []);
    let request = server.only();
    assert!(
        request.contains("transfer-encoding: chunked\r\n"),
        "{request}"
    );
    assert!(matches!(again.await, Err(Error::Build(_))));
    assert_eq!(lines, lines.clone());
    assert_ne!(lines, Lines::from([Move { x: 1 }]));
    assert_eq!(
        format!("{:?}", Lines::from([Move { x: 7 }])),
        "Lines(Ok(8 bytes))"
    );
}
