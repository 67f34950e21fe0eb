//! A request under construction. Not generic: it is compiled once.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use http::Method;
use http::header::{
    ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName,
    HeaderValue, USER_AGENT,
};

use super::attached::{Attached, header_value};
use super::body::Body;
use super::build_error::BuildError;
use super::call_error::CallError;
use super::client::Core;
use super::inspection::Inspection;
use super::operation::{Location, OperationSpec, ParameterSpec};
use super::outgoing::Outgoing;
use super::security::Alternative;
use super::token::Tokens;
use super::url::BaseUrl;
use super::{parameters, url};

/// Everything a call was given so far. The first mistake is kept until it is sent.
#[derive(Clone)]
pub struct Draft {
    pub(super) core: Core,
    pub(super) spec: &'static OperationSpec,
    parameters: Vec<Given>,
    /// The values of parameters as JSON text, one behind the other.
    values: Vec<u8>,
    /// The end of those that parameters have.
    taken: usize,
    headers: HeaderMap,
    accept: Option<HeaderValue>,
    content_type: Option<HeaderValue>,
    body: Body,
    /// The time until the whole answer must be there.
    pub timeout: Option<Duration>,
    base_url: Option<String>,
    security: Option<usize>,
    /// What sources gave for this call.
    pub(super) tokens: Tokens,
    mistake: Option<BuildError>,
}

/// A parameter that has a value.
#[derive(Clone)]
struct Given {
    location: Location,
    name: &'static str,
    /// Where its value is.
    value: Range<usize>,
}

impl Draft {
    /// Starts a request to an operation.
    #[must_use]
    pub fn new(core: &Core, spec: &'static OperationSpec) -> Box<Self> {
        Box::new(Self {
            core: core.clone(),
            spec,
            parameters: Vec::new(),
            values: Vec::new(),
            taken: 0,
            headers: HeaderMap::new(),
            accept: None,
            content_type: None,
            body: Body::default(),
            timeout: None,
            base_url: None,
            security: None,
            tokens: Tokens::new(),
            mistake: None,
        })
    }

    /// Where the JSON text of a parameter's value is added, for [`Draft::parameter`] to take it.
    pub fn values(&mut self) -> &mut Vec<u8> {
        if self.values.capacity() == 0 {
            self.values.reserve(128);
        }
        &mut self.values
    }

    /// Gives a parameter the value that was added, if that went well.
    pub fn parameter(
        &mut self,
        location: Location,
        name: &'static str,
        added: Result<(), serde_json::Error>,
    ) {
        let value = self.taken..self.values.len();
        self.taken = value.end;
        match added {
            // The last value of a setter that is called twice counts.
            Ok(()) => {
                self.parameters
                    .retain(|other| (other.location, other.name) != (location, name));
                self.parameters.push(Given {
                    location,
                    name,
                    value,
                });
            }
            Err(error) => self.mistake(format!("parameter `{name}`: {error}")),
        }
    }

    /// Adds a header, or replaces one.
    pub fn header(&mut self, name: &str, value: &str) {
        match (HeaderName::from_bytes(name.as_bytes()), header_value(value)) {
            (Ok(name), Some(mut value)) => {
                // It may be a key that the document does not know of.
                value.set_sensitive(true);
                self.headers.insert(name, value);
            }
            (Err(_), _) => {
                self.mistake(format!("`{}` is no name of a header", name.escape_debug()));
            }
            (_, None) => self.mistake(format!(
                "header `{name}` has characters that a header cannot carry"
            )),
        }
    }

    /// Gives it a body, if that could be written.
    pub fn body(&mut self, content_type: &str, body: Result<Body, impl fmt::Display>) {
        let written = match content_type {
            "application/json" => Some(HeaderValue::from_static("application/json")),
            _ => header_value(content_type),
        };
        match (written, body) {
            (Some(content_type), Ok(body)) => {
                self.content_type = Some(content_type);
                self.body = body;
            }
            (None, _) => self.mistake(format!(
                "`{}` is no media type",
                content_type.escape_debug()
            )),
            (_, Err(error)) => self.mistake(format!("the body: {error}")),
        }
    }

