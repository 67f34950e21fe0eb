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
fn prose_reads_as_if_it_were_marked() {
    for text in [
        "The name.",
        "Either (this) or 'that': \"both\"? No!",
        "and/or - 1. never ... a",
        "many  spaces   stay one",
        "words and 2. numbers - ".repeat(20).trim_end(),
    ] {
        assert_eq!(lines(text), markdown::marked_lines(text), "{text:?}");
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

/// Lines that grow too long by what stands before them are filled with their neighbours, below the text of their item.
#[test]
fn what_has_grown_too_wide_is_filled_again() {
    let words = |count: usize| vec!["word"; count].join(" ");
    let text = format!(
        "{}\n\n1. {}\n2. {}\n   - {}\n",
        words(60),
        words(30),
        words(40),
        words(30)
    );
    let fence = format!(
        "\n```\n{}\n```\n1. ```\n   {}\n   ```\n",
        words(30),
        words(30)
    );
    let narrow = Docs::from_document(&(text.clone() + &fence))
        .wrapped(8)
        .lines;
    let prose: Vec<&String> = narrow
        .iter()
        .take_while(|line| !line.contains("```"))
        .collect();
    let lengths: Vec<usize> = prose.iter().map(|line| line.len()).collect();
    assert!(lengths.iter().all(|&length| length <= 88), "{prose:#?}");
    let short = lengths
        .iter()
        .filter(|&&length| (1..40).contains(&length))
        .count();
    assert_eq!(
        short, 1,
        "only the last line of the list inside the list: {prose:#?}"
    );
    for (index, start) in [
        (0, "word"),
        (5, "1. word"),
        (6, "   word"),
        (7, "2. word"),
        (10, "   - word"),
        (11, "     word"),
    ] {
        assert!(prose[index].starts_with(start), "{index}: {prose:#?}");
    }
    let code: Vec<&String> = narrow.iter().skip(prose.len()).collect();
    assert_eq!(
        code,
        [
            "```text",
            &words(30),
            "```",
            "",
            "1. ```text",
            &format!("   {}", words(30)),
            "   ```"
        ]
    );
}

/// Clippy takes straight quotes around a link's text for a link to an item.
#[test]
fn quotes_in_links_are_typographic() {
    assert_eq!(
        lines("[\"Send it's\" templates](https://example.org) \"x\""),
        ["[\u{201c}Send it\u{2019}s\u{201d} templates](<https://example.org>) \"x\""]
    );
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
        default: Some(Box::new(10.into())),
        ..Description::default()
    };
    assert_eq!(
        limits(&bounds, &description),
        "Greater than 0 and less than 5000. Default: `10`."
    );
}

/// The info strings of all code blocks, as rustdoc's parser sees them.
fn blocks(docs: &Docs) -> Vec<String> {
    use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
    let text = docs.lines.join("\n");
    Parser::new_ext(&text, Options::all())
        .filter_map(|event| match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => Some(info.to_string()),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => Some("indented".to_owned()),
            _ => None,
        })
        .collect()
}

/// What stands before and after a description must not make its fences end where they began.
#[test]
fn descriptions_stay_harmless_among_our_own_words() {
    let words = "word ".repeat(30);
    for hostile in [
        "> ```\n> x\n> ```\n> evil();",
        &format!("> ```\n> {words}\n> ```\n> evil();"),
        "```\nx\n```\nevil();",
        "1. ```\n   x\n   ```\n\n   evil();",
        "- ```\n  x\n  ```\n- evil();",
        &format!("````` rust {words}\nevil() ``` `````"),
        &format!("a `````` rust {words}``` b\n``` ``````"),
        "\\````` rust\nevil();",
        "| a |\n|---|\n| ``` |\n\n```\nevil();\n```",
        "~~~\n```\nevil();\n~~~",
    ] {
        let docs = || Docs::from_document(hostile);
        for composed in [
            docs(),
            docs().prefixed("`mode` (optional): "),
            docs().dot(),
            docs().sentence("Default: `x`."),
            docs().wrapped(4),
            Docs::list([docs().prefixed("`a`: ").sentence("At most 3."), docs()]),
            Docs::ours(format!("{}, version `1`.", in_line(hostile))),
        ] {
            let mut after = composed.clone();
            after.paragraph(Docs::ours("evil();"));
            for info in blocks(&after) {
                assert_eq!(info, "text", "{hostile:?} as\n{}", after.lines.join("\n"));
            }
        }
    }
}

#[test]
fn only_running_text_is_continued() {
    let docs = Docs::from_document("One.")
        .prefixed("`a`: ")
        .sentence("Two.");
    assert_eq!(docs.lines, ["`a`: One. Two."]);
    let docs = Docs::from_document("- one\n- two")
        .prefixed("`a`: ")
        .sentence("Two.");
    assert_eq!(docs.lines, ["`a`:", "", "- one", "- two", "", "Two."]);
    assert_eq!(Docs::default().prefixed("`404`: ").lines, ["`404`"]);
    assert_eq!(in_line("two\nlines"), "two lines");
    assert_eq!(in_line("```\nx\n```"), "`x`");
    assert_eq!(in_line("# x"), "`# x`");
}
