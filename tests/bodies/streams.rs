//! Answers and requests that come item by item.

use std::time::Duration;

use crate::runtime::{Error, Lines};
use crate::server::{Reply, Server};
use crate::streams::{Client, models};
use crate::{lines_body, streams_beside_json as beside};

const EVENTS: &str = "text/event-stream";

fn replying(media_type: &str, body: &str) -> (Server, Client) {
    let server = Server::answering(Reply::with(200, &[("content-type", media_type)], body));
    let client = Client::builder().base_url(server.url()).build().unwrap();
    (server, client)
}

/// An `itemSchema` says what an event is, as an object.
#[tokio::test]
async fn events_are_objects() {
    let body = "event: moved\ndata: {\"x\": 1, \"y\": 2}\n\nevent: said\ndata: 12\nretry: 5\n\n";
    let (server, client) = replying(EVENTS, body);
    let mut events = client.listen().stream().await.unwrap();
    let Some(Ok(models::Event::Moved(moved))) = events.next().await else {
        panic!()
    };
    assert_eq!((moved.data.x, moved.data.y), (1, 2));
    assert_eq!(events.event(), Some("moved"));
    let Some(Ok(models::Event::Said(said))) = events.next().await else {
        panic!()
    };
    assert_eq!((said.data.as_str(), said.retry), ("12", Some(5)));
    assert!(events.next().await.is_none());
    assert_eq!(server.last().header("accept"), Some(EVENTS));
}

/// Four ways to say that the data of an event is JSON.
#[tokio::test]
async fn data_is_what_the_document_says() {
    let body = "id: 7\ndata: {\"x\": 1,\ndata: \"y\": 2}\n\n";
    let (_server, client) = replying(EVENTS, body);
    let step = models::Move::new(1, 2);
    let [event] = &client.watch_moves().await.unwrap()[..] else {
        panic!()
    };
    assert_eq!((event.id.as_deref(), &event.data), (Some("7"), &step));
    assert_eq!(
        client.watch_move_data().await.unwrap(),
        std::slice::from_ref(&step)
    );
    assert_eq!(client.watch_move_list().await.unwrap()[0].data, step);
    let events = client.watch().await.unwrap();
    assert_eq!(events[0].data, "{\"x\": 1,\n\"y\": 2}");
    assert_eq!(events[0].id.as_deref(), Some("7"));
}

#[tokio::test]
async fn lines_and_records() {
    let body = "{\"x\":1,\"y\":2}\n{\"x\":3,\"y\":4}";
    let (server, client) = replying("application/jsonl", body);
    let moves = client.read_log().await.unwrap().unwrap();
    assert_eq!(moves, [models::Move::new(1, 2), models::Move::new(3, 4)]);
    let accept = server.only();
    let accept = accept.header("accept");
    assert_eq!(accept, Some("application/x-ndjson, application/jsonl"));

    let (_server, client) = replying("application/json-seq", "\x1E\"7\"\n\x1E8\n");
    assert_eq!(client.read_numbers().await.unwrap(), [7, 8]);

    let server = Server::answering(Reply::empty(204));
    let client = Client::builder().base_url(server.url()).build().unwrap();
    assert_eq!(client.read_log().await.unwrap(), None);
    let mut none = client.read_log().stream().await.unwrap();
    assert!(none.next().await.is_none());
}

#[tokio::test]
async fn documented_errors_are_typed() {
    let server = Server::answering(Reply::json(404, r#"{"title": "no"}"#));
    let client = Client::builder().base_url(server.url()).build().unwrap();
    let error = client.listen().stream().await.unwrap_err();
    let Some(crate::streams::operations::ListenError::NotFound(problem)) = error.documented()
    else {
        panic!()
    };
    assert_eq!(problem.title, "no");
}

/// One operation, the whole or its pieces.
#[tokio::test]
async fn json_and_events_of_one_operation() {
    let client = |server: &Server| {
        let builder = beside::Client::builder().base_url(server.url());
        builder.build().unwrap()
    };
    let prompt = || beside::models::Prompt::new("hi");
    let server = Server::answering(Reply::json(200, r#"{"text": "hello"}"#));
    let answer = client(&server).complete(prompt()).await.unwrap();
    assert_eq!(answer.text, "hello");
    assert_eq!(server.only().header("accept"), Some("application/json"));
    // A server that does not know that it was to stream.
    let error = client(&server).complete(prompt()).stream().await;
    let Err(Error::Decode(error)) = error else {
        panic!()
    };
    assert!(error.message().contains("`application/json`"), "{error}");

    let body = "data: {\"delta\": \"he\"}\n\ndata: {\"delta\": \"llo\"}\n\ndata: [DONE]\n\n";
    let server = Server::answering(Reply::with(200, &[("content-type", EVENTS)], body));
    let mut chunks = client(&server)
        .complete(prompt().stream(true))
        .stream()
        .await
        .unwrap();
    let mut text = String::new();
    while let Some(chunk) = chunks.next().await {
        let beside::models::CompleteResponse200::Chunk(chunk) = chunk.unwrap() else {
            panic!()
        };
        text.push_str(&chunk.delta);
    }
    assert_eq!(text, "hello");
    assert_eq!(server.last().header("accept"), Some(EVENTS));
    // One that streams unasked.
    let error = client(&server).complete(prompt()).await.unwrap_err();
    let text = error.to_string();
    assert!(
        text.ends_with("(the body is `text/event-stream`, not JSON)"),
        "{text}"
    );
}

#[tokio::test]
async fn requests_of_lines() {
    use lines_body::models::Entry;
    use lines_body::operations::AddListContent;
    let server = Server::answering(Reply::empty(204));
    let client = lines_body::Client::builder().base_url(server.url());
    let client = client.build().unwrap();
    client.add_all([Entry::new("a")]).await.unwrap();
    let lines: Lines<Entry> = vec![Entry::new("a\nb"), Entry::new("c")].into();
    client
        .add_list(AddListContent::Ndjson(lines.clone()))
        .timeout(Duration::from_secs(5))
        .await
        .unwrap();
    client.add_list(vec![Entry::new("a")]).await.unwrap();
    client.add_all(lines).await.unwrap();
    client.add_text().body("x\n").await.unwrap();
    let sent = server.seen();
    let sent: Vec<(Option<&str>, &str)> = sent
        .iter()
        .map(|request| {
            let body = std::str::from_utf8(&request.body).unwrap();
            (request.header("content-type"), body)
        })
        .collect();
    let two = "{\"word\":\"a\\nb\"}\n{\"word\":\"c\"}\n";
    let expected = [
        (Some("application/x-ndjson"), "{\"word\":\"a\"}\n"),
        (Some("application/x-ndjson"), two),
        (Some("application/json"), "[{\"word\":\"a\"}]"),
        (Some("application/x-ndjson"), two),
        (Some("application/jsonl"), "x\n"),
    ];
    assert_eq!(sent, expected);
}
