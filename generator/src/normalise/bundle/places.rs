//! What stands at a place, by the keyword tables and by what only Swagger 2.0 has.

use crate::normalise::keywords::{Expect, Kind};

/// What `key` of an object of `kind` holds, in any version.
pub(super) fn expectation(kind: Kind, key: &str) -> Option<Expect> {
    let swagger = match (kind, key) {
        (Kind::OpenApi, "definitions") => Expect::Map(Kind::Schema),
        (Kind::OpenApi, "parameters") => Expect::Map(Kind::Parameter),
        (Kind::OpenApi, "responses") => Expect::Map(Kind::Response),
        (Kind::OpenApi, "securityDefinitions") => Expect::Map(Kind::SecurityScheme),
        (Kind::Response, "schema") => Expect::Object(Kind::Schema),
        _ => return kind.expectation(key),
    };
    Some(swagger)
}

/// What stands at `tokens` below something that holds `expect`.
pub(super) fn expected_at(
    mut expect: Expect,
    tokens: impl Iterator<Item = String>,
) -> Option<Expect> {
    for token in tokens {
        expect = match expect {
            Expect::Object(kind) => expectation(kind, &token)?,
            Expect::SchemaOrFlag => expectation(Kind::Schema, &token)?,
            Expect::List(kind) | Expect::Map(kind) => Expect::Object(kind),
            _ => return None,
        };
    }
    Some(expect)
}

/// Whether an object of `kind` is expected there.
pub(super) fn is(expect: Option<Expect>, kind: Kind) -> bool {
    match expect {
        Some(Expect::Object(found)) => found == kind,
        Some(Expect::SchemaOrFlag) => kind == Kind::Schema,
        _ => false,
    }
}
