//! Every object around the schemas: OAS 3.0.3 section 4.7 and OAS 3.1.1 section 4.8.

use super::Expect::{Anything, Choice, Flag, List, Map, Object, Text, Texts};
use super::Missing::{Drop, EmptyMap, EmptyText};
use super::{Keyword, Kind, Required, Table, ignored, needs, schema, security, unsupported, used};

pub(super) fn table(kind: Kind) -> &'static Table {
    match kind {
        Kind::OpenApi => &OPEN_API,
        Kind::Info => &INFO,
        Kind::Contact => &CONTACT,
        Kind::License => &LICENSE,
        Kind::Server => &SERVER,
        Kind::ServerVariable => &SERVER_VARIABLE,
        Kind::Components => &COMPONENTS,
        Kind::Paths => &PATHS,
        Kind::PathItem => &PATH_ITEM,
        Kind::Operation => &OPERATION,
        Kind::ExternalDocs => &EXTERNAL_DOCS,
        Kind::Parameter => &PARAMETER,
        Kind::RequestBody => &REQUEST_BODY,
        Kind::MediaType => &MEDIA_TYPE,
        Kind::Encoding => &ENCODING,
        Kind::Responses => &RESPONSES,
        Kind::Response => &RESPONSE,
        Kind::Callback => &CALLBACK,
        Kind::Example => &EXAMPLE,
        Kind::Link => &LINK,
        Kind::Header => &HEADER,
        Kind::Tag => &TAG,
        Kind::Schema => &schema::SCHEMA,
        Kind::Discriminator => &schema::DISCRIMINATOR,
        Kind::Xml => &schema::XML,
        Kind::SecurityScheme => &security::SECURITY_SCHEME,
        Kind::OAuthFlows => &security::OAUTH_FLOWS,
        Kind::ImplicitFlow => &security::IMPLICIT_FLOW,
        Kind::TokenFlow => &security::TOKEN_FLOW,
        Kind::CodeFlow => &security::CODE_FLOW,
        Kind::DeviceFlow => &security::DEVICE_FLOW,
        _ => &security::SECURITY_REQUIREMENT,
    }
}

/// An object with fixed keywords.
pub(super) const fn fixed(
    name: &'static str,
    keywords: &'static [Keyword],
    required: &'static [Required],
) -> Table {
    Table {
        name,
        keywords,
        required,
        patterned: None,
        referable: false,
    }
}

/// An object with fixed keywords that `$ref` may replace.
pub(super) const fn referable(
    name: &'static str,
    keywords: &'static [Keyword],
    required: &'static [Required],
) -> Table {
    Table {
        referable: true,
        ..fixed(name, keywords, required)
    }
}

/// An object whose keys are data.
pub(super) const fn patterned(name: &'static str, expect: super::Expect) -> Table {
    Table {
        patterned: Some(expect),
        ..fixed(name, &[], &[])
    }
}

const OPEN_API: Table = fixed(
    "document",
    &[
        used("openapi", Anything),
        used("info", Object(Kind::Info)),
        used("servers", List(Kind::Server)),
        used("paths", Object(Kind::Paths)),
        used("components", Object(Kind::Components)),
        used("security", List(Kind::SecurityRequirement)),
        used("tags", List(Kind::Tag)),
        ignored("externalDocs", Object(Kind::ExternalDocs)),
        used("webhooks", Map(Kind::PathItem)).since_31(),
        used("$self", Text).since_32(),
        ignored("jsonSchemaDialect", Text).since_31(),
    ],
    &[
        needs("info", EmptyMap),
        needs("paths", EmptyMap).before_31(),
    ],
);

const INFO: Table = fixed(
    "info object",
    &[
        used("title", Text),
        used("version", Text),
        used("description", Text),
        used("summary", Text).since_31(),
        ignored("termsOfService", Text),
        ignored("contact", Object(Kind::Contact)),
        ignored("license", Object(Kind::License)),
    ],
    &[needs("title", EmptyText), needs("version", EmptyText)],
);

const CONTACT: Table = fixed(
    "contact object",
    &[used("name", Text), used("url", Text), used("email", Text)],
    &[],
);

const LICENSE: Table = fixed(
    "license object",
    &[
        used("name", Text),
        used("url", Text),
        used("identifier", Text).since_31(),
    ],
    &[needs("name", EmptyText)],
);

const SERVER: Table = fixed(
    "server",
    &[
        used("url", Text),
        used("description", Text),
        used("variables", Map(Kind::ServerVariable)),
        used("name", Text).since_32(),
    ],
    &[needs("url", EmptyText)],
);

const SERVER_VARIABLE: Table = fixed(
    "server variable",
    &[
        used("default", Text),
        used("enum", Texts),
        used("description", Text),
    ],
    &[needs("default", EmptyText)],
);

const COMPONENTS: Table = fixed(
    "components object",
    &[
        used("schemas", Map(Kind::Schema)),
        used("parameters", Map(Kind::Parameter)),
        used("responses", Map(Kind::Response)),
        used("requestBodies", Map(Kind::RequestBody)),
        used("headers", Map(Kind::Header)),
        used("securitySchemes", Map(Kind::SecurityScheme)),
        used("examples", Map(Kind::Example)),
        ignored("links", Map(Kind::Link)),
        ignored("callbacks", Map(Kind::Callback)),
        used("pathItems", Map(Kind::PathItem)).since_31(),
        used("mediaTypes", Map(Kind::MediaType)).since_32(),
    ],
    &[],
);

const PATHS: Table = patterned("paths object", Object(Kind::PathItem));

