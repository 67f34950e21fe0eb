use serde_json::{Value, json};

use super::super::findings::Findings;
use super::super::version::Dialect;
use super::plain::is_plain;
use super::{RULES, apply};
use crate::diagnostics::{Code, Diagnostics, Path};

fn run(dialect: Dialect, mut schema: Value) -> (Value, Vec<(Code, String)>) {
    let mut diagnostics = Diagnostics::new();
    let mut findings = Findings::new(dialect, &mut diagnostics);
    apply(&mut schema, &Path::ROOT, &mut findings);
    findings.finish();
    let found = diagnostics
        .iter()
        .map(|d| (d.code, d.pointer.to_string()))
        .collect();
    (schema, found)
}

#[test]
fn what_is_odd_is_read_as_meant() {
    for (schema, expected) in [
        // words of other languages
        (json!({"type": "Integer"}), json!({"type": "integer"})),
        (
            json!({"type": "double"}),
            json!({"type": "number", "format": "double"}),
        ),
        (json!({"type": "any", "title": "T"}), json!({"title": "T"})),
        (
            json!({"type": "file"}),
            json!({"type": "string", "format": "binary"}),
        ),
        // conditions
        (
            json!({"properties": {"a": {}}, "if": {}, "then": {"properties": {"a": false, "b": {"title": "B"}}}}),
            json!({"properties": {"a": {}, "b": {"title": "B"}}}),
        ),
        (
            json!({"then": {"properties": {"a": {"title": "A"}}}, "else": {"properties": {"a": {"title": "B"}}}}),
            json!({"properties": {"a": {"anyOf": [{"title": "A"}, {"title": "B"}]}}}),
        ),
        (
            json!({"anyOf": [], "dependentSchemas": {"x": {"properties": {"a": {"title": "A"}}}}}),
            json!({"anyOf": [], "properties": {"a": {}}}),
        ),
        (json!({"if": {}, "then": {"required": ["a"]}}), json!({})),
        // what nothing else evaluates
        (
            json!({"properties": {"a": {}}, "unevaluatedProperties": {"title": "A"}}),
            json!({"properties": {"a": {}}, "additionalProperties": {"title": "A"}}),
        ),
        (
            json!({"allOf": [{}], "unevaluatedProperties": {"title": "A"}}),
            json!({"allOf": [{}], "additionalProperties": {"title": "A"}}),
        ),
        (
            json!({"allOf": [{}], "unevaluatedProperties": false}),
            json!({"allOf": [{}], "unevaluatedProperties": false}),
        ),
        (
            json!({"additionalProperties": true, "unevaluatedProperties": false}),
            json!({"additionalProperties": true, "unevaluatedProperties": false}),
        ),
        (
            json!({"prefixItems": [{}], "unevaluatedItems": false}),
            json!({"prefixItems": [{}], "items": {"not": {}}}),
        ),
        (
            json!({"unevaluatedProperties": false, "unevaluatedItems": false}),
            json!({"unevaluatedProperties": false, "unevaluatedItems": false}),
        ),
        (
            json!({"contains": {}, "unevaluatedItems": false}),
            json!({"contains": {}, "unevaluatedItems": false}),
        ),
        // lists as items, maps as examples
        (
            json!({"type": "array", "items": [{"title": "A"}]}),
            json!({"type": "array", "items": {"title": "A"}}),
        ),
        (
            json!({"type": "array", "items": [{}, {}], "additionalItems": {"title": "A"}}),
            json!({"type": "array", "prefixItems": [{}, {}], "items": {"title": "A"}}),
        ),
        (json!({"items": [{}]}), json!({})),
        (
            json!({"examples": {"one": {"value": 1}, "two": 2}}),
            json!({"example": 1}),
        ),
        (json!({"x-nullable": true}), json!({"nullable": true})),
        (
            json!({"discriminator": "d"}),
            json!({"discriminator": {"propertyName": "d"}}),
        ),
    ] {
        let (result, found) = run(Dialect::V31, schema.clone());
        assert_eq!(result, expected, "{schema}");
        assert!(found.len() < 2, "{schema}: {found:?}");
        assert_eq!(
            run(Dialect::V31, result).0,
            expected,
            "a second time: {schema}"
        );
    }
}

