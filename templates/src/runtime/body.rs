//! Bodies: bytes that are there, and streams of them.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http_body::{Frame, SizeHint};

use super::chunks::{Converted, Reading, Wrapped, failed};
use super::platform::{BodyChunks, MaybeSend};
use super::transport::TransportError;

/// What a request or an answer carries: bytes, or a stream that is passed on as it comes.
///
/// Clones of a stream are the same stream: it can be sent once. Transports read it as an [`http_body::Body`].
#[derive(Default)]
pub struct Body {
    first: Piece,
    // Empty for nearly all bodies, and then nothing is allocated.
    rest: VecDeque<Piece>,
}

impl Clone for Body {
    fn clone(&self) -> Self {
        let mut body = Self::of(self.first.clone());
        if !self.rest.is_empty() {
            body.rest.clone_from(&self.rest);
        }
        body
    }
}

#[derive(Clone)]
enum Piece {
    Bytes(Bytes),
    Stream {
        source: Arc<Mutex<Source>>,
        length: Option<u64>,
        /// Whether this body, not a clone of it, has begun to read.
        begun: bool,
    },
}

/// A stream that clones share.
struct Source {
    chunks: BodyChunks,
    taken: bool,
}

impl Default for Piece {
    fn default() -> Self {
        Self::Bytes(Bytes::new())
    }
}

impl Body {
    /// Sends the chunks of a stream.
    pub fn stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + MaybeSend + 'static,
        B: Into<Bytes>,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        Self::chunks(Box::pin(Converted(Box::pin(stream))))
    }

    /// Sends what a reader gives, 64 KiB at a time. Reading blocks the thread that sends: this is for readers that do
    /// not wait for others, such as a file on a disk of this machine.
    pub fn reader(reader: impl std::io::Read + MaybeSend + Unpin + 'static) -> Self {
        Self::stream(Reading(reader))
    }

    /// Passes on chunks as they are, as transports do with the body of an answer.
    #[must_use]
    pub fn chunks(chunks: BodyChunks) -> Self {
        Self::of(Piece::Stream {
            source: Arc::new(Mutex::new(Source {
                chunks,
                taken: false,
            })),
            length: None,
            begun: false,
        })
    }

    /// Passes on the body of another library, for example of an answer. Trailers are left out.
    pub fn wrap<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes> + MaybeSend + 'static,
        B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        Self::chunks(Box::pin(Wrapped(Box::pin(body))))
    }

    /// Says how many bytes a stream has, so that the server is told before.
    #[must_use]
    pub fn with_length(mut self, bytes: u64) -> Self {
        if let (Piece::Stream { length, .. }, true) = (&mut self.first, self.rest.is_empty()) {
            *length = Some(bytes);
        }
        self
    }

    fn pieces(&self) -> impl Iterator<Item = &Piece> {
        std::iter::once(&self.first).chain(&self.rest)
    }

    /// Returns how many bytes there are; `None` for a stream that does not say so.
    #[must_use]
    pub fn len(&self) -> Option<u64> {
        self.pieces()
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
        if let (Piece::Bytes(bytes), true) = (&self.first, self.rest.is_empty()) {
            return Some(bytes.clone());
        }
        let mut whole = BytesMut::new();
        for piece in self.pieces() {
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
        Box::pin(Chunks(self))
    }

    /// Whether a stream in it was sent already.
    pub(super) fn is_spent(&self) -> bool {
        self.pieces().any(|piece| match piece {
            Piece::Bytes(_) => false,
            Piece::Stream { source, .. } => source.lock().map_or(true, |source| source.taken),
        })
    }

    /// Whether a text occurs in the bytes that are there.
    #[allow(dead_code, reason = "forms of several parts ask for it")]
    pub(super) fn contains(&self, text: &[u8]) -> bool {
        self.pieces().any(|piece| match piece {
            Piece::Bytes(bytes) => bytes.windows(text.len().max(1)).any(|part| part == text),
            Piece::Stream { .. } => false,
        })
    }

    /// Adds another body to the end.
    #[allow(dead_code, reason = "forms of several parts use it")]
    pub(super) fn append(&mut self, other: Self) {
        self.rest.push_back(other.first);
        self.rest.extend(other.rest);
    }

    fn of(piece: Piece) -> Self {
        Self {
            first: piece,
            rest: VecDeque::new(),
        }
    }

    /// Takes the next chunk.
    pub(super) fn poll_chunk(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        loop {
            match &mut self.first {
                Piece::Bytes(bytes) if bytes.is_empty() => {}
                Piece::Bytes(bytes) => return Poll::Ready(Some(Ok(std::mem::take(bytes)))),
                Piece::Stream {
                    source,
                    length,
                    begun,
                } => match poll_source(source, begun, context) {
                    Poll::Ready(None) => {}
                    Poll::Ready(Some(Ok(chunk))) => {
                        let sent = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
                        *length = length.map(|length| length.saturating_sub(sent));
                        return Poll::Ready(Some(Ok(chunk)));
                    }
                    other => return other,
                },
            }
            let next = self.rest.pop_front();
            let ended = next.is_none();
            self.first = next.unwrap_or_default();
            if ended {
                return Poll::Ready(None);
            }
        }
    }
}

fn poll_source(
    source: &Mutex<Source>,
    begun: &mut bool,
    context: &mut Context<'_>,
) -> Poll<Option<Result<Bytes, TransportError>>> {
    match source.lock() {
        Ok(mut source) if *begun || !source.taken => {
            source.taken = true;
            *begun = true;
            source.chunks.as_mut().poll_next(context)
        }
        _ => Poll::Ready(Some(Err(failed("a stream was sent already")))),
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let chunk = self.poll_chunk(context);
        chunk.map(|chunk| chunk.map(|chunk| chunk.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        self.len()
            .map_or_else(SizeHint::default, SizeHint::with_exact)
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
        let mut pairs = self.pieces().zip(other.pieces());
        self.rest.len() == other.rest.len()
            && pairs.all(|pair| match pair {
                (Piece::Bytes(one), Piece::Bytes(other)) => one == other,
                (Piece::Stream { source: one, .. }, Piece::Stream { source: other, .. }) => {
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
struct Chunks(Body);

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_chunk(context)
    }
}
