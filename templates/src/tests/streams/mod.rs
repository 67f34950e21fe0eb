//! Answers that come item by item.

mod api;
mod reconnecting;
mod sending;

use std::time::Duration;

use serde_json::{Value, json};

use self::api::{Client, Data, Lines, Mixed, Move, Objects, Post, Records, Texts, Watch, canned};
use super::loopback::{Loopback, Step, answer};
use crate::runtime::{CallError, Encode, Error, Event, ItemStream, Streaming, TransportErrorKind};

const EVENTS: &str = "text/event-stream";

/// The items of a body, whatever its chunks are; errors as text.
async fn items<O: Streaming>(media_type: &'static str, body: &[u8]) -> Vec<Result<Value, String>>
where
    O::Item: Encode,
{
    let mut all = Vec::new();
    for size in [1, 2, 3, 5, body.len()] {
        let client = canned(media_type, body, size);
        let stream = crate::runtime::Call::<O>::new(&client.core).stream();
        let mut stream = stream.await.map_err(|_| "refused").unwrap();
        let mut items = Vec::new();
        while let Some(item) = stream.next().await {
            items.push(match item {
                Ok(item) => Ok({
                    let text = crate::runtime::wire::json::to_string(&item).unwrap();
                    serde_json::from_str(&text).unwrap()
                }),
                Err(error) => Err(error.to_string()),
            });
        }
        all.push(items);
    }
    let first = all.swap_remove(0);
    for other in all {
        assert_eq!(first, other, "{}", String::from_utf8_lossy(body));
    }
    first
}

#[tokio::test]
async fn events_are_read_as_the_standard_says() {
    // WHATWG HTML section 9.2.6 and its examples.
    let cases: &[(&[u8], Value)] = &[
        (b"data: a\n\n", json!([{"data": "a"}])),
        (b"data: a\r\n\r\n", json!([{"data": "a"}])),
        (b"data: a\r\r", json!([{"data": "a"}])),
        (
            b"data: a\r\n\rdata: b\n\r\n",
            json!([{"data": "a"}, {"data": "b"}]),
        ),
        (b"\xEF\xBB\xBFdata: a\n\n", json!([{"data": "a"}])),
        (
            b"data: YHOO\ndata: +2\ndata: 10\n\n",
            json!([{"data": "YHOO\n+2\n10"}]),
        ),
        (
            b"data\n\ndata\ndata\n\ndata:",
            json!([{"data": ""}, {"data": "\n"}]),
        ),
        (
            b"data:test\n\ndata: test\n\ndata:  test\n\n",
            json!([{"data": "test"}, {"data": "test"}, {"data": " test"}]),
        ),
        (b": comment\n\ndata: a\n:\n\n", json!([{"data": "a"}])),
        (
            b"event: add\ndata: 7\nid: 1\nretry: 10\n\n",
            json!([{"data": "7", "event": "add", "id": "1", "retry": 10}]),
        ),
        (b"event: none\n\ndata: a\n\n", json!([{"data": "a"}])),
        (b"id: a\0b\ndata: a\n\n", json!([{"data": "a"}])),
        (
            b"retry: 1s\nDATA: x\nother: y\ndata: a\n\n",
            json!([{"data": "a"}]),
        ),
        (b"data: cut off\n", json!([])),
        (b"", json!([])),
        (
            "data: h\u{e9}\u{1F600}\n\n".as_bytes(),
            json!([{"data": "h\u{e9}\u{1F600}"}]),
        ),
        (
            b"data: [DONE]\n\ndata: a\n\n",
            json!([{"data": "[DONE]"}, {"data": "a"}]),
        ),
    ];
    for (body, expected) in cases {
        let items = items::<Watch>(EVENTS, body).await;
        let items: Vec<Value> = items.into_iter().map(Result::unwrap).collect();
        assert_eq!(json!(items), *expected, "{}", String::from_utf8_lossy(body));
    }
}

#[tokio::test]
async fn data_is_json_where_the_document_says_so() {
    let x = |x: i64| Ok(json!({"x": x}));
    let body = b"data: {\"x\":\ndata: 1}\n\ndata:\n\ndata: {\"x\": \"s3cret\"}\n\ndata: {\"x\": 2}\n\ndata: [DONE]\n\ndata: {\"x\": 3}\n\n";
    let given = items::<Data>(EVENTS, body).await;
    let fault =
        "the answer with status 200 could not be read: [1].x: invalid type: string, expected i64";
    assert_eq!(given, [x(1), Err(fault.to_owned()), x(2)]);

    let body = b"id: 7\ndata: {\"x\": 1}\n\ndata: 1\n\ndata: no\n\ndata: [DONE]\n\n";
    let given = items::<Objects>(EVENTS, body).await;
    assert_eq!(given[0], Ok(json!({"id": "7", "data": {"x": 1}})));
    assert!(
        given[1]
            .as_ref()
            .unwrap_err()
            .contains("[1].data: invalid type"),
        "{given:?}"
    );
    assert!(
        given[2]
            .as_ref()
            .unwrap_err()
            .contains("[2].data: invalid type"),
        "{given:?}"
    );
    assert_eq!(given.len(), 3);

    let given = items::<Texts>(EVENTS, b"data: {\"x\": 1}\n\ndata: {\"x\": 1.5}\n\n").await;
    assert_eq!(given[0], Ok(json!({"data": "{\"x\":1}"})));
    assert!(
        given[1].as_ref().unwrap_err().contains("[1].data.x: "),
        "{given:?}"
    );

    let given = items::<Mixed>(EVENTS, b"data: {\"x\": 1}\n\nevent: e\ndata: no\n\n").await;
    let expected = [
        json!({"data": {"x": 1}}),
        json!({"data": "no", "event": "e"}),
    ];
    assert_eq!(given, expected.map(Ok));
}

#[tokio::test]
async fn lines_and_records() {
    let x = |x: i64| Ok(json!({"x": x}));
    let given = items::<Lines>(
        "application/jsonl",
        b"\xEF\xBB\xBF{\"x\": 1}\r\n\n  \n{\"x\": 2}\n{\"x\"\n{\"x\": 3}",
    )
    .await;
    assert_eq!(given[..2], [x(1), x(2)]);
    assert!(
        given[2]
            .as_ref()
            .unwrap_err()
            .contains("[2].x: EOF while parsing"),
        "{given:?}"
    );
    assert_eq!(given[3..], [x(3)]);
    let given = items::<Lines>("application/jsonl", b"{\"x\": 1}\n{\"x").await;
    assert!(given[1].is_err(), "{given:?}");

    // RFC 7464 section 2.4: what may be cut off is not believed.
    let body =
        b"\x1E{\"a\":\n[1]}\n\x1E\x1E\"a\\\"{\"\n\x1E 12\n\x1E12\x1Etrue \x1E{\"a\x1E[]\x1E4";
    let given = items::<Records>("application/json-seq", body).await;
    let cut = |index: usize| {
        Err(format!(
            "the answer with status 200 could not be read: [{index}]: the item was cut off"
        ))
    };
    assert_eq!(
        given[..3],
        [Ok(json!({"a": [1]})), Ok(json!("a\"{")), Ok(json!(12))]
    );
    assert_eq!(given[3..5], [cut(3), Ok(json!(true))]);
    assert!(
        given[5].as_ref().unwrap_err().contains("[5]: EOF"),
        "{given:?}"
    );
    assert_eq!(given[6..], [Ok(json!([])), cut(7)]);
}

#[tokio::test]
async fn what_is_no_utf_8_is_an_error_of_its_item() {
    let given = items::<Watch>(EVENTS, b"data: \xFF\n\ndata: a\n\n").await;
    assert!(
        given[0]
            .as_ref()
            .unwrap_err()
            .ends_with("[0]: the event is not UTF-8"),
        "{given:?}"
    );
    assert_eq!(given[1..], [Ok(json!({"data": "a"}))]);
    let given = items::<Lines>("application/jsonl", b"{\"x\": 1\xC3}\n{\"x\": 2}\n").await;
    assert!(
        given[0]
            .as_ref()
            .unwrap_err()
            .ends_with("[0]: the item is not UTF-8"),
        "{given:?}"
    );
    assert_eq!(given[1..], [Ok(json!({"x": 2}))]);
}

#[tokio::test]
async fn what_never_ends_is_not_kept() {
    let line = [b"data: ".as_slice(), &b"x".repeat(2000)].concat();
    let lines = b"data: 0123456789\n".repeat(200);
    for body in [line, lines] {
        let client = canned(EVENTS, &body, 100);
        let mut stream = Watch::call(&client).stream().await.unwrap();
        let error = stream.next().await.unwrap().unwrap_err();
        let CallError::Transport(error) = error else {
            panic!("{error:?}")
        };
        assert_eq!(error.kind(), TransportErrorKind::BodyLimit);
        assert!(stream.next().await.is_none());
    }
}

#[tokio::test]
async fn a_decode_error_shows_the_place() {
    let client = canned("application/jsonl", b"{\"x\": 1}\n{\"x\": true}\n", 4);
    let mut stream = Lines::call(&client).stream().await.unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap(), Move { x: 1 });
    let Some(Err(CallError::Decode(error))) = stream.next().await else {
        panic!()
    };
    assert_eq!((error.path(), error.excerpt()), ("[1].x", "{\"x\": true}"));
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn the_whole_is_a_list() {
    let client = canned(EVENTS, b"data: {\"x\": 1}\n\ndata: {\"x\": 2}\n\n", 7);
    assert_eq!(
        Data::call(&client).await.unwrap(),
        [Move { x: 1 }, Move { x: 2 }]
    );
    let client = canned(EVENTS, b"data: {\"x\": 1}\n\ndata: {}\n\n", 7);
    let Err(Error::Decode(error)) = Data::call(&client).await else {
        panic!()
    };
    assert_eq!(
        (error.path(), error.message()),
        ("[1]", "missing field `x`")
    );
}

#[tokio::test]
async fn another_media_type_is_no_stream() {
    let refused = "the answer with status 200 could not be read: the body is `text/html`, not a stream of items";
    let client = canned("text/html", b"<p>data: a\n\n", 7);
    assert_eq!(
        Watch::call(&client).stream().await.unwrap_err().to_string(),
        refused
    );
    assert_eq!(Watch::call(&client).await.unwrap_err().to_string(), refused);
    // Lines of JSON have many names.
    let client = canned("text/plain", b"{\"x\": 1}\n", 7);
    assert_eq!(Lines::call(&client).await.unwrap(), [Move { x: 1 }]);
    let client = canned("application/json", b"[]", 7);
    let error = Post::call(&client).stream().await.unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("the body is `application/json`, not a stream of items")
    );
    assert_eq!(Post::call(&client).await.unwrap(), []);
}

