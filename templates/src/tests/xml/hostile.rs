//! Documents that are none, that grow, or that are not what was promised; values that XML cannot hold.

use serde_json::json;

use super::{Document, read, read_as, written};
use crate::runtime::xml::{Node, Root, Shape};

struct Note;

static NOTE: Shape = Shape::Object(
    &[
        Node::element("text", &Shape::Text),
        Node::element("note", &NOTE),
    ],
    Some(&Node::element("", &Shape::Text)),
);

static NOTE_ROOT: Root = Root::new("note", &NOTE).exact();

impl Document for Note {
    const ROOT: &'static Root = &NOTE_ROOT;
}

/// An element whose name the document does not say.
struct Guessed;

static GUESSED_ROOT: Root = Root::new(
    "Note",
    &Shape::object(&[Node::element("text", &Shape::Text)]),
);

impl Document for Guessed {
    const ROOT: &'static Root = &GUESSED_ROOT;
}

#[tokio::test]
async fn faults_are_told() {
    let deep = format!("<note>{}", "<note>".repeat(100_000));
    let attributes: Vec<String> = (0..1_001).map(|n| format!(" a{n}=''")).collect();
    let many = format!("<note{}/>", attributes.concat());
    let entities = "<!DOCTYPE note [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><note><text>&b;</text></note>";
    for (body, message) in [
        (
            entities.as_bytes(),
            "document type declarations are not read",
        ),
        (
            b"<!DOCTYPE note SYSTEM 'file:///etc/passwd'><note/>",
            "document type declarations",
        ),
        (
            b"<note><text>&b;</text></note>",
            "the entity `b` is not declared",
        ),
        (b"<note a='&b;'/>", "this is no XML"),
        (b"<note><text>&#0;</text></note>", "this is no XML"),
        (deep.as_bytes(), "elements stand more than 100 deep"),
        (many.as_bytes(), "more than 1000 attributes"),
        (b"<note a='1' a='2'/>", "this is no XML"),
        (b"<note><text>a", "the text ends inside the element `text`"),
        (b"<note><text>a</note>", "this is no XML"),
        (b"<note><te", "this is no XML"),
        (b"<note/></note>", "this is no XML"),
        (b"<note/><note/>", "second outermost element"),
        (b"<note/>x", "text outside of all elements"),
        (b"<!-- a -->", "there is no element"),
        (b"\xFF\xFE<\0n\0o", "not UTF-16 from character 2"),
        (b"<note>\xC3</note>", "not UTF-8 from byte 6"),
        (
            b"<?xml version='1.0' encoding='EBCDIC'?><note/>",
            "the encoding `ebcdic` cannot be read",
        ),
        (b"{\"text\": 1}", "text outside of all elements"),
        (
            b"<html><body/></html>",
            "the outermost element is `html`, not `note`",
        ),
        (
            b"<x:Note xmlns:x='u'/>",
            "the outermost element is `Note`, not `note`",
        ),
    ] {
        let error = read::<Note>(body).await.unwrap_err();
        assert!(error.message().contains(message), "{error}");
        assert!(error.excerpt().chars().count() <= 200);
    }
    let error = read_as::<Note>("{}", "application/json").await.unwrap_err();
    let told = "(the body is `application/json`, not XML)";
    assert!(error.message().ends_with(told), "{error}");
}

/// Nothing may take longer than reading it does.
#[tokio::test]
async fn large_documents_are_read_in_time() {
    let started = std::time::Instant::now();
    let declarations: Vec<String> = (0..900).map(|n| format!(" xmlns:p{n}='urn:{n}'")).collect();
    let elements: Vec<String> = (0..20_000)
        .map(|n| format!("<p{}:k{n}/>", n % 900))
        .collect();
    let (declarations, elements) = (declarations.concat(), elements.concat());
    let read = read::<Note>(format!("<note{declarations}>{elements}</note>")).await;
    assert_eq!(read.unwrap().as_object().unwrap().len(), 20_000);
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[tokio::test]
async fn an_element_of_a_guessed_name_must_have_what_is_known() {
    for known in ["<n><text>a</text></n>", "<n><text>a</text><more/></n>"] {
        assert_eq!(read::<Guessed>(known).await.unwrap(), json!({"text": "a"}));
    }
    assert_eq!(read::<Guessed>("<n/>").await.unwrap(), json!({}));
    for unknown in ["<Error><Code>1</Code></Error>", "<n>text</n>"] {
        let error = read::<Guessed>(unknown).await.unwrap_err();
        assert!(error.message().contains("not `Note`"), "{error}");
    }
}

#[tokio::test]
async fn encodings_are_read() {
    let utf16 = |big: bool, mark: bool| -> Vec<u8> {
        let text = "<?xml version='1.0' encoding='utf-16'?><note><text>é😀</text></note>";
        let mark = mark.then_some(0xFEFF);
        let units = mark.into_iter().chain(text.encode_utf16());
        let bytes = |unit: u16| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        };
        units.flat_map(bytes).collect()
    };
    let wide = json!({"text": "é😀"});
    for (big, mark) in [(true, true), (false, true), (true, false), (false, false)] {
        assert_eq!(read::<Note>(utf16(big, mark)).await.unwrap(), wide);
    }
    for (body, content_type) in [
        (
            &b"\xEF\xBB\xBF<note><text>\xC3\xA9</text></note>"[..],
            "text/xml",
        ),
        (
            b"<note><text>\xC3\xA9</text></note>",
            "text/xml; charset=\"UTF-8\"",
        ),
        (
            b"<note><text>\xE9</text></note>",
            "text/xml; charset=iso-8859-1",
        ),
        (
            b"<?xml version='1.0' encoding=\"ISO-8859-1\"?><note><text>\xE9</text></note>",
            "text/xml",
        ),
        (
            b"<?xml version='1.0' encoding='utf-16'?><note><text>\xC3\xA9</text></note>",
            "text/xml",
        ),
    ] {
        let read = read_as::<Note>(body, content_type).await;
        assert_eq!(read.unwrap(), json!({"text": "é"}));
    }
}

#[test]
fn what_xml_cannot_hold_is_not_written() {
    for (json, message) in [
        (
            json!({"text": "a\0b"}),
            "text: the character U+0000 cannot stand in XML",
        ),
        (
            json!({"note": {"text": "\u{FFFF}"}}),
            "note.text: the character U+FFFF",
        ),
        (json!({"a b": "1"}), "a b: `a b` is no name in XML"),
        (json!({"x><y": "1"}), "x><y: `x><y` is no name in XML"),
        (json!({"a:b": "1"}), "is no name in XML"),
        (json!({"": "1"}), "`` is no name in XML"),
        (json!({"1": "1"}), "`1` is no name in XML"),
        (
            json!({"text": {"a": 1}}),
            "text: an object cannot stand where XML has text",
        ),
    ] {
        let error = written::<Note>(&json).unwrap_err();
        assert!(error.contains(message), "{error}");
    }
    let text = "]]> \r\n\t<!-- & --> \u{85}";
    let expected = "<note><text>]]&gt; &#13;\n\t&lt;!-- &amp; --&gt; \u{85}</text></note>";
    assert_eq!(written::<Note>(&json!({"text": text})).unwrap(), expected);
}
