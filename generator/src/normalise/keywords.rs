//! What the specification knows: for every kind of object its keywords, what they hold and what becomes of them.

mod objects;
mod schema;
mod security;
mod swagger;

use serde_json::{Map, Value};

use super::version::Dialect;

/// A kind of object (OAS 3.1.1 section 4.8).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    OpenApi,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Components,
    Paths,
    PathItem,
    Operation,
    ExternalDocs,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Responses,
    Response,
    Callback,
    Example,
    Link,
    Header,
    Tag,
    Schema,
    Discriminator,
    Xml,
    SecurityScheme,
    OAuthFlows,
    /// A flow with `authorizationUrl` alone.
    ImplicitFlow,
    /// A flow with `tokenUrl` alone.
    TokenFlow,
    /// A flow with both.
    CodeFlow,
    /// A flow with `deviceAuthorizationUrl` and `tokenUrl`.
    DeviceFlow,
    SecurityRequirement,
    /// A document of Swagger 2.0; what follows are its parts that 3.0 spells differently.
    Swagger,
    SwaggerPaths,
    SwaggerPathItem,
    SwaggerOperation,
    SwaggerParameter,
    SwaggerItems,
    SwaggerResponses,
    SwaggerResponse,
    SwaggerHeader,
    SwaggerSecurityScheme,
}

/// One keyword of a kind.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keyword {
    pub(super) name: &'static str,
    pub(super) expect: Expect,
    pub(super) support: Support,
    pub(super) since: Dialect,
}

/// What a keyword holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Expect {
    /// Any JSON value, not looked into.
    Anything,
    Text,
    /// `true` or `false`.
    Flag,
    /// A whole number, not negative.
    Count,
    Number,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A list of texts.
    Texts,
    /// A mapping from names to texts.
    TextMap,
    /// A list of any values.
    Values,
    Object(Kind),
    List(Kind),
    Map(Kind),
    SchemaOrFlag,
}

/// What becomes of a keyword.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Support {
    /// Read by a later stage, or understood here.
    Used,
    /// Nothing a client needs.
    Ignored,
    /// A client could use it, but the generated code does not.
    Unsupported,
}

/// What is done where a required keyword is missing.
#[derive(Debug, Clone, Copy)]
pub(super) enum Missing {
    /// An empty text is put in.
    EmptyText,
    /// An empty mapping is put in.
    EmptyMap,
    /// The object is useless and removed.
    Drop,
}

/// A required keyword.
#[derive(Debug, Clone, Copy)]
pub(super) struct Required {
    pub(super) name: &'static str,
    pub(super) missing: Missing,
    /// The last version that requires it; `None` where all do.
    pub(super) until: Option<Dialect>,
}

/// Everything about one kind.
pub(super) struct Table {
    /// For messages, for example `operation`.
    pub(super) name: &'static str,
    pub(super) keywords: &'static [Keyword],
    pub(super) required: &'static [Required],
    /// What stands under any other key (a path, a status, a scheme's name).
    pub(super) patterned: Option<Expect>,
    /// Whether a `$ref` may stand in its place.
    pub(super) referable: bool,
}

impl Kind {
    /// The row of `name`, if the kind has it.
    pub(super) fn keyword(self, name: &str) -> Option<&'static Keyword> {
        self.table()
            .keywords
            .iter()
            .find(|keyword| keyword.name == name)
    }

    /// What stands under `key`; `None` for unknown keys and extensions.
    pub(super) fn expectation(self, key: &str) -> Option<Expect> {
        match self.keyword(key) {
            Some(keyword) => Some(keyword.expect),
            None if is_extension(key) => None,
            None => self.table().patterned,
        }
    }

    /// Whether `map` stands for an object of this kind elsewhere.
    pub(super) fn is_reference(self, map: &Map<String, Value>) -> bool {
        self.table().referable && map.get("$ref").is_some_and(Value::is_string)
    }

    /// Whether it is a part of a 2.0 document that is rebuilt.
    pub(super) fn is_swagger(self) -> bool {
        matches!(
            self,
            Self::Swagger
                | Self::SwaggerPaths
                | Self::SwaggerPathItem
                | Self::SwaggerOperation
                | Self::SwaggerParameter
                | Self::SwaggerItems
                | Self::SwaggerResponses
                | Self::SwaggerResponse
                | Self::SwaggerHeader
                | Self::SwaggerSecurityScheme
        )
    }

    /// The kind in a sentence, for example `an operation`.
    pub(super) fn one(self) -> String {
        let name = self.table().name;
        let article = if name.starts_with(['a', 'e', 'i', 'o', 'O', 'X']) {
            "an"
        } else {
            "a"
        };
        format!("{article} {name}")
    }

    /// Its keywords.
    pub(super) fn table(self) -> &'static Table {
        match self {
            Self::Schema => &schema::SCHEMA,
            kind if kind.is_swagger() => swagger::table(kind),
            other => objects::table(other),
        }
    }
}

/// Whether `key` is a specification extension, which may hold anything.
pub(super) fn is_extension(key: &str) -> bool {
    key.starts_with("x-")
}

const fn row(name: &'static str, expect: Expect, support: Support) -> Keyword {
    Keyword {
        name,
        expect,
        support,
        since: Dialect::V20,
    }
}

const fn used(name: &'static str, expect: Expect) -> Keyword {
    row(name, expect, Support::Used)
}

const fn ignored(name: &'static str, expect: Expect) -> Keyword {
    row(name, expect, Support::Ignored)
}

const fn unsupported(name: &'static str, expect: Expect) -> Keyword {
    row(name, expect, Support::Unsupported)
}

impl Keyword {
    /// New in 3.0.
    const fn since_30(self) -> Self {
        Self {
            since: Dialect::V30,
            ..self
        }
    }

    /// New in 3.2.
    const fn since_32(self) -> Self {
        Self {
            since: Dialect::V32,
            ..self
        }
    }

    /// New in 3.1.
    const fn since_31(self) -> Self {
        Self {
            since: Dialect::V31,
            ..self
        }
    }
}

const fn needs(name: &'static str, missing: Missing) -> Required {
    Required {
        name,
        missing,
        until: None,
    }
}

impl Required {
    /// Required in 3.0 and 3.1.
    const fn before_32(self) -> Self {
        Self {
            until: Some(Dialect::V31),
            ..self
        }
    }

    /// Required in 3.0 alone.
    const fn before_31(self) -> Self {
        Self {
            until: Some(Dialect::V30),
            ..self
        }
    }
}
