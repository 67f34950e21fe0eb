//! Redirects: followed on the same origin by the rules of RFC 9110, and nothing goes elsewhere.

use std::sync::{Arc, Mutex};

use http::{Method, StatusCode};

use super::loopback::{Loopback, Step, answer};
use super::nethsm::{Client, UserPostData, UserRole};
use crate::runtime::redirect::{Hop, next};
use crate::runtime::{Body, Error, HttpResponse, RedirectReason, TransportErrorKind};

/// Status and method of the first request; method of the next, and whether it has the body.
#[test]
fn methods_and_bodies() {
    let rules = [
        (301, "GET", Ok(("GET", true))),
        (301, "HEAD", Ok(("HEAD", true))),
        (302, "OPTIONS", Ok(("OPTIONS", true))),
        (301, "POST", Ok(("GET", false))),
        (302, "POST", Ok(("GET", false))),
        (301, "PUT", Err(RedirectReason::Method)),
        (302, "PATCH", Err(RedirectReason::Method)),
        (302, "DELETE", Err(RedirectReason::Method)),
        (303, "GET", Ok(("GET", false))),
        (303, "HEAD", Ok(("HEAD", false))),
        (303, "PUT", Ok(("GET", false))),
        (307, "POST", Ok(("POST", true))),
        (308, "PATCH", Ok(("PATCH", true))),
    ];
    for (status, method, expected) in rules {
        let found = follow(status, method, "/next", false).unwrap();
        let found = found.as_ref().map(Hop::head).map_err(|reason| *reason);
        let expected = expected.map(|(method, body)| (method.parse::<Method>().unwrap(), body));
        let expected = expected.as_ref().map(|(method, body)| (method, *body));
        assert_eq!(
            found,
            expected.map_err(|reason| *reason),
            "{status} {method}"
        );
    }
    for status in [200, 201, 300, 304, 305, 404] {
        assert!(follow(status, "GET", "/next", false).is_none(), "{status}");
    }
}

fn follow(
    status: u16,
    method: &str,
    location: &str,
    sent_once: bool,
) -> Option<Result<Hop, RedirectReason>> {
    let response = HttpResponse::builder()
        .header("location", location)
        .body(())
        .unwrap();
    let (method, url) = (method.parse().unwrap(), "https://a.example/x/y?q");
    let status = StatusCode::from_u16(status).unwrap();
    next(status, response.headers(), (&method, url, true), sent_once)
}

#[test]
fn locations() {
    let ok = |uri: &str| Ok(uri.to_owned());
    let elsewhere = Err(RedirectReason::OtherOrigin);
    let nowhere = Err(RedirectReason::Location);
    let rules = [
        ("/next", ok("https://a.example/next")),
        ("z?b=1#c", ok("https://a.example/x/z?b=1")),
        ("../../../z", ok("https://a.example/z")),
        ("?page=2", ok("https://a.example/x/y?page=2")),
        ("//a.example:443/z", ok("https://a.example/z")),
        ("HTTPS://A.example/z", ok("https://a.example/z")),
        ("https://a.example:444/z", elsewhere.clone()),
        ("http://a.example/z", elsewhere.clone()),
        ("http://a.example:443/z", elsewhere.clone()),
        ("https://a.example.evil/z", elsewhere.clone()),
        ("//evil/z", elsewhere.clone()),
        ("/\\evil/z", elsewhere.clone()),
        ("\\\\evil/z", elsewhere),
        ("https://a.example@evil/z", nowhere.clone()),
        ("https://user:pw@a.example/z", nowhere.clone()),
        ("file:///etc/passwd", nowhere.clone()),
        ("javascript:alert(1)", nowhere.clone()),
        ("https://[", nowhere),
    ];
    for (location, expected) in rules {
        let found = follow(302, "GET", location, false).unwrap();
        assert_eq!(found.map(|hop| hop.url), expected, "{location}");
    }
    // A stream goes once.
    assert_eq!(
        follow(307, "PUT", "/z", true).unwrap().unwrap_err(),
        RedirectReason::Body
    );
    assert!(follow(303, "PUT", "/z", true).unwrap().is_ok());
}

