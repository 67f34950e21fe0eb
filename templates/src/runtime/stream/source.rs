//! Where the pieces of a stream come from: one answer after the other.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use http::{HeaderMap, StatusCode};

use super::super::answer::{Answer, media_type_of};
use super::super::attached::header_value;
use super::super::build_error::BuildError;
use super::super::call_error::CallError;
use super::super::decode_error::DecodeError;
use super::super::draft::Draft;
use super::super::exchange::{self, Refused};
use super::super::platform::BoxFuture;
use super::super::raw_response::{BodyStream, RawResponse};
use super::super::transport::{TransportError, TransportErrorKind};
use super::events::Events;
use super::items::Fault;
use super::pieces::{Piece, Pieces};
use super::reconnect::{Reconnect, Sleep};
use super::{Framing, StreamSpec};

/// An answer to a call that asked for a stream, or one that is something else: an error as a rule.
pub struct Opened(pub(super) Result<Box<Source>, Box<Answer>>);

/// Sends a call that asks for a stream.
#[must_use]
pub fn open(
    mut draft: Box<Draft>,
    spec: &'static StreamSpec,
) -> BoxFuture<Result<Opened, CallError>> {
    Box::pin(async move {
        draft.header("accept", &spec.accept());
        let (mut response, redirect) = exchange::authorised(draft.clone()).await?;
        let (status, headers) = (response.status(), response.headers().clone());
        let framing = spec.framing(media_type_of(&headers).as_deref());
        let first = spec.forms.first().map(|(_, framing)| *framing);
        if let (true, Some(framing)) = (is_empty(status), first) {
            let source = Source::new(draft, framing, status, headers, State::Ended);
            return Ok(Opened(Ok(source)));
        }
        if let Some(framing) = framing.filter(|_| status.is_success()) {
            let state = State::Reading(response.into_stream());
            let source = Source::new(draft, framing, status, headers, state);
            return Ok(Opened(Ok(source)));
        }
        let body = response.collect().await?;
        Ok(Opened(Err(Box::new(Answer {
            status,
            headers,
            body,
            redirect,
        }))))
    })
}

fn is_empty(status: StatusCode) -> bool {
    status == StatusCode::NO_CONTENT || status == StatusCode::RESET_CONTENT
}

/// The pieces of a stream.
pub(super) struct Source {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) framing: Framing,
    draft: Box<Draft>,
    pieces: Pieces,
    state: State,
    /// Items so far, also those that could not be read.
    index: usize,
    policy: Option<Reconnect>,
    /// Calls in a row that brought no event.
    attempt: u32,
}

enum State {
    Reading(BodyStream),
    Waiting(Sleep),
    Opening(BoxFuture<Result<(RawResponse, Refused), CallError>>),
    /// Reading the answer that ends it.
    Refused(BoxFuture<CallError>),
    Ended,
}

impl Source {
    fn new(
        draft: Box<Draft>,
        framing: Framing,
        status: StatusCode,
        headers: HeaderMap,
        state: State,
    ) -> Box<Self> {
        let limit = draft.core.settings().body_limit;
        Box::new(Self {
            status,
            headers,
            framing,
            draft,
            pieces: Pieces::new(framing, limit),
            state,
            index: 0,
            policy: None,
            attempt: 0,
        })
    }

    pub(super) fn events(&self) -> &Events {
        self.pieces.events()
    }

    pub(super) fn reconnect(&mut self, policy: Reconnect) -> Result<(), BuildError> {
        if !matches!(self.framing, Framing::Events(_)) {
            return Err(BuildError::new(
                "only a stream of events can go on with another connection",
            ));
        }
        let method = self.draft.spec.method;
        if !policy.allows(method) {
            return Err(BuildError::new(format!(
                "a call with {method} is not made again by itself, see `Reconnect::any_method`"
            )));
        }
        self.policy = Some(policy);
        Ok(())
    }

    /// Notes that an item came.
    pub(super) fn count(&mut self) {
        self.index = self.index.saturating_add(1);
    }

