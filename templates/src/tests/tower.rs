//! Tower services as transports, and the client's own transport in layers.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use http::{Request, Response};
use tower_service::Service;

use super::loopback::Loopback;
use super::nethsm::Client;
use crate::runtime::{Body, BoxFuture, Error, ReqwestTransport, TransportErrorKind};

/// Ready at the second look; counts what it does.
#[derive(Clone)]
struct Counting<S> {
    inner: S,
    ready: bool,
    calls: Arc<AtomicUsize>,
}

impl<S: Service<Request<Body>>> Service<Request<Body>> for Counting<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        if std::mem::replace(&mut self.ready, true) {
            return self.inner.poll_ready(context);
        }
        context.waker().wake_by_ref();
        Poll::Pending
    }

    fn call(&mut self, request: Request<Body>) -> S::Future {
        assert!(self.ready, "called before it was ready");
        self.calls.fetch_add(1, Ordering::Relaxed);
        self.inner.call(request)
    }
}

/// A service of another library: its body is not ours, nor is its error.
#[derive(Clone)]
struct Foreign {
    fails: bool,
}

impl Service<Request<Body>> for Foreign {
    type Response = Response<Chunk>;
    type Error = std::io::Error;
    type Future = BoxFuture<Result<Response<Chunk>, std::io::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), std::io::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let text = format!(r#"[{{"id":"{}"}}]"#, request.uri().path());
        let answer = if self.fails {
            Err(std::io::Error::other("out of order"))
        } else {
            Ok(Response::new(Chunk(Some(text))))
        };
        Box::pin(async move { answer })
    }
}

struct Chunk(Option<String>);

impl http_body::Body for Chunk {
    type Data = bytes::Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<bytes::Bytes>, Self::Error>>> {
        Poll::Ready(
            self.0
                .take()
                .map(|text| Ok(http_body::Frame::data(text.into()))),
        )
    }
}

#[tokio::test]
async fn a_service_answers_in_process() {
    let client = Client::builder()
        .service(Foreign { fails: false })
        .build()
        .unwrap();
    let users = client.search_users().await.unwrap();
    assert_eq!(users[0].id, "/api/v1/users");
    let client = Client::builder()
        .service(Foreign { fails: true })
        .build()
        .unwrap();
    let Error::Transport(error) = client.search_users().await.unwrap_err() else {
        panic!()
    };
    assert_eq!(error.kind(), TransportErrorKind::Request);
    assert_eq!(
        error.to_string(),
        "could not get an answer (https://nethsmdemo.nitrokey.com): out of order"
    );
}

#[tokio::test]
async fn the_default_transport_takes_layers() {
    let server = Loopback::answer("200 OK", "content-type: application/json\r\n", "[]");
    let calls = Arc::new(AtomicUsize::new(0));
    let layered = Counting {
        inner: ReqwestTransport::with_defaults().unwrap(),
        ready: false,
        calls: Arc::clone(&calls),
    };
    let client = Client::builder()
        .base_url(server.url())
        .service(layered)
        .build()
        .unwrap();
    for _ in 0..2 {
        assert!(client.search_users().await.unwrap().is_empty());
    }
    assert_eq!(calls.load(Ordering::Relaxed), 2);
    // Errors of ours stay what they are.
    let client = Client::builder().base_url("http://127.0.0.1:1");
    let layered = ReqwestTransport::with_defaults().unwrap();
    let error = client
        .service(layered)
        .build()
        .unwrap()
        .search_users()
        .await;
    let Error::Transport(error) = error.unwrap_err() else {
        panic!()
    };
    assert_eq!(error.kind(), TransportErrorKind::Connect);
}
