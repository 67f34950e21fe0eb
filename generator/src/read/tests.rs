use std::fmt::Write as _;

use serde_json::json;

use super::{Source, read};
use crate::diagnostics::{Code, Diagnostics};

type Found = Vec<(Code, String, Option<(usize, usize)>)>;

fn run(text: &str) -> (Option<serde_json::Value>, Found) {
    let source = Source {
        name: "x.yaml".to_owned(),
        text: text.to_owned(),
    };
    let mut diagnostics = Diagnostics::new();
    let value = read(&source, &mut diagnostics);
    let found = diagnostics
        .iter()
        .map(|d| (d.code, d.pointer.to_string(), d.position))
        .collect();
    (value, found)
}

#[test]
fn keys_become_text_and_keep_their_order() {
    let (value, found) =
        run("200: ok\n0: zero\ntrue: yes\nnull: none\n1.10: x\n+1: y\n0x1F: z\nz: 1\na: 2\n");
    let value = value.unwrap();
    let keys: Vec<_> = value.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        ["200", "0", "true", "null", "1.10", "+1", "0x1F", "z", "a"]
    );
    assert_eq!(value["true"], "yes");
    assert_eq!(found, []);
}

#[test]
fn yaml_and_json_give_the_same_tree() {
    let expected = json!({"a": [1, -2, 1.5, true, null, "x"], "b": {"c": {}}});
    for text in [
        r#"{"a": [1, -2, 1.5, true, null, "x"], "b": {"c": {}}}"#,
        "\u{feff}{\"a\": [1, -2, 1.5, true, null, \"x\"], \"b\": {\"c\": {}}}",
        "a: [1, -2, 1.5, true, null, x]\nb:\n  c: {}\n",
        "{a: [1, -2, 1.5, true, ~, x], b: {c: {}}}",
        "\u{feff}a:\r\n- 1\r\n- -2\r\n- 1.5\r\n- true\r\n-\r\n- x\r\nb: {c: {}}\r\n",
    ] {
        assert_eq!(run(text), (Some(expected.clone()), vec![]), "{text}");
    }
}

#[test]
fn words_that_old_yaml_took_for_booleans_stay_words() {
    let (value, _) = run("a: [NO, on, yes, 012, 1_000]\n");
    assert_eq!(
        value,
        Some(json!({"a": ["NO", "on", "yes", "012", "1_000"]}))
    );
}

/// Of `{SCALARS}` in a place for text, what is written counts, in YAML and in JSON that was made of it.
#[test]
fn where_text_is_meant_it_is_what_is_written() {
    const SCALARS: &str = "1.10, 2.0, 0x1F, 0o17, 1e3, True, .5, 12345678901234567890123, 7";
    let written: Vec<&str> = SCALARS.split(", ").collect();
    for (text, pointer, expected) in [
        (
            format!("type: string\nenum: [{SCALARS}]"),
            "/enum",
            json!(written),
        ),
        (
            format!("{{required: [{SCALARS}]}}"),
            "/required",
            json!(written),
        ),
        (
            format!("type: array\nitems: {{type: [string, 'null']}}\ndefault: [{SCALARS}]"),
            "/default",
            json!(written),
        ),
        (
            format!(
                "examples: {{a: {{value: {{b: [{SCALARS}]}}}}}}\nschema: {{properties: {{b: {{items: {{type: string}}}}}}}}"
            ),
            "/examples/a/value/b",
            json!(written),
        ),
        (
            "info: {version: 1.10}".to_owned(),
            "/info/version",
            json!("1.10"),
        ),
        (
            "discriminator: {mapping: {1.10: 2.20}}".to_owned(),
            "/discriminator/mapping/1.10",
            json!("2.20"),
        ),
        (
            "type: string\nconst: &a 1e3\nx: !!float 1.0".to_owned(),
            "/const",
            json!("1e3"),
        ),
        (
            r#"{"type": "string", "default": false, "enum": [1.10, 1e3]}"#.to_owned(),
            "/default",
            json!("false"),
        ),
        (
            r#"{"type": "string", "enum": [1.10, 1e3]}"#.to_owned(),
            "/enum",
            json!(["1.10", "1e3"]),
        ),
        // What is spelled elsewhere is found there or nowhere.
        (
            "x: &a 1.10\ny: {type: string, default: *a}".to_owned(),
            "/y/default",
            json!("1.1"),
        ),
        // Values of other types, and names that look like keywords, mean what they say.
        (
            format!("type: number\nenum: [{SCALARS}]"),
            "/enum/0",
            json!(1.1),
        ),
        (
            "properties: {version: {const: 1.10}}".to_owned(),
            "/properties/version/const",
            json!(1.1),
        ),
        (
            "example: {type: string, default: 1.10}".to_owned(),
            "/example/default",
            json!(1.1),
        ),
    ] {
        let (value, found) = run(&text);
        let value = value.unwrap_or_default();
        assert_eq!(value.pointer(pointer), Some(&expected), "{text}");
        assert!(found.len() <= 1, "{found:?}");
    }
}

