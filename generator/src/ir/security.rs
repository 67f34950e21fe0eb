//! Credentials and servers.

use indexmap::IndexMap;
use serde::Serialize;

use super::Pointer;

/// One entry of `securitySchemes`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SecurityScheme {
    /// Where it stands.
    pub pointer: Pointer,
    /// `description`.
    pub description: Option<String>,
    /// What it is.
    pub kind: SchemeKind,
}

/// `type` and what belongs to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum SchemeKind {
    /// `apiKey`.
    ApiKey {
        /// `in`.
        location: ApiKeyLocation,
        /// `name`.
        name: String,
    },
    /// `http` with scheme `basic` (RFC 7617).
    Basic,
    /// `http` with scheme `bearer` (RFC 6750).
    Bearer {
        /// `bearerFormat`.
        format: Option<String>,
    },
    /// `http` with another scheme: the caller writes what follows its name.
    Http {
        /// `scheme`, as written.
        scheme: String,
    },
    /// `oauth2`: an access token, sent as a bearer token.
    OAuth2 {
        /// `flows` by name.
        flows: IndexMap<String, OAuthFlow>,
        /// `oauth2MetadataUrl` (3.2).
        metadata_url: Option<String>,
    },
    /// `openIdConnect`: an access token, sent as a bearer token.
    OpenIdConnect {
        /// `openIdConnectUrl`.
        url: String,
    },
    /// `mutualTLS` (3.1): belongs to the connection.
    MutualTls,
}

/// `in` of an API key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum ApiKeyLocation {
    /// A request header.
    Header,
    /// A query parameter.
    Query,
    /// A cookie.
    Cookie,
}

/// One OAuth 2 flow.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct OAuthFlow {
    /// `authorizationUrl`.
    pub authorization_url: Option<String>,
    /// `tokenUrl`.
    pub token_url: Option<String>,
    /// `refreshUrl`.
    pub refresh_url: Option<String>,
    /// `scopes`: name to description.
    pub scopes: IndexMap<String, String>,
}

/// One alternative of a `security` list: all of these together. Empty means "no credential".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Alternative {
    /// Scheme names with the scopes wanted.
    pub schemes: IndexMap<String, Vec<String>>,
}

/// One server.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Server {
    /// `url`, as written, without a trailing slash; may be relative.
    pub url: String,
    /// `description`.
    pub description: Option<String>,
    /// `variables`, those the template uses.
    pub variables: IndexMap<String, ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ServerVariable {
    /// `default`.
    pub default: String,
    /// `enum`; empty where anything goes.
    pub values: Vec<String>,
    /// `description`.
    pub description: Option<String>,
}