#[test]
#[allow(clippy::too_many_lines, reason = "one table")]
fn schemas_of_31_become_schemas_of_30() {
    for (schema, expected) in [
        // type
        (json!({"type": "string"}), json!({"type": "string"})),
        (json!({"type": ["string"]}), json!({"type": "string"})),
        (
            json!({"type": ["string", "null"]}),
            json!({"type": "string", "nullable": true}),
        ),
        (json!({"type": ["null"]}), json!({"x-oaxide-null": true})),
        (json!({"type": []}), json!({})),
        (
            json!({"type": ["string", "null"], "enum": ["a", null]}),
            json!({"type": "string", "enum": ["a"], "nullable": true}),
        ),
        (
            json!({"type": ["string", "integer", "null"], "description": "d"}),
            json!({"description": "d", "nullable": true, "anyOf": [{"type": "string"}, {"type": "integer"}]}),
        ),
        (
            json!({"type": ["string", "array"], "items": {"type": "string"}, "minLength": 1, "format": "uuid", "title": "T"}),
            json!({"title": "T", "anyOf": [
                {"type": "string", "minLength": 1, "format": "uuid"},
                {"type": "array", "items": {"type": "string"}},
            ]}),
        ),
        (
            json!({"type": ["string", "integer", "boolean"], "enum": ["a", 1, "b"]}),
            json!({"anyOf": [{"type": "string", "enum": ["a", "b"]}, {"type": "integer", "enum": [1]}]}),
        ),
        (
            json!({"type": ["string", "integer"], "anyOf": [{"minLength": 3}]}),
            json!({"anyOf": [{"minLength": 3}], "allOf": [{"anyOf": [{"type": "string"}, {"type": "integer"}]}]}),
        ),
        // null
        (
            json!({"type": "null", "description": "d"}),
            json!({"description": "d", "x-oaxide-null": true}),
        ),
        (json!({"const": null}), json!({"x-oaxide-null": true})),
        // const, examples
        (json!({"const": "a"}), json!({"enum": ["a"]})),
        (
            json!({"type": "string", "examples": ["a", "b"]}),
            json!({"type": "string", "example": "a"}),
        ),
        (
            json!({"example": 1, "examples": [2]}),
            json!({"example": 1}),
        ),
        (json!({"examples": []}), json!({})),
        // bounds
        (
            json!({"exclusiveMinimum": 3}),
            json!({"exclusiveMinimum": true, "minimum": 3}),
        ),
        (
            json!({"exclusiveMaximum": 3, "maximum": 5}),
            json!({"exclusiveMaximum": true, "maximum": 3}),
        ),
        (
            json!({"exclusiveMaximum": 5, "maximum": 3}),
            json!({"maximum": 3}),
        ),
        (
            json!({"exclusiveMinimum": 5, "minimum": 5}),
            json!({"exclusiveMinimum": true, "minimum": 5}),
        ),
        (
            json!({"type": "integer", "minimum": 1.0}),
            json!({"type": "integer", "minimum": 1}),
        ),
        (
            json!({"type": "integer", "exclusiveMinimum": 0.5, "maximum": 9.5}),
            json!({"type": "integer", "minimum": 1, "maximum": 9}),
        ),
        (
            json!({"type": "integer", "enum": [1.0, 2]}),
            json!({"type": "integer", "enum": [1, 2]}),
        ),
        (
            json!({"type": "number", "minimum": 0.5}),
            json!({"type": "number", "minimum": 0.5}),
        ),
        // $ref
        (json!({"$ref": "#/a"}), json!({"$ref": "#/a"})),
        (
            json!({"$ref": "#/a", "description": "d", "nullable": false}),
            json!({"description": "d", "nullable": false, "allOf": [{"$ref": "#/a"}]}),
        ),
        (
            json!({"$ref": "#/a", "allOf": [{"type": "object"}]}),
            json!({"allOf": [{"type": "object"}, {"$ref": "#/a"}]}),
        ),
        // booleans
        (json!(true), json!({})),
        (json!(false), json!({"not": {}})),
        // large integers, tuples
        (
            json!({"type": "integer", "minimum": -1e300}),
            json!({"type": "integer", "minimum": -1e300, "format": "bigint"}),
        ),
        (
            json!({"type": "integer", "maximum": 10_000_000_000_000_000_000_u64}),
            json!({"type": "integer", "maximum": 10_000_000_000_000_000_000_u64}),
        ),
        (
            json!({"prefixItems": [{}], "items": false}),
            json!({"prefixItems": [{}], "items": false}),
        ),
        // bytes
        (
            json!({"type": "string", "contentEncoding": "base64", "contentMediaType": "image/png"}),
            json!({"type": "string", "format": "byte", "contentMediaType": "image/png"}),
        ),
        (
            json!({"contentMediaType": "application/octet-stream"}),
            json!({"type": "string", "format": "binary"}),
        ),
        (
            json!({"contentEncoding": "base32"}),
            json!({"contentEncoding": "base32"}),
        ),
    ] {
        let (result, found) = run(Dialect::V31, schema.clone());
        assert_eq!(result, expected, "{schema}");
        let odd: Vec<_> = found.iter().filter(|(_, at)| at != "/nullable").collect();
        assert_eq!(odd, [] as [&(Code, String); 0], "{schema}");
        assert_eq!(
            run(Dialect::V31, result).0,
            expected,
            "a second time: {schema}"
        );
    }
}

