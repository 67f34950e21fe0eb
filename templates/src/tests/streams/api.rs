//! Operations with streams, as generated code has them, and a transport that answers by chunks.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use crate::runtime::{
    self, Answer, ApiSpec, Body, Bytes, Call, ClientBuilder, Event, EventItem, Framing,
    HttpResponse, JsonText, Operation, OperationSpec, Outcome, Plain, StreamSpec, Streaming,
    object,
};

#[derive(Debug, Clone)]
pub(super) struct Client {
    pub(super) core: runtime::Core,
}

impl runtime::Api for Client {
    const SPEC: &'static ApiSpec = &ApiSpec {
        user_agent: "streams/1",
        base_url: "http://localhost",
    };

    fn from_core(core: runtime::Core) -> Self {
        Self { core }
    }
}

impl Client {
    pub(super) fn builder() -> ClientBuilder<Self> {
        ClientBuilder::new()
    }
}

#[derive(Clone, Copy, PartialEq)]
pub(super) struct Move {
    pub(super) x: i64,
}

object! { Move { 0 x: "x" ! } }

#[derive(Clone, PartialEq)]
pub(super) struct Moved {
    pub(super) id: Option<String>,
    pub(super) data: Move,
}

object! { Moved { 0 id: "id" ?, 1 data: "data" ! } }

#[derive(Clone, PartialEq)]
pub(super) struct MovedText {
    pub(super) data: Move,
}

object! { MovedText { 0 data: "data" ! as JsonText<Plain> } }

macro_rules! operation {
    ($name:ident $method:literal $item:ty, $accept:literal, $framing:expr, $always:literal) => {
        pub(super) struct $name;

        impl Operation for $name {
            const SPEC: &'static OperationSpec = &OperationSpec {
                id: stringify!($name),
                method: $method,
                path: "/items",
                parameters: &[],
                security: &[],
                accept: $accept,
                base_url: None,
            };
            type Output = Vec<$item>;
            type Error = Infallible;

            fn decode(answer: &Answer) -> Outcome<Self> {
                match answer.status() {
                    200 if $always => Outcome::success(answer.items::<Self>()),
                    200 => answer.success(),
                    _ => Outcome::Undocumented,
                }
            }
        }

        impl Streaming for $name {
            type Item = $item;
            type Codec = Plain;
            const STREAM: &'static StreamSpec = &StreamSpec {
                forms: &[($accept, $framing)],
                always: $always,
            };
        }

        impl $name {
            #[allow(dead_code, reason = "not every test needs all of them")]
            pub(super) fn call(client: &Client) -> Call<Self> {
                Call::new(&client.core)
            }
        }
    };
}

operation!(Watch "GET" Event, "text/event-stream", Framing::Events(EventItem::Text), true);
operation!(Data "GET" Move, "text/event-stream", Framing::Events(EventItem::Data), true);
operation!(Objects "GET" Moved, "text/event-stream", Framing::Events(EventItem::Json), true);
operation!(Texts "GET" MovedText, "text/event-stream", Framing::Events(EventItem::Text), true);
operation!(Mixed "GET" runtime::Value, "text/event-stream", Framing::Events(EventItem::Either), true);
operation!(Post "POST" Move, "text/event-stream", Framing::Events(EventItem::Data), false);
operation!(Lines "GET" Move, "application/jsonl", Framing::Lines, true);
operation!(Records "GET" runtime::Value, "application/json-seq", Framing::Records, true);

/// A client that gets a body in pieces of so many bytes.
pub(super) fn canned(media_type: &'static str, body: &[u8], size: usize) -> Client {
    let chunks: Vec<Bytes> = body
        .chunks(size.max(1))
        .map(Bytes::copy_from_slice)
        .collect();
    let answer = move |_| {
        let body = Body::stream(Chunks(
            chunks.iter().cloned().map(Ok::<_, Infallible>).collect(),
        ));
        let mut response = HttpResponse::new(body);
        let headers = response.headers_mut();
        headers.insert("content-type", media_type.parse().unwrap());
        async { Ok(response) }
    };
    let builder = Client::builder().answer_with(answer).body_limit(1000);
    builder.build().unwrap()
}

/// A stream of what is there.
pub(super) struct Chunks<T>(pub(super) VecDeque<T>);

impl<T: Unpin> Stream for Chunks<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front())
    }
}
