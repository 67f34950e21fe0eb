//! Swagger 2.0: what it knows around schemas, and what people write there that is of 3.x. Schemas and values are
//! looked into once the document is in 3.0 form.

use super::Expect::{Anything, Choice, Flag, List, Map, Object, Text, Texts};
use super::Missing::{Drop, EmptyMap, EmptyText};
use super::{Keyword, Kind, Table, ignored, needs, used};

pub(super) fn table(kind: Kind) -> &'static Table {
    match kind {
        Kind::SwaggerPaths => &PATHS,
        Kind::SwaggerPathItem => &PATH_ITEM,
        Kind::SwaggerOperation => &OPERATION,
        Kind::SwaggerParameter => &PARAMETER,
        Kind::SwaggerItems => &ITEMS,
        Kind::SwaggerResponses => &RESPONSES,
        Kind::SwaggerResponse => &RESPONSE,
        Kind::SwaggerHeader => &HEADER,
        Kind::SwaggerSecurityScheme => &SECURITY_SCHEME,
        _ => &DOCUMENT,
    }
}

const fn table_of(
    name: &'static str,
    keywords: &'static [Keyword],
    required: &'static [super::Required],
) -> Table {
    Table {
        name,
        keywords,
        required,
        patterned: None,
        referable: false,
    }
}

const FORMATS: &[&str] = &["csv", "ssv", "tsv", "pipes", "multi"];

const DOCUMENT: Table = table_of(
    "document",
    &[
        used("swagger", Anything),
        used("info", Anything),
        used("host", Text),
        used("basePath", Text),
        used("schemes", Texts),
        used("consumes", Texts),
        used("produces", Texts),
        used("paths", Object(Kind::SwaggerPaths)),
        used("definitions", Anything),
        used("parameters", Map(Kind::SwaggerParameter)),
        used("responses", Map(Kind::SwaggerResponse)),
        used("securityDefinitions", Map(Kind::SwaggerSecurityScheme)),
        used("security", Anything),
        used("tags", Anything),
        used("externalDocs", Anything),
        used("openapi", Anything).since_30(),
        used("components", Anything).since_30(),
        used("servers", Anything).since_30(),
        used("webhooks", Anything).since_31(),
    ],
    &[needs("paths", EmptyMap)],
);

const PATHS: Table = Table {
    patterned: Some(Object(Kind::SwaggerPathItem)),
    ..table_of("paths object", &[], &[])
};

const PATH_ITEM: Table = table_of(
    "path item",
    &[
        used("get", Object(Kind::SwaggerOperation)),
        used("post", Object(Kind::SwaggerOperation)),
        used("put", Object(Kind::SwaggerOperation)),
        used("delete", Object(Kind::SwaggerOperation)),
        used("patch", Object(Kind::SwaggerOperation)),
        used("options", Object(Kind::SwaggerOperation)),
        used("head", Object(Kind::SwaggerOperation)),
        used("parameters", List(Kind::SwaggerParameter)),
        used("$ref", Text),
        used("trace", Object(Kind::SwaggerOperation)).since_30(),
        used("summary", Text).since_30(),
        used("description", Text).since_30(),
        used("servers", Anything).since_30(),
    ],
    &[],
);

const OPERATION: Table = table_of(
    "operation",
    &[
        used("operationId", Anything),
        used("summary", Anything),
        used("description", Anything),
        used("tags", Anything),
        used("parameters", List(Kind::SwaggerParameter)),
        used("responses", Object(Kind::SwaggerResponses)),
        used("consumes", Texts),
        used("produces", Texts),
        used("schemes", Texts),
        used("security", Anything),
        used("deprecated", Anything),
        used("externalDocs", Anything),
        used("requestBody", Anything).since_30(),
        used("servers", Anything).since_30(),
        used("callbacks", Anything).since_30(),
    ],
    &[needs("responses", EmptyMap)],
);

