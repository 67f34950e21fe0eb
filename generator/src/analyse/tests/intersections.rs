//! `allOf` is what all its branches allow.

use super::*;

#[test]
fn all_of_is_an_intersection() {
    let a = || json!({"type": "object", "properties": {"a": {"type": "string"}, "x": {}}, "required": ["a"]});
    let b = || object(json!({"b": {"type": "integer"}, "x": {"type": "string"}}));
    let cases = [
        (
            json!([reference("A"), reference("B")]),
            json!({}),
            "{a! string, x? string, b? integer}",
        ),
        (
            json!([reference("A"), {"required": ["x"]}]),
            json!({}),
            "{a! string, x! {}}",
        ),
        (
            json!([reference("A")]),
            json!({"required": ["x"]}),
            "{a! string, x! {}}",
        ),
        (json!([reference("A")]), json!({}), "Alias(A)"),
        (
            json!([reference("A"), {"description": "only words"}]),
            json!({"type": "object"}),
            "Alias(A)",
        ),
        (
            json!([reference("A"), {"type": "object"}]),
            json!({}),
            "Alias(A)",
        ),
        (
            json!([reference("A")]),
            json!({"properties": {"c": {"type": "string"}}, "required": ["c", "x"]}),
            "{a! string, x! {}, c! string}",
        ),
        (
            json!([reference("B"), {"type": "object", "additionalProperties": {"type": "integer"}}]),
            json!({}),
            "{b? integer, x? string, * integer}",
        ),
        (
            json!([reference("N"), {"properties": {"c": {}}, "required": ["c", "n"]}]),
            json!({}),
            "{n! string, c! {}}",
        ),
        (
            json!([reference("R"), {"properties": {"later": {"type": "string"}}}]),
            json!({}),
            "{later! string}",
        ),
        (
            json!([{"type": "string", "enum": ["a", "b"]}, {"enum": ["b", "c"]}]),
            json!({}),
            "\"b\"",
        ),
        (
            json!([{"type": "integer"}, {"type": "number"}]),
            json!({}),
            "integer",
        ),
        (
            json!([{"type": "array", "items": {"type": "integer"}}, {"type": "array"}]),
            json!({}),
            "[integer]",
        ),
        (
            json!([reference("U"), {"properties": {"s": {"type": "string"}}}]),
            json!({}),
            "{a x s} | {b x s}",
        ),
    ];
    for (branches, beside, expected) in cases {
        let mut schema = beside;
        schema["allOf"] = branches.clone();
        let found = analysed(json!({
            "S": schema, "A": a(), "B": b(),
            "N": {"allOf": [object(json!({"n": {"type": "string"}})), {"description": "x"}]},
            "R": {"type": "object", "required": ["later"]},
            "U": {"oneOf": [reference("A"), reference("B")]},
        }));
        // An open schema shows as `Any`.
        assert_eq!(found.show("S").replace("Any", "{}"), expected, "{branches}");
        assert_eq!(found.found, [], "{branches}");
    }
}

/// Limits beside alternatives are kept by each of them.
#[test]
fn limits_reach_the_alternatives() {
    let analysed = analysed(json!({
        "One": {"allOf": [{"type": "integer", "minimum": 2}], "oneOf": [{"type": "integer", "maximum": 5}]},
    }));
    let one = TypeRef {
        id: analysed.id("One"),
        nullable: false,
    };
    let bounds = &analysed
        .api
        .types
        .get(analysed.api.types.resolve(one).id)
        .bounds();
    assert_eq!(bounds.minimum, Some((2.into(), false)));
    assert_eq!(bounds.maximum, Some((5.into(), false)));
}

#[test]
fn impossible_intersections_are_found() {
    let cases = [
        (
            json!([{"type": "string"}, {"type": "integer"}]),
            Code::ImpossibleSchema,
        ),
        (
            json!([{"enum": ["a"]}, {"enum": ["b"]}]),
            Code::ImpossibleSchema,
        ),
        (
            json!([{"enum": ["a"]}, {"type": "integer"}]),
            Code::ImpossibleSchema,
        ),
        (
            json!([{"oneOf": [{"type": "string"}, {"type": "integer"}]}, object(json!({"a": {}}))]),
            Code::ImpossibleSchema,
        ),
        (
            json!([reference("S"), object(json!({"a": {}}))]),
            Code::RefCycle,
        ),
    ];
    for (branches, code) in cases {
        let found = analysed(json!({"S": {"allOf": branches}}));
        assert_eq!(found.found, [code], "{branches}");
    }
}

#[test]
fn bases_that_list_their_heirs_do_not_loop() {
    for base_first in [true, false] {
        for with_properties in [true, false] {
            let mut base = json!({
                "oneOf": [reference("Dog"), reference("Cat")],
                "discriminator": {"propertyName": "kind"},
            });
            if with_properties {
                base["type"] = json!("object");
                base["properties"] = json!({"kind": {"type": "string"}});
                base["required"] = json!(["kind"]);
            }
            let heir = |own: &str| json!({"allOf": [reference("Pet"), object(json!({own: {"type": "string"}}))]});
            let schemas = if base_first {
                json!({"Pet": base, "Dog": heir("bark"), "Cat": heir("purr")})
            } else {
                json!({"Dog": heir("bark"), "Cat": heir("purr"), "Pet": base})
            };
            let found = analysed(schemas);
            // Where nobody declares the tag, it is added: it has to be sent.
            let kind = if with_properties {
                "kind! string, "
            } else {
                "kind? string, "
            };
            assert_eq!(found.show("Dog"), format!("{{{kind}bark? string}}"));
            assert_eq!(found.show("Cat"), format!("{{{kind}purr? string}}"));
            assert_eq!(found.show("Pet"), "Dog | Cat");
            assert_eq!(found.tags("Pet"), [["Dog"], ["Cat"]]);
            assert_eq!(found.found, []);
        }
    }
}
