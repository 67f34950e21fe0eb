//! Alternatives, and what tells them apart.

use super::*;

#[test]
fn unions_take_their_simplest_form() {
    let string = || json!({"type": "string"});
    let integer = || json!({"type": "integer"});
    let list = |item: Value| json!({"type": "array", "items": item});
    let integer_text = || json!({"type": "string", "format": "int64"});
    let cases = [
        (json!([reference("O")]), "Alias(O)", "Plain"),
        (json!([reference("O"), reference("O")]), "Alias(O)", "Plain"),
        (
            json!([string(), {"type": "string", "format": "email"}]),
            "string",
            "Plain",
        ),
        (json!([string(), reference("E")]), "Alias(E)", "Plain"),
        (
            json!([{"enum": ["a", "b"]}, {"enum": ["b", "c"]}]),
            "\"a\"/\"b\"/\"c\"",
            "Plain",
        ),
        (json!([string(), integer()]), "string | integer", "Plain"),
        (
            json!([string(), list(string())]),
            "string | [string]",
            "OneOrMany",
        ),
        (
            json!([list(reference("O")), reference("O")]),
            "[O] | O",
            "OneOrMany",
        ),
        (
            json!([list(reference("O")), reference("E")]),
            "[O] | E",
            "Plain",
        ),
        (
            json!([integer_text(), integer()]),
            "String(Integer(Int64)) | integer",
            "string first",
        ),
        (
            json!([integer(), integer_text()]),
            "integer | String(Integer(Int64))",
            "integer first",
        ),
    ];
    for (variants, shown, shape) in cases {
        for key in ["oneOf", "anyOf"] {
            let found = analysed(json!({
                "S": {key: variants},
                "O": object(json!({"a": {}})),
                "E": {"type": "string", "enum": ["x"]},
            }));
            assert_eq!(found.show("S"), shown, "{variants}");
            let name = match found.facts.shape(found.id("S")) {
                Shape::Plain => "Plain",
                Shape::OneOrMany(_) => "OneOrMany",
                Shape::IntegerOrString {
                    string_first: true, ..
                } => "string first",
                Shape::IntegerOrString { .. } => "integer first",
            };
            assert_eq!(name, shape, "{variants}");
        }
    }
}

#[test]
fn unions_do_not_list_themselves() {
    let found = analysed(json!({
        "Own": {"oneOf": [reference("Own"), {"type": "string"}, {"type": "integer"}]},
        "A": {"oneOf": [reference("B"), {"type": "string"}]},
        "B": {"oneOf": [reference("A"), {"type": "integer"}]},
        "Nothing": {"oneOf": [reference("Nothing"), reference("Nothing")]},
    }));
    assert_eq!(found.show("Own"), "string | integer");
    assert_eq!(found.show("A"), "B | string");
    assert_eq!(found.show("B"), "Alias(integer)");
    assert_eq!(found.show("Nothing"), "Any");
    assert_eq!(found.found, [Code::UnsupportedSchema]);
}

#[test]
fn titles_of_constants_name_the_values_of_an_enum() {
    let found = analysed(
        json!({"S": {"type": "integer", "format": "int32", "oneOf": [
            {"title": "PNG", "enum": [1]}, {"title": "GIF", "description": "moves", "enum": [2]},
        ]}}),
    );
    let TypeKind::Enum(values) = found.kind("S") else {
        panic!("no enum: {}", found.show("S"));
    };
    let values: Vec<_> = values
        .iter()
        .map(|value| {
            (
                value.value.clone(),
                value.name.as_deref(),
                value.description.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        values,
        [
            (json!(1), Some("PNG"), None),
            (json!(2), Some("GIF"), Some("moves"))
        ]
    );
}

#[test]
fn evidence_tells_variants_apart() {
    let tagged = |value: &str| json!({"type": "object", "required": ["k"], "properties": {"k": {"type": "string", "enum": [value]}}});
    let titled = |title: &str| {
        let mut schema = tagged("a");
        schema["title"] = json!(title);
        schema
    };
    let schemas = json!({
        "Implied": {"oneOf": [tagged("a"), tagged("b")]},
        "Clash": {"oneOf": [titled("One"), titled("Two")]},
        "Same": {"oneOf": [tagged("a"), tagged("a")]},
        "Types": {"oneOf": [{"type": "string"}, {"type": "integer"}, {"type": "number"}, object(json!({"a": {}}))]},
        "Trial": {"oneOf": [
            object(json!({"a": {}})),
            {"type": "object", "required": ["b"], "properties": {"b": {}}},
            {"type": "object"},
            {"type": "object", "required": ["b"], "properties": {"b": {}, "c": {}}},
        ]},
        "ByName": {"oneOf": [reference("A"), reference("B")], "discriminator": {"propertyName": "k"}},
        "ByEnum": {"oneOf": [reference("T"), reference("B")], "discriminator": {"propertyName": "k"}},
        "Mixed": {"oneOf": [reference("A"), {"type": "string"}], "discriminator": {"propertyName": "k"}},
        "Shared": {"oneOf": [reference("T"), tagged("t"), reference("B")], "discriminator": {"propertyName": "k"}},
        "A": object(json!({"k": {"type": "string"}})),
        "B": object(json!({"k": {"type": "string"}})),
        "T": tagged("t"),
    });
    let found = analysed(schemas);
    let rules = |name: &str| found.rules(name);
    assert_eq!(rules("Implied"), ["0 ! k=a", "1 ! k=b"]);
    assert_eq!(found.show("Same"), "Alias({k})");
    assert_eq!(rules("Clash"), ["0 ? object", "1 ? object"]);
    assert_eq!(
        rules("Types"),
        ["0 ! string", "1 ! integer", "2 ! number", "3 ! object"]
    );
    assert_eq!(
        rules("Trial"),
        [
            "3 ? object has c",
            "1 ? object",
            "0 ? object has a",
            "2 ? object"
        ]
    );
    assert_eq!(rules("ByName"), ["0 ! k=A", "1 ! k=B"]);
    assert_eq!(rules("ByEnum"), ["0 ! k=t", "1 ! k=B"]);
    assert_eq!(rules("Mixed"), ["0 ! object", "1 ! string"]);
    assert_eq!(rules("Shared"), ["0 ? k=t", "1 ? k=t", "2 ! k=B"]);
    assert_eq!(found.facts.evidence(found.id("A")), None);
    assert_eq!(found.found, [Code::AmbiguousUnion; 3]);
}