#[test]
fn a_repeated_key_is_an_error_at_its_second_place_and_the_first_counts() {
    for text in [
        "a:\n  b: 1\n  c: 2\n  b: 3\n",
        "{\"a\":\n {\"b\": 1,\n \"c\": 2,\n  \"b\": 3}}",
    ] {
        let (value, found) = run(text);
        assert_eq!(value, Some(json!({"a": {"b": 1, "c": 2}})));
        assert_eq!(
            found,
            [(Code::DuplicateKey, "/a/b".to_owned(), Some((4, 3)))]
        );
    }
}

#[test]
fn merge_keys_fill_in() {
    let (value, found) = run("base: &b {x: 1, y: 2}\nmore:\n  <<: *b\n  y: 3\n");
    assert_eq!(value.unwrap()["more"], json!({"y": 3, "x": 1}));
    assert_eq!(found, []);
}

#[test]
fn odd_scalars_are_findings() {
    let (value, found) = run("a: .inf\nb: !secret x\nc: 340282366920938463463374607431768211455\n");
    assert_eq!(
        value,
        Some(json!({"a": "inf", "b": "x", "c": 3.402_823_669_209_385e38}))
    );
    assert_eq!(
        found,
        [
            (Code::InvalidValue, "/a".to_owned(), None),
            (Code::InvalidValue, "/b".to_owned(), None),
        ]
    );
}

#[test]
fn what_is_no_document_is_one_finding_with_a_place() {
    let deep = format!("a: {}{}", "[".repeat(300), "]".repeat(300));
    let bomb = {
        let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..9 {
            let alias = format!("*a{}", level - 1);
            writeln!(
                text,
                "a{level}: &a{level} [{}]",
                [alias.as_str(); 9].join(", ")
            )
            .unwrap();
        }
        text
    };
    for (text, position) in [
        ("", None),
        (" \n\n", None),
        ("# only a comment\n", None),
        ("just text", None),
        ("- a\n- b\n", None),
        ("a: 1\nb: [1, 2\nc: 3\n", Some(3)),
        ("a: 1\n\tb: 2\n", Some(2)),
        ("{\"a\": 1,\n \"b\": }", Some(2)),
        ("{\"a\": 1} {", Some(1)),
        ("a: 1\n---\nb: 2\n", None),
        (deep.as_str(), Some(1)),
        (bomb.as_str(), None),
    ] {
        let (value, found) = run(text);
        assert_eq!(value, None, "{text}");
        let [(code, pointer, at)] = &found[..] else {
            panic!("{text}: {found:?}");
        };
        assert_eq!((*code, pointer.as_str()), (Code::Syntax, ""), "{text}");
        if let Some(line) = position {
            assert_eq!(at.map(|(line, _)| line), Some(line), "{text}");
        }
    }
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let error = Source::open("no/such/file.yaml").unwrap_err().to_string();
    assert_eq!(error, "there is no file `no/such/file.yaml`");
}
