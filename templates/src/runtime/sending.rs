//! The futures of a call: thin shells around one boxed future, so that only decoding is compiled per operation.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::answer::Answer;
use super::call_error::CallError;
use super::error::Error;
use super::operation::{Operation, Outcome};
use super::platform::BoxFuture;
use super::response::{Failure, Response};

/// A call under way. Dropping it cancels the call.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Sending<O> {
    exchange: BoxFuture<Result<Answer, CallError>>,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> Sending<O> {
    pub(super) fn new(exchange: BoxFuture<Result<Answer, CallError>>) -> Self {
        Self {
            exchange,
            operation: PhantomData,
        }
    }
}

impl<O: Operation> Future for Sending<O> {
    type Output = Result<Response<O>, Error<O::Error>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(match ready!(self.exchange.as_mut().poll(context)) {
            Ok(answer) => decode(answer),
            Err(error) => Err(error.into()),
        })
    }
}

/// Says what an answer means that is no success. Should the document call it one, it is still not what was asked for.
pub(super) fn error_of<O: Operation>(answer: Answer) -> Error<O::Error> {
    let raw = answer.raw();
    match decode::<O>(answer) {
        Err(error) => error,
        Ok(_) => Error::Undocumented(Box::new(raw)),
    }
}

pub(super) fn decode<O: Operation>(answer: Answer) -> Result<Response<O>, Error<O::Error>> {
    match O::decode(&answer) {
        Outcome::Success(body) => {
            let (status, headers, _) = answer.into_parts();
            Ok(Response {
                status,
                headers,
                body,
            })
        }
        Outcome::Failure(error) => {
            let (status, headers, body) = answer.into_parts();
            Err(Error::Documented(Box::new(Failure {
                status,
                headers,
                body,
                error,
            })))
        }
        Outcome::Undocumented => Err(answer.into_error().into()),
        // The status tells more than that its body could not be read.
        Outcome::Malformed(_) if answer.is_foreign_error(O::SPEC.accept) => {
            Err(answer.into_error().into())
        }
        Outcome::Malformed(error) => Err(Error::Decode(error)),
    }
}

impl<O> fmt::Debug for Sending<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sending").finish_non_exhaustive()
    }
}

/// A call under way that gives the decoded body. Dropping it cancels the call.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Awaiting<O>(Sending<O>);

impl<O: Operation> Awaiting<O> {
    pub(super) fn new(sending: Sending<O>) -> Self {
        Self(sending)
    }
}

impl<O: Operation> Future for Awaiting<O> {
    type Output = Result<O::Output, Error<O::Error>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0)
            .poll(context)
            .map_ok(Response::into_body)
    }
}

impl<O> fmt::Debug for Awaiting<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
