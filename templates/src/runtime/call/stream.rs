//! Calls whose answers come item by item.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::super::answer::Answer;
use super::super::call_error::CallError;
use super::super::error::Error;
use super::super::platform::BoxFuture;
use super::super::sending::decode;
use super::super::stream::{ItemStream, Opened, Streaming, no_stream, open};
use super::Call;

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
    opened: BoxFuture<Result<Opened, CallError>>,
    operation: PhantomData<fn() -> O>,
}

impl<O: Streaming> Future for Opening<O> {
    type Output = Result<ItemStream<O::Item>, Error<O::Error>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(match ready!(self.opened.as_mut().poll(context)) {
            Ok(opened) => opened.items::<O>().map_err(|answer| refused::<O>(*answer)),
            Err(error) => Err(error.into()),
        })
    }
}

impl<O> fmt::Debug for Opening<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opening").finish_non_exhaustive()
    }
}

/// Says what an answer without items means.
fn refused<O: Streaming>(answer: Answer) -> Error<O::Error> {
    let error = no_stream(&answer);
    decode::<O>(answer).err().unwrap_or(Error::Decode(error))
}