#[test]
fn spellings_of_another_version_are_understood_with_a_warning() {
    for (dialect, schema, expected, at) in [
        (
            Dialect::V31,
            json!({"type": "string", "nullable": true}),
            json!({"type": "string", "nullable": true}),
            "/nullable",
        ),
        (
            Dialect::V31,
            json!({"minimum": 1, "exclusiveMinimum": true}),
            json!({"minimum": 1, "exclusiveMinimum": true}),
            "/exclusiveMinimum",
        ),
        (
            Dialect::V30,
            json!({"type": ["string", "null"]}),
            json!({"type": "string", "nullable": true}),
            "/type",
        ),
        (
            Dialect::V30,
            json!({"type": "null"}),
            json!({"x-oaxide-null": true}),
            "/type",
        ),
        (
            Dialect::V30,
            json!({"const": 1}),
            json!({"enum": [1]}),
            "/const",
        ),
        (
            Dialect::V30,
            json!({"examples": [1]}),
            json!({"example": 1}),
            "/examples",
        ),
        (
            Dialect::V30,
            json!({"exclusiveMinimum": 1}),
            json!({"exclusiveMinimum": true, "minimum": 1}),
            "/exclusiveMinimum",
        ),
        (Dialect::V30, json!(true), json!({}), ""),
        (
            Dialect::V30,
            json!({"type": "array", "items": [{}, {}], "additionalItems": {"type": "string"}}),
            json!({"type": "array", "prefixItems": [{}, {}], "items": {"type": "string"}}),
            "/items",
        ),
        (
            Dialect::V30,
            json!({"contentEncoding": "base64"}),
            json!({"format": "byte", "type": "string"}),
            "/contentEncoding",
        ),
        (
            Dialect::V30,
            json!({"$ref": "#/a", "nullable": true}),
            json!({"nullable": true, "allOf": [{"$ref": "#/a"}]}),
            "/nullable",
        ),
    ] {
        let (result, found) = run(dialect, schema.clone());
        assert_eq!(result, expected, "{schema}");
        assert_eq!(found, [(Code::WrongDialect, at.to_owned())], "{schema}");
    }
}

#[test]
fn siblings_of_a_reference_have_no_effect_in_30() {
    let (result, found) = run(
        Dialect::V30,
        json!({"$ref": "#/a", "type": "object", "x-y": 1}),
    );
    assert_eq!(result, json!({"$ref": "#/a", "x-y": 1}));
    assert_eq!(found, [(Code::IgnoredKeyword, "/type".to_owned())]);
}