fn client(server: &Loopback) -> Client {
    let builder = Client::builder().base_url(server.url());
    let builder = builder.timeout(Duration::from_millis(300));
    builder
        .read_timeout(Duration::from_millis(700))
        .build()
        .unwrap()
}

fn head(headers: &str) -> Step {
    Step::Send(format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n").into_bytes())
}

#[tokio::test]
async fn items_come_when_they_are_sent_and_only_silence_is_too_long() {
    let wait = Step::Wait(Duration::from_millis(200));
    let send = |text: &str| Step::Send(format!("{:x}\r\n{text}\r\n", text.len()).into_bytes());
    let server = Loopback::steps(vec![
        head("content-type: text/event-stream; charset=utf-8\r\ntransfer-encoding: chunked"),
        send("id: 1\nda"),
        wait.clone(),
        send("ta: a\n\n"),
        wait.clone(),
        send(": still here\n"),
        wait.clone(),
        send("data: b\r"),
        send("\r"),
        Step::Wait(Duration::from_secs(5)),
    ]);
    let mut stream: ItemStream<Event> = Watch::call(&client(&server)).stream().await.unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap().data, "a");
    assert_eq!((stream.last_event_id(), stream.event()), (Some("1"), None));
    assert_eq!(stream.next().await.unwrap().unwrap().data, "b");
    assert!(stream.next().await.unwrap().unwrap_err().is_timeout());
    assert!(stream.next().await.is_none());
    let request = server.only();
    assert!(
        request.contains("accept: text/event-stream\r\n"),
        "{request}"
    );
}

#[tokio::test]
async fn bodies_that_are_cut_off_are_errors() {
    for broken in ["content-length: 100", "transfer-encoding: chunked"] {
        let body = if broken.contains("chunked") {
            "20\r\n{\"x\": 1}\n"
        } else {
            "{\"x\": 1}\n"
        };
        let headers = format!("content-type: application/jsonl\r\n{broken}");
        let server = Loopback::steps(vec![head(&headers), Step::Send(body.into())]);
        let mut stream = Lines::call(&client(&server)).stream().await.unwrap();
        assert_eq!(stream.next().await.unwrap().unwrap(), Move { x: 1 });
        let Some(Err(CallError::Transport(error))) = stream.next().await else {
            panic!()
        };
        assert_eq!(error.kind(), TransportErrorKind::Body);
    }
}

#[tokio::test]
async fn other_statuses() {
    let server = Loopback::answer("204 No Content", "", "");
    let mut stream = Watch::call(&client(&server)).stream().await.unwrap();
    assert!(stream.next().await.is_none());
    let server = Loopback::steps(vec![Step::Send(answer("500 Oh", "", b"no"))]);
    let error = Watch::call(&client(&server)).stream().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 500);
}
