use super::*;

fn lines(text: &str) -> Vec<String> {
    Docs::from_document(text).lines
}

#[test]
fn descriptions_keep_their_meaning_and_lose_what_could_run_or_warn() {
    for (text, expected) in [
        ("Plain words.", vec!["Plain words."]),
        ("two\nlines\n\nnext", vec!["two lines", "", "next"]),
        ("```rust\npanic!()\n```", vec!["```text", "panic!()", "```"]),
        (
            "a\n\n    indented();\n",
            vec!["a", "", "```text", "indented();", "```"],
        ),
        (
            "see [x] and [y](#z) <placeholder>",
            vec![r"see \[x\] and y \<placeholder\>"],
        ),
        (
            "go to https://example.org/a.",
            vec!["go to <https://example.org/a>."],
        ),
        (
            "[text](https://example.org)",
            vec!["[text](<https://example.org>)"],
        ),
        ("https://{host}/api", vec!["`https://{host}/api`"]),
        (
            "- one\n- two\n  - deep\n",
            vec!["- one", "- two", "  - deep"],
        ),
        ("# Title\ntext", vec!["## Title", "", "text"]),
        (
            "snake_case and _em_ and *em*",
            vec!["snake_case and *em* and *em*"],
        ),
        ("line<br>break", vec!["line", "break"]),
        ("bidi \u{202e}x\r\n", vec!["bidi x"]),
        (
            "a | b\n--- | ---\n1 | 2",
            vec!["| a | b |", "| --- | --- |", "| 1 | 2 |"],
        ),
        ("", vec![]),
    ] {
        assert_eq!(lines(text), expected, "{text:?}");
    }
}

#[test]
fn long_lines_are_wrapped_and_never_start_a_list() {
    let text = format!("{} - {}", "word ".repeat(25), "1. more ".repeat(20));
    for line in lines(&text) {
        assert!(line.chars().count() <= 100, "{line}");
        assert!(
            !line.starts_with("- ") && !line.starts_with("1. "),
            "{line}"
        );
    }
}

#[test]
fn inline_code_survives_backticks() {
    assert_eq!(code("a"), "`a`");
    assert_eq!(code("a`b"), "`` a`b ``");
    assert_eq!(code("x\ny"), "`x y`");
}

#[test]
fn limits_read_as_sentences() {
    use crate::ir::{Bounds, Description};
    let bounds = Bounds {
        min_length: Some(10),
        ..Bounds::default()
    };
    assert_eq!(
        limits(&bounds, &Description::default()),
        "At least 10 characters."
    );
    let bounds = Bounds {
        minimum: Some((0.into(), true)),
        maximum: Some((5000.into(), true)),
        ..Bounds::default()
    };
    let description = Description {
        default: Some(10.into()),
        ..Description::default()
    };
    assert_eq!(
        limits(&bounds, &description),
        "Greater than 0 and less than 5000. Default: `10`."
    );
}
