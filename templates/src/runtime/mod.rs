//! What all calls share: requests, answers, errors, credentials, JSON. Written by hand and copied here; the API's own
//! code is beside it.

pub mod answer;
pub(crate) mod attached;
pub mod body;
pub(crate) mod brackets;
pub mod build_error;
pub mod builder; // side: client
pub mod call; // side: client
pub mod call_error;
mod charset;
mod chunks;
pub mod client;
pub mod decode_error;
#[cfg(feature = "dispatch")] // package: dispatch
pub mod dispatch; // package: dispatch
mod draft;
#[cfg(feature = "validate")]
mod elements;
pub mod error; // side: client
pub mod evidence;
mod exchange;
pub mod file; // package: multipart
#[cfg(feature = "retry")]
pub(crate) mod http_date;
#[doc(hidden)]
pub mod inner;
pub mod inspection;
pub mod int_enum;
mod jar;
pub mod json_enum;
#[cfg(feature = "validate")]
pub mod limits;
pub mod lines; // package: lines
#[allow(unused_imports, reason = "not every document needs all")] // layout: inline
mod macros; // layout: inline
pub mod multipart; // package: multipart
pub mod oauth; // package: oauth
pub mod object;
pub mod operation;
mod options;
mod outgoing;
pub(crate) mod parameters;
mod percent;
pub mod platform;
pub mod raw_answer;
pub mod raw_response;
pub mod reader;
pub mod redirect;
pub mod reqwest;
pub mod response; // side: client
#[cfg(feature = "retry")]
pub mod retry;
pub mod secret;
pub mod security;
pub mod sending; // side: client
pub mod server_url;
#[cfg(feature = "retry")] // without: oauth
mod sleep;
pub mod stream; // package: stream
pub mod text_enum;
pub mod timeout_error;
pub mod token;
#[cfg(feature = "tower")]
pub mod tower;
pub mod transport;
pub mod union;
pub(crate) mod url;
#[cfg(feature = "validate")]
pub mod validate;
pub mod wire;
pub mod writer;
pub mod xml; // package: quick-xml

pub use answer::Answer;
pub use body::Body;
pub use build_error::BuildError;
pub use builder::ClientBuilder; // side: client
pub use bytes::Bytes;
pub use call::Call; // side: client
pub use call_error::CallError;
pub use client::{Api, ApiSpec, Core};
pub use decode_error::DecodeError;
#[cfg(feature = "validate")]
pub use elements::Elements;
pub use error::Error; // side: client
pub use file::{File, Part}; // package: multipart
pub use http::{HeaderMap, Request as HttpRequest, Response as HttpResponse, StatusCode};
pub use inspection::Inspection;
pub use int_enum::UnknownInteger;
#[cfg(feature = "validate")]
pub use limits::{Field, Limit, Subject};
pub use lines::Lines; // package: lines
pub use multipart::{Form, Multipart}; // package: multipart
pub use oauth::{Flow, FlowKind, OAuth2, OAuthError, OAuthScheme}; // package: oauth
pub use operation::{Location, Operation, OperationSpec, Outcome, ParameterSpec, PartSpec, Style};
pub use platform::{BodyChunks, BoxFuture, MaybeSend, MaybeSync};
pub use raw_answer::{HeaderError, RawAnswer};
pub use raw_response::{BodyStream, RawResponse};
pub use redirect::{RedirectReason, Redirected};
pub use reqwest::ReqwestTransport;
pub use response::{Failure, Response}; // side: client
#[cfg(feature = "retry")]
pub use retry::Retry;
pub use secret::Secret;
pub use security::{Credential, MissingCredential, Scheme};
pub use sending::{Awaiting, Sending}; // side: client
pub use serde::de::MapAccess;
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub use serde_json::Value;
pub use server_url::ServerUrl;
pub use stream::{Event, EventItem, Framing, ItemStream, Reconnect, StreamSpec, Streaming}; // package: stream
pub use text_enum::UnknownValue;
pub use timeout_error::TimeoutError;
pub use token::{Token, TokenError, TokenFuture, TokenRequest, TokenSource};
pub use transport::{CallTimeout, Transport, TransportError, TransportErrorKind};
#[cfg(feature = "validate")]
pub use validate::{Checker, Validate, ValidationError, ValidationErrors};
pub use wire::base64_codec::{Base64, Base64Url}; // package: base64
pub use wire::codec::{
    DecodeWith, EncodeWith, Encoded, IntegerString, LenientInteger, List, MapOf, OrNull, Plain,
    Serde,
};
pub use wire::date_time::{DateTime, ParseDateTimeError}; // package: time
pub use wire::decimal::{Decimal, DecimalString, ParseDecimalError};
pub use wire::json_text::JsonText;
pub use wire::nullable::Nullable;
pub use wire::one_or_many::{Each, OneOrMany};
pub use wire::raw::{JsonType, RawJson};
pub use wire::tuples::Tuple;
pub use wire::{Decode, Encode};

#[allow(unused_imports, reason = "not every document needs any")] // layout: inline
pub(crate) use macros::*; // layout: inline
