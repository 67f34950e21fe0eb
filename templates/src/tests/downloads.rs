//! Bodies that are not buffered, bodies that are cut off, answers without a body.

use std::time::Duration;

use super::loopback::{Loopback, Step, answer};
use super::nethsm::{Client, CreateUserError, UserPostData, UserRole};
use crate::runtime::{
    Answer, Body, Call, CallError, Error, HttpResponse, Operation, OperationSpec, Outcome,
    TransportErrorKind,
};

fn client(server: &Loopback) -> Client {
    let builder = Client::builder().base_url(server.url());
    let builder = builder.timeout(Duration::from_millis(300)).body_limit(1000);
    builder
        .read_timeout(Duration::from_secs(1))
        .basic("a", "b")
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_download_is_not_limited() {
    let chunk = vec![7; 20_000];
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 60000\r\n\r\n";
    let mut steps = vec![Step::Send(head.to_vec())];
    for _ in 0..3 {
        steps.push(Step::Wait(Duration::from_millis(200)));
        steps.push(Step::Send(chunk.clone()));
    }
    let server = Loopback::steps(steps);
    let mut response = client(&server)
        .search_users()
        .send_unbuffered()
        .await
        .unwrap();
    let mut file = Vec::new();
    while let Some(chunk) = response.chunk().await.unwrap() {
        assert!(chunk.len() <= 20_000);
        file.extend_from_slice(&chunk);
    }
    assert_eq!(file.len(), 60_000);
}

/// The client's transport knows the client's time; what a call says counts more, whether it is more or less.
#[tokio::test]
async fn a_call_has_its_own_time() {
    for (millis, ends) in [(5000, true), (50, false)] {
        let server = Loopback::steps(vec![
            Step::Wait(Duration::from_millis(400)),
            Step::Send(answer("200 OK", "", b"[]")),
        ]);
        let call = client(&server).search_users();
        let result = call.timeout(Duration::from_millis(millis)).await;
        assert_eq!(result.is_ok(), ends, "{result:?}");
        assert!(ends || result.is_err_and(|error| error.is_timeout()));
    }
}

#[tokio::test]
async fn errors_of_a_download_are_decoded() {
    let server = Loopback::answer("401 No", "", "");
    let user = UserPostData::new("Ann", UserRole::Operator, "pass");
    let call = client(&server).create_user(user);
    let error = call.send_unbuffered().await.unwrap_err();
    assert!(matches!(
        error.documented(),
        Some(CreateUserError::Unauthorized)
    ));

    let server = Loopback::answer("500 Oh", "", "broken");
    let call = client(&server).search_users();
    let Err(Error::Undocumented(answer)) = call.send_unbuffered().await else {
        panic!()
    };
    assert_eq!(answer.text(), "broken");
}

#[tokio::test]
async fn a_download_that_is_cut_off_is_an_error() {
    let bytes = answer("200 OK", "", b"0123456789");
    let cut = bytes[..bytes.len() - 3].to_vec();
    let server = Loopback::steps(vec![Step::Send(cut)]);
    let call = client(&server).search_users();
    let mut response = call.send_unbuffered().await.unwrap();
    let mut last = response.chunk().await;
    while let Ok(Some(_)) = last {
        last = response.chunk().await;
    }
    let Err(CallError::Transport(error)) = last else {
        panic!("{last:?}")
    };
    assert_eq!(error.kind(), TransportErrorKind::Body);
}

/// A transport need not count.
#[tokio::test]
async fn what_is_shorter_than_announced_is_an_error() {
    for announced in ["5", "9000"] {
        let client = Client::builder().answer_with(move |_| {
            let mut response = HttpResponse::new(Body::from("[{}]"));
            let headers = response.headers_mut();
            headers.insert("content-length", announced.parse().unwrap());
            async { Ok(response) }
        });
        let client = client.build().unwrap();
        let Err(Error::Transport(error)) = client.search_users().await else {
            panic!()
        };
        assert_eq!(error.kind(), TransportErrorKind::Body);
        assert!(error.to_string().contains("4 bytes of"), "{error}");
    }
}

/// Asks for headers only.
struct Look;

impl Operation for Look {
    const SPEC: &'static OperationSpec = &OperationSpec {
        id: "look",
        method: "HEAD",
        path: "/file",
        parameters: &[],
        security: &[],
        accept: "",
        base_url: None,
    };
    type Output = ();
    type Error = NotModified;

    fn decode(answer: &Answer) -> Outcome<Self> {
        match answer.status() {
            200 => Outcome::Success(()),
            304 => Outcome::Failure(NotModified),
            _ => Outcome::Undocumented,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct NotModified;

#[tokio::test]
async fn heads_and_304_have_headers_and_no_body() {
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 5000\r\netag: \"7\"\r\n\r\n";
    let server = Loopback::steps(vec![Step::Send(head.to_vec())]);
    let response = Call::<Look>::new(&client(&server).core).send().await;
    let response = response.unwrap();
    assert_eq!(response.header("etag"), Some("\"7\""));
    assert_eq!(response.header_as("content-length"), Ok(Some(5000)));

    let head = b"HTTP/1.1 304 Not Modified\r\ncontent-length: 5000\r\netag: \"7\"\r\n\r\n";
    let server = Loopback::steps(vec![Step::Send(head.to_vec())]);
    let error = Call::<Look>::new(&client(&server).core).await.unwrap_err();
    assert_eq!(error.documented(), Some(&NotModified));
    assert!(error.is_not_modified());
    let Error::Documented(failure) = error else {
        panic!()
    };
    assert_eq!(failure.header("etag"), Some("\"7\""));

    // Where the document does not name it, it is told by its status.
    let error = client(&server).search_users().await.unwrap_err();
    assert!(error.is_not_modified() && error.documented().is_none());
}
