//! Schemas: OAS 3.0.3 section 4.7.24 and JSON Schema 2020-12, as they look after `rules`.

use super::Expect::{
    Anything, Choice, Count, Flag, List, Map, Number, Object, SchemaOrFlag, Text, TextMap, Texts,
    Values,
};
use super::{Keyword, Kind, Table, ignored, unsupported, used};

pub(super) const SCHEMA: Table = Table {
    name: "schema",
    keywords: KEYWORDS,
    required: &[],
    patterned: None,
    referable: true,
};

const TYPES: &[&str] = &["array", "boolean", "integer", "number", "object", "string"];

const KEYWORDS: &[Keyword] = &[
    // Those met most come first.
    used("type", Choice(TYPES)),
    used("$ref", Text),
    used("description", Text),
    used("properties", Map(Kind::Schema)),
    used("required", Texts),
    used("items", Object(Kind::Schema)),
    used("format", Text),
    used("example", Anything),
    used("enum", Values),
    used("nullable", Flag),
    used("title", Text),
    used("default", Anything),
    used("allOf", List(Kind::Schema)),
    used("oneOf", List(Kind::Schema)),
    used("anyOf", List(Kind::Schema)),
    used("discriminator", Object(Kind::Discriminator)),
    used("additionalProperties", SchemaOrFlag),
    used("patternProperties", Map(Kind::Schema)).since_31(),
    used("minimum", Number),
    used("maximum", Number),
    used("exclusiveMinimum", Flag),
    used("exclusiveMaximum", Flag),
    used("multipleOf", Number),
    used("minLength", Count),
    used("maxLength", Count),
    used("pattern", Text),
    used("minItems", Count),
    used("maxItems", Count),
    used("uniqueItems", Flag),
    used("minProperties", Count),
    used("maxProperties", Count),
    used("readOnly", Flag),
    used("writeOnly", Flag),
    used("deprecated", Flag),
    ignored("not", Object(Kind::Schema)),
    used("xml", Object(Kind::Xml)),
    ignored("externalDocs", Object(Kind::ExternalDocs)),
    // JSON Schema 2020-12. `const`, `examples`, `contentEncoding` and the like are rewritten before.
    used("const", Anything).since_31(),
    used("examples", Values).since_31(),
    used("$defs", Map(Kind::Schema)).since_31(),
    // What JSON Schema called it before; in 3.0 it stands in files that were schemas before they were shared.
    used("definitions", Map(Kind::Schema)),
    used("$id", Text).since_31(),
    ignored("$schema", Text).since_31(),
    ignored("$comment", Text).since_31(),
    used("$anchor", Text).since_31(),
    ignored("$vocabulary", Anything).since_31(),
    used("contentEncoding", Text).since_31(),
    used("contentMediaType", Text).since_31(),
    used("contentSchema", Object(Kind::Schema)).since_31(),
    // They refuse values, and say nothing about their shape.
    ignored("unevaluatedProperties", SchemaOrFlag).since_31(),
    ignored("unevaluatedItems", SchemaOrFlag).since_31(),
    ignored("propertyNames", Object(Kind::Schema)).since_31(),
    ignored("minContains", Count).since_31(),
    ignored("maxContains", Count).since_31(),
    ignored("dependentRequired", Anything).since_31(),
    unsupported("$dynamicRef", Text).since_31(),
    used("$dynamicAnchor", Text).since_31(),
    used("prefixItems", List(Kind::Schema)).since_31(),
    // Before 2020-12: what follows a list as `items`, which `rules` has seen.
    used("additionalItems", SchemaOrFlag),
    ignored("contains", Object(Kind::Schema)).since_31(),
    ignored("if", Object(Kind::Schema)).since_31(),
    ignored("then", Object(Kind::Schema)).since_31(),
    ignored("else", Object(Kind::Schema)).since_31(),
    ignored("dependentSchemas", Map(Kind::Schema)).since_31(),
];

pub(super) const DISCRIMINATOR: Table = Table {
    name: "discriminator",
    keywords: &[
        used("propertyName", Text),
        used("mapping", TextMap),
        used("defaultMapping", Text).since_32(),
    ],
    required: &[super::needs("propertyName", super::Missing::Drop)],
    patterned: None,
    referable: false,
};

pub(super) const XML: Table = Table {
    name: "XML object",
    keywords: &[
        used("name", Text),
        used("namespace", Text),
        used("prefix", Text),
        used("attribute", Flag),
        used("wrapped", Flag),
        used(
            "nodeType",
            Choice(&["element", "attribute", "text", "cdata", "none"]),
        )
        .since_32(),
    ],
    required: &[],
    patterned: None,
    referable: false,
};
