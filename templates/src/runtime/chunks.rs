//! Streams of chunks: what callers and other libraries give, as bodies want it.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use super::transport::{TransportError, TransportErrorKind};

/// Keeps an error that is ours already.
pub(super) fn failed(
    source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
) -> TransportError {
    match source.into().downcast() {
        Ok(error) => *error,
        Err(source) => TransportError::new(TransportErrorKind::RequestBody, source),
    }
}

/// A caller's stream with our chunks and errors.
pub(super) struct Converted<S>(pub(super) Pin<Box<S>>);

impl<S, B, E> Stream for Converted<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let chunk = self.0.as_mut().poll_next(context);
        chunk.map(|chunk| chunk.map(|chunk| chunk.map(Into::into).map_err(failed)))
    }
}

/// The chunks of a reader.
pub(super) struct Reading<R>(pub(super) R);

impl<R: std::io::Read + Unpin> Stream for Reading<R> {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut chunk = vec![0; 64 * 1024];
        loop {
            return Poll::Ready(match self.0.read(&mut chunk) {
                Ok(0) => None,
                Ok(length) => {
                    chunk.truncate(length);
                    Some(Ok(chunk.into()))
                }
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => Some(Err(error)),
            });
        }
    }
}

/// The chunks of another library's body.
pub(super) struct Wrapped<B>(pub(super) Pin<Box<B>>);

impl<B> Stream for Wrapped<B>
where
    B: http_body::Body<Data = Bytes>,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            return match self.0.as_mut().poll_frame(context) {
                Poll::Pending => Poll::Pending,
                Poll::Ready(None) => Poll::Ready(None),
                Poll::Ready(Some(Ok(frame))) => match frame.into_data() {
                    Ok(chunk) => Poll::Ready(Some(Ok(chunk))),
                    // Trailers.
                    Err(_) => continue,
                },
                Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err(failed(error)))),
            };
        }
    }
}
