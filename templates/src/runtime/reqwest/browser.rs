//! `reqwest` over the browser's `fetch`. Bodies go and come in one piece; redirects and connections are the browser's.

use std::future::poll_fn;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::super::body::Body;
use super::super::transport::{CallTimeout, TransportError, TransportErrorKind};
use super::{Limits, describe};

/// Returns the builder of a client. Each of its requests must be told its time.
pub(super) fn configured(
    _: &Limits,
    _: Option<Duration>,
) -> (reqwest::ClientBuilder, Option<Duration>) {
    (reqwest::Client::builder(), None)
}

pub(super) async fn send(
    client: reqwest::Client,
    request: http::Request<Body>,
) -> Result<http::Response<Body>, TransportError> {
    let timeout = request.extensions().get::<CallTimeout>().copied();
    let (head, body) = request.into_parts();
    let url = reqwest::Url::parse(&head.uri.to_string())
        .map_err(|error| TransportError::new(TransportErrorKind::Request, error))?;
    let mut converted = reqwest::Request::new(head.method, url);
    *converted.headers_mut() = head.headers;
    *converted.timeout_mut() = timeout.map(|CallTimeout(time)| time);
    let received = start(&client, converted, body).await?;
    let mut response = http::Response::new(Body::from(received.body));
    *response.status_mut() = received.status;
    *response.headers_mut() = received.headers;
    Ok(response)
}

/// Sends a request that lacks its body.
pub(super) fn start(
    client: &reqwest::Client,
    mut request: reqwest::Request,
    mut body: Body,
) -> impl Future<Output = Result<Received, TransportError>> + use<> {
    let client = client.clone();
    async move {
        let mut whole = Vec::new();
        while let Some(chunk) = poll_fn(|context| body.poll_chunk(context)).await {
            whole.extend_from_slice(&chunk?);
        }
        if !whole.is_empty() {
            *request.body_mut() = Some(whole.into());
        }
        let response = client.execute(request).await.map_err(describe)?;
        Ok(Received {
            status: response.status(),
            headers: response.headers().clone(),
            body: response.bytes().await.map_err(describe)?,
        })
    }
}

/// A browser does not tell.
pub(super) fn is_connect(_: &reqwest::Error) -> bool {
    false
}

/// An answer.
pub(in super::super) struct Received {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Received {
    pub(in super::super) fn status(&self) -> StatusCode {
        self.status
    }

    pub(in super::super) fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    pub(in super::super) fn into_headers(self) -> HeaderMap {
        self.headers
    }

    /// Whether the body was taken, which comes in one piece.
    pub(in super::super) fn is_whole(&self) -> bool {
        self.body.is_empty()
    }

    /// Takes the body.
    pub(in super::super) fn poll_chunk(
        &mut self,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        let body = std::mem::take(&mut self.body);
        Poll::Ready((!body.is_empty()).then_some(Ok(body)))
    }
}