    pub(super) fn end(&mut self) {
        self.state = State::Ended;
    }

    /// Says which item it was that could not be read.
    pub(super) fn fault(&mut self, fault: Fault) -> DecodeError {
        let error = fault.at(self.index, self.status, media_type_of(&self.headers));
        self.count();
        error
    }

    /// Waits for the next piece; `None` after the last. After an error there are no more.
    pub(super) fn poll_piece(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Piece, CallError>>> {
        loop {
            match &mut self.state {
                State::Ended => return Poll::Ready(None),
                State::Reading(body) => {
                    match self.pieces.next() {
                        Ok(Some(piece)) => {
                            self.attempt = 0;
                            return Poll::Ready(Some(Ok(piece)));
                        }
                        Ok(None) => {}
                        Err(_) => return self.fail(self.too_long()),
                    }
                    if self.pieces.is_over() {
                        if !self.again() {
                            return Poll::Ready(None);
                        }
                        continue;
                    }
                    match ready!(Pin::new(body).poll_next(context)) {
                        Some(Ok(chunk)) => self.pieces.push(&chunk),
                        None => self.pieces.finish(),
                        Some(Err(error)) => {
                            if !self.again() {
                                return self.fail(error);
                            }
                        }
                    }
                }
                State::Waiting(sleep) => {
                    ready!(Pin::new(sleep).poll(context));
                    let mut draft = self.draft.clone();
                    if let Some(id) = self.events().last_id.as_deref()
                        && header_value(id).is_some()
                    {
                        draft.header("last-event-id", id);
                    }
                    self.state = State::Opening(Box::pin(exchange::authorised(draft)));
                }
                State::Opening(opening) => match ready!(opening.as_mut().poll(context)) {
                    Ok((response, redirect)) => self.opened(response, redirect),
                    Err(error @ (CallError::Transport(_) | CallError::Timeout(_))) => {
                        if !self.again() {
                            return self.fail(error);
                        }
                    }
                    Err(error) => return self.fail(error),
                },
                State::Refused(reading) => {
                    let error = ready!(reading.as_mut().poll(context));
                    return self.fail(error);
                }
            }
        }
    }

    /// Goes on with another answer, or ends.
    fn opened(&mut self, mut response: RawResponse, redirect: Refused) {
        let status = response.status();
        let is_stream = media_type_of(response.headers()).as_deref() == Some("text/event-stream");
        if is_empty(status) {
            self.state = State::Ended;
        } else if status.is_success() && is_stream {
            self.status = status;
            self.headers.clone_from(response.headers());
            self.pieces.resume();
            self.state = State::Reading(response.into_stream());
        } else if !may_pass(status) || !self.again() {
            self.state = State::Refused(Box::pin(async move {
                match response.collect().await {
                    Err(error) => error,
                    Ok(body) => {
                        let (status, headers) = response.into_head();
                        let answer = Answer {
                            status,
                            headers,
                            body,
                            redirect,
                        };
                        answer.into_error()
                    }
                }
            }));
        }
    }

    /// Whether another connection is tried.
    fn again(&mut self) -> bool {
        self.state = State::Ended;
        let retry = self.events().retry;
        let wait = self
            .policy
            .as_ref()
            .and_then(|policy| policy.wait(self.attempt, retry));
        if let Some(sleep) = wait.and_then(Sleep::new) {
            self.attempt = self.attempt.saturating_add(1);
            self.state = State::Waiting(sleep);
            return true;
        }
        false
    }

    fn fail(&mut self, error: CallError) -> Poll<Option<Result<Piece, CallError>>> {
        self.state = State::Ended;
        Poll::Ready(Some(Err(error)))
    }

    fn too_long(&self) -> CallError {
        let limit = self.draft.core.settings().body_limit;
        let message =
            format!("an item is longer than {limit} bytes (`body_limit` of the client's builder)");
        CallError::Transport(TransportError::new(TransportErrorKind::BodyLimit, message))
    }
}

/// Whether a server that answers so may answer otherwise soon.
fn may_pass(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504)
}
