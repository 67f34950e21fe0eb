//! What all five clients share: the error, and how an answer is taken apart.

use std::fmt;
use std::time::Duration;

use reqwest::header::{ACCEPT, HeaderMap, HeaderValue};
use reqwest::{RequestBuilder, StatusCode};
use serde::de::DeserializeOwned;

/// Why a call did not succeed. `E` is the enum of the operation's documented errors.
#[derive(Debug)]
pub enum Error<E> {
    Http(reqwest::Error),
    Decode(serde_json::Error),
    Documented(E),
    Undocumented(StatusCode, Vec<u8>),
}

impl<E: fmt::Debug> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Http(error) => write!(f, "the request failed: {error}"),
            Self::Decode(error) => write!(f, "the answer has another form: {error}"),
            Self::Documented(error) => write!(f, "the server refused: {error:?}"),
            Self::Undocumented(status, _) => write!(f, "the server answered {status}"),
        }
    }
}

impl<E: fmt::Debug> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Http(error) => Some(error),
            Self::Decode(error) => Some(error),
            Self::Documented(_) | Self::Undocumented(..) => None,
        }
    }
}

impl<E> From<reqwest::Error> for Error<E> {
    fn from(error: reqwest::Error) -> Self {
        Self::Http(error)
    }
}

impl<E> From<serde_json::Error> for Error<E> {
    fn from(error: serde_json::Error) -> Self {
        Self::Decode(error)
    }
}

/// An answer with its whole body.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(&self.body)
    }

    pub(crate) fn undocumented<E>(self) -> Error<E> {
        Error::Undocumented(self.status, self.body)
    }
}

/// Nobody waits for ever, and servers are told who calls and what is read: the limits and headers of generated clients.
pub(crate) fn http_client() -> reqwest::Client {
    let json = HeaderValue::from_static("application/json");
    let builder = reqwest::Client::builder()
        .user_agent("handwritten/1.0.0")
        .default_headers(HeaderMap::from_iter([(ACCEPT, json)]))
        .connect_timeout(Duration::from_secs(10))
        .read_timeout(Duration::from_secs(60))
        .timeout(Duration::from_secs(60));
    builder.build().expect("its settings are fine")
}

pub(crate) async fn send(request: RequestBuilder) -> Result<Answer, reqwest::Error> {
    let response = request.send().await?;
    Ok(Answer {
        status: response.status(),
        headers: response.headers().clone(),
        body: response.bytes().await?.into(),
    })
}
