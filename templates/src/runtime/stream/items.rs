//! From pieces of a body to items.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use http::{HeaderMap, StatusCode};

use super::super::build_error::BuildError;
use super::super::call_error::CallError;
use super::super::decode_error::{DecodeError, Inner, excerpt_at};
use super::super::transport::HeaderNames;
use super::super::wire::json::{self, JsonError};
use super::super::wire::raw::RawJson;
use super::events::RawEvent;
use super::pieces::Piece;
use super::reconnect::Reconnect;
use super::source::Source;
use super::{EventItem, Framing};

/// The items of an answer, as they come. Dropping it closes the connection.
///
/// Wait for them by [`ItemStream::next`], or use it as a `Stream` of `futures`. An item that cannot be read is an error
/// of its own, and the next one follows; after an error of the connection there are none. What is kept of an item is
/// limited by the client's `body_limit`.
///
/// Data that is `[DONE]` ends a stream of events whose data is JSON: it says so in the streams of most language models,
/// and is no JSON.
pub struct ItemStream<T> {
    source: Box<Source>,
    item: Item<T>,
}

/// Reads an item.
type Item<T> = fn(&str) -> Result<T, JsonError>;

impl<T> ItemStream<T> {
    pub(super) fn new(source: Box<Source>, item: Item<T>) -> Self {
        Self { source, item }
    }

    /// Waits for the next item; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<T, CallError>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Returns the answer's status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.source.status
    }

    /// Returns the answer's headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.source.headers
    }

    /// Returns the name of the event that came last; `None` where it had none, which stands for `message`.
    #[must_use]
    pub fn event(&self) -> Option<&str> {
        self.source.events().last_event.as_deref()
    }

    /// Returns the id of the last event that had one. A call with the header `Last-Event-ID` goes on after it.
    #[must_use]
    pub fn last_event_id(&self) -> Option<&str> {
        self.source.events().last_id.as_deref()
    }

    /// Connects again where the connection ends, and goes on after the last event that had an id.
    ///
    /// # Errors
    /// Fails where it is no stream of events, or the method is not `GET` and [`Reconnect::any_method`] was not called.
    pub fn reconnect(mut self, policy: Reconnect) -> Result<Self, BuildError> {
        self.source.reconnect(policy)?;
        Ok(self)
    }
}

impl<T> Stream for ItemStream<T> {
    type Item = Result<T, CallError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let piece = match ready!(self.source.poll_piece(context)) {
                Some(Ok(piece)) => piece,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            };
            match read(self.item, self.source.framing, &piece) {
                Given::Nothing => {}
                Given::Item(item) => {
                    self.source.count();
                    return Poll::Ready(Some(Ok(item)));
                }
                Given::End => {
                    self.source.end();
                    return Poll::Ready(None);
                }
                Given::Fault(fault) => {
                    let error = self.source.fault(fault);
                    return Poll::Ready(Some(Err(CallError::Decode(error))));
                }
            }
        }
    }
}

impl<T> fmt::Debug for ItemStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemStream")
            .field("status", &self.source.status)
            .field("headers", &HeaderNames(&self.source.headers))
            .finish_non_exhaustive()
    }
}

/// What a piece gives.
pub(super) enum Given<T> {
    Item(T),
    /// An event whose data is empty where it is JSON.
    Nothing,
    /// The end of the stream.
    End,
    Fault(Fault),
}

/// Why a piece is no item.
pub(super) struct Fault {
    path: String,
    message: String,
    excerpt: String,
}

impl Fault {
    fn new(message: impl Into<String>, text: &str) -> Self {
        Self {
            path: String::new(),
            message: message.into(),
            excerpt: excerpt_at(text, 1, 1),
        }
    }

    /// Adds which item of which answer it was.
    pub(super) fn at(
        self,
        index: usize,
        status: StatusCode,
        content_type: Option<String>,
    ) -> DecodeError {
        let dot = if self.path.is_empty() || self.path.starts_with('[') {
            ""
        } else {
            "."
        };
        DecodeError::new(Inner {
            status,
            content_type,
            path: format!("[{index}]{dot}{}", self.path),
            message: self.message,
            excerpt: self.excerpt,
        })
    }
}

/// Reads a piece as an item.
pub(super) fn read<T>(item: Item<T>, framing: Framing, piece: &Piece) -> Given<T> {
    let texts = match texts(framing, piece) {
        Ok(texts) => texts,
        Err(fault) => return Given::Fault(fault),
    };
    let mut first = None;
    for text in &texts {
        match item(text) {
            Ok(item) => return Given::Item(item),
            Err(error) => _ = first.get_or_insert((error, text)),
        }
    }
    match first {
        None => Given::Nothing,
        Some(_) if is_end(framing, piece) => Given::End,
        Some((error, text)) => Given::Fault(Fault {
            excerpt: excerpt_at(text, error.line, error.column),
            path: error.path,
            message: error.message,
        }),
    }
}

/// The JSON texts that a piece may be read as, one after the other; none where it holds nothing.
fn texts(framing: Framing, piece: &Piece) -> Result<Vec<String>, Fault> {
    let event = match piece {
        Piece::Event(event) => event,
        Piece::Text(text) => {
            let read = std::str::from_utf8(text);
            let text = read
                .map_err(|_| Fault::new("the item is not UTF-8", &String::from_utf8_lossy(text)))?;
            return Ok(vec![text.to_owned()]);
        }
        Piece::Cut(text) => {
            let text = String::from_utf8_lossy(text);
            return Err(Fault::new("the item was cut off", &text));
        }
    };
    if event.broken {
        return Err(Fault::new("the event is not UTF-8", &event.data));
    }
    let Framing::Events(kind) = framing else {
        return Ok(Vec::new());
    };
    let as_text = || object(event, RawJson::new(&event.data).ok());
    let as_json = || object(event, json::from_str::<RawJson>(&event.data).ok());
    let texts = match kind {
        EventItem::Data if event.data.trim_ascii().is_empty() => [None, None],
        EventItem::Data => [Some(event.data.clone()), None],
        EventItem::Text => [as_text(), None],
        EventItem::Json => [as_json().or_else(as_text), None],
        EventItem::Either => [as_json(), as_text()],
    };
    Ok(texts.into_iter().flatten().collect())
}

/// An event as an object.
fn object(event: &RawEvent, data: Option<RawJson>) -> Option<String> {
    let mut members = vec![format!("\"data\":{}", data?.get())];
    for (name, value) in [("event", &event.event), ("id", &event.id)] {
        if let Some(value) = value {
            let value = RawJson::new(value).ok()?;
            members.push(format!("\"{name}\":{}", value.get()));
        }
    }
    members.extend(event.retry.map(|retry| format!("\"retry\":{retry}")));
    Some(format!("{{{}}}", members.join(",")))
}

fn is_end(framing: Framing, piece: &Piece) -> bool {
    let is_event = matches!(framing, Framing::Events(_));
    is_event && matches!(piece, Piece::Event(event) if event.data.trim() == "[DONE]")
}
