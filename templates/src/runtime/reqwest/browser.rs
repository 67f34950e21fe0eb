//! `reqwest` over the browser's `fetch`. Bodies go and come in one piece; redirects and connections are the browser's.

use std::future::poll_fn;

use super::super::body::Body;
use super::super::transport::{CallTimeout, TransportError, TransportErrorKind};
use super::{Limits, describe};

pub(super) fn configured(_: &Limits) -> reqwest::ClientBuilder {
    reqwest::Client::builder()
}

pub(super) async fn send(
    client: reqwest::Client,
    request: http::Request<Body>,
) -> Result<http::Response<Body>, TransportError> {
    let request = convert(request).await?;
    let response = client.execute(request).await.map_err(describe)?;
    let mut head = http::Response::new(());
    *head.status_mut() = response.status();
    *head.headers_mut() = response.headers().clone();
    let body = response.bytes().await.map_err(describe)?;
    Ok(head.map(|()| body.into()))
}

async fn convert(request: http::Request<Body>) -> Result<reqwest::Request, TransportError> {
    let timeout = request.extensions().get::<CallTimeout>().copied();
    let (head, mut body) = request.into_parts();
    let url = reqwest::Url::parse(&head.uri.to_string())
        .map_err(|error| TransportError::new(TransportErrorKind::Request, error))?;
    let mut converted = reqwest::Request::new(head.method, url);
    *converted.headers_mut() = head.headers;
    *converted.timeout_mut() = timeout.map(|CallTimeout(time)| time);
    let mut whole = Vec::new();
    while let Some(chunk) = poll_fn(|context| body.poll_chunk(context)).await {
        whole.extend_from_slice(&chunk?);
    }
    if !whole.is_empty() {
        *converted.body_mut() = Some(whole.into());
    }
    Ok(converted)
}

/// A browser does not tell.
pub(super) fn is_connect(_: &reqwest::Error) -> bool {
    false
}
