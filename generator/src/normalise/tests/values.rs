//! Values that a keyword cannot have.

use super::*;

#[test]
fn values_of_the_wrong_type_are_taken_away() {
    for (keys, before, after, at) in [
        (SCHEMA, json!({"minLength": {}}), json!({}), "/minLength"),
        (SCHEMA, json!({"minLength": -1}), json!({}), "/minLength"),
        (SCHEMA, json!({"properties": []}), json!({}), "/properties"),
        (
            SCHEMA,
            json!({"properties": {"a": 1, "b": {}}}),
            json!({"properties": {"b": {}}}),
            "/properties/a",
        ),
        (SCHEMA, json!({"required": true}), json!({}), "/required"),
        (SCHEMA, json!({"items": "a"}), json!({}), "/items"),
        (
            SCHEMA,
            json!({"$ref": [], "title": "T"}),
            json!({"title": "T"}),
            "/$ref",
        ),
        (
            SCHEMA,
            json!({"allOf": [{}, 3]}),
            json!({"allOf": [{}]}),
            "/allOf/1",
        ),
        (
            OPERATION,
            json!({"responses": {}, "deprecated": "maybe"}),
            json!({"responses": {}}),
            "/deprecated",
        ),
        (
            OPERATION,
            json!({"responses": {}, "tags": [{}]}),
            json!({"responses": {}, "tags": []}),
            "/tags/0",
        ),
    ] {
        let (result, found) = part("3.0.3", keys, before.clone());
        assert_eq!(result, after, "{before}");
        assert_eq!(found, [(Code::WrongType, at.to_owned())], "{before}");
    }
}

#[test]
fn values_that_can_only_mean_one_thing_are_read_as_that() {
    for (keys, before, after, at) in [
        (&["info", "version"][..], json!(1.5), json!("1.5"), ""),
        (
            SCHEMA,
            json!({"nullable": "true"}),
            json!({"nullable": true}),
            "/nullable",
        ),
        (
            SCHEMA,
            json!({"minLength": "3"}),
            json!({"minLength": 3}),
            "/minLength",
        ),
        (
            SCHEMA,
            json!({"minimum": "0.5"}),
            json!({"minimum": 0.5}),
            "/minimum",
        ),
        (
            SCHEMA,
            json!({"required": "a"}),
            json!({"required": ["a"]}),
            "/required",
        ),
        (
            SCHEMA,
            json!({"description": null}),
            json!({}),
            "/description",
        ),
        (
            SCHEMA,
            json!({"properties": {"a": null}}),
            json!({"properties": {"a": {}}}),
            "/properties/a",
        ),
        (
            SCHEMA,
            json!({"type": "string", "enum": ["a", 1, true]}),
            json!({"type": "string", "enum": ["a", "1", "true"]}),
            "/enum/1",
        ),
    ] {
        let (result, found) = part("3.0.3", keys, before.clone());
        assert_eq!(result, after, "{before}");
        assert_eq!(found[0], (Code::CoercedValue, at.to_owned()), "{before}");
        assert!(
            found.iter().all(|(code, _)| *code == Code::CoercedValue),
            "{before}"
        );
    }
}

#[test]
fn values_of_an_array_are_those_of_its_elements() {
    let before = json!({"type": "array", "items": {"type": "integer"}, "enum": ["1", 2]});
    let after = json!({"type": "array", "items": {"type": "integer", "enum": [1, 2]}});
    let (result, found) = part("3.0.3", SCHEMA, before);
    assert_eq!(result, after);
    assert!(
        found.iter().all(|(code, _)| *code == Code::CoercedValue),
        "{found:?}"
    );
    let lists = json!({"type": "array", "enum": [[1], [2]]});
    assert_eq!(part("3.0.3", SCHEMA, lists.clone()), (lists, vec![]));
}

#[test]
fn values_that_are_not_allowed_are_taken_away() {
    for (keys, before, after, at) in [
        (SCHEMA, json!({"type": "strng"}), json!({}), "/type"),
        (
            SCHEMA,
            json!({"type": "integer", "enum": [1, "x"]}),
            json!({"type": "integer", "enum": [1]}),
            "/enum/1",
        ),
        (
            OPERATION,
            json!({"responses": {"two": {}}}),
            json!({"responses": {}}),
            "/responses/two",
        ),
        (
            OPERATION,
            json!({"responses": {"0": {}}}),
            json!({"responses": {}}),
            "/responses/0",
        ),
        (
            PARAMETER,
            json!({"name": "n", "in": "query", "schema": {}, "content": {}}),
            json!({"name": "n", "in": "query", "schema": {}}),
            "/content",
        ),
    ] {
        let (result, found) = part("3.0.3", keys, before.clone());
        assert_eq!(result, after, "{before}");
        assert_eq!(found, [(Code::InvalidValue, at.to_owned())], "{before}");
    }
    let (result, found) = part(
        "3.0.3",
        PARAMETER,
        json!({"name": "n", "in": "qeury", "schema": {}}),
    );
    assert_eq!(result, Value::Null);
    assert_eq!(found[0], (Code::InvalidValue, "/in".to_owned()));
}

#[test]
fn styles_fit_their_place() {
    for (location, style, fits) in [
        ("query", "form", true),
        ("query", "deepObject", true),
        ("query", "simple", false),
        ("header", "form", false),
        ("cookie", "form", true),
        ("path", "matrix", true),
    ] {
        let parameter =
            json!({"name": "n", "in": location, "required": true, "style": style, "schema": {}});
        let (result, found) = part("3.0.3", PARAMETER, parameter);
        assert_eq!(result.get("style").is_some(), fits, "{location} {style}");
        assert_eq!(found.is_empty(), fits, "{location} {style}");
    }
}
