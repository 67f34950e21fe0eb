//! Operations: one method on one path, with everything it takes and answers.

use serde::Serialize;

use super::{Alternative, Description, Pointer, Server, TypeRef};

/// One operation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Operation {
    /// Where it stands, for example `/paths/~1users/get`.
    pub pointer: Pointer,
    /// `operationId`.
    pub id: Option<String>,
    /// The HTTP method in capitals.
    pub method: String,
    /// The path as written, for example `/users/{user_id}`.
    pub path: String,
    /// The path, taken apart.
    pub segments: Vec<Segment>,
    /// `tags`; the first one decides where the operation lives.
    pub tags: Vec<String>,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `externalDocs.url`.
    pub external_docs: Option<String>,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// Parameters of the path item and the operation, the operation's own winning, in the document's order.
    pub parameters: Vec<Parameter>,
    /// `requestBody`.
    pub body: Option<RequestBody>,
    /// `responses`, in the document's order.
    pub responses: Vec<Response>,
    /// The alternatives of `security`, own or inherited; empty where no credential is wanted.
    pub security: Vec<Alternative>,
    /// Servers of the operation or its path item; empty where the document's apply.
    pub servers: Vec<Server>,
}

impl Operation {
    /// Returns the identifier where it is a name: not what a database gave, such as a UUID.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.id.as_deref().filter(|id| is_name(id))
    }
}

/// Whether an identifier tells a reader anything: numbers and long hexadecimal ones (of API gateways) do not.
#[must_use]
pub fn is_name(id: &str) -> bool {
    let marks = ['-', '_', '{', '}'];
    let digits = id.chars().filter(|c| !marks.contains(c));
    let is_number = digits.clone().count() >= 16
        && digits.clone().all(|c| c.is_ascii_hexdigit())
        && id.contains(|c: char| c.is_ascii_digit());
    id.contains(char::is_alphabetic) && !is_number
}

/// A piece of a path template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Segment {
    /// Text sent as it stands.
    Literal(String),
    /// `{name}`.
    Parameter(String),
}

/// One parameter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Parameter {
    /// Where it stands.
    pub pointer: Pointer,
    /// Its name on the wire.
    pub name: String,
    /// `in`.
    pub location: Location,
    /// Whether a call must have it (always for path parameters).
    pub required: bool,
    /// How it is written.
    pub shape: ParameterShape,
    /// Its type.
    pub ty: TypeRef,
    /// Its annotations (the schema's own where the parameter has none).
    pub description: Description,
}

/// `in`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Location {
    /// Part of the path.
    Path,
    /// After the `?`.
    Query,
    /// A request header.
    Header,
    /// A cookie.
    Cookie,
}

/// How a parameter's value becomes text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum ParameterShape {
    /// `schema` with `style` and `explode`, the location's defaults filled in (OAS 3.0.3 section 4.7.12).
    Styled {
        /// `style`.
        style: Style,
        /// `explode`.
        explode: bool,
        /// `allowReserved`.
        allow_reserved: bool,
    },
    /// `content`: the value is written in this media type.
    Content(String),
    /// `in: querystring`: the value in this media type is the whole query (OAS 3.2.0 section 4.12.1).
    Whole(String),
}

/// `style`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Style {
    /// `simple`: comma-separated.
    Simple,
    /// `label`: each value after a dot.
    Label,
    /// `matrix`: `;name=value`.
    Matrix,
    /// `form`: `name=value`.
    Form,
    /// `cookie`: `name=value`, nothing encoded.
    Cookie,
    /// `spaceDelimited`.
    SpaceDelimited,
    /// `pipeDelimited`.
    PipeDelimited,
    /// `collectionFormat: tsv` of Swagger 2.0; no word in 3.x.
    TabDelimited,
    /// `deepObject`: `name[key]=value`.
    DeepObject,
}

/// `requestBody`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RequestBody {
    /// Where it stands.
    pub pointer: Pointer,
    /// `description`.
    pub description: Option<String>,
    /// `required: true`.
    pub required: bool,
    /// `content`, in the document's order; never empty.
    pub content: Vec<MediaType>,
}

/// One entry of `content`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MediaType {
    /// Where it stands.
    pub pointer: Pointer,
    /// The media type, lower case, without parameters, for example `application/json`.
    pub name: String,
    /// The parameters that the document writes behind it, from the semicolon on; as a rule there are none.
    pub parameters: String,
    /// Its schema; `None` where there is none.
    pub ty: Option<TypeRef>,
    /// `itemSchema` of a sequential media type.
    pub item: Option<TypeRef>,
    /// `example`, or the value of the first of `examples`.
    pub example: Option<serde_json::Value>,
    /// `encoding`, by property.
    pub encoding: Vec<Encoding>,
}

impl MediaType {
    /// Its types: of the whole, of an item.
    pub fn types(&self) -> impl Iterator<Item = TypeRef> {
        self.ty.into_iter().chain(self.item)
    }
}

/// How one property of a form is written (OAS 3.0.3 section 4.7.15).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Encoding {
    /// Where it stands.
    pub pointer: Pointer,
    /// The property.
    pub property: String,
    /// `contentType`, as written; may be a list.
    pub content_type: Option<String>,
    /// The names under `headers`, without `content-type`.
    pub headers: Vec<String>,
    /// `style`; `None` where the entry says nothing about it.
    pub style: Option<Style>,
    /// `explode`, with the style's default.
    pub explode: bool,
    /// `allowReserved`.
    pub allow_reserved: bool,
}

/// One entry of `responses`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Response {
    /// Where it stands.
    pub pointer: Pointer,
    /// Which statuses it answers for.
    pub status: StatusSpec,
    /// `description`.
    pub description: Option<String>,
    /// `headers`, without `content-type`.
    pub headers: Vec<Header>,
    /// `content`, in the document's order; empty for an answer without a body.
    pub content: Vec<MediaType>,
}

/// A key of `responses`. Exact wins over range, range over default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum StatusSpec {
    /// For example `404`.
    Exact(u16),
    /// The hundreds, for example `4` for `4XX`.
    Range(u8),
    /// `default`.
    Default,
}

/// A header of an answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Header {
    /// Its name, lower case.
    pub name: String,
    /// Whether it is always there.
    pub required: bool,
    /// Its type.
    pub ty: TypeRef,
    /// Its annotations.
    pub description: Description,
}
