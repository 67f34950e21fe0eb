use serde_json::json;

use super::*;

#[test]
fn references_are_read_with_their_escapes() {
    let cases = [
        ("#", Ok("")),
        ("#/components/schemas/Pet", Ok("/components/schemas/Pet")),
        ("#/paths/~1pets~1{id}/get", Ok("/paths/~1pets~1{id}/get")),
        ("#/paths/~1pets~1%7Bid%7D", Ok("/paths/~1pets~1{id}")),
        ("#/a/100%", Ok("/a/100%")),
        ("#/a/%C3%A9", Ok("/a/é")),
        ("#/a/%FF", Err(RefError::Lost)),
        ("#anchor", Err(RefError::Lost)),
        ("Pet", Err(RefError::Lost)),
        ("other.yaml#/Pet", Err(RefError::Lost)),
        ("https://example.org/x#/Pet", Err(RefError::Lost)),
    ];
    for (text, expected) in cases {
        let found = reference::parse(text);
        assert_eq!(found, expected.map(Pointer::from_escaped), "{text}");
    }
}

#[test]
fn chains_are_followed_and_failures_reported() {
    let document = json!({
        "a": {"$ref": "#/b"},
        "b": {"$ref": "#/components/schemas/Pet"},
        "loop": {"$ref": "#/pool"},
        "pool": {"$ref": "#/loop"},
        "typo": {"$ref": "#/components/schemas/pett"},
        "far": {"$ref": "#/components/schemas/Zebra"},
        "components": {"schemas": {"Pet": {"type": "object"}}},
    });
    let resolved = Resolved::new(&document);
    let cases = [
        ("a", Ok("/components/schemas/Pet")),
        ("loop", Err((Code::RefCycle, "let one of"))),
        (
            "typo",
            Err((
                Code::DanglingRef,
                "did you mean `#/components/schemas/Pet`?",
            )),
        ),
        ("far", Err((Code::DanglingRef, "declare it"))),
    ];
    for (start, expected) in cases {
        let mut diagnostics = Diagnostics::new();
        let place = resolved.root().child(start).unwrap();
        let found = resolved.follow(&place, &mut diagnostics);
        match expected {
            Ok(pointer) => {
                assert_eq!(found.unwrap().pointer.as_str(), pointer);
                assert_eq!(diagnostics.worst(), None);
            }
            Err((code, help)) => {
                assert!(found.is_none());
                let only = diagnostics.iter().next().unwrap();
                assert_eq!(only.code, code, "{start}");
                assert!(only.help.as_deref().unwrap().contains(help), "{only:?}");
                assert!(only.degraded);
            }
        }
    }
}

#[test]
fn a_piece_sees_only_the_keys_it_is_given() {
    let document = json!({"title": "T", "nullable": true, "properties": {"a": 1}, "x-y": 2});
    let place = Resolved::new(&document).root();
    let data: openapiv3::SchemaData = place.read(&["title", "nullable"]).unwrap();
    assert_eq!(data.title.as_deref(), Some("T"));
    assert!(data.nullable);
    assert!(data.extensions.is_empty());
}
