//! What one API becomes: a client, files of operations, files of models.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::docs::Docs;
use super::items::ModelFile;
use super::methods::OperationFile;
use super::names::{
    ConstName, FeatureName, FieldName, FileName, FunctionName, TypeName, VariantName,
};
use super::rust_type::RustType;
use super::xml::XmlPlan;
use crate::ir::Pointer;
use crate::lock::Names;

/// Everything that is generated from one document. All names and decisions are made; rendering only prints.
#[derive(Debug, Clone, Serialize)]
pub struct ApiPlan {
    /// The module (`nethsm`), also the name of its Cargo feature; a stand-alone crate has it at its root.
    pub module: FileName,
    /// The module's documentation: title, description, a first example.
    pub docs: Docs,
    /// `name/version` for the `User-Agent` header.
    pub user_agent: String,
    /// The URL that is called where the caller names none; may be relative, then the caller must name a host.
    pub base_url: String,
    /// `server.rs`; `None` where the document names no server worth choosing.
    pub server: Option<ServerPlan>,
    /// Credentials of the builder, in the document's order.
    pub schemes: Vec<SchemePlan>,
    /// Whether there is so much that modules are exported whole (`pub use users::*`).
    pub big: bool,
    /// Groups of operations with a feature each, by name; empty where the API is too small for features.
    pub groups: Vec<Group>,
    /// The feature of the models that no operation needs; `None` where there are few of them.
    pub extra: Option<FeatureName>,
    /// Operations by file; one file called `operations` where there is one.
    pub operations: Vec<OperationFile>,
    /// Models by file.
    pub models: Vec<ModelFile>,
    /// How they stand in XML.
    pub xml: XmlPlan,
    /// Names of the standard prelude or the runtime that a model has taken (`Option`, `Vec`, `Secret`, ...): code in
    /// this API writes the original with its full path.
    pub shadowed: BTreeSet<String>,
    /// The names that were given, for the lock.
    pub names: Names,
    /// What the user left out: places of operations and schemas.
    pub skipped: Vec<String>,
    /// Packages that the user's types need: name, and what stands behind `=` in the manifest.
    pub dependencies: BTreeMap<String, String>,
    /// Counts and losses for `.generated`.
    pub counts: Counts,
    /// What each schema that an operation needs became, whether or not it has an item of its own. Nothing is printed
    /// from it: it is for programs that compare a document with its Rust.
    #[serde(skip)]
    pub schemas: Vec<PlannedSchema>,
}

/// The Rust of one schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedSchema {
    /// Where the schema stands.
    pub pointer: Pointer,
    /// Whether this is what is sent, rather than what comes back or travels both ways.
    pub sent: bool,
    /// Its type, without the `Option` of a use where `null` may stand.
    pub ty: RustType,
    /// Whether the type alone reads and writes its values as JSON: not where a field's codec does, nor where it is only
    /// ever sent in parts.
    pub is_json: bool,
}

/// Operations that belong together: a module below `operations`, and a feature in a crate of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// The module.
    pub module: FileName,
    /// The feature.
    pub feature: FeatureName,
    /// The module's documentation.
    pub docs: Docs,
    /// What it is about, as one line of Markdown without a full stop.
    pub summary: String,
    /// How many operations it has.
    pub operations: usize,
}

/// How much of the document became code.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Operations that the document declares.
    pub declared: usize,
    /// Operations that were generated.
    pub generated: usize,
    /// Models that were generated.
    pub schemas: usize,
}

/// One credential: a method of the client's builder and a static description.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SchemePlan {
    /// The builder's method, for example `api_key`.
    pub method: FunctionName,
    /// The static that describes it, for example `API_KEY`.
    pub constant: ConstName,
    /// The scheme's name in the document.
    pub wire: String,
    /// How it is sent.
    pub kind: CredentialKind,
    /// The method's documentation.
    pub docs: Docs,
}

/// How a credential is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum CredentialKind {
    /// User name and password (RFC 7617). Method takes `username`, `password`.
    Basic,
    /// A token after `Bearer` (RFC 6750). Method takes `token`.
    Bearer,
    /// The header of this name. Method takes `key`.
    ApiKeyHeader(String),
    /// The query parameter of this name. Method takes `key`.
    ApiKeyQuery(String),
    /// The cookie of this name. Method takes `key`.
    ApiKeyCookie(String),
    /// What follows this scheme in `Authorization`. Method takes `credentials`.
    Http(String),
    /// An access token after `Bearer`, or the way to one. Method takes `credential`.
    OAuth2(OAuthPlan),
}

/// Where the tokens of a scheme come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OAuthPlan {
    /// Its flows.
    pub flows: Vec<FlowPlan>,
    /// Where the provider describes itself.
    pub discovery: Option<String>,
}

/// One flow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FlowPlan {
    /// The variant of the runtime's `FlowKind`.
    pub kind: &'static str,
    /// Where the user, or a device, is sent.
    pub authorization_url: Option<String>,
    /// Where tokens come from.
    pub token_url: Option<String>,
    /// Where they are renewed, if elsewhere.
    pub refresh_url: Option<String>,
    /// Scopes with their descriptions.
    pub scopes: Vec<(String, String)>,
}

/// The servers a document names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum ServerPlan {
    /// One server: `pub struct Server { variables }` with setters.
    One(ServerShape),
    /// Several: `pub enum Server`, one variant each; a server with variables holds a struct of its own.
    Many(Vec<(VariantName, ServerShape)>),
}

/// One server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ServerShape {
    /// `Server`, or `ProductionServer` where there are several.
    pub name: TypeName,
    /// What it is.
    pub docs: Docs,
    /// Whether the URL is relative: then there is no `Default`, and `new(origin)` takes what stands before it,
    /// for example `https://api.example.org`.
    pub relative: bool,
    /// The URL in pieces.
    pub pieces: Vec<UrlPiece>,
    /// Its variables, in the order they stand in the URL.
    pub variables: Vec<VariablePlan>,
}

impl ServerShape {
    /// Whether it has something to hold, so that it needs a struct of its own.
    #[must_use]
    pub fn has_type(&self) -> bool {
        self.relative || !self.variables.is_empty()
    }
}

/// A piece of a server URL.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum UrlPiece {
    /// Text.
    Literal(String),
    /// The value of `ServerShape::variables[n]`.
    Variable(usize),
}

/// One variable of a server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VariablePlan {
    /// Field and setter.
    pub name: FieldName,
    /// Its default.
    pub default: String,
    /// The closed set of values it may have, as an enum of its own (variant, wire value); `None` for any text.
    pub values: Option<(TypeName, Vec<(VariantName, String)>)>,
    /// What it is.
    pub docs: Docs,
}
