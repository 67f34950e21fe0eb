//! From chunks of a body to pieces of it, one for each item.

use bytes::{Buf, Bytes, BytesMut};

use super::Framing;
use super::events::{Events, RawEvent};
use super::lines::{self, Nesting};

/// One piece of a body.
#[derive(Debug)]
pub(super) enum Piece {
    /// The text of an item.
    Text(Bytes),
    /// An item that was cut off.
    Cut(Bytes),
    /// An event.
    Event(RawEvent),
}

/// What is longer than may be kept.
#[derive(Debug)]
pub(super) struct TooLong;

/// Cuts a body into pieces. It keeps what one item needs, at most `limit` bytes and one chunk.
#[derive(Debug)]
pub(super) struct Pieces {
    framing: Framing,
    buffer: Buffer,
    events: Events,
    nesting: Nesting,
    /// Whether the body is over.
    over: bool,
}

impl Pieces {
    pub(super) fn new(framing: Framing, limit: u64) -> Self {
        Self {
            framing,
            buffer: Buffer {
                bytes: BytesMut::new(),
                scanned: 0,
                limit: usize::try_from(limit).unwrap_or(usize::MAX),
                first: true,
            },
            events: Events::default(),
            nesting: Nesting::default(),
            over: false,
        }
    }

    /// Cuts a body that is there.
    pub(super) fn whole(framing: Framing, body: &Bytes) -> Self {
        let mut pieces = Self::new(framing, u64::MAX);
        pieces.push(body);
        pieces.finish();
        pieces
    }

    /// What is known of the events so far.
    pub(super) fn events(&self) -> &Events {
        &self.events
    }

    /// Starts again with another body that goes on where this one ended.
    pub(super) fn resume(&mut self) {
        self.buffer.bytes.clear();
        self.buffer.scanned = 0;
        self.buffer.first = true;
        self.events.resume();
        self.over = false;
    }

    pub(super) fn push(&mut self, chunk: &[u8]) {
        self.buffer.bytes.extend_from_slice(chunk);
    }

    /// Says that nothing more comes.
    pub(super) fn finish(&mut self) {
        self.over = true;
    }

    pub(super) fn is_over(&self) -> bool {
        self.over
    }

    /// Returns the next piece; `None` where more of the body is needed.
    pub(super) fn next(&mut self) -> Result<Option<Piece>, TooLong> {
        match self.framing {
            Framing::Events(_) => self
                .events
                .next(&mut self.buffer)
                .map(|event| event.map(Piece::Event)),
            Framing::Lines => lines::line(&mut self.buffer, self.over),
            Framing::Records => lines::record(&mut self.buffer, &mut self.nesting, self.over),
        }
    }
}

/// What came and is no piece yet.
#[derive(Debug)]
pub(super) struct Buffer {
    bytes: BytesMut,
    /// How many of them were looked at.
    scanned: usize,
    pub(super) limit: usize,
    /// Whether nothing was taken yet: a byte order mark may come.
    first: bool,
}

impl Buffer {
    /// Takes what stands before the first byte that ends it, and that byte. `ends` sees each byte once.
    pub(super) fn until(
        &mut self,
        mut ends: impl FnMut(u8) -> bool,
    ) -> Result<Option<(Bytes, u8)>, TooLong> {
        let new = self.bytes.get(self.scanned..).unwrap_or_default();
        let found = new.iter().position(|byte| ends(*byte));
        let length = self.scanned.saturating_add(found.unwrap_or(new.len()));
        if length > self.limit {
            return Err(TooLong);
        }
        if found.is_none() {
            self.scanned = length;
            return Ok(None);
        }
        let text = self.bytes.split_to(length).freeze();
        let end = self.bytes.first().copied().unwrap_or_default();
        self.bytes.advance(1);
        self.scanned = 0;
        Ok(Some((self.unmarked(text), end)))
    }

    /// Takes what is left.
    pub(super) fn rest(&mut self) -> Bytes {
        self.scanned = 0;
        let text = self.bytes.split().freeze();
        self.unmarked(text)
    }

    /// Drops the next byte if it is this one; `None` where it has not come yet.
    pub(super) fn skip(&mut self, byte: u8) -> Option<()> {
        if *self.bytes.first()? == byte {
            self.bytes.advance(1);
        }
        Some(())
    }

    /// Takes away the byte order mark at the start of a body.
    fn unmarked(&mut self, mut text: Bytes) -> Bytes {
        if std::mem::take(&mut self.first) && text.starts_with(b"\xEF\xBB\xBF") {
            text.advance(3);
        }
        text
    }
}
