//! Operations: methods of the client, their arguments, setters, answers and errors.

use serde::Serialize;

use super::docs::Docs;
use super::items::Codec;
use super::names::{
    ConstName, FeatureName, FieldName, FileName, FunctionName, TypeName, VariantName,
};
use super::rust_type::RustType;

/// One file of operations.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OperationFile {
    /// The folder below `operations/` that holds it; `None` for `operations/` itself.
    pub folder: Option<FileName>,
    /// The file's name without `.rs` (the tag), or `operations` where there is one file.
    pub file: FileName,
    /// The feature that it needs; `None` where it is always there.
    pub feature: Option<FeatureName>,
    /// What the tag is.
    pub docs: Docs,
    /// Its operations.
    pub methods: Vec<Method>,
}

/// A credential that an operation wants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Need {
    /// The constant of its [`super::api::SchemePlan`].
    pub constant: ConstName,
    /// The scopes that it must have; for tokens only.
    pub scopes: Vec<String>,
}

/// One operation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Method {
    /// The client's method.
    pub name: FunctionName,
    /// The marker type that carries the operation's data, for example `CreateUser`.
    pub marker: TypeName,
    /// The method's documentation, complete with parameters, answers, errors, authorization and example.
    pub docs: Docs,
    /// `#[deprecated]`.
    pub deprecated: bool,
    /// `operationId`, or `METHOD path` where there is none.
    pub id: String,
    /// `POST`.
    pub http_method: String,
    /// `/users/{user_id}`.
    pub path: String,
    /// Required parameters: path template order, then by wire name.
    pub arguments: Vec<ParameterPlan>,
    /// Optional parameters.
    pub setters: Vec<ParameterPlan>,
    /// The body.
    pub body: Option<BodyPlan>,
    /// Alternatives: credentials that belong together.
    pub security: Vec<Vec<Need>>,
    /// `Accept`, empty where nothing is decoded.
    pub accept: String,
    /// The URL of a server of its own.
    pub base_url: Option<String>,
    /// What a success gives.
    pub output: Output,
    /// The enum of documented errors; `None` where none is documented.
    pub error: Option<ErrorPlan>,
    /// The arms of the `match` over the status: most specific first.
    pub answers: Vec<AnswerArm>,
    /// How successes are read item by item; `None` where they are not.
    pub stream: Option<StreamPlan>,
    /// Typed headers of successes.
    pub headers: Vec<HeaderPlan>,
    /// Typed headers of documented errors.
    pub error_headers: Vec<HeaderPlan>,
}

impl Method {
    /// The setters that are printed beside it, which those of all calls are not.
    pub fn own_setters(&self) -> impl Iterator<Item = &ParameterPlan> {
        self.setters.iter().filter(|setter| !setter.common)
    }

    /// The setters that all calls have.
    pub fn common_setters(&self) -> impl Iterator<Item = &ParameterPlan> {
        self.setters.iter().filter(|setter| setter.common)
    }

    /// The types it names: parameters, body, headers, answers.
    #[must_use]
    pub fn types(&self) -> Vec<&RustType> {
        let outcomes = match &self.output {
            Output::Type(_) => None,
            Output::Enum(output) => Some(output),
        };
        let outcomes = outcomes.into_iter().chain(&self.error);
        let mut types: Vec<&RustType> = outcomes
            .flat_map(|outcome| &outcome.variants)
            .filter_map(|variant| variant.ty.as_ref())
            .collect();
        if let Output::Type(ty) = &self.output {
            types.push(ty);
        }
        types.extend(self.stream.as_ref().map(|stream| &stream.item));
        let parameters = self.arguments.iter().chain(&self.setters);
        types.extend(parameters.map(|parameter| &parameter.ty));
        let forms = self.body.iter().flat_map(BodyPlan::forms);
        types.extend(forms.map(|form| &form.ty));
        let headers = self.headers.iter().chain(&self.error_headers);
        types.extend(headers.map(|header| &header.ty));
        types
    }
}

/// One parameter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ParameterPlan {
    /// How its value is read from JSON, where it is called by name, if not in the type's own way.
    pub json: Option<Codec>,
    /// Argument or setter.
    pub name: FieldName,
    /// Its name on the wire.
    pub wire: String,
    /// Where it goes.
    pub place: Place,
    /// Its type.
    pub ty: RustType,
    /// How the value is written where that is not the type's own way.
    pub codec: Option<Codec>,
    /// How it is written where that is not the place's default way.
    pub encoding: Option<ParameterEncoding>,
    /// What it is (used for setters; arguments are described in the method's documentation).
    pub docs: Docs,
    /// `#[deprecated]` (setters only).
    pub deprecated: bool,
    /// Whether every operation has this very setter, so that a crate of its own has it once, for all calls.
    pub common: bool,
}

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Place {
    /// `Call::path`.
    Path,
    /// `Call::query`.
    Query,
    /// `Call::header_parameter`.
    Header,
    /// `Call::cookie`.
    Cookie,
}

/// An entry of `OperationSpec::parameters`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a word of the document"
)]
pub struct ParameterEncoding {
    /// The runtime's `Style` variant, for example `PipeDelimited`.
    pub style: &'static str,
    /// `explode`.
    pub explode: bool,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// The value is JSON text (`content: application/json`).
    pub json: bool,
    /// The document lists the empty text as a value of this path parameter.
    pub allow_empty: bool,
}

/// The body of a request.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BodyPlan {
    /// Whether it is an argument (else a setter called `body`).
    pub required: bool,
    /// The argument's name.
    pub name: FieldName,
    /// What it can be.
    pub content: BodyContent,
    /// What it is.
    pub docs: Docs,
}

