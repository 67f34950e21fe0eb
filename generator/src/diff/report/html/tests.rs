use super::*;
use crate::diff::{Edition, compare};
use crate::lock::Names;
use crate::read::{Source, Sources};

const HOSTILE: &str = "</script><img src=x onerror=alert(1)>\\\"'`\u{202e}&amp;";

fn edition(name: &str, text: &str, before: &Names) -> Edition {
    let source = Source {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    Edition::read(Sources::in_memory(source, []).into(), before).unwrap()
}

fn page(old: &str, new: &str) -> String {
    let old = edition("old.yaml", old, &Names::default());
    let new = edition("new.yaml", new, &old.plan.names);
    let report = compare(&old, &new);
    let mut excerpts = Excerpts::default();
    excerpts.add(&report, &old, &new);
    html(&report, &excerpts)
}

fn document(property: &str, kind: &str) -> String {
    format!(
        r#"openapi: 3.0.3
info: {{ title: T, version: "1" }}
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        "200":
          description: ok
          content:
            application/json:
              schema:
                type: object
                properties:
                  "{property}": {{ type: {kind}, description: "{HOSTILE}" }}
"#
    )
}

/// The page without its own style and script.
fn body(page: &str) -> &str {
    let (_, rest) = page.split_once("</style>").unwrap();
    rest.rsplit_once("<script>").unwrap().0
}

#[test]
fn a_hostile_document_stays_text() {
    let page = page(&document(HOSTILE, "string"), &document(HOSTILE, "integer"));
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(page.matches("</script").count(), 1);
    assert!(!body(&page).contains("<img"));
    assert!(body(&page).contains("&lt;img src=x onerror=alert(1)&gt;"));
    assert!(!page.contains('\u{202e}'));
    assert!(body(&page).contains("\\u{202e}"));
    assert!(body(&page).contains("&amp;amp;"));
}

#[test]
fn text_cannot_leave_an_attribute_or_an_element() {
    let cases = [
        ("a\"b'c", "a&quot;b&#39;c"),
        ("<&>", "&lt;&amp;&gt;"),
        ("\u{0}\u{1b}\r", "\\u{0}\\u{1b}\\u{d}"),
        (
            "\u{2066}\u{200b}\u{2028}\u{feff}",
            "\\u{2066}\\u{200b}\\u{2028}\\u{feff}",
        ),
        ("שלום é", "שלום é"),
    ];
    for (text, expected) in cases {
        assert_eq!(Text(text).to_string(), expected);
    }
    let cases = [
        ("`a<b` is gone", "<code>a&lt;b</code> is gone"),
        ("a ` alone", "a ` alone"),
        ("`a` and `b", "<code>a</code> and `b"),
    ];
    for (text, expected) in cases {
        assert_eq!(escape::Message(text).to_string(), expected);
    }
}

#[test]
fn the_page_is_whole_without_script_and_needs_nothing_else() {
    let page = page(&document("name", "string"), &document("name", "integer"));
    let body = body(&page);
    for expected in [
        "<h1>Old clients break; ",
        "<h2 id=\"breaks\">Breaks clients on the wire <span class=\"number\">1</span></h2>",
        "<h3><code>",
        "<del class=\"line\" data-line=\"15\">",
        "<ins class=\"line\" data-line=\"15\">",
        "id=\"filters\" role=\"search\" aria-label=\"Changes\" hidden",
        "aria-live=\"polite\"",
        "data-operations=\"0\"",
        "<option value=\"0\">GET /pets</option>",
    ] {
        assert!(body.contains(expected), "{expected} is not in {body}");
    }
    for absent in [
        "http:",
        "https:",
        "url(",
        "@import",
        " src=\"",
        " onclick",
        " style=\"",
        "<link",
    ] {
        assert!(!page.contains(absent), "{absent} is in the page");
    }
    assert_eq!(
        page.matches("<li class=\"change\"").count(),
        page.matches("<h3>").count()
    );
}

#[test]
fn style_and_script_end_where_their_elements_end() {
    for text in [STYLE, SCRIPT] {
        let text = text.to_lowercase();
        assert!(!text.contains("</") && !text.contains("<!--") && !text.contains("<script"));
        assert!(!text.contains('\r'), "a browser would hash another text");
    }
    assert!(!SCRIPT.contains("innerHTML") && !SCRIPT.contains("eval("));
}

#[test]
fn nothing_to_say_is_said() {
    let page = page(&document("name", "string"), &document("name", "string"));
    assert!(page.contains("The documents mean the same."));
    assert!(!body(&page).contains("id=\"filters\""));
}

#[test]
fn many_changes_stay_a_page_of_a_sensible_size() {
    let names: Vec<String> = (0..300).map(|index| format!("property{index}")).collect();
    let many = |kind: &str| {
        let mut text = document("first", "string");
        for name in &names {
            let _ = writeln!(text, "                  {name}: {{ type: {kind} }}");
        }
        text
    };
    let page = page(&many("string"), &many("integer"));
    assert!(page.matches("<li class=\"change\"").count() >= 300);
    assert_eq!(page.matches("<details open>").count(), OPEN);
    assert!(page.len() < 300 * 5_000, "{} bytes", page.len());
}
