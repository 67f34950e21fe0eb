//! Bodies of requests that are one item after the other: JSON Lines, NDJSON.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use super::body::Body;
use super::draft::Draft;
use super::platform::MaybeSend;
use super::wire::{Encode, json};

/// Items that are sent as lines of JSON: a list of them, or a stream, which is sent as it comes.
///
/// Clones of a stream are the same stream: it can be sent once.
pub struct Lines<T> {
    /// What is sent, or why one of the items cannot be.
    body: Result<Body, String>,
    items: PhantomData<fn(T)>,
}

impl<T: Encode> Lines<T> {
    /// Sends these items.
    pub fn new(items: impl IntoIterator<Item = T>) -> Self {
        let mut text = Vec::new();
        let mut body = Ok(());
        for item in items {
            match line(&item) {
                Ok(line) => text.extend_from_slice(&line),
                Err(error) => body = Err(error.to_string()),
            }
        }
        Self {
            body: body.map(|()| text.into()),
            items: PhantomData,
        }
    }

    /// Sends the items of a stream.
    pub fn stream(items: impl Stream<Item = T> + MaybeSend + 'static) -> Self {
        Self {
            body: Ok(Body::stream(Written(Box::pin(items)))),
            items: PhantomData,
        }
    }
}

fn line<T: Encode>(item: &T) -> Result<Bytes, serde_json::Error> {
    let mut line = json::to_vec(item)?;
    // What is kept as it came may have line ends between values, where a space says the same; those of texts are escaped
    // (RFC 8259 sections 2 and 7).
    for byte in &mut line {
        if matches!(*byte, b'\n' | b'\r') {
            *byte = b' ';
        }
    }
    line.push(b'\n');
    Ok(line.into())
}

/// The lines of a stream's items.
struct Written<S>(Pin<Box<S>>);

impl<S: Stream<Item: Encode>> Stream for Written<S> {
    type Item = Result<Bytes, serde_json::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = self.0.as_mut().poll_next(context);
        item.map(|item| item.map(|item| line(&item)))
    }
}

impl<T: Encode> From<Vec<T>> for Lines<T> {
    fn from(items: Vec<T>) -> Self {
        Self::new(items)
    }
}

impl<T: Encode, const N: usize> From<[T; N]> for Lines<T> {
    fn from(items: [T; N]) -> Self {
        Self::new(items)
    }
}

impl<T> Clone for Lines<T> {
    fn clone(&self) -> Self {
        Self {
            body: self.body.clone(),
            items: PhantomData,
        }
    }
}

impl<T> PartialEq for Lines<T> {
    fn eq(&self, other: &Self) -> bool {
        self.body == other.body
    }
}

/// Shows the size only.
impl<T> fmt::Debug for Lines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Lines").field(&self.body).finish()
    }
}

impl Draft {
    /// Gives it lines of JSON as its body.
    pub fn lines<T>(&mut self, content_type: &str, lines: Lines<T>) {
        self.body(content_type, lines.body);
    }
}
