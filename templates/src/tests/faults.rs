//! Servers that misbehave: each fault is the promised error, within its time, and nothing leaks.

use std::time::{Duration, Instant};

use super::loopback::{Loopback, Step, answer};
use super::nethsm::{Client, UserPostData, UserRole};
use crate::runtime::{Error, TransportErrorKind};

type SearchError = Error<std::convert::Infallible>;

async fn search(server: &Loopback) -> SearchError {
    let builder = Client::builder()
        .base_url(server.url())
        .timeout(Duration::from_millis(400))
        .body_limit(1000);
    let started = Instant::now();
    let error = builder.build().unwrap().search_users().await.unwrap_err();
    assert!(
        started.elapsed() < Duration::from_secs(3),
        "{:?}",
        started.elapsed()
    );
    let text = error.to_string();
    assert!(!text.is_empty() && !text.contains('\n'), "{text}");
    error
}

fn kind(error: &SearchError) -> Option<TransportErrorKind> {
    match error {
        Error::Transport(error) => Some(error.kind()),
        _ => None,
    }
}

fn send(text: impl AsRef<[u8]>) -> Step {
    Step::Send(text.as_ref().to_vec())
}

#[tokio::test]
async fn nobody_listens() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let client = Client::builder().base_url(&url).build().unwrap();
    let error = client
        .search_users()
        .search_string("s3cret")
        .await
        .unwrap_err();
    assert_eq!(kind(&error), Some(TransportErrorKind::Connect));
    let text = error.to_string();
    assert!(
        text.starts_with(&format!("could not connect ({url}): Connection refused")),
        "{text}"
    );
    assert!(!format!("{error:?}").contains("s3cret"));
}

#[tokio::test]
async fn slow_heads_and_bodies_run_out_of_time() {
    let wait = Step::Wait(Duration::from_secs(5));
    let drip =
        std::iter::repeat_n([send(" "), Step::Wait(Duration::from_millis(50))], 100).flatten();
    let slow = [
        vec![wait.clone()],
        vec![send("HTTP/1.1 200 OK\r\n"), wait.clone()],
        vec![send("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n["), wait],
        [send("HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n")]
            .into_iter()
            .chain(drip)
            .collect(),
    ];
    for steps in slow {
        let server = Loopback::steps(steps);
        let error = search(&server).await;
        assert!(error.is_timeout(), "{error:?}");
        assert_eq!(
            error.to_string(),
            format!("the time was up ({}): operation timed out", server.url())
        );
        let Error::Timeout(error) = error else {
            panic!()
        };
        assert_eq!(error.timeout(), Some(Duration::from_millis(400)));
    }
}

#[tokio::test]
async fn raw_calls_stop_where_nothing_arrives() {
    let server = Loopback::steps(vec![
        send("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nab"),
        Step::Wait(Duration::from_secs(5)),
    ]);
    let client = Client::builder()
        .base_url(server.url())
        .read_timeout(Duration::from_millis(200))
        .build()
        .unwrap();
    let mut response = client.search_users().send_raw().await.unwrap();
    assert_eq!(response.chunk().await.unwrap().unwrap(), "ab");
    assert!(response.chunk().await.unwrap_err().is_timeout());
}

