//! Credentials: OAS 3.0.3 sections 4.7.27 to 4.7.30 and what 3.1 and 3.2 added.

use super::Expect::{Choice, Flag, Object, Text, TextMap, Texts};
use super::Missing::{Drop, EmptyMap, EmptyText};
use super::objects::{fixed, patterned, referable};
use super::{Keyword, Kind, Table, needs, used};

pub(super) const SECURITY_SCHEME: Table = referable(
    "security scheme",
    &[
        used(
            "type",
            Choice(&["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"]),
        ),
        used("description", Text),
        used("name", Text),
        used("in", Choice(&["query", "header", "cookie"])),
        used("scheme", Text),
        used("bearerFormat", Text),
        used("flows", Object(Kind::OAuthFlows)),
        used("openIdConnectUrl", Text),
        used("oauth2MetadataUrl", Text).since_32(),
        used("deprecated", Flag).since_32(),
    ],
    &[needs("type", Drop)],
);

pub(super) const OAUTH_FLOWS: Table = fixed(
    "OAuth flows object",
    &[
        used("implicit", Object(Kind::ImplicitFlow)),
        used("password", Object(Kind::TokenFlow)),
        used("clientCredentials", Object(Kind::TokenFlow)),
        used("authorizationCode", Object(Kind::CodeFlow)),
        used("deviceAuthorization", Object(Kind::DeviceFlow)).since_32(),
    ],
    &[],
);

const FLOW: &[Keyword] = &[
    used("authorizationUrl", Text),
    used("tokenUrl", Text),
    used("refreshUrl", Text),
    used("scopes", TextMap),
];

pub(super) const IMPLICIT_FLOW: Table = fixed(
    "OAuth flow",
    FLOW,
    &[
        needs("authorizationUrl", EmptyText),
        needs("scopes", EmptyMap),
    ],
);

pub(super) const TOKEN_FLOW: Table = fixed(
    "OAuth flow",
    FLOW,
    &[needs("tokenUrl", EmptyText), needs("scopes", EmptyMap)],
);

pub(super) const CODE_FLOW: Table = fixed(
    "OAuth flow",
    FLOW,
    &[
        needs("authorizationUrl", EmptyText),
        needs("tokenUrl", EmptyText),
        needs("scopes", EmptyMap),
    ],
);

pub(super) const DEVICE_FLOW: Table = fixed(
    "OAuth flow",
    &[
        used("deviceAuthorizationUrl", Text),
        used("tokenUrl", Text),
        used("refreshUrl", Text),
        used("scopes", TextMap),
    ],
    &[
        needs("deviceAuthorizationUrl", EmptyText),
        needs("tokenUrl", EmptyText),
        needs("scopes", EmptyMap),
    ],
);

pub(super) const SECURITY_REQUIREMENT: Table = patterned("security requirement", Texts);