const PARAMETER: Table = Table {
    referable: true,
    ..table_of(
        "parameter",
        &[
            used("name", Text),
            used(
                "in",
                Choice(&["query", "header", "path", "formData", "body", "cookie"]),
            ),
            used("description", Anything),
            used("required", Flag),
            used("type", Anything),
            used("schema", Anything),
            used("format", Anything),
            used("items", Object(Kind::SwaggerItems)),
            used("collectionFormat", Choice(FORMATS)),
            used("default", Anything),
            used("maximum", Anything),
            used("exclusiveMaximum", Anything),
            used("minimum", Anything),
            used("exclusiveMinimum", Anything),
            used("maxLength", Anything),
            used("minLength", Anything),
            used("pattern", Anything),
            used("maxItems", Anything),
            used("minItems", Anything),
            used("uniqueItems", Anything),
            used("enum", Anything),
            used("multipleOf", Anything),
            used("allowEmptyValue", Flag),
            used("example", Anything).since_30(),
            used("examples", Anything).since_30(),
            used("deprecated", Anything).since_30(),
            used("style", Anything).since_30(),
            used("explode", Anything).since_30(),
            used("allowReserved", Anything).since_30(),
            used("content", Anything).since_30(),
            used("nullable", Anything).since_30(),
            used("oneOf", Anything).since_30(),
            used("anyOf", Anything).since_30(),
            used("allOf", Anything).since_30(),
            used("properties", Anything).since_30(),
            used("additionalProperties", Anything).since_30(),
            used("const", Anything).since_31(),
        ],
        &[needs("name", Drop), needs("in", Drop)],
    )
};

const ITEMS: Table = table_of(
    "items object",
    &[
        used("type", Anything),
        used("$ref", Anything).since_30(),
        used("format", Anything),
        used("items", Object(Kind::SwaggerItems)),
        used("collectionFormat", Choice(&["csv", "ssv", "tsv", "pipes"])),
        used("default", Anything),
        used("maximum", Anything),
        used("exclusiveMaximum", Anything),
        used("minimum", Anything),
        used("exclusiveMinimum", Anything),
        used("maxLength", Anything),
        used("minLength", Anything),
        used("pattern", Anything),
        used("maxItems", Anything),
        used("minItems", Anything),
        used("uniqueItems", Anything),
        used("enum", Anything),
        used("multipleOf", Anything),
        used("description", Anything).since_30(),
        used("title", Anything).since_30(),
        used("example", Anything).since_30(),
        used("properties", Anything).since_30(),
        used("required", Anything).since_30(),
        used("additionalProperties", Anything).since_30(),
        used("nullable", Anything).since_30(),
        used("oneOf", Anything).since_30(),
        used("anyOf", Anything).since_30(),
        used("allOf", Anything).since_30(),
        used("const", Anything).since_31(),
    ],
    &[],
);

const RESPONSES: Table = Table {
    patterned: Some(Object(Kind::SwaggerResponse)),
    ..table_of("responses object", &[], &[])
};

const RESPONSE: Table = Table {
    referable: true,
    ..table_of(
        "response",
        &[
            used("description", Text),
            used("schema", Anything),
            used("headers", Map(Kind::SwaggerHeader)),
            used("examples", Anything),
            used("content", Anything).since_30(),
            ignored("links", Anything).since_30(),
        ],
        &[needs("description", EmptyText)],
    )
};

const HEADER: Table = table_of(
    "header",
    &[
        used("description", Anything),
        used("type", Anything),
        used("schema", Anything).since_30(),
        used("content", Anything).since_30(),
        used("required", Anything).since_30(),
        used("example", Anything).since_30(),
        used("deprecated", Anything).since_30(),
        used("$ref", Anything).since_30(),
        used("format", Anything),
        used("items", Object(Kind::SwaggerItems)),
        used("collectionFormat", Choice(&["csv", "ssv", "tsv", "pipes"])),
        used("default", Anything),
        used("maximum", Anything),
        used("exclusiveMaximum", Anything),
        used("minimum", Anything),
        used("exclusiveMinimum", Anything),
        used("maxLength", Anything),
        used("minLength", Anything),
        used("pattern", Anything),
        used("maxItems", Anything),
        used("minItems", Anything),
        used("uniqueItems", Anything),
        used("enum", Anything),
        used("multipleOf", Anything),
    ],
    &[],
);

const SECURITY_SCHEME: Table = table_of(
    "security scheme",
    &[
        used("type", Anything),
        used("description", Anything),
        used("name", Anything),
        used("in", Anything),
        used(
            "flow",
            Choice(&["implicit", "password", "application", "accessCode"]),
        ),
        used("authorizationUrl", Anything),
        used("tokenUrl", Anything),
        used("scopes", Anything),
        used("scheme", Anything).since_30(),
        used("bearerFormat", Anything).since_30(),
        used("flows", Anything).since_30(),
        used("openIdConnectUrl", Anything).since_30(),
    ],
    &[],
);
