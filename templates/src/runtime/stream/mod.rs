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

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

pub use self::events::Event;
pub use self::items::ItemStream;
use self::items::{Given, read};
use self::pieces::Pieces;
pub use self::reconnect::Reconnect;
use self::source::{Opened, open};
use super::answer::Answer;
use super::call::Call;
use super::decode_error::DecodeError;
use super::error::Error;
use super::operation::Operation;
use super::platform::BoxFuture;
use super::sending::decode;
use super::wire::codec::DecodeWith;
use super::wire::json::{self, JsonError};
use std::convert::Infallible;

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

impl<O: Streaming> Call<O> {
    /// Sends the call and waits for the head of the answer: its items follow as they come, see [`ItemStream`]. The
    /// client's timeout does not apply to them, its read timeout does, and so does one set by [`Call::timeout`].
    pub fn stream(self) -> Opening<O> {
        Opening {
            opened: open(self.draft, O::STREAM),
            operation: PhantomData,
        }
    }
}

/// A stream whose head is waited for. Dropping it cancels the call.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Opening<O> {
    opened: BoxFuture<Result<Opened, Error<Infallible>>>,
    operation: PhantomData<fn() -> O>,
}

impl<O: Streaming> Future for Opening<O> {
    type Output = Result<ItemStream<O::Item>, Error<O::Error>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(match ready!(self.opened.as_mut().poll(context)) {
            Ok(Opened::Stream(source)) => Ok(ItemStream::new(source, item::<O>)),
            Ok(Opened::Answer(answer)) => Err(refused::<O>(answer)),
            Err(error) => Err(error.widen()),
        })
    }
}

impl<O> fmt::Debug for Opening<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opening").finish_non_exhaustive()
    }
}

fn item<O: Streaming>(text: &str) -> Result<O::Item, JsonError> {
    json::from_str_as::<O::Codec, O::Item>(text)
}

/// Says what an answer without items means.
fn refused<O: Streaming>(answer: Answer) -> Error<O::Error> {
    let error = no_stream(&answer);
    decode::<O>(answer).err().unwrap_or(Error::Decode(error))
}

fn no_stream(answer: &Answer) -> DecodeError {
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