#[test]
fn limits_that_do_not_fit_64_bits_are_not_checked() {
    for (limit, code, at) in [
        (
            json!({"type": "integer", "maximum": 9_223_372_036_854_775_808_u64}),
            Code::IgnoredKeyword,
            "/maximum",
        ),
        (
            json!({"type": "integer", "multipleOf": 0.5}),
            Code::UnsupportedKeyword,
            "/multipleOf",
        ),
    ] {
        let (result, found) = run(Dialect::V30, limit);
        assert_eq!(result, json!({"type": "integer"}));
        assert_eq!(found, [(code, at.to_owned())]);
    }
}

#[test]
fn a_keyword_of_one_type_moves_into_the_alternatives_of_that_type() {
    for (schema, expected) in [
        (
            json!({"items": {"type": "string"}, "maxItems": 20, "minLength": 1, "oneOf": [{"type": "array"}, {"type": "string"}]}),
            json!({"oneOf": [{"type": "array", "items": {"type": "string"}, "maxItems": 20}, {"type": "string", "minLength": 1}]}),
        ),
        // An alternative that says it itself, alternatives of one type, a type of its own: nothing moves.
        (
            json!({"maxItems": 20, "oneOf": [{"type": "array", "maxItems": 3}, {"type": "string"}]}),
            json!({"maxItems": 20, "oneOf": [{"type": "array", "maxItems": 3}, {"type": "string"}]}),
        ),
        (
            json!({"properties": {"a": {}}, "anyOf": [{"type": "object", "required": ["a"]}, {"type": "object"}]}),
            json!({"properties": {"a": {}}, "anyOf": [{"type": "object", "required": ["a"]}, {"type": "object"}]}),
        ),
        (
            json!({"type": "array", "maxItems": 1, "oneOf": [{"type": "array"}, {"type": "string"}]}),
            json!({"type": "array", "maxItems": 1, "oneOf": [{"type": "array"}, {"type": "string"}]}),
        ),
    ] {
        let (result, found) = run(Dialect::V30, schema.clone());
        assert_eq!(result, expected, "{schema}");
        assert_eq!(found, [], "{schema}");
    }
}

/// What is told at a glance to be plain is what the rules would not have touched.
#[test]
fn plain_schemas_are_left_as_they_are() {
    let values = [
        json!({"type": "array", "items": {}}),
        json!({"type": "integer", "default": 1.0, "nullable": true}),
        json!({"type": "string", "format": "date", "example": "x", "readOnly": true}),
        json!({"type": "object", "properties": {"a": {}}, "required": ["a"], "additionalProperties": false}),
        json!({"title": "T", "description": "D"}),
        json!({"$ref": "#/components/schemas/A"}),
        json!({}),
    ];
    for dialect in [Dialect::V20, Dialect::V30, Dialect::V31, Dialect::V32] {
        for value in &values {
            let mut schema = value.as_object().unwrap().clone();
            if !is_plain(&schema, dialect) {
                assert!(
                    schema.contains_key("nullable") && dialect != Dialect::V30,
                    "{value}"
                );
                continue;
            }
            let mut diagnostics = Diagnostics::new();
            let mut findings = Findings::new(dialect, &mut diagnostics);
            for rule in RULES {
                rule(&mut schema, &Path::ROOT, &mut findings);
            }
            findings.finish();
            assert_eq!(Value::Object(schema), *value, "{dialect:?}");
            assert_eq!(diagnostics.iter().count(), 0, "{value} {dialect:?}");
        }
    }
    for odd in [
        json!({"type": "array"}),
        json!({"type": "Integer"}),
        json!({"type": ["string"]}),
        json!({"items": [{}]}),
        json!({"$ref": "#/a", "title": "T"}),
        json!({"const": 1}),
    ] {
        assert!(!is_plain(odd.as_object().unwrap(), Dialect::V30), "{odd}");
    }
}
