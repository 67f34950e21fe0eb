mod values;

use serde_json::{Value, json};

use super::{Document, normalise};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::ir::Pointer;

fn run(value: Value) -> (Option<Document>, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::new();
    let document = normalise(value, &mut diagnostics);
    (document, diagnostics.iter().cloned().collect())
}

fn brief(found: &[Diagnostic]) -> Vec<(Code, &str)> {
    found.iter().map(|d| (d.code, d.pointer.as_str())).collect()
}

/// A whole 3.0 document with `part` put at `pointer`'s keys.
fn document(version: &str, keys: &[&str], part: Value) -> Value {
    let mut value = json!({
        "openapi": version,
        "info": {"title": "T", "version": "1"},
        "paths": {},
    });
    let mut at = &mut value;
    for key in keys {
        at = &mut at[*key];
    }
    *at = part;
    value
}

/// What becomes of one object, and what is found in it; pointers are relative to it.
fn part(version: &str, keys: &[&str], part: Value) -> (Value, Vec<(Code, String)>) {
    let (result, found) = run(document(version, keys, part));
    let prefix = keys
        .iter()
        .fold(Pointer::root(), |pointer, key| pointer.child(key));
    let mut at = &result.unwrap().value;
    for key in keys {
        at = &at[*key];
    }
    let found = found
        .iter()
        .map(|d| {
            let pointer = d.pointer.as_str();
            let rest = pointer
                .strip_prefix(prefix.as_str())
                .map_or_else(|| format!("!{pointer}"), str::to_owned);
            (d.code, rest)
        })
        .collect();
    (at.clone(), found)
}

const SCHEMA: &[&str] = &["components", "schemas", "S"];
const OPERATION: &[&str] = &["paths", "/p", "get"];
const PARAMETER: &[&str] = &["components", "parameters", "P"];
const RESPONSE: &[&str] = &["components", "responses", "R"];
const SCHEME: &[&str] = &["components", "securitySchemes", "X"];

#[test]
fn versions() {
    for (value, dialect, found) in [
        (json!({"openapi": "3.0.3"}), Some("3.0.3"), None),
        (json!({"openapi": "3.1.0"}), Some("3.1.0"), None),
        (json!({"openapi": 3.1}), Some("3.1"), None),
        (json!({"openapi": "3.2.0"}), Some("3.2.0"), None),
        (json!({"openapi": "3.7.0"}), Some("3.7.0"), None),
        (json!({"swagger": 2.0}), Some("2.0"), None),
        (json!({"paths": {}}), Some("3.1"), None),
        (json!({"paths": {}, "definitions": {}}), Some("2.0"), None),
        (json!({"openapi": "4.0.0"}), None, Some("/openapi")),
        (json!({"openapi": "latest"}), None, Some("/openapi")),
        (json!({"openapi": {}}), None, Some("/openapi")),
        (json!({"swagger": "1.2"}), None, Some("/swagger")),
        (json!({"info": {}}), None, Some("")),
    ] {
        let (document, all) = run(value.clone());
        assert_eq!(document.map(|d| d.dialect).as_deref(), dialect, "{value}");
        let version: Vec<_> = all.iter().filter(|d| d.code == Code::Version).collect();
        assert_eq!(
            version.first().map(|d| d.pointer.as_str()),
            found,
            "{value}"
        );
        assert!(version.iter().all(|d| d.help.is_some()), "{value}");
    }
}

#[test]
fn what_is_missing_is_told_and_filled_in() {
    let (document, found) = run(json!({"openapi": "3.0.0"}));
    assert_eq!(
        document.unwrap().value,
        json!({"openapi": "3.0.0", "info": {"title": "", "version": ""}, "paths": {}})
    );
    let missing = Code::MissingKeyword;
    assert_eq!(
        brief(&found),
        [
            (missing, ""),
            (missing, "/info"),
            (missing, "/info"),
            (missing, "")
        ]
    );

    for (keys, before, after, at) in [
        (OPERATION, json!({}), json!({"responses": {}}), vec![""]),
        (RESPONSE, json!({}), json!({"description": ""}), vec![""]),
        (
            PARAMETER,
            json!({"in": "query", "schema": {}}),
            Value::Null,
            vec![""],
        ),
        (PARAMETER, json!({}), Value::Null, vec!["", ""]),
        (
            PARAMETER,
            json!({"in": "query", "name": "n"}),
            json!({"in": "query", "name": "n", "schema": {"type": "string"}}),
            vec![""],
        ),
        (
            SCHEMA,
            json!({"discriminator": {}}),
            json!({}),
            vec!["/discriminator"],
        ),
        (SCHEME, json!({}), Value::Null, vec![""]),
        (
            SCHEME,
            json!({"type": "apiKey", "in": "header"}),
            Value::Null,
            vec![""],
        ),
        (
            SCHEME,
            json!({"type": "oauth2"}),
            json!({"type": "oauth2", "flows": {}}),
            vec![""],
        ),
        (
            SCHEME,
            json!({"type": "oauth2", "flows": {"password": {"tokenUrl": "u"}}}),
            json!({"type": "oauth2", "flows": {"password": {"tokenUrl": "u", "scopes": {}}}}),
            vec!["/flows/password"],
        ),
    ] {
        let (result, found) = part("3.0.3", keys, before.clone());
        assert_eq!(result, after, "{before}");
        let expected: Vec<_> = at.into_iter().map(|at| (missing, at.to_owned())).collect();
        assert_eq!(found, expected, "{before}");
    }
}

