//! An answer whose body is read by hand.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::{HeaderMap, StatusCode};

use super::body::Body;
use super::call_error::CallError;
use super::reqwest::Received;
use super::transport::{HeaderNames, TransportError, TransportErrorKind};

/// An answer as transports give it: as any does, or as the client's own.
pub(super) enum Incoming {
    Any(http::Response<Body>),
    Own(Received),
}

impl Incoming {
    fn poll_chunk(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        match self {
            Self::Any(response) => response.body_mut().poll_chunk(context),
            Self::Own(received) => received.poll_chunk(context),
        }
    }
}

/// An answer of which only the head has been read: nothing is decoded, and the status is not judged.
pub struct RawResponse {
    body: BodyStream,
    limit: u64,
}

impl RawResponse {
    /// Takes what a transport gives. `limit` is for a body that is read as a whole.
    pub(super) fn new(incoming: Incoming, limit: u64, origin: Arc<str>) -> Self {
        Self {
            body: BodyStream { incoming, origin },
            limit,
        }
    }

    /// Returns the status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match &self.body.incoming {
            Incoming::Any(response) => response.status(),
            Incoming::Own(received) => received.status(),
        }
    }

    /// Returns the headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        match &self.body.incoming {
            Incoming::Any(response) => response.headers(),
            Incoming::Own(received) => received.headers(),
        }
    }

    /// Waits for the next chunk of the body; `None` after the last. Chunks are not limited.
    ///
    /// # Errors
    /// Fails where the connection is lost or the time is up.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, CallError> {
        poll_fn(|context| Pin::new(&mut self.body).poll_next(context))
            .await
            .transpose()
    }

    /// Waits for the whole body.
    ///
    /// # Errors
    /// Fails where the connection is lost, the time is up, or the body is larger than the client's limit.
    pub async fn bytes(mut self) -> Result<Bytes, CallError> {
        self.collect().await
    }

    /// Returns the body as a stream of chunks.
    #[must_use]
    pub fn into_stream(self) -> BodyStream {
        self.body
    }

    pub(super) fn into_head(self) -> (StatusCode, HeaderMap) {
        let status = self.status();
        let headers = match self.body.incoming {
            Incoming::Any(response) => response.into_parts().0.headers,
            Incoming::Own(received) => received.into_headers(),
        };
        (status, headers)
    }

    pub(super) async fn collect(&mut self) -> Result<Bytes, CallError> {
        let announced = self
            .headers()
            .get(http::header::CONTENT_LENGTH)
            .and_then(|value| value.to_str().ok());
        let announced = announced
            .and_then(|length| length.parse::<u64>().ok())
            .unwrap_or(0);
        let Some(first) = self.chunk().await? else {
            return Ok(Bytes::new());
        };
        let mut length = 0;
        self.count(&mut length, announced.max(size(&first)))?;
        length = size(&first);
        let second = match &self.body.incoming {
            // Asking once more would set the clock again, to hear that there is nothing.
            Incoming::Own(received) if received.is_whole() => None,
            _ => self.chunk().await?,
        };
        let Some(second) = second else {
            return self.complete(length, announced).map(|()| first);
        };
        let mut body = BytesMut::from(first.as_ref());
        let mut next = Some(second);
        while let Some(chunk) = next {
            self.count(&mut length, size(&chunk))?;
            body.extend_from_slice(&chunk);
            next = self.chunk().await?;
        }
        self.complete(length, announced).map(|()| body.freeze())
    }

    /// Checks that all came that was announced. An answer without any of it may be one to `HEAD`, or say 304. What was
    /// announced of a compressed body, which a browser does not tell from others, is another length.
    fn complete(&self, length: u64, announced: u64) -> Result<(), CallError> {
        let compressed = || self.headers().contains_key(http::header::CONTENT_ENCODING);
        if length >= announced || compressed() || cfg!(target_arch = "wasm32") {
            return Ok(());
        }
        let message = format!("{length} bytes of {announced} came");
        Err(CallError::Transport(
            TransportError::new(TransportErrorKind::Body, message).at(&self.body.origin),
        ))
    }

    fn count(&self, length: &mut u64, more: u64) -> Result<(), CallError> {
        *length = length.saturating_add(more);
        if *length <= self.limit {
            return Ok(());
        }
        let message = format!(
            "the client's limit is {} bytes (`body_limit` of its builder)",
            self.limit
        );
        Err(CallError::Transport(
            TransportError::new(TransportErrorKind::BodyLimit, message).at(&self.body.origin),
        ))
    }
}

fn size(chunk: &Bytes) -> u64 {
    u64::try_from(chunk.len()).unwrap_or(u64::MAX)
}

impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("status", &self.status())
            .field("headers", &HeaderNames(self.headers()))
            .finish_non_exhaustive()
    }
}

/// The body of an answer, by chunks.
pub struct BodyStream {
    incoming: Incoming,
    origin: Arc<str>,
}

impl Stream for BodyStream {
    type Item = Result<Bytes, CallError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let chunk = self.incoming.poll_chunk(context);
        chunk.map(|chunk| {
            chunk.map(|chunk| {
                let lost = |error: TransportError| {
                    CallError::from_transport(error.of_answer(), &self.origin, None)
                };
                chunk.map_err(lost)
            })
        })
    }
}

impl fmt::Debug for BodyStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BodyStream").finish_non_exhaustive()
    }
}