#[tokio::test]
async fn broken_heads_and_bodies() {
    let cases = [
        ("", TransportErrorKind::Request),
        ("HTTP/1.1 \r\n\r\n", TransportErrorKind::Request),
        (
            "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab",
            TransportErrorKind::Request,
        ),
        (
            "HTTP/1.1 200 OK\r\na b\r\n\r\n",
            TransportErrorKind::Request,
        ),
        (
            "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n[",
            TransportErrorKind::Body,
        ),
        (
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n[",
            TransportErrorKind::Body,
        ),
        (
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n[",
            TransportErrorKind::Body,
        ),
    ];
    for (text, expected) in cases {
        let error = search(&Loopback::steps(vec![send(text)])).await;
        assert_eq!(kind(&error), Some(expected), "{text:?}: {error:?}");
    }
}

#[tokio::test]
async fn bodies_are_limited() {
    let large = vec![b' '; 1001];
    let endless = std::iter::repeat_n(send([b' '; 500]), 100);
    let servers = [
        Loopback::answer("200 OK", "", &large),
        // Announced only: refused before it is read.
        Loopback::steps(vec![send(
            "HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n ",
        )]),
        Loopback::steps(
            [send("HTTP/1.1 200 OK\r\n\r\n")]
                .into_iter()
                .chain(endless)
                .collect(),
        ),
        Loopback::answer("500 Oops", "", &large),
    ];
    for server in servers {
        let error = search(&server).await;
        assert_eq!(
            kind(&error),
            Some(TransportErrorKind::BodyLimit),
            "{error:?}"
        );
        assert!(error.to_string().contains("1000 bytes"), "{error}");
    }
    let exact = format!("[{}]", " ".repeat(998));
    let server = Loopback::answer("200 OK", "", exact);
    let client = Client::builder()
        .base_url(server.url())
        .body_limit(1000)
        .build()
        .unwrap();
    assert!(client.search_users().await.is_ok());
}

/// Codings with the text `[{"id":"a"}]`, and with 100,000 spaces, which are more than the limit: it counts what is read, not
/// what is sent.
#[cfg(any(feature = "brotli", feature = "gzip", feature = "zstd"))]
const COMPRESSED: &[(&str, &str, &str)] = &[
    #[cfg(feature = "gzip")]
    (
        "gzip",
        "1f8b08000000000002038bae56ca4c51b2524a54aa8d050089ff2c750c000000",
        concat!(
            "1f8b0800000000000203edc13101000000c2a02aeb9fd21a1e4001",
            "000000000000000000000000000000000000000000000000",
            "000000000000000000000000000000000000000000000000",
            "000000000000000000000000000000000000000000000000",
            "000000000000000000000000000000000000000000000000",
            "af062df079caa0860100"
        ),
    ),
    #[cfg(feature = "brotli")]
    (
        "br",
        "8b05805b7b226964223a2261227d5d03",
        "5b9f86815f02241e0b04b2fc0200",
    ),
    #[cfg(feature = "zstd")]
    (
        "zstd",
        "28b52ffd240c6100005b7b226964223a2261227d5d7634ba0d",
        "28b52ffda4a08601004d0000082001009c863910025da72105",
    ),
];

#[cfg(any(feature = "brotli", feature = "gzip", feature = "zstd"))]
#[tokio::test]
async fn bodies_are_limited_after_decompression() {
    let unhex = |text: &str| -> Vec<u8> {
        let digits = (0..text.len()).step_by(2);
        digits
            .map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
            .collect()
    };
    for (coding, small, bomb) in COMPRESSED {
        let head = format!("content-encoding: {coding}\r\n");
        let server = Loopback::answer("200 OK", &head, unhex(small));
        let client = Client::builder().base_url(server.url()).build().unwrap();
        assert_eq!(client.search_users().await.unwrap()[0].id, "a", "{coding}");
        let request = server.only();
        let accepted = request
            .lines()
            .find_map(|line| line.strip_prefix("accept-encoding: "));
        let mut accepted = accepted.unwrap().split(',').map(str::trim);
        assert!(accepted.any(|accepted| accepted == *coding), "{request}");
        // Not to its end, and none at all.
        for broken in [unhex(&small[..20]), b"plain".to_vec()] {
            let error = search(&Loopback::answer("200 OK", &head, broken)).await;
            assert_eq!(
                kind(&error),
                Some(TransportErrorKind::Body),
                "{coding}: {error:?}"
            );
        }
        let error = search(&Loopback::answer("200 OK", &head, unhex(bomb))).await;
        assert_eq!(
            kind(&error),
            Some(TransportErrorKind::BodyLimit),
            "{coding}: {error:?}"
        );
    }
}

#[tokio::test]
async fn bodies_of_another_form() {
    let cases: [(&str, &[u8], &str, &str); 8] = [
        (
            "",
            b"",
            "",
            "the body is empty where the document promises JSON",
        ),
        (
            "",
            b"[{\"id\":\"a\"},{\"id\":5}]",
            "[1].id",
            "invalid type: integer, expected a string",
        ),
        ("", b"[{}]", "[0]", "missing field `id`"),
        (
            "",
            b"[{\"id\":\"a\",\"id\":\"b\"}]",
            "[0]",
            "duplicate field `id`",
        ),
        ("", b"[] x", "", "trailing characters"),
        ("", b"null", "", "invalid type: null, expected an array"),
        (
            "content-type: text/html; charset=utf-8\r\n",
            b"<html>",
            "",
            "expected value (the body is `text/html`, not JSON)",
        ),
        (
            "",
            b"[\"\xFF\"]",
            "",
            "the body is not UTF-8 from byte 2 on",
        ),
    ];
    for (headers, body, path, message) in cases {
        let error = search(&Loopback::answer("200 OK", headers, body)).await;
        let Error::Decode(error) = error else {
            panic!("{error:?}")
        };
        assert_eq!((error.path(), error.message()), (path, message), "{body:?}");
        assert_eq!(error.status(), 200);
        assert!(error.excerpt().chars().count() <= 200);
        let place = if path.is_empty() {
            String::new()
        } else {
            format!("{path}: ")
        };
        assert_eq!(
            error.to_string(),
            format!("the answer with status 200 could not be read: {place}{message}")
        );
    }
    let deep = "[".repeat(900);
    let Error::Decode(error) = search(&Loopback::answer("200 OK", "", deep)).await else {
        panic!()
    };
    assert_eq!(
        error.message(),
        "invalid type: sequence, expected an object (`CreatedUser`)"
    );
    // A byte order mark is no error.
    let server = Loopback::answer("200 OK", "", b"\xEF\xBB\xBF[]");
    assert!(
        Client::builder()
            .base_url(server.url())
            .build()
            .unwrap()
            .search_users()
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn an_excerpt_shows_the_place() {
    let long = format!("[{}{{\"id\":5}}]", "{\"id\":\"\u{e9}\"},\n".repeat(60));
    let Error::Decode(error) = search(&Loopback::answer("200 OK", "", &long)).await else {
        panic!()
    };
    assert_eq!(error.path(), "[60].id");
    assert!(
        error.excerpt().contains("{\"id\":5}"),
        "{}",
        error.excerpt()
    );
    assert!(error.excerpt().chars().count() <= 200);
}

#[tokio::test]
async fn dropping_a_call_cancels_it() {
    let server = Loopback::steps(vec![Step::Wait(Duration::from_secs(5))]);
    let client = Client::builder().base_url(server.url()).build().unwrap();
    let call = client.search_users().send();
    assert!(
        tokio::time::timeout(Duration::from_millis(100), call)
            .await
            .is_err()
    );
}

#[tokio::test]
async fn nothing_leaks_into_errors() {
    let refused = "http://127.0.0.1:1".to_owned();
    let truncated = Loopback::steps(vec![send("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n[")]);
    let silent = Loopback::steps(vec![Step::Wait(Duration::from_secs(2))]);
    let echo = Loopback::start(|request| {
        vec![Step::Send(answer(
            "500 Oops",
            "x-echo: s3cret\r\n",
            request.as_bytes(),
        ))]
    });
    let bad_json =
        Loopback::start(|request| vec![Step::Send(answer("400 Bad", "", request.as_bytes()))]);
    for url in [
        refused,
        truncated.url(),
        silent.url(),
        echo.url(),
        bad_json.url(),
    ] {
        let client = Client::builder()
            .base_url(url)
            .basic("ann", "s3cret")
            .key("s3cret")
            .query_key("s3cret");
        let client = client.timeout(Duration::from_millis(200)).build().unwrap();
        let created = client
            .create_user(UserPostData::new("A", UserRole::Operator, "s3cret"))
            .await
            .unwrap_err();
        let deleted = client.delete_user("u").await.unwrap_err();
        let mut texts = vec![format!(
            "{created} {created:?} {created:#?} {deleted} {deleted:?} {deleted:#?}"
        )];
        let errors: [&dyn std::error::Error; 2] = [&created, &deleted];
        for error in errors {
            let mut source = error.source();
            while let Some(error) = source {
                texts.push(format!("{error} {error:?} {error:#?}"));
                source = error.source();
            }
        }
        for text in texts {
            // `YW5uOnMzY3JldA==` is `ann:s3cret`.
            assert!(!text.contains("s3cret") && !text.contains("YW5u"), "{text}");
        }
    }
}
