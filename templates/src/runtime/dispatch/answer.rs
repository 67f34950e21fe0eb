//! What a call by name gives.

use std::collections::BTreeMap;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::super::answer::Answer;
use super::super::redirect::sentence;
use super::super::transport::HeaderNames;
use super::super::wire::Encode;
use super::super::wire::codec::Encoded;
use super::super::wire::json;
use super::super::wire::one_or_many::OneOrMany;
use super::super::wire::raw::RawJson;
use super::super::writer::Write;
use super::error::{DispatchError, DispatchErrorKind};
use super::table::{Binary, Entry, Meaning};

/// Bytes of a body that are kept where it could not be decoded.
const KEPT: usize = 64 * 1024;

/// What the server answered: status, headers, and the body as the typed answer writes it. `Debug` shows no values.
pub struct Dispatched {
    status: StatusCode,
    headers: HeaderMap,
    body: RawJson,
}

impl Dispatched {
    /// Returns the status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the body as JSON: text as a string, bytes as base64, `null` where there is none.
    #[must_use]
    pub fn body(&self) -> &RawJson {
        &self.body
    }

    /// Returns it as JSON: `{"status": 200, "headers": {..}, "body": ..}`. Names of headers are in lower case; a header
    /// that came several times is a list.
    #[must_use]
    pub fn to_json(&self) -> String {
        text(self)
    }
}

impl Encode for Dispatched {
    fn write<W: Write>(&self, writer: &mut W) {
        writer.required("status", &u32::from(self.status.as_u16()));
        writer.required("headers", &texts(&self.headers));
        writer.required("body", &self.body);
    }
}

impl fmt::Debug for Dispatched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dispatched")
            .field("status", &self.status)
            .field("headers", &HeaderNames(&self.headers))
            .finish_non_exhaustive()
    }
}

/// The values of each header.
fn texts(headers: &HeaderMap) -> BTreeMap<String, OneOrMany<String>> {
    let mut texts = BTreeMap::new();
    for name in headers.keys() {
        let values = headers.get_all(name).iter();
        let mut values: Vec<String> = values
            .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
            .collect();
        let value = match (values.pop(), values.is_empty()) {
            (Some(only), true) => OneOrMany::One(only),
            (last, _) => {
                values.extend(last);
                OneOrMany::Many(values)
            }
        };
        texts.insert(name.as_str().to_owned(), value);
    }
    texts
}

/// Decodes an answer as the operation does and says what it gives.
pub(super) fn tell(entry: &Entry, answer: Answer) -> Result<Dispatched, DispatchError> {
    let told = match (entry.answer)(&answer) {
        Ok(told) => told,
        Err(_) if answer.is_foreign_error(entry.spec.accept) => return Err(undocumented(answer)),
        Err(error) => return Err(DispatchError::decode(&error).with(as_it_came(answer))),
    };
    let body = match told.body {
        Some(Ok(body)) => body,
        Some(Err(error)) => {
            let message = format!("the answer cannot be written as JSON: {error}");
            let error = DispatchError::new(DispatchErrorKind::Decode, message);
            return Err(error.with(as_it_came(answer)));
        }
        None => return Err(undocumented(answer)),
    };
    let Answer {
        status, headers, ..
    } = answer;
    let dispatched = Dispatched {
        status,
        headers,
        body,
    };
    if told.meaning == Meaning::Success {
        return Ok(dispatched);
    }
    let message = format!("the server answered {status}");
    Err(DispatchError::new(DispatchErrorKind::Status, message).with(dispatched))
}

fn undocumented(answer: Answer) -> DispatchError {
    let message = match answer.redirect {
        Some(reason) => sentence(answer.status, reason),
        None => format!(
            "the server answered {}, which the API does not document",
            answer.status
        ),
    };
    DispatchError::new(DispatchErrorKind::UndocumentedStatus, message).with(as_it_came(answer))
}

/// An answer that was not decoded: JSON as JSON, text as text, anything else as base64.
fn as_it_came(answer: Answer) -> Dispatched {
    let is_json = answer
        .media_type()
        .is_some_and(|media| media.contains("json"));
    let bytes = answer.body.get(..KEPT).unwrap_or(&answer.body);
    let body = match std::str::from_utf8(bytes) {
        Ok("") => None,
        Ok(text) if is_json => json::from_str(text)
            .ok()
            .or_else(|| RawJson::new(&text).ok()),
        Ok(text) => RawJson::new(&text).ok(),
        Err(error) if bytes.len() < answer.body.len() && error.error_len().is_none() => {
            // The cut went through a character.
            let text = String::from_utf8_lossy(bytes);
            RawJson::new(&text.trim_end_matches('\u{FFFD}')).ok()
        }
        Err(_) => {
            let bytes = Bytes::copy_from_slice(bytes);
            RawJson::new(&Encoded::<Binary, Bytes>::new(&bytes)).ok()
        }
    };
    Dispatched {
        status: answer.status,
        headers: answer.headers,
        body: body.unwrap_or_default(),
    }
}

/// Writes what holds only strings, numbers and JSON, which cannot fail.
pub(super) fn text(value: &impl Encode) -> String {
    let text = json::to_vec(value).unwrap_or_default();
    String::from_utf8(text).unwrap_or_default()
}
