//! The arguments of a call by name.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use serde_json::Value;

use super::super::operation::Location;
use super::super::wire::json;
use super::super::wire::raw::RawJson;
use super::super::wire::{Decode, Encode};
use super::error::{DispatchError, DispatchErrorKind};

/// The arguments of a call by name: parameters under their names in the document, the body, and what else a call can be
/// given. Mistakes are kept and returned by the call. `Debug` shows names only.
///
/// Values are JSON: text bodies are strings, bytes are base64, forms and XML are what the typed model is as JSON. Names
/// of headers are matched in any case. `null` leaves an optional argument out, unless the document lets it be `null`.
#[derive(Clone, Default)]
pub struct Arguments {
    parameters: [BTreeMap<String, RawJson>; 4],
    pub(super) body: Option<RawJson>,
    pub(super) content_type: Option<String>,
    pub(super) accept: Option<String>,
    pub(super) base_url: Option<String>,
    pub(super) timeout: Option<Duration>,
    mistake: Option<String>,
}

/// The places of parameters, as they are called in calls that are written as JSON.
const PLACES: [(Location, &str); 4] = [
    (Location::Path, "path"),
    (Location::Query, "query"),
    (Location::Header, "header"),
    (Location::Cookie, "cookie"),
];

fn index(location: Location) -> usize {
    PLACES
        .iter()
        .position(|(place, _)| *place == location)
        .unwrap_or(0)
}

/// What a place is called.
pub(super) fn word(location: Location) -> &'static str {
    PLACES.get(index(location)).map_or("path", |(_, word)| word)
}

impl Arguments {
    /// No arguments.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads `{"path": {..}, "query": {..}, "header": {..}, "cookie": {..}, "body": .., "contentType": "..",
    /// "accept": ".."}`, of which any may be missing.
    ///
    /// # Errors
    /// Fails where the text is no such JSON.
    pub fn from_json(text: &str) -> Result<Self, DispatchError> {
        let (operation, arguments) = Self::read(text)?;
        match operation {
            None => Ok(arguments),
            Some(_) => Err(unknown("operation")),
        }
    }

    /// Reads a call: what [`Arguments::from_json`] reads, and `"operation"`.
    pub(super) fn call(text: &str) -> Result<(String, Self), DispatchError> {
        let (operation, arguments) = Self::read(text)?;
        let operation = operation.ok_or_else(|| {
            DispatchError::new(
                DispatchErrorKind::InvalidCall,
                "`operation` is missing: the operationId, or `METHOD /path`",
            )
        })?;
        Ok((operation, arguments))
    }

    fn read(text: &str) -> Result<(Option<String>, Self), DispatchError> {
        let mut operation = None;
        let mut arguments = Self::new();
        for (name, value) in piece::<BTreeMap<String, RawJson>>("", text)? {
            let text = value.get();
            let place = PLACES.iter().position(|(_, place)| *place == name);
            if let Some(values) = place.and_then(|place| arguments.parameters.get_mut(place)) {
                *values = piece(&name, text)?;
                continue;
            }
            match name.as_str() {
                "operation" => operation = piece(&name, text)?,
                "body" => arguments.body = Some(value),
                "contentType" => arguments.content_type = piece(&name, text)?,
                "accept" => arguments.accept = piece(&name, text)?,
                other => return Err(unknown(other)),
            }
        }
        Ok((operation, arguments))
    }

    /// Gives a path parameter a value.
    #[must_use]
    pub fn path(self, name: impl Into<String>, value: impl Encode) -> Self {
        self.parameter(Location::Path, name.into(), RawJson::new(&value))
    }

    /// Gives a query parameter a value.
    #[must_use]
    pub fn query(self, name: impl Into<String>, value: impl Encode) -> Self {
        self.parameter(Location::Query, name.into(), RawJson::new(&value))
    }

    /// Gives a header parameter a value.
    #[must_use]
    pub fn header(self, name: impl Into<String>, value: impl Encode) -> Self {
        self.parameter(Location::Header, name.into(), RawJson::new(&value))
    }

    /// Gives a cookie parameter a value.
    #[must_use]
    pub fn cookie(self, name: impl Into<String>, value: impl Encode) -> Self {
        self.parameter(Location::Cookie, name.into(), RawJson::new(&value))
    }

