//! Requests over HTTP. The only file that names `reqwest`.

use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Body as _, Frame, SizeHint};
use reqwest::redirect::{Action, Attempt, Policy};

use super::body::BodyChunks;
use super::build_error::BuildError;
use super::raw_response::RawResponse;
use super::transport::{BoxFuture, Request, Transport, TransportError, TransportErrorKind};

/// Redirects in a row that are followed.
const REDIRECTS: usize = 10;

/// Time limits that belong to connections.
pub(super) struct Limits {
    pub(super) connect: Duration,
    pub(super) read: Duration,
}

/// Sends requests by a `reqwest` client.
#[derive(Debug, Clone)]
pub struct ReqwestTransport(reqwest::Client);

impl ReqwestTransport {
    /// Uses a client as it is.
    #[must_use]
    pub fn new(client: reqwest::Client) -> Self {
        Self(client)
    }

    /// Makes a client that keeps secrets: it follows redirects to the same origin only (others are returned as the
    /// answer), sends no `Referer`, and has no cookie jar.
    pub(super) fn with_limits(limits: &Limits) -> Result<Self, BuildError> {
        let client = reqwest::Client::builder()
            .redirect(Policy::custom(same_origin))
            .referer(false)
            .connect_timeout(limits.connect)
            .read_timeout(limits.read)
            .build();
        client.map(Self).map_err(|error| {
            BuildError::new(format!("the HTTP client could not be set up: {error}"))
        })
    }
}

fn same_origin(attempt: Attempt<'_>) -> Action {
    let same = attempt
        .previous()
        .last()
        .is_some_and(|previous| previous.origin() == attempt.url().origin());
    if !same {
        attempt.stop()
    } else if attempt.previous().len() > REDIRECTS {
        attempt.error("too many redirects")
    } else {
        attempt.follow()
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: Request) -> BoxFuture<Result<RawResponse, TransportError>> {
        let client = self.0.clone();
        Box::pin(async move {
            let response = client.execute(convert(request)?).await.map_err(describe)?;
            let (parts, body) = http::Response::<reqwest::Body>::from(response).into_parts();
            Ok(RawResponse::streaming(
                parts.status,
                parts.headers,
                Box::pin(Chunks(body)),
            ))
        })
    }
}

fn convert(request: Request) -> Result<reqwest::Request, TransportError> {
    let url = reqwest::Url::parse(&request.uri.to_string())
        .map_err(|error| TransportError::new(TransportErrorKind::Request, error))?;
    let mut converted = reqwest::Request::new(request.method, url);
    *converted.headers_mut() = request.headers;
    *converted.timeout_mut() = request.timeout;
    if !request.body.is_empty() {
        *converted.body_mut() = Some(match request.body.bytes() {
            Some(bytes) => bytes.into(),
            None => reqwest::Body::wrap(Sent {
                left: request.body.len(),
                chunks: Mutex::new(request.body.into_chunks()),
            }),
        });
    }
    Ok(converted)
}

/// A stream as it is sent. The lock is never taken: it makes the stream `Sync`.
struct Sent {
    chunks: Mutex<BodyChunks>,
    left: Option<u64>,
}

impl http_body::Body for Sent {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let chunk = match self.chunks.get_mut() {
            Ok(chunks) => chunks.as_mut().poll_next(context),
            Err(_) => Poll::Ready(None),
        };
        if let (Poll::Ready(Some(Ok(chunk))), Some(left)) = (&chunk, self.left) {
            let length = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
            self.left = Some(left.saturating_sub(length));
        }
        chunk.map(|chunk| chunk.map(|chunk| chunk.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        self.left
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// Whether the cause is the stream that was to be sent.
fn is_own_stream(error: &reqwest::Error) -> bool {
    let mut cause = std::error::Error::source(error);
    // A chain is a handful long, and the bound is for one that is wrong.
    for _ in 0..16 {
        let Some(inner) = cause else { break };
        if let Some(error) = inner.downcast_ref::<TransportError>() {
            return error.kind() == TransportErrorKind::RequestBody;
        }
        cause = inner.source();
    }
    false
}

/// Leaves out the URL, whose query may hold a key.
fn describe(error: reqwest::Error) -> TransportError {
    let kind = if is_own_stream(&error) {
        TransportErrorKind::RequestBody
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_redirect() {
        TransportErrorKind::Redirect
    } else if error.is_body() || error.is_decode() {
        TransportErrorKind::Body
    } else {
        TransportErrorKind::Request
    };
    TransportError::new(kind, error.without_url())
}

struct Chunks(reqwest::Body);

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            return match Pin::new(&mut self.0).poll_frame(context) {
                Poll::Pending => Poll::Pending,
                Poll::Ready(None) => Poll::Ready(None),
                Poll::Ready(Some(Ok(frame))) => match frame.into_data() {
                    Ok(chunk) => Poll::Ready(Some(Ok(chunk))),
                    // Trailers.
                    Err(_) => continue,
                },
                Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err(describe(error)))),
            };
        }
    }
}