    /// Gives it the properties of an object, as JSON text, for a form.
    pub fn form(&mut self, object: Result<String, serde_json::Error>, fields: &[ParameterSpec]) {
        let form = object.map_err(|error| BuildError::new(error.to_string()));
        let form = form.and_then(|object| parameters::form(&object, fields));
        self.body("application/x-www-form-urlencoded", form.map(Body::from));
    }

    /// Asks for one of the documented media types.
    pub fn accept(&mut self, media_type: &str) {
        // What is offered may say how much it is liked (`;q=0.9`), and have parameters that go without saying.
        let offered = self.spec.accept.split(", ");
        let mut offered = offered.filter_map(|offered| offered.split(";q=").next());
        let known = offered.find(|offered| {
            *offered == media_type || offered.split(';').next() == Some(media_type)
        });
        match known.and_then(header_value) {
            Some(value) => self.accept = Some(value),
            None => self.mistake(format!(
                "no answer is read as `{}`; it can be one of: {}",
                media_type.escape_debug(),
                self.spec.accept
            )),
        }
    }

    /// Calls another server.
    pub fn base_url(&mut self, base_url: String) {
        self.base_url = Some(base_url);
    }

    /// Uses the security alternative with this index.
    pub fn security(&mut self, index: usize) {
        self.security = Some(index);
    }

    fn mistake(&mut self, message: String) {
        self.mistake.get_or_insert_with(|| BuildError::new(message));
    }

    /// Returns the request as it is sent.
    pub(super) fn request(&self) -> Result<Outgoing, CallError> {
        if self.is_spent() {
            return Err(BuildError::new(
                "the stream of the body was sent already: a call with a stream can be sent once",
            )
            .into());
        }
        self.first()
    }

    /// Whether the body was a stream and was sent.
    pub(super) fn is_spent(&self) -> bool {
        self.body.is_spent()
    }

    /// Returns the request whether or not its body was sent already.
    pub(super) fn first(&self) -> Result<Outgoing, CallError> {
        let (alternative, base) = self.target()?;
        let credentials = &self.core.settings().credentials;
        let attached = credentials.attach(alternative, &self.tokens)?;
        Ok(self.assemble(&base, attached)?)
    }

    /// Returns the credentials that are sent, and where to.
    pub(super) fn target(&self) -> Result<(Alternative, Cow<'_, BaseUrl>), CallError> {
        let credentials = &self.core.settings().credentials;
        let alternative = match self.security {
            None => credentials.choose(self.spec.security)?,
            Some(index) => credentials
                .require(self.spec.security, index)?
                .ok_or_else(|| {
                    BuildError::new(format!(
                        "the operation has no security alternative {index} (the first is 0)"
                    ))
                })?,
        };
        let base = self.base()?;
        if !alternative.is_empty()
            && !base.is_private()
            && !self.core.settings().allow_insecure_http
        {
            return Err(insecure(&base).into());
        }
        Ok((alternative, base))
    }

    /// Returns the request without credentials.
    ///
    /// # Errors
    /// Fails where it cannot be built.
    pub fn inspect(&self) -> Result<Inspection, BuildError> {
        let base = self.base()?;
        Inspection::new(self.assemble(&base, Attached::default())?)
    }