#[test]
fn paths_and_responses_may_be_missing_in_31() {
    let (document, found) = run(json!({"openapi": "3.1.0", "info": {"title": "", "version": ""}}));
    assert_eq!(document.unwrap().value["paths"], json!({}));
    assert_eq!(found, []);
    assert_eq!(
        part("3.1.0", OPERATION, json!({})),
        (json!({"responses": {}}), vec![])
    );
}

#[test]
fn unknown_keywords_are_told_with_the_nearest_known_one() {
    for (keys, key, meant) in [
        (SCHEMA, "minLenght", Some("minLength")),
        (SCHEMA, "additionalproperties", Some("additionalProperties")),
        (SCHEMA, "nullible", Some("nullable")),
        (SCHEMA, "oen", None),
        (SCHEMA, "somethingElse", None),
        (RESPONSE, "desciption", Some("description")),
        (SCHEME, "bearerformat", Some("bearerFormat")),
    ] {
        let mut value = json!({"description": "d", "type": "http", "scheme": "bearer"});
        if keys != SCHEME {
            value = json!({"description": "d"});
        }
        value[key] = json!(1);
        let (_, found) = run(document("3.0.3", keys, value));
        let [finding] = &found[..] else {
            panic!("{key}: {found:?}");
        };
        assert_eq!(finding.code, Code::UnknownKeyword);
        assert!(finding.at_key);
        let help = finding.help.as_deref().unwrap();
        match meant {
            Some(meant) => assert_eq!(help, format!("did you mean `{meant}`?")),
            None => assert!(help.starts_with("remove it"), "{help}"),
        }
    }
}

#[test]
fn data_and_extensions_are_not_looked_into() {
    let odd = json!({"type": ["a", "null"], "const": 1, "minLenght": 2});
    let schema = json!({"x-any": odd, "example": odd, "default": odd, "enum": [odd]});
    assert_eq!(part("3.1.0", SCHEMA, schema.clone()), (schema, vec![]));
    let names =
        json!({"properties": {"x-header": {"type": "string"}, "example": {"type": "string"}}});
    assert_eq!(part("3.1.0", SCHEMA, names.clone()), (names, vec![]));
}

#[test]
fn rules_reach_every_schema() {
    let before = json!({"type": ["string", "null"]});
    let after = json!({"type": "string", "nullable": true});
    let wrap = |schema: &Value| {
        json!({
            "openapi": "3.1.0",
            "info": {"title": "T", "version": "1"},
            "paths": {"/p": {
                "parameters": [{"name": "a", "in": "query", "schema": schema}],
                "post": {
                    "parameters": [{"name": "b", "in": "query", "content": {"a/b": {"schema": schema}}}],
                    "requestBody": {"content": {"a/b": {
                        "schema": {"items": schema, "additionalProperties": schema},
                        "encoding": {"e": {"headers": {"h": {"schema": schema}}}},
                    }}},
                    "responses": {"default": {
                        "description": "",
                        "headers": {"h": {"schema": schema}},
                        "content": {"a/b": {"schema": {"oneOf": [schema, {"properties": {"p": schema}}]}}},
                    }},
                },
            }},
            "components": {
                "schemas": {"S": {"not": {}, "$defs": {"d": schema}}},
                "pathItems": {"i": {"get": {"responses": {"200": {"description": "", "content": {"a/b": {"schema": schema}}}}}}},
            },
        })
    };
    let (document, found) = run(wrap(&before));
    assert_eq!(document.unwrap().value, wrap(&after));
    assert_eq!(found, []);
}

#[test]
fn what_has_no_effect_is_told_once_and_what_is_not_mapped_at_each_place() {
    let schema = json!({
        "properties": {"a": {"externalDocs": {"url": "u"}}, "b": {"externalDocs": {"url": "u"}}},
        "$dynamicRef": "#x",
        "allOf": [{"$dynamicRef": "#y"}],
    });
    let (_, found) = run(document("3.1.0", SCHEMA, schema));
    assert_eq!(
        brief(&found),
        [
            (
                Code::UnsupportedKeyword,
                "/components/schemas/S/$dynamicRef"
            ),
            (
                Code::UnsupportedKeyword,
                "/components/schemas/S/allOf/0/$dynamicRef"
            ),
            (
                Code::IgnoredKeyword,
                "/components/schemas/S/properties/a/externalDocs"
            ),
        ]
    );
    assert!(found[0].degraded && !found[2].degraded);
    assert!(
        found[2].message.ends_with("(here and in one more place)"),
        "{}",
        found[2].message
    );
}
