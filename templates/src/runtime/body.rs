//! Bodies of requests: bytes that are there, and streams of them.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use super::transport::{TransportError, TransportErrorKind};

/// Chunks of a request's body.
pub type BodyChunks = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;

/// What a request carries: bytes, or a stream that is sent as it comes.
///
/// Clones of a stream are the same stream: it can be sent once.
#[derive(Clone, Default)]
pub struct Body(Vec<Piece>);

#[derive(Clone)]
enum Piece {
    Bytes(Bytes),
    Stream {
        chunks: Arc<Mutex<Option<BodyChunks>>>,
        length: Option<u64>,
    },
}

impl Body {
    /// Sends the chunks of a stream.
    pub fn stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let chunks: BodyChunks = Box::pin(Converted(Box::pin(stream)));
        Self::of(Piece::Stream {
            chunks: Arc::new(Mutex::new(Some(chunks))),
            length: None,
        })
    }

    /// Sends what a reader gives, 64 KiB at a time. Reading blocks the thread that sends: this is for readers that do
    /// not wait for others, such as a file on a disk of this machine.
    pub fn reader(reader: impl std::io::Read + Send + Unpin + 'static) -> Self {
        Self::stream(Reading(reader))
    }

    /// Says how many bytes a stream has, so that the server is told before.
    #[must_use]
    pub fn with_length(mut self, bytes: u64) -> Self {
        if let [Piece::Stream { length, .. }] = self.0.as_mut_slice() {
            *length = Some(bytes);
        }
        self
    }

    /// Returns how many bytes there are; `None` for a stream that does not say so.
    #[must_use]
    pub fn len(&self) -> Option<u64> {
        self.0
            .iter()
            .try_fold(0_u64, |sum, piece| sum.checked_add(piece.len()?))
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == Some(0)
    }

    /// Returns the bytes where all of them are there; `None` for a stream.
    #[must_use]
    pub fn bytes(&self) -> Option<Bytes> {
        if let [Piece::Bytes(bytes)] = self.0.as_slice() {
            return Some(bytes.clone());
        }
        let mut whole = BytesMut::new();
        for piece in &self.0 {
            match piece {
                Piece::Bytes(bytes) => whole.extend_from_slice(bytes),
                Piece::Stream { .. } => return None,
            }
        }
        Some(whole.freeze())
    }

    /// Returns all chunks, as transports send them.
    #[must_use]
    pub fn into_chunks(self) -> BodyChunks {
        Box::pin(Chunks {
            pieces: self.0.into_iter(),
            current: None,
        })
    }

    /// Whether a stream in it was sent already.
    pub(super) fn is_spent(&self) -> bool {
        self.0.iter().any(|piece| match piece {
            Piece::Bytes(_) => false,
            Piece::Stream { chunks, .. } => chunks.lock().map_or(true, |chunks| chunks.is_none()),
        })
    }

    /// Whether a text occurs in the bytes that are there.
    #[allow(dead_code, reason = "forms of several parts ask for it")]
    pub(super) fn contains(&self, text: &[u8]) -> bool {
        self.0.iter().any(|piece| match piece {
            Piece::Bytes(bytes) => bytes.windows(text.len().max(1)).any(|part| part == text),
            Piece::Stream { .. } => false,
        })
    }

    /// Adds another body to the end.
    #[allow(dead_code, reason = "forms of several parts use it")]
    pub(super) fn append(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    fn of(piece: Piece) -> Self {
        Self(vec![piece])
    }
}

impl Piece {
    fn len(&self) -> Option<u64> {
        match self {
            Self::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Self::Stream { length, .. } => *length,
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self::of(Piece::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<&[u8]> for Body {
    fn from(bytes: &[u8]) -> Self {
        Bytes::copy_from_slice(bytes).into()
    }
}

impl<const N: usize> From<&[u8; N]> for Body {
    fn from(bytes: &[u8; N]) -> Self {
        Bytes::copy_from_slice(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&str> for Body {
    fn from(text: &str) -> Self {
        Bytes::copy_from_slice(text.as_bytes()).into()
    }
}

/// Bytes are compared; a stream is equal to its clones only.
impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        if let (Some(one), Some(other)) = (self.bytes(), other.bytes()) {
            return one == other;
        }
        let mut pairs = self.0.iter().zip(&other.0);
        self.0.len() == other.0.len()
            && pairs.all(|pair| match pair {
                (Piece::Bytes(one), Piece::Bytes(other)) => one == other,
                (Piece::Stream { chunks: one, .. }, Piece::Stream { chunks: other, .. }) => {
                    Arc::ptr_eq(one, other)
                }
                _ => false,
            })
    }
}

/// Shows the size only.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.len() {
            Some(length) => write!(f, "{length} bytes"),
            None => f.write_str("a stream"),
        }
    }
}

/// One piece after the other.
struct Chunks {
    pieces: std::vec::IntoIter<Piece>,
    current: Option<BodyChunks>,
}

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(stream) = &mut self.current {
                match stream.as_mut().poll_next(context) {
                    Poll::Ready(None) => self.current = None,
                    other => return other,
                }
            }
            match self.pieces.next() {
                None => return Poll::Ready(None),
                Some(Piece::Bytes(bytes)) if bytes.is_empty() => {}
                Some(Piece::Bytes(bytes)) => return Poll::Ready(Some(Ok(bytes))),
                Some(Piece::Stream { chunks, .. }) => {
                    let stream = chunks.lock().ok().and_then(|mut chunks| chunks.take());
                    if stream.is_none() {
                        return Poll::Ready(Some(Err(failed("a stream was sent already"))));
                    }
                    self.current = stream;
                }
            }
        }
    }
}

fn failed(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> TransportError {
    TransportError::new(TransportErrorKind::RequestBody, source)
}

/// A caller's stream with our chunks and errors.
struct Converted<S>(Pin<Box<S>>);

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
struct Reading<R>(R);

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