/// Credentials in all places, to a server that redirects: to itself, to another one.
#[tokio::test]
async fn redirects_keep_credentials_at_home() {
    let location = |status: &str, to: String| {
        let head = format!("location: {to}\r\n");
        vec![Step::Send(answer(status, &head, b""))]
    };
    for status in ["303 See Other", "307 Temporary", "308 Permanent"] {
        let other = Loopback::answer("204 No Content", "", "");
        let target = format!("{}/stolen", other.url());
        let to_other = Loopback::start(move |_| location(status, target.clone()));
        let home = Loopback::start(move |request| {
            if request.contains("/new") {
                vec![Step::Send(answer("204 No Content", "", b""))]
            } else {
                location(status, "/new".to_owned())
            }
        });
        for server in [&to_other, &home] {
            let client = Client::builder()
                .base_url(server.url())
                .basic("ann", "s3cret")
                .key("s3cret")
                .query_key("s3cret");
            let client = client.build().unwrap();
            for security in [0, 1] {
                let result = client.delete_user("u").security(security).await;
                if server.url() == home.url() {
                    result.unwrap();
                    continue;
                }
                let error = result.unwrap_err();
                assert!(error.status().unwrap().is_redirection(), "{error:?}");
                let text = format!("{error} {error:?}");
                let Error::Redirected(redirected) = error else {
                    panic!("{text}")
                };
                assert_eq!(redirected.reason(), RedirectReason::OtherOrigin);
                assert!(redirected.location().unwrap().ends_with("/stolen"));
                assert!(text.contains("to another server"), "{text}");
                assert!(
                    !text.contains("stolen") && !text.contains("s3cret"),
                    "{text}"
                );
            }
        }
        assert!(other.seen().is_empty(), "{:?}", other.seen());
        let followed: Vec<String> = home
            .seen()
            .into_iter()
            .filter(|request| request.contains(" /new "))
            .collect();
        assert_eq!(followed.len(), 2);
        for request in followed {
            assert!(
                request.contains("authorization: ") || request.contains("x-api-key: "),
                "{request}"
            );
            assert!(!request.contains("referer"), "{request}");
        }
    }
}

/// After 303 neither the body nor what describes it goes on.
#[tokio::test]
async fn a_body_stays_behind() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let record = Arc::clone(&seen);
    let client = Client::builder()
        .basic("ann", "pw")
        .answer_with(move |request| {
            let (head, body) = request.into_parts();
            let media = head.headers.contains_key("content-type");
            let line = format!("{} {} {media} {:?}", head.method, head.uri.path(), body);
            record.lock().unwrap().push(line);
            let answer = match head.uri.path() {
                "/made" => HttpResponse::new(Body::from(r#"{"id":"x"}"#)),
                _ => HttpResponse::builder()
                    .status(303)
                    .header("location", "/made")
                    .body(Body::default())
                    .unwrap(),
            };
            async move { Ok(answer) }
        });
    let user = UserPostData::new("Ann", UserRole::Operator, "pw");
    let error = client.build().unwrap().create_user(user).await.unwrap_err();
    // 200 is not what the operation documents.
    assert_eq!(error.status().unwrap(), 200);
    let seen = seen.lock().unwrap();
    assert!(seen[0].starts_with("POST /api/v1/users true "), "{seen:?}");
    assert_eq!(seen[1], "GET /made false 0 bytes");
}

/// A cookie that is set on the way goes with what follows, and no further.
#[tokio::test]
async fn cookies_last_for_a_call() {
    let server = Loopback::start(|request| {
        let (status, headers) = if request.contains("cookie: seen=1; b=x=y\r\n") {
            (
                "200 OK",
                "content-type: application/json\r\nset-cookie: later=1\r\n",
            )
        } else if request.contains("cookie: gone=0; b=2") {
            (
                "302 Found",
                "location: /users\r\nset-cookie: gone=; Max-Age=0\r\nset-cookie: seen=1; Path=/\r\nset-cookie: b=x=y\r\n",
            )
        } else {
            (
                "302 Found",
                "location: /users\r\nset-cookie: gone=0\r\nset-cookie: b=2; Secure\r\n",
            )
        };
        vec![Step::Send(answer(status, headers, b"[]"))]
    });
    let client = Client::builder().base_url(server.url()).build().unwrap();
    for _ in 0..2 {
        client.search_users().await.unwrap();
    }
    let seen = server.seen();
    assert_eq!(seen.len(), 6);
    assert!(!seen[3].contains("cookie"), "{}", seen[3]);
}

#[tokio::test]
async fn redirects_end() {
    let server = Loopback::answer("302 Found", "location: /users\r\n", "");
    let client = Client::builder().base_url(server.url()).build().unwrap();
    let error = client.search_users().await.unwrap_err();
    let Error::Transport(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!(error.kind(), TransportErrorKind::Redirect);
    assert_eq!(server.seen().len(), 11);
}

/// All of a call's requests have one time.
#[tokio::test]
async fn the_time_is_the_whole_call_s() {
    let wait = std::time::Duration::from_millis(60);
    let slow = move |_: &str| {
        vec![
            Step::Wait(wait),
            Step::Send(answer("302 Found", "location: /users\r\n", b"")),
        ]
    };
    let server = Loopback::start(slow);
    let client = Client::builder()
        .base_url(server.url())
        .timeout(3 * wait)
        .build()
        .unwrap();
    let error = client.search_users().await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert!(server.seen().len() < 6);
}
