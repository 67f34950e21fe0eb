//! Answers that come item by item: server-sent events, lines of JSON, JSON text sequences.
//!
//! A parser cuts the body into pieces, a piece becomes the JSON text of an item, and that is decoded like any other. Only
//! the last step depends on the item's type.

mod events;
mod items;
mod lines;
mod pieces;
mod reconnect;
mod source;

pub use self::events::Event;
pub use self::items::ItemStream;
use self::items::{Given, read};
use self::pieces::Pieces;
pub use self::reconnect::Reconnect;
#[doc(hidden)]
pub use self::source::{Opened, open};
use super::answer::Answer;
use super::decode_error::DecodeError;
use super::operation::Operation;
use super::wire::codec::DecodeWith;
use super::wire::json::{self, JsonError};

/// An operation whose answer can be read item by item.
pub trait Streaming: Operation {
    /// What an item is.
    type Item;
    /// How it is read.
    type Codec: DecodeWith<Self::Item>;
    /// How items are told apart.
    const STREAM: &'static StreamSpec;
}

/// How the items of an answer are told apart.
#[derive(Debug)]
pub struct StreamSpec {
    /// The media types in which the items come, the best first.
    pub forms: &'static [(&'static str, Framing)],
    /// Whether there is no other form of a success.
    pub always: bool,
}

/// What stands between items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framing {
    /// Server-sent events (WHATWG HTML section 9.2).
    Events(EventItem),
    /// A line for each item, as in JSON Lines and NDJSON.
    Lines,
    /// A record separator before each item (RFC 7464).
    Records,
}

/// What of a server-sent event is the item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventItem {
    /// The JSON that its data is.
    Data,
    /// An object with `data`, `event`, `id` and `retry`, as far as the event has them. The data is text.
    Text,
    /// Such an object, where the data is JSON.
    Json,
    /// Such an object, where the data is JSON or text.
    Either,
}

impl StreamSpec {
    /// Returns what the `Accept` header says.
    pub(super) fn accept(&self) -> String {
        let types: Vec<&str> = self
            .forms
            .iter()
            .map(|(media_type, _)| *media_type)
            .collect();
        types.join(", ")
    }

    /// Returns how the items of an answer of this media type are told apart. Lines of JSON go by many names, so any will
    /// do where there is no other form.
    fn framing(&self, media_type: Option<&str>) -> Option<Framing> {
        let named = self
            .forms
            .iter()
            .find(|(name, _)| media_type.is_some_and(|media_type| media_type == *name));
        let first = self.forms.first().filter(|(_, framing)| {
            self.always && (media_type.is_none() || !matches!(framing, Framing::Events(_)))
        });
        named.or(first).map(|(_, framing)| *framing)
    }
}

impl Opened {
    /// Returns the items, or the answer that has none.
    ///
    /// # Errors
    /// Fails where the answer is no stream of items.
    pub fn items<O: Streaming>(self) -> Result<ItemStream<O::Item>, Box<Answer>> {
        self.0.map(|source| ItemStream::new(source, item::<O>))
    }
}

fn item<O: Streaming>(text: &str) -> Result<O::Item, JsonError> {
    json::from_str_as::<O::Codec, O::Item>(text)
}

/// Says that an answer is no stream of items.
#[must_use]
#[doc(hidden)]
pub fn no_stream(answer: &Answer) -> DecodeError {
    let message = match answer.media_type() {
        Some(media_type) => format!(
            "the body is `{}`, not a stream of items",
            media_type.escape_debug()
        ),
        None => "the body has no media type; it is no stream of items".to_owned(),
    };
    answer.error(String::new(), message, String::new())
}

impl Answer {
    /// Reads all items of the body.
    ///
    /// # Errors
    /// Fails where the body is no such stream, or one of its items does not have the documented form.
    pub fn items<O: Streaming>(&self) -> Result<Vec<O::Item>, DecodeError> {
        let Some(framing) = O::STREAM.framing(self.media_type().as_deref()) else {
            return Err(no_stream(self));
        };
        let mut pieces = Pieces::whole(framing, &self.body);
        let mut items = Vec::new();
        while let Ok(Some(piece)) = pieces.next() {
            match read(item::<O>, framing, &piece) {
                Given::Item(item) => items.push(item),
                Given::Nothing => {}
                Given::End => break,
                Given::Fault(fault) => {
                    return Err(fault.at(items.len(), self.status, self.media_type()));
                }
            }
        }
        Ok(items)
    }

    /// Whether it is a success that came item by item.
    pub fn is_stream_of<O: Streaming>(&self) -> bool {
        self.status.is_success() && O::STREAM.framing(self.media_type().as_deref()).is_some()
    }
}