    fn base(&self) -> Result<Cow<'_, BaseUrl>, BuildError> {
        let base = &self.core.settings().base_url;
        match self.base_url.as_deref().or(self.spec.base_url) {
            Some(text) => base.join(text).map(Cow::Owned),
            None => Ok(Cow::Borrowed(base)),
        }
    }

    fn assemble(&self, base: &BaseUrl, attached: Attached) -> Result<Outgoing, BuildError> {
        if let Some(mistake) = &self.mistake {
            return Err(mistake.clone());
        }
        let method = Method::from_bytes(self.spec.method.as_bytes())
            .map_err(|_| BuildError::new("the method is invalid"))?;
        let url = self.url(base, &attached.query)?;
        let settings = self.core.settings();
        let mut headers = HeaderMap::new();
        // Whether some are not ours.
        let mut are_given = !self.headers.is_empty() || !settings.default_headers.is_empty();
        if are_given {
            headers.clone_from(&settings.default_headers);
        }
        if let Some(agent) = &settings.user_agent {
            headers.insert(USER_AGENT, agent.clone());
        }
        if let Some(accept) = &self.accept {
            headers.insert(ACCEPT, accept.clone());
        } else if !self.spec.accept.is_empty() {
            headers.insert(ACCEPT, HeaderValue::from_static(self.spec.accept));
        }
        for given in self.given_in(Location::Header) {
            let (Some(value), Ok(header)) = (
                self.written(given)?.map(header_value),
                HeaderName::from_bytes(given.name.as_bytes()),
            ) else {
                continue;
            };
            let mut value = value.ok_or_else(|| {
                BuildError::new(format!(
                    "header parameter `{}` has characters that a header cannot carry",
                    given.name
                ))
            })?;
            value.set_sensitive(header == AUTHORIZATION);
            headers.insert(header, value);
            are_given = true;
        }
        self.cookies(attached.cookies, &mut headers)?;
        if let Some(content_type) = &self.content_type {
            headers.insert(CONTENT_TYPE, content_type.clone());
        }
        for (name, value) in attached.headers {
            are_given |= name == CONTENT_LENGTH;
            headers.insert(name, value);
        }
        for (name, value) in &self.headers {
            headers.insert(name, value.clone());
        }
        // What the message says of its own length is not for an argument to say: a server would wait for more, or take less.
        if are_given && self.body.bytes().is_some() {
            headers.remove(CONTENT_LENGTH);
        }
        Ok(Outgoing {
            method,
            url,
            headers,
            body: self.body.clone(),
            origin: Arc::clone(base.origin()),
        })
    }

    /// Returns the parameters of a place.
    fn given_in(&self, location: Location) -> impl Iterator<Item = &Given> {
        let given = self.parameters.iter();
        given.filter(move |given| given.location == location)
    }

    /// Adds a parameter as it stands in its place. Returns whether there is something to send.
    fn write(&self, given: &Given, out: &mut String) -> Result<bool, BuildError> {
        let value = self.values.get(given.value.clone()).unwrap_or_default();
        // What was written is UTF-8.
        let value = std::str::from_utf8(value).unwrap_or_default();
        let spec = self.spec.parameter(given.location, given.name);
        parameters::write_to(spec, value, out)
    }

    fn written(&self, given: &Given) -> Result<Option<String>, BuildError> {
        let mut out = String::new();
        Ok(self.write(given, &mut out)?.then_some(out))
    }

    fn url(&self, base: &BaseUrl, credentials: &[String]) -> Result<String, BuildError> {
        let value = |wanted: &str, path: &mut String| {
            let mut given = self.given_in(Location::Path);
            let given = given.find(|given| given.name == wanted);
            given.map_or(Ok(false), |given| self.write(given, path))
        };
        let listed = |wanted: &str| {
            let mut specs = self.spec.parameters.iter();
            specs.any(|spec| spec.name == wanted && spec.allow_empty)
        };
        base.with(
            |path| url::fill(path, self.spec.path, value, listed),
            |query| {
                for given in self.given_in(Location::Query) {
                    query.add(|out| self.write(given, out))?;
                }
                for pair in credentials {
                    query.add(|out| {
                        out.push_str(pair);
                        Ok(true)
                    })?;
                }
                Ok(())
            },
        )
    }

    fn cookies(&self, credentials: Vec<String>, headers: &mut HeaderMap) -> Result<(), BuildError> {
        let mut cookies = Vec::new();
        for given in self.given_in(Location::Cookie) {
            cookies.extend(self.written(given)?);
        }
        let sensitive = !credentials.is_empty();
        cookies.extend(credentials);
        if !cookies.is_empty() {
            let mut value = header_value(cookies.join("; ")).ok_or_else(|| {
                BuildError::new("a cookie has characters that a header cannot carry")
            })?;
            value.set_sensitive(sensitive);
            headers.insert(COOKIE, value);
        }
        Ok(())
    }
}

/// Says that credentials would be sent where others could read them.
pub(super) fn insecure(base: &BaseUrl) -> BuildError {
    BuildError::new(format!(
        "credentials are not sent to {} without TLS: use an https URL, or `allow_insecure_http` of the builder",
        base.origin()
    ))
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.parameters.iter().map(|given| given.name).collect();
        f.debug_struct("Call")
            .field("operation", &self.spec.id)
            .field("method", &self.spec.method)
            .field("path", &self.spec.path)
            .field("parameters", &names)
            .field("body", &self.body)
            .field("timeout", &self.timeout)
            .field("mistake", &self.mistake)
            .finish_non_exhaustive()
    }
}
