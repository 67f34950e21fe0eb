//! Requests that are sent again, over sockets and without.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use http::{HeaderMap, Method, StatusCode};

use super::loopback::{Loopback, Step, answer};
use super::nethsm::{Client, UserPostData, UserRole};
use crate::runtime::{
    Body, ClientBuilder, HttpResponse, Retry, TransportError, TransportErrorKind, http_date,
};

const FAST: Retry = Retry::new().backoff(Duration::from_millis(20), Duration::from_secs(2));

/// Fails so often with this, then answers well.
fn failing(times: usize, status: &'static str, headers: &'static str) -> Loopback {
    let count = AtomicUsize::new(0);
    Loopback::start(move |_| {
        let failed = count.fetch_add(1, Ordering::Relaxed) < times;
        let bytes = match failed {
            true if status.is_empty() => Vec::new(),
            true => answer(status, headers, b""),
            false => answer("200 OK", "content-type: application/json\r\n", b"[]"),
        };
        vec![Step::Send(bytes)]
    })
}

fn client(server: &Loopback) -> ClientBuilder<Client> {
    Client::builder()
        .base_url(server.url())
        .basic("ann", "pw")
        .retry(FAST)
}

#[tokio::test]
async fn lost_and_passing_answers_are_asked_for_again() {
    let faults = [
        "408 Timeout",
        "429 Slow",
        "500 Oh",
        "502 Bad",
        "503 Busy",
        "504 Late",
        "",
    ];
    for status in faults {
        let server = failing(2, status, "");
        assert!(
            client(&server)
                .build()
                .unwrap()
                .search_users()
                .await
                .is_ok(),
            "{status}"
        );
        assert_eq!(server.seen().len(), 3, "{status}");
    }
    for status in ["400 Bad", "404 No", "409 Busy", "501 No"] {
        let server = failing(1, status, "");
        assert!(
            client(&server)
                .build()
                .unwrap()
                .search_users()
                .await
                .is_err()
        );
        assert_eq!(server.seen().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn attempts_end() {
    let server = failing(9, "503 Busy", "");
    let error = client(&server)
        .build()
        .unwrap()
        .search_users()
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap(), 503);
    assert_eq!(server.seen().len(), 3);
    let server = failing(9, "503 Busy", "");
    let once = client(&server).retry(FAST.attempts(1)).build().unwrap();
    assert!(once.search_users().await.is_err());
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn what_is_not_idempotent_is_sent_once() {
    let user = || UserPostData::new("Ann", UserRole::Operator, "pw");
    let server = failing(1, "503 Busy", "");
    assert!(
        client(&server)
            .build()
            .unwrap()
            .create_user(user())
            .await
            .is_err()
    );
    assert_eq!(server.seen().len(), 1);
    let server = failing(1, "503 Busy", "");
    let all = client(&server).retry(FAST.any_method()).build().unwrap();
    assert_eq!(
        all.create_user(user()).send_raw().await.unwrap().status(),
        200
    );
    let seen = server.seen();
    assert_eq!(seen.len(), 2);
    // The same request, its body included.
    assert_eq!(seen[0], seen[1]);
    // Nobody was there: nothing was sent.
    let attempts = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&attempts);
    let absent = Client::builder()
        .basic("ann", "pw")
        .retry(FAST)
        .answer_with(move |_| {
            count.fetch_add(1, Ordering::Relaxed);
            async { Err(TransportError::new(TransportErrorKind::Connect, "refused")) }
        });
    assert!(absent.build().unwrap().create_user(user()).await.is_err());
    assert_eq!(attempts.load(Ordering::Relaxed), 3);
}

#[tokio::test]
async fn retry_after_is_honoured() {
    let server = failing(1, "429 Slow", "retry-after: 1\r\n");
    let started = Instant::now();
    assert!(
        client(&server)
            .build()
            .unwrap()
            .search_users()
            .await
            .is_ok()
    );
    assert!(started.elapsed() >= Duration::from_secs(1));
    // More than the client waits at most, and more than the call has.
    for (wait, timeout) in [("3", 60), ("2", 1)] {
        let head: &'static str = format!("retry-after: {wait}\r\n").leak();
        let server = failing(1, "503 Busy", head);
        let started = Instant::now();
        let client = client(&server)
            .timeout(Duration::from_secs(timeout))
            .build()
            .unwrap();
        assert_eq!(
            client.search_users().await.unwrap_err().status().unwrap(),
            503
        );
        assert!(started.elapsed() < Duration::from_millis(900), "{wait}");
        assert_eq!(server.seen().len(), 1);
    }
}

/// A stream can be sent once, and no timer is there outside of a runtime: neither repeats, nor panics.
#[test]
fn what_cannot_be_repeated() {
    let attempts = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&attempts);
    let client = Client::builder().retry(FAST).answer_with(move |_| {
        count.fetch_add(1, Ordering::Relaxed);
        let answer = HttpResponse::builder().status(503).body(Body::default());
        async move { Ok(answer.unwrap()) }
    });
    let mut sending = Box::pin(client.build().unwrap().search_users().send());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(sending.as_mut().poll(&mut context).is_ready());
    assert_eq!(attempts.load(Ordering::Relaxed), 1);
}

#[test]
fn waits_grow_to_the_longest() {
    let retry = Retry::new()
        .attempts(99)
        .backoff(Duration::from_secs(1), Duration::from_secs(5));
    let none = HeaderMap::new();
    for (attempt, longest) in [(1, 1), (2, 2), (3, 4), (4, 5), (60, 5), (98, 5)] {
        let outcome = Ok((StatusCode::BAD_GATEWAY, &none));
        let wait = retry.wait(attempt, &Method::GET, outcome).unwrap();
        let longest = Duration::from_secs(longest);
        assert!(
            wait >= longest / 2 && wait <= longest,
            "{attempt}: {wait:?}"
        );
    }
}

#[test]
fn dates_of_headers() {
    let dates = [
        ("Thu, 01 Jan 1970 00:00:00 GMT", Some(0)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", Some(784_111_777)),
        ("Tue, 29 Feb 2028 23:59:59 GMT", Some(1_835_481_599)),
        ("Sunday, 06-Nov-94 08:49:37 GMT", None),
        ("Sun, 06 Nov 1994 08:49:37 CET", None),
        ("Sun, 06 Nov 1994 25:49:37 GMT", None),
        ("Sun, 06 Abc 1994 08:49:37 GMT", None),
        ("Mon, 99999999999999999999 Jan 1 1 GMT", None),
        ("", None),
    ];
    for (text, expected) in dates {
        assert_eq!(http_date::seconds(text), expected, "{text}");
    }
}