    fn parameter(
        mut self,
        location: Location,
        name: String,
        value: Result<RawJson, serde_json::Error>,
    ) -> Self {
        match value {
            Ok(value) => {
                if let Some(values) = self.parameters.get_mut(index(location)) {
                    values.insert(name, value);
                }
            }
            Err(error) => self.mistake(format!("{} `{name}`: {error}", word(location))),
        }
        self
    }

    /// Sends a body.
    #[must_use]
    pub fn body(mut self, body: impl Encode) -> Self {
        match RawJson::new(&body) {
            Ok(body) => self.body = Some(body),
            Err(error) => self.mistake(format!("the body: {error}")),
        }
        self
    }

    /// Chooses one of the documented content types of the body.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// Asks for one of the documented content types of the answer.
    #[must_use]
    pub fn accept(mut self, accept: impl Into<String>) -> Self {
        self.accept = Some(accept.into());
        self
    }

    /// Calls this URL, whatever server the client or the document has for the operation.
    #[must_use]
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Limits the time until the whole answer is there.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    fn mistake(&mut self, message: String) {
        self.mistake.get_or_insert(message);
    }

    pub(super) fn check(&self) -> Result<(), DispatchError> {
        match &self.mistake {
            None => Ok(()),
            Some(message) => Err(DispatchError::new(
                DispatchErrorKind::InvalidArgument,
                message.clone(),
            )),
        }
    }

    /// Takes what a parameter was given.
    pub(super) fn take(&mut self, location: Location, name: &str) -> Option<RawJson> {
        let values = self.parameters.get_mut(index(location))?;
        if location != Location::Header {
            return values.remove(name);
        }
        let given = values.keys().find(|given| given.eq_ignore_ascii_case(name));
        let given = given.cloned()?;
        values.remove(&given)
    }

    /// A parameter that nobody took.
    pub(super) fn left(&self) -> Option<(Location, &str)> {
        PLACES
            .iter()
            .zip(&self.parameters)
            .find_map(|((location, _), values)| Some((*location, values.keys().next()?.as_str())))
    }
}

/// Takes arguments in the form that [`Arguments::from_json`] reads. What does not have that form is a mistake.
impl From<Value> for Arguments {
    fn from(value: Value) -> Self {
        Self::from_json(&value.to_string()).unwrap_or_else(|error| Self {
            mistake: Some(error.message().to_owned()),
            ..Self::default()
        })
    }
}

impl fmt::Debug for Arguments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut arguments = f.debug_struct("Arguments");
        for ((_, word), values) in PLACES.iter().zip(&self.parameters) {
            arguments.field(word, &values.keys().collect::<Vec<_>>());
        }
        arguments
            .field("body", &self.body.is_some())
            .field("content_type", &self.content_type)
            .field("accept", &self.accept)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

/// Reads a part of a call.
fn piece<T: Decode>(name: &str, text: &str) -> Result<T, DispatchError> {
    json::from_str(text).map_err(|error| {
        let path = below(name, &error.path);
        let message = if path.is_empty() {
            format!("the call is not what one looks like: {}", error.message)
        } else {
            format!("`{path}`: {}", error.message)
        };
        DispatchError::new(DispatchErrorKind::InvalidCall, message).at(path)
    })
}

fn unknown(name: &str) -> DispatchError {
    let message = format!(
        "`{}` is no part of a call; these are: operation, path, query, header, cookie, body, contentType, accept",
        name.escape_debug()
    );
    DispatchError::new(DispatchErrorKind::InvalidCall, message).at(name)
}

/// A path below another: `body` and `pets[0].name` give `body.pets[0].name`.
pub(super) fn below(path: &str, inner: &str) -> String {
    let dot = if path.is_empty() || inner.is_empty() || inner.starts_with('[') {
        ""
    } else {
        "."
    };
    format!("{path}{dot}{inner}")
}

/// The path of a parameter: `query.limit`, or `query["filter[name]"]`.
pub(super) fn path_of(location: Location, name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '$' | '@');
    let word = word(location);
    if !name.is_empty() && name.chars().all(plain) {
        format!("{word}.{name}")
    } else {
        format!("{word}[{name:?}]")
    }
}
