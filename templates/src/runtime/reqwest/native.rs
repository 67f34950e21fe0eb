//! `reqwest` over sockets.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http_body::Body as _;
use reqwest::redirect::Policy;

use super::super::body::Body;
use super::super::transport::{CallTimeout, TransportError};
use super::{Limits, describe};

pub(super) fn configured(limits: &Limits) -> reqwest::ClientBuilder {
    let builder = reqwest::Client::builder()
        .redirect(Policy::none())
        .referer(false)
        .connect_timeout(limits.connect)
        .read_timeout(limits.read);
    #[cfg(feature = "rustls")]
    let builder = limits.tls.apply(builder);
    builder
}

pub(super) async fn send(
    client: reqwest::Client,
    request: http::Request<Body>,
) -> Result<http::Response<Body>, TransportError> {
    let response = client.execute(convert(request)?).await.map_err(describe)?;
    let response = http::Response::<reqwest::Body>::from(response);
    Ok(response.map(|body| Body::chunks(Box::pin(Chunks(body)))))
}

fn convert(request: http::Request<Body>) -> Result<reqwest::Request, TransportError> {
    let timeout = request.extensions().get::<CallTimeout>().copied();
    let (head, body) = request.into_parts();
    let body = match body.bytes() {
        Some(bytes) if bytes.is_empty() => None,
        Some(bytes) => Some(bytes.into()),
        None => Some(reqwest::Body::wrap(body)),
    };
    let request = http::Request::from_parts(head, "");
    let mut converted = reqwest::Request::try_from(request).map_err(describe)?;
    // A server may refuse a request whose method means a body, and that says nothing of one (RFC 9110 section 8.6).
    if body.is_none() && matches!(converted.method().as_str(), "POST" | "PUT" | "PATCH") {
        let headers = converted.headers_mut();
        headers.insert(http::header::CONTENT_LENGTH, http::HeaderValue::from(0));
    }
    *converted.body_mut() = body;
    *converted.timeout_mut() = timeout.map(|CallTimeout(time)| time);
    Ok(converted)
}

pub(super) fn is_connect(error: &reqwest::Error) -> bool {
    error.is_connect()
}

/// The body of an answer.
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
