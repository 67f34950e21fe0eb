//! What generated code says of an operation.

use super::answer::Answer;
use super::decode_error::DecodeError;
use super::security::Scheme;
use super::wire::Decode;

/// An operation of the API: data about its request, and how its answers are read.
pub trait Operation: Sized {
    /// What its request looks like.
    const SPEC: &'static OperationSpec;
    /// What a success gives.
    type Output;
    /// The documented errors.
    type Error;

    /// Reads an answer.
    fn decode(answer: &Answer) -> Outcome<Self>;
}

/// What an answer means.
pub enum Outcome<O: Operation> {
    /// A documented success.
    Success(O::Output),
    /// A documented error.
    Failure(O::Error),
    /// The document does not name the status, or the media type.
    Undocumented,
    /// The body does not have the documented form.
    Malformed(DecodeError),
}

/// What generated code makes of a body that was read. Variants are passed as function pointers: with `?` and a
/// constructor around it, or with a type of function for each, the many arms cost the compiler twice as much.
impl<O: Operation> Outcome<O> {
    /// A success.
    #[must_use]
    pub fn success(body: Result<O::Output, DecodeError>) -> Self {
        match body {
            Ok(body) => Self::Success(body),
            Err(error) => Self::Malformed(error),
        }
    }

    /// A success with something around its body.
    #[must_use]
    pub fn success_as<T>(body: Result<T, DecodeError>, wrap: fn(T) -> O::Output) -> Self {
        match body {
            Ok(body) => Self::Success(wrap(body)),
            Err(error) => Self::Malformed(error),
        }
    }

    /// An error: the variant for its body.
    #[must_use]
    pub fn failure_as<T>(body: Result<T, DecodeError>, wrap: fn(T) -> O::Error) -> Self {
        match body {
            Ok(body) => Self::Failure(wrap(body)),
            Err(error) => Self::Malformed(error),
        }
    }
}

impl Answer {
    /// Reads the body of a success as JSON.
    #[must_use]
    pub fn success<O: Operation<Output: Decode>>(&self) -> Outcome<O> {
        Outcome::success(self.json())
    }

    /// Reads the body of an error as JSON, for the variant that holds it.
    #[must_use]
    pub fn failure<O: Operation, T: Decode>(&self, wrap: fn(T) -> O::Error) -> Outcome<O> {
        Outcome::failure_as(self.json(), wrap)
    }
}

/// What the request of an operation looks like.
#[derive(Debug)]
pub struct OperationSpec {
    /// `operationId`, or method and path.
    pub id: &'static str,
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The path template, for example `/users/{user_id}`.
    pub path: &'static str,
    /// Parameters that are not written in the default way of their place.
    pub parameters: &'static [ParameterSpec],
    /// Any of these lists of schemes, with all of its schemes. Empty: no credential; an empty list: none is needed.
    pub security: &'static [&'static [&'static Scheme]],
    /// The `Accept` header: all media types that are read, with `, ` between them; empty for none.
    pub accept: &'static str,
    /// The URL of a server of its own.
    pub base_url: Option<&'static str>,
}

impl OperationSpec {
    /// Returns how a parameter is written.
    pub(super) fn parameter(&self, location: Location, name: &'static str) -> ParameterSpec {
        let listed = self
            .parameters
            .iter()
            .find(|spec| spec.location == location && spec.name == name);
        listed
            .copied()
            .unwrap_or_else(|| ParameterSpec::of(location, name))
    }
}

/// How a parameter is written (OAS 3.0.3 section 4.7.12).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a word of the document"
)]
pub struct ParameterSpec {
    /// Its name.
    pub name: &'static str,
    /// Where it goes.
    pub location: Location,
    /// How lists and objects are written.
    pub style: Style,
    /// Whether each element or property stands for itself.
    pub explode: bool,
    /// Whether reserved characters of a value in the path or query are left as they are.
    pub allow_reserved: bool,
    /// Whether the value is JSON text.
    pub json: bool,
    /// Whether a path may have nothing in its place, because the document lists the empty text as a value.
    pub allow_empty: bool,
}

impl ParameterSpec {
    /// A parameter in the path, in the default way.
    #[must_use]
    pub const fn path(name: &'static str) -> Self {
        Self::of(Location::Path, name)
    }

    /// A parameter in the query, or a field of a form, in the default way.
    #[must_use]
    pub const fn query(name: &'static str) -> Self {
        Self::of(Location::Query, name)
    }

    /// A header, in the default way.
    #[must_use]
    pub const fn header(name: &'static str) -> Self {
        Self::of(Location::Header, name)
    }

    /// A cookie, in the default way.
    #[must_use]
    pub const fn cookie(name: &'static str) -> Self {
        Self::of(Location::Cookie, name)
    }

    /// The default way of a place.
    #[must_use]
    pub const fn of(location: Location, name: &'static str) -> Self {
        let (style, explode) = match location {
            Location::Path | Location::Header => (Style::Simple, false),
            Location::Query | Location::Cookie => (Style::Form, true),
        };
        Self {
            name,
            location,
            style,
            explode,
            allow_reserved: false,
            json: false,
            allow_empty: false,
        }
    }

    /// Lists and objects in another style.
    #[must_use]
    pub const fn style(self, style: Style) -> Self {
        Self { style, ..self }
    }

    /// Elements and properties that stand for themselves, or together.
    #[must_use]
    pub const fn explode(self, explode: bool) -> Self {
        Self { explode, ..self }
    }

    /// Reserved characters as they are.
    #[must_use]
    pub const fn allow_reserved(self) -> Self {
        Self {
            allow_reserved: true,
            ..self
        }
    }

    /// JSON text.
    #[must_use]
    pub const fn json(self) -> Self {
        Self { json: true, ..self }
    }

    /// Nothing in the place of the parameter, where its value is the empty text.
    #[must_use]
    pub const fn allow_empty(self) -> Self {
        Self {
            allow_empty: true,
            ..self
        }
    }
}

/// A property that is no plain value in a body of several parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartSpec {
    /// A file, or several: its name and its usual media type, which may be empty.
    File(&'static str, &'static str),
    /// A value: its name and its media type.
    Value(&'static str, &'static str),
    /// A list in one part: its name, and what stands between its elements.
    Joined(&'static str, &'static str),
}

impl PartSpec {
    /// Returns the property's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::File(name, _) | Self::Value(name, _) | Self::Joined(name, _) => name,
        }
    }
}

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// The path.
    Path,
    /// The query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// How lists and objects are written (OAS 3.0.3 section 4.7.12.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `blue,black`
    Simple,
    /// `.blue,black`
    Label,
    /// `;color=blue,black`
    Matrix,
    /// `color=blue&color=black`
    Form,
    /// `color=blue; color=black`, with no character encoded (OAS 3.2.0 section 4.12.6).
    Cookie,
    /// `color=blue%20black`
    SpaceDelimited,
    /// `color=blue%7Cblack`
    PipeDelimited,
    /// `color=blue%09black`
    TabDelimited,
    /// `color%5BR%5D=100`
    DeepObject,
    /// The value is the whole query (`in: querystring`, OAS 3.2.0 section 4.12.1): a form, JSON or text.
    Whole,
}
