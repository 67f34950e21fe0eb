//! `reqwest` over sockets.

use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::header::{CONTENT_LENGTH, HeaderMap, HeaderValue};
use http::{StatusCode, Version};
use reqwest::redirect::Policy;

use super::super::body::Body;
use super::super::transport::{CallTimeout, TransportError};
use super::{Limits, describe};

/// Returns the builder of a client, and the time that its requests have.
pub(super) fn configured(
    limits: &Limits,
    timeout: Option<Duration>,
) -> (reqwest::ClientBuilder, Option<Duration>) {
    let mut builder = reqwest::Client::builder()
        .redirect(Policy::none())
        .referer(false)
        .connect_timeout(limits.connect)
        .read_timeout(limits.read);
    if let Some(timeout) = timeout {
        builder = builder.timeout(timeout);
    }
    #[cfg(feature = "rustls")]
    let builder = limits.tls.apply(builder);
    (builder, timeout)
}

pub(super) async fn send(
    client: reqwest::Client,
    request: http::Request<Body>,
) -> Result<http::Response<Body>, TransportError> {
    let timeout = request.extensions().get::<CallTimeout>().copied();
    let (head, body) = request.into_parts();
    let head = http::Request::from_parts(head, "");
    let mut converted = reqwest::Request::try_from(head).map_err(describe)?;
    *converted.timeout_mut() = timeout.map(|CallTimeout(time)| time);
    let received = start(&client, converted, body).await?;
    let mut response = http::Response::new(());
    *response.status_mut() = received.status();
    response.headers_mut().clone_from(received.headers());
    Ok(response.map(|()| Body::chunks(Box::pin(received))))
}

/// Sends a request that lacks its body. All but the answer is done when it returns, so that little is kept while waiting.
pub(super) fn start(
    client: &reqwest::Client,
    mut request: reqwest::Request,
    body: Body,
) -> impl Future<Output = Result<Received, TransportError>> + use<> {
    let body = match body.bytes() {
        Some(bytes) if bytes.is_empty() => None,
        Some(bytes) => Some(bytes.into()),
        None => Some(reqwest::Body::wrap(body)),
    };
    // A server may refuse a request whose method means a body, and that says nothing of one (RFC 9110 section 8.6).
    if body.is_none() && matches!(request.method().as_str(), "POST" | "PUT" | "PATCH") {
        let headers = request.headers_mut();
        headers.insert(CONTENT_LENGTH, HeaderValue::from(0));
    }
    *request.body_mut() = body;
    let sent = client.execute(request);
    async move { sent.await.map(Received).map_err(describe) }
}

pub(super) fn is_connect(error: &reqwest::Error) -> bool {
    error.is_connect()
}

/// An answer whose body is still to come.
pub(in super::super) struct Received(reqwest::Response);

impl Received {
    pub(in super::super) fn status(&self) -> StatusCode {
        self.0.status()
    }

    pub(in super::super) fn headers(&self) -> &HeaderMap {
        self.0.headers()
    }

    pub(in super::super) fn into_headers(mut self) -> HeaderMap {
        std::mem::take(self.0.headers_mut())
    }

    /// Whether all of the body was taken. A stream of HTTP/2 ends later than its last byte: who does not wait for that
    /// resets it.
    pub(in super::super) fn is_whole(&self) -> bool {
        self.0.version() < Version::HTTP_2 && self.0.content_length() == Some(0)
    }

    /// Takes the next chunk of the body.
    pub(in super::super) fn poll_chunk(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        // This future holds nothing that it would lose.
        let chunk = pin!(self.0.chunk()).poll(context);
        chunk.map(|chunk| chunk.map_err(describe).transpose())
    }
}

impl Stream for Received {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_chunk(context)
    }
}
