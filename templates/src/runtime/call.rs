//! A call: an operation with its arguments, to be sent.

mod lines; // package: lines
mod multipart; // package: multipart
mod stream; // package: stream
mod xml; // package: quick-xml

use std::convert::Infallible;
use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use super::body::Body;
use super::build_error::BuildError;
use super::call_error::CallError;
use super::client::Core;
use super::error::Error;
use super::inner::{Draft, head, success, whole};
use super::inspection::Inspection;
use super::operation::{Location, Operation, ParameterSpec};
use super::raw_response::RawResponse;
use super::sending::{self, Awaiting, Sending};
use super::server_url::ServerUrl;
use super::wire::{Encode, json};

/// A call of an operation. `.await` sends it and gives the decoded body; [`Call::send`] gives status and headers too.
///
/// It owns what it needs: it may be kept, moved to a task, or cloned to be sent again. Mistakes in arguments are kept
/// and returned when it is sent.
#[must_use = "a call does nothing until it is awaited or sent"]
pub struct Call<O> {
    draft: Box<Draft>,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> Call<O> {
    /// Starts a call.
    pub fn new(core: &Core) -> Self {
        Self {
            draft: Draft::new(core, O::SPEC),
            operation: PhantomData,
        }
    }

    /// Sends the call and waits for the decoded answer with status and headers.
    pub fn send(self) -> Sending<O> {
        Sending::new(whole(self.draft))
    }

    /// Sends the call and leaves the body of a success to be read by chunks, as downloads want it. Errors are decoded as
    /// [`Call::send`] does. The client's timeout does not apply to the body, its read timeout does, and so does one set by
    /// [`Call::timeout`].
    ///
    /// # Errors
    /// Fails as [`Call::send`] does, but for what is wrong with the body of a success.
    pub async fn send_unbuffered(self) -> Result<RawResponse, Error<O::Error>> {
        match success(self.draft).await {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(answer)) => Err(sending::error_of::<O>(answer)),
            Err(error) => Err(error.into()),
        }
    }

    /// Sends the call and waits for the head of the answer: nothing is decoded, and the status is not judged, but for
    /// redirects to the same origin, which are followed. The
    /// client's timeout does not apply to the body; one set by [`Call::timeout`] does.
    ///
    /// # Errors
    /// Fails where nothing could be sent or no answer came.
    pub async fn send_raw(self) -> Result<RawResponse, CallError> {
        head(self.draft).await
    }
}

/// What every call can be given.
impl<O> Call<O> {
    /// Limits the time until the whole answer is there.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.draft.timeout = Some(timeout);
        self
    }

    /// Calls another server than the client's: `https://host/path`, or `/path` on the same host.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.draft.base_url(base_url.into());
        self
    }

    /// Calls another server of the document than the client's.
    pub fn server(self, server: impl Into<ServerUrl>) -> Self {
        self.base_url(server.into().into_string())
    }

    /// Uses the documented security alternative with this index, from 0, instead of the first that fits.
    pub fn security(mut self, index: usize) -> Self {
        self.draft.security(index);
        self
    }

    /// Asks for the answer in this media type, one of those that the document names, instead of any of them.
    pub fn accept(mut self, media_type: &str) -> Self {
        self.draft.accept(media_type);
        self
    }

    /// Adds a header, or replaces one.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.draft.header(name.as_ref(), value.as_ref());
        self
    }

    /// Returns the request as it would be sent, without credentials.
    ///
    /// # Errors
    /// Fails where it cannot be built.
    pub fn inspect(&self) -> Result<Inspection, BuildError> {
        self.draft.inspect()
    }
}

/// What generated code gives calls; not meant to be called by others, and hidden from their documentation.
impl<O> Call<O> {
    /// Gives the path parameter of this name a value.
    #[doc(hidden)]
    pub fn set_path<T: Encode + ?Sized>(mut self, name: &'static str, value: &T) -> Self {
        let added = json::write(value, self.draft.values());
        self.draft.parameter(Location::Path, name, added);
        self
    }

    /// Gives the query parameter of this name a value.
    #[doc(hidden)]
    pub fn set_query<T: Encode + ?Sized>(mut self, name: &'static str, value: &T) -> Self {
        let added = json::write(value, self.draft.values());
        self.draft.parameter(Location::Query, name, added);
        self
    }

    /// Gives the header parameter of this name a value.
    #[doc(hidden)]
    pub fn set_header<T: Encode + ?Sized>(mut self, name: &'static str, value: &T) -> Self {
        let added = json::write(value, self.draft.values());
        self.draft.parameter(Location::Header, name, added);
        self
    }

    /// Gives the cookie parameter of this name a value.
    #[doc(hidden)]
    pub fn set_cookie<T: Encode + ?Sized>(mut self, name: &'static str, value: &T) -> Self {
        let added = json::write(value, self.draft.values());
        self.draft.parameter(Location::Cookie, name, added);
        self
    }

    /// Sends a body of JSON.
    #[doc(hidden)]
    pub fn set_json<T: Encode + ?Sized>(self, body: &T) -> Self {
        self.set_json_as("application/json", body)
    }

    /// Sends a body of JSON with a media type of its own.
    #[doc(hidden)]
    pub fn set_json_as<T: Encode + ?Sized>(mut self, content_type: &str, body: &T) -> Self {
        self.draft
            .body(content_type, json::to_vec(body).map(Body::from));
        self
    }

    /// Sends the properties of an object as a form.
    #[doc(hidden)]
    pub fn set_form<T: Encode>(self, body: &T) -> Self {
        self.set_form_as(&[], body)
    }

    /// Sends the properties of an object as a form, some of them in a way of their own.
    #[doc(hidden)]
    pub fn set_form_as<T: Encode>(mut self, fields: &[ParameterSpec], body: &T) -> Self {
        self.draft.form(json::to_string(body), fields);
        self
    }

    /// Sends a text.
    #[doc(hidden)]
    pub fn set_text(self, content_type: &str, body: impl Into<String>) -> Self {
        self.set_bytes(content_type, body.into())
    }

    /// Sends bytes or a stream.
    #[doc(hidden)]
    pub fn set_bytes(mut self, content_type: &str, body: impl Into<Body>) -> Self {
        self.draft
            .body(content_type, Ok::<_, Infallible>(body.into()));
        self
    }
}

impl<O> Clone for Call<O> {
    fn clone(&self) -> Self {
        Self {
            draft: self.draft.clone(),
            operation: PhantomData,
        }
    }
}

/// Shows the operation and the names of its parameters, no values.
impl<O> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.draft.fmt(f)
    }
}

impl<O: Operation> IntoFuture for Call<O> {
    type Output = Result<O::Output, Error<O::Error>>;
    type IntoFuture = Awaiting<O>;

    fn into_future(self) -> Awaiting<O> {
        Awaiting::new(self.send())
    }
}