impl BodyPlan {
    /// The ways in which it can be sent, the best first.
    pub fn forms(&self) -> impl Iterator<Item = &BodyForm> {
        let (one, several) = match &self.content {
            BodyContent::One(form) => (Some(form), None),
            BodyContent::Several(choice) => (None, Some(&choice.variants)),
        };
        let several = several.into_iter().flatten().map(|variant| &variant.form);
        one.into_iter().chain(several)
    }
}

/// What a body can be.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum BodyContent {
    /// One type in one form.
    One(BodyForm),
    /// One of several, which the caller chooses: an enum beside the marker.
    Several(BodyEnum),
}

/// An enum over the forms of a body.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BodyEnum {
    /// Its name, for example `CreateUserContent`.
    pub name: TypeName,
    /// What it is.
    pub docs: Docs,
    /// Its variants, the best first.
    pub variants: Vec<BodyVariant>,
}

/// One form among several.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BodyVariant {
    /// Its name, for example `Json`.
    pub name: VariantName,
    /// The media type, and what is to be said of it.
    pub docs: Docs,
    /// The payload, and how it is written.
    pub form: BodyForm,
    /// Whether a value of the type alone means this variant: the best one of its type.
    pub from: bool,
}

/// One form of a body.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BodyForm {
    /// Its type.
    pub ty: RustType,
    /// How the value is written where that is not the type's own way.
    pub codec: Option<Codec>,
    /// How it is written.
    pub encoding: BodyEncoding,
    /// Other media types by which the same goes; calls by name can choose them.
    pub aliases: Vec<String>,
}

/// How a body is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum BodyEncoding {
    /// `Call::json`, with its media type where it is not `application/json`.
    Json(Option<String>),
    /// `Call::xml` with this media type, by this table.
    Xml(String, ConstName),
    /// `Call::form`; the properties that are written in a way of their own.
    Form(Vec<(String, ParameterEncoding)>),
    /// `Call::text` with this media type.
    Text(String),
    /// `Call::bytes` with this media type.
    Bytes(String),
    /// `Call::lines` with this media type.
    Lines(String),
    /// `Call::file`: the caller knows the media type, one of this range.
    File(String),
    /// `Call::multipart` with this media type, of a model that writes its own parts.
    Multipart(String),
    /// `Call::multipart_object` with this media type: the properties of an object are the parts.
    MultipartObject(String),
}

/// What `Operation::Output` is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Output {
    /// One type for all successes.
    Type(RustType),
    /// An enum over successes that differ, rendered beside the marker.
    Enum(OutcomeEnum),
}

/// An enum over answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OutcomeEnum {
    /// Its name, for example `GetJobOutput`.
    pub name: TypeName,
    /// What it is.
    pub docs: Docs,
    /// Its variants.
    pub variants: Vec<OutcomeVariant>,
}

/// The enum of documented errors.
pub type ErrorPlan = OutcomeEnum;

/// One documented answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OutcomeVariant {
    /// Its name, for example `NotFound`.
    pub name: VariantName,
    /// The status and its description.
    pub docs: Docs,
    /// Its payload; `None` for an answer without a body.
    pub ty: Option<RustType>,
}

/// One arm of `Operation::decode`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AnswerArm {
    /// Which statuses.
    pub status: StatusPattern,
    /// Whether they are successes.
    pub success: bool,
    /// The variant of the output or error enum; `None` where the output is one plain type.
    pub variant: Option<VariantName>,
    /// How the value is read where that is not the type's own way.
    pub codec: Option<Codec>,
    /// How the body is read.
    pub decode: BodyDecoding,
    /// Where the status has several: this arm only holds for answers of one of these media types. Empty for what is left.
    pub media_types: Vec<String>,
    /// Whether the output type is an `Option` and this arm fills it (`Some`), or has no body (`None`).
    pub optional: bool,
}

/// A pattern over statuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum StatusPattern {
    /// `404`.
    Exact(u16),
    /// `400..=499`.
    Range(u16, u16),
    /// `_`.
    Any,
}

impl StatusPattern {
    /// Where it stands among others: exact wins over range, range over default.
    #[must_use]
    pub fn order(self) -> (u8, u16) {
        match self {
            Self::Exact(status) => (0, status),
            Self::Range(from, _) => (1, from),
            Self::Any => (2, 0),
        }
    }
}

/// How a body is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum BodyDecoding {
    /// Not at all.
    Empty,
    /// `answer.json()?`.
    Json,
    /// `answer.xml(&TABLE)?`.
    Xml(ConstName),
    /// `answer.text()?`.
    Text,
    /// `answer.bytes()`.
    Bytes,
    /// `answer.items::<Self>()?`.
    Items,
}

/// How an answer is read item by item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StreamPlan {
    /// What an item is.
    pub item: RustType,
    /// How it is read where that is not the type's own way.
    pub codec: Option<Codec>,
    /// The media types in which items come, and how they are told apart.
    pub forms: Vec<(String, Framing)>,
    /// Whether successes have no other form.
    pub always: bool,
}

/// How items are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Framing {
    /// Server-sent events whose data is the item.
    EventData,
    /// Server-sent events as objects; their data is text.
    EventText,
    /// Server-sent events as objects; their data is JSON.
    EventJson,
    /// Server-sent events as objects; their data is JSON or text.
    EventEither,
    /// Lines.
    Lines,
    /// Records of a JSON text sequence.
    Records,
}

/// A typed header: a method of `Response<O>` or `Failure<E>`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HeaderPlan {
    /// The method.
    pub method: FunctionName,
    /// The header, lower case.
    pub wire: String,
    /// `RustType::String` gives `Option<&str>`; others are parsed.
    pub ty: RustType,
    /// What it is.
    pub docs: Docs,
}
