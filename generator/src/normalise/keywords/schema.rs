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
    unsupported("not", Object(Kind::Schema)),
    ignored("xml", Object(Kind::Xml)),
    ignored("externalDocs", Object(Kind::ExternalDocs)),
    // JSON Schema 2020-12. `const`, `examples`, `contentEncoding` and the like are rewritten before.
    used("const", Anything).new(),
    used("examples", Values).new(),
    used("$defs", Map(Kind::Schema)).new(),
    used("definitions", Map(Kind::Schema)).new(),
    ignored("$id", Text).new(),
    ignored("$schema", Text).new(),
    ignored("$comment", Text).new(),
    ignored("$anchor", Text).new(),
    ignored("$vocabulary", Anything).new(),
    ignored("contentEncoding", Text).new(),
    ignored("contentMediaType", Text).new(),
    ignored("contentSchema", Object(Kind::Schema)).new(),
    // They refuse values, and say nothing about their shape.
    ignored("unevaluatedProperties", SchemaOrFlag).new(),
    ignored("unevaluatedItems", SchemaOrFlag).new(),
    ignored("propertyNames", Object(Kind::Schema)).new(),
    ignored("minContains", Count).new(),
    ignored("maxContains", Count).new(),
    ignored("dependentRequired", Anything).new(),
    unsupported("$dynamicRef", Text).new(),
    ignored("$dynamicAnchor", Text).new(),
    unsupported("patternProperties", Map(Kind::Schema)).new(),
    unsupported("prefixItems", List(Kind::Schema)).new(),
    unsupported("contains", Object(Kind::Schema)).new(),
    unsupported("if", Object(Kind::Schema)).new(),
    unsupported("then", Object(Kind::Schema)).new(),
    unsupported("else", Object(Kind::Schema)).new(),
    unsupported("dependentSchemas", Map(Kind::Schema)).new(),
];

pub(super) const DISCRIMINATOR: Table = Table {
    name: "discriminator",
    keywords: &[used("propertyName", Text), used("mapping", TextMap)],
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
    ],
    required: &[],
    patterned: None,
    referable: false,
};