const PATH_ITEM: Table = fixed(
    "path item",
    &[
        used("get", Object(Kind::Operation)),
        used("post", Object(Kind::Operation)),
        used("put", Object(Kind::Operation)),
        used("delete", Object(Kind::Operation)),
        used("patch", Object(Kind::Operation)),
        used("options", Object(Kind::Operation)),
        used("head", Object(Kind::Operation)),
        used("trace", Object(Kind::Operation)),
        used("query", Object(Kind::Operation)).since_32(),
        used("additionalOperations", Map(Kind::Operation)).since_32(),
        used("parameters", List(Kind::Parameter)),
        used("summary", Text),
        used("description", Text),
        used("servers", List(Kind::Server)),
        used("$ref", Text),
    ],
    &[],
);

const OPERATION: Table = fixed(
    "operation",
    &[
        used("operationId", Text),
        used("summary", Text),
        used("description", Text),
        used("tags", Texts),
        used("parameters", List(Kind::Parameter)),
        used("requestBody", Object(Kind::RequestBody)),
        used("responses", Object(Kind::Responses)),
        used("security", List(Kind::SecurityRequirement)),
        used("deprecated", Flag),
        used("servers", List(Kind::Server)),
        used("externalDocs", Object(Kind::ExternalDocs)),
        unsupported("callbacks", Map(Kind::Callback)),
    ],
    &[needs("responses", EmptyMap).before_31()],
);

const EXTERNAL_DOCS: Table = fixed(
    "external documentation object",
    &[used("url", Text), used("description", Text)],
    &[needs("url", EmptyText)],
);

/// Valid styles depend on `in`; `audit` looks closer.
const STYLES: &[&str] = &[
    "simple",
    "label",
    "matrix",
    "form",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
    "cookie",
];

const PARAMETER: Table = referable(
    "parameter",
    &[
        used("name", Text),
        used(
            "in",
            Choice(&["path", "query", "header", "cookie", "querystring"]),
        ),
        used("required", Flag),
        used("schema", Object(Kind::Schema)),
        used("description", Text),
        used("example", Anything),
        used("examples", Map(Kind::Example)),
        used("style", Choice(STYLES)),
        used("explode", Flag),
        used("allowReserved", Flag),
        ignored("allowEmptyValue", Flag),
        used("deprecated", Flag),
        used("content", Map(Kind::MediaType)),
    ],
    &[needs("name", Drop), needs("in", Drop)],
);

const REQUEST_BODY: Table = referable(
    "request body",
    &[
        used("content", Map(Kind::MediaType)),
        used("required", Flag),
        used("description", Text),
    ],
    &[needs("content", EmptyMap)],
);

const MEDIA_TYPE: Table = referable(
    "media type object",
    &[
        used("schema", Object(Kind::Schema)),
        used("itemSchema", Object(Kind::Schema)).since_32(),
        unsupported("prefixEncoding", List(Kind::Encoding)).since_32(),
        unsupported("itemEncoding", Object(Kind::Encoding)).since_32(),
        used("example", Anything),
        used("examples", Map(Kind::Example)),
        used("encoding", Map(Kind::Encoding)),
    ],
    &[],
);

const ENCODING: Table = fixed(
    "encoding object",
    &[
        used("contentType", Text),
        used("headers", Map(Kind::Header)),
        used(
            "style",
            Choice(&["form", "spaceDelimited", "pipeDelimited", "deepObject"]),
        ),
        used("explode", Flag),
        used("allowReserved", Flag),
        unsupported("encoding", Map(Kind::Encoding)).since_32(),
        unsupported("prefixEncoding", List(Kind::Encoding)).since_32(),
        unsupported("itemEncoding", Object(Kind::Encoding)).since_32(),
    ],
    &[],
);

const RESPONSES: Table = patterned("responses object", Object(Kind::Response));

const RESPONSE: Table = referable(
    "response",
    &[
        used("description", Text),
        used("content", Map(Kind::MediaType)),
        used("headers", Map(Kind::Header)),
        used("summary", Text).since_32(),
        ignored("links", Map(Kind::Link)),
    ],
    &[needs("description", EmptyText).before_32()],
);

const CALLBACK: Table = Table {
    referable: true,
    ..patterned("callback", Object(Kind::PathItem))
};

const EXAMPLE: Table = referable(
    "example object",
    &[
        used("summary", Text),
        used("description", Text),
        used("value", Anything),
        used("dataValue", Anything).since_32(),
        used("serializedValue", Text).since_32(),
        ignored("externalValue", Text),
    ],
    &[],
);

const LINK: Table = referable(
    "link",
    &[
        used("operationRef", Text),
        used("operationId", Text),
        used("parameters", Anything),
        used("requestBody", Anything),
        used("description", Text),
        used("server", Object(Kind::Server)),
    ],
    &[],
);

const HEADER: Table = referable(
    "header",
    &[
        used("description", Text),
        used("schema", Object(Kind::Schema)),
        used("required", Flag),
        used("deprecated", Flag),
        used("example", Anything),
        used("examples", Map(Kind::Example)),
        used("style", Choice(&["simple"])),
        used("explode", Flag),
        ignored("allowEmptyValue", Flag),
        ignored("allowReserved", Flag),
        used("content", Map(Kind::MediaType)),
    ],
    &[],
);

const TAG: Table = fixed(
    "tag",
    &[
        used("name", Text),
        used("description", Text),
        used("summary", Text).since_32(),
        ignored("parent", Text).since_32(),
        ignored("kind", Text).since_32(),
        ignored("externalDocs", Object(Kind::ExternalDocs)),
    ],
    &[needs("name", Drop)],
);
