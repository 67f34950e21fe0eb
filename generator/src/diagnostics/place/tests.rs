use super::Places;
use crate::ir::Pointer;

/// `line:column+length` of the key or value at `pointer`, with `~` where only something around it was found.
fn at(text: &str, pointer: &str, at_key: bool) -> String {
    let pointer = Pointer::from_escaped(pointer);
    let places = Places::find(text, [&pointer]);
    let place = places.get(&pointer).unwrap();
    let span = place.span(at_key);
    let around = if place.exact { "" } else { "~" };
    format!("{around}{}:{}+{}", span.line, span.column, span.length)
}

const YAML: &str = "\
openapi: 3.0.3
paths:
  /a~b/{c}:
    get:
      responses:
        200: {description: fine, x: [1, 22]}
      tags:
        - one
        - type: two
shared: &s {k: v}
again: *s
text: |
  two
  lines
";

#[test]
fn yaml_pointers_lead_to_places() {
    for (pointer, key, value) in [
        ("", "1:1+0", "1:1+0"),
        ("/openapi", "1:1+7", "1:10+5"),
        ("/paths", "2:1+5", "2:1+5"),
        ("/paths/~1a~0b~1{c}/get", "4:5+3", "4:5+3"),
        (
            "/paths/~1a~0b~1{c}/get/responses/200/description",
            "6:15+11",
            "6:28+4",
        ),
        (
            "/paths/~1a~0b~1{c}/get/responses/200/x/1",
            "6:41+2",
            "6:41+2",
        ),
        ("/paths/~1a~0b~1{c}/get/tags/0", "8:11+3", "8:11+3"),
        ("/paths/~1a~0b~1{c}/get/tags/1", "9:11+0", "9:11+0"),
        ("/paths/~1a~0b~1{c}/get/tags/1/type", "9:11+4", "9:17+3"),
        ("/paths/~1a~0b~1{c}/get/operationId", "~4:5+3", "~4:5+3"),
        ("/shared/k", "10:13+1", "10:16+1"),
        ("/again/k", "~11:1+5", "~11:8+2"),
        ("/text", "12:1+4", "13:3+0"),
        ("/nothing/here", "~1:1+0", "~1:1+0"),
    ] {
        assert_eq!(at(YAML, pointer, true), key, "key of {pointer}");
        assert_eq!(at(YAML, pointer, false), value, "value of {pointer}");
    }
}

#[test]
fn json_pointers_lead_to_places() {
    let text = "\u{feff}{\n\t\"a\": {\n\t\t\"ü\": [true, {\"b\": -1}]\n\t}\n}";
    for (pointer, value) in [("/a", "2:2+3"), ("/a/ü/0", "3:9+4"), ("/a/ü/1/b", "3:21+2")] {
        assert_eq!(at(text, pointer, false), value, "{pointer}");
    }
}

/// A comment makes YAML of it, one line further down.
#[test]
fn json_is_read_like_the_yaml_it_is() {
    let text = r#"{"a": {"b\"\u00e9\\": [1.5e3, null, "x, ]}", {"c": {}}], "d": ""}, "a": 2,
    "e": [[ ], [{"f":"\n"},true ]]}"#;
    let yaml = format!("# a comment\n{text}");
    for pointer in [
        "",
        "/a",
        "/a/b\"é\\",
        "/a/b\"é\\/0",
        "/a/b\"é\\/2",
        "/a/b\"é\\/3/c",
        "/a/d",
        "/e/0",
        "/e/1/0/f",
        "/e/1/1",
        "/e/2",
        "/z",
    ] {
        for at_key in [true, false] {
            let (around, place) = match at(text, pointer, at_key).strip_prefix('~') {
                Some(place) => ("~", place.to_owned()),
                None => ("", at(text, pointer, at_key)),
            };
            let (line, rest) = place.split_once(':').unwrap();
            let below = format!("{around}{}:{rest}", line.parse::<usize>().unwrap() + 1);
            assert_eq!(at(&yaml, pointer, at_key), below, "{pointer}");
        }
    }
}

#[test]
fn steps_that_normalising_inserted_are_skipped() {
    let text = "a:\n  items: {x: 1}\n  allOf:\n  - y: 2\n";
    assert_eq!(at(text, "/a/anyOf/1/items/x", false), "2:14+1");
    assert_eq!(at(text, "/a/allOf/0/y", false), "4:8+1");
    assert_eq!(
        at(text, "/a/allOf/1/$ref", false),
        "~2:3+5".replace("2:3+5", "1:1+1")
    );
}

#[test]
fn nothing_overflows_on_deep_or_broken_text() {
    let deep = "- ".repeat(20_000);
    assert_eq!(at(&deep, "/0/0/0", false), "1:7+0");
    assert_eq!(at("a: 1\nb: [\nc: ]]", "/a", false), "1:4+1");
}
