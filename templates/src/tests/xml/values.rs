//! Each construct, read and written.

use serde_json::{Value, json};

use super::{Document, read, written};
use crate::runtime::xml::{Node, Root, Shape, Variant};

/// An object with every kind of node.
struct Everything;

static PART: Shape = Shape::object(&[
    Node::attribute("lang", &Shape::Text),
    Node::text("value", &Shape::Text).or_empty(),
]);

static EVERYTHING: Shape = Shape::object(&[
    Node::attribute("id", &Shape::Number),
    Node::attribute("flags", &Shape::List(&Node::element("", &Shape::Word))),
    Node::element("name", &Shape::Text).within("s", "https://example.com/s"),
    Node::element("active", &Shape::Boolean),
    Node::element("since", &Shape::Value),
    Node::element("kind", &Shape::Word),
    Node::element("data", &Shape::Base64),
    Node::element("part", &PART).named("Part").or("piece"),
    Node::items("tag", &Shape::Text).or("tags").or_empty(),
    Node::element(
        "wrapped",
        &Shape::List(&Node::element("one", &Shape::Number)),
    ),
    Node::element("parent", &EVERYTHING),
    Node::element("labels", &LABELS),
    Node::element("pet", &PET),
    Node::element("scalar", &Shape::Scalar),
    Node::element("any", &Shape::Any),
]);

static LABELS: Shape = Shape::Object(&[], Some(&Node::element("", &Shape::Text)));

static PET: Shape = Shape::Union(
    "type",
    &[
        Variant::new(&CAT).tagged(&["cat", "kitten"]),
        Variant::new(&DOG).tagged(&["dog"]),
    ],
);

static CAT: Shape = Shape::object(&[
    Node::element("type", &Shape::Word),
    Node::element("size", &Shape::Number),
]);

static DOG: Shape = Shape::object(&[
    Node::attribute("type", &Shape::Word),
    Node::items("size", &Shape::Text),
    Node::element("barks", &Shape::Boolean),
]);

static EVERYTHING_ROOT: Root = Root::new("everything", &EVERYTHING);

impl Document for Everything {
    const ROOT: &'static Root = &EVERYTHING_ROOT;
}

#[tokio::test]
async fn what_is_written_is_read() {
    for (inside, json) in [
        ("", json!({"tag": []})),
        (
            r#"<s:name xmlns:s="https://example.com/s">&lt;a&gt; &amp; "b" </s:name>"#,
            json!({"name": "<a> & \"b\" ", "tag": []}),
        ),
        (
            "<active>true</active><since>2025-01-02</since><kind>a</kind><data>AQI=</data>",
            json!({"active": true, "since": "2025-01-02", "kind": "a", "data": "AQI=", "tag": []}),
        ),
        (
            r#"<Part lang="en">hi</Part>"#,
            json!({"part": {"lang": "en", "value": "hi"}, "tag": []}),
        ),
        (
            "<tag>a</tag><tag/><tag>b</tag>",
            json!({"tag": ["a", "", "b"]}),
        ),
        (
            "<wrapped><one>1</one><one>2.50</one></wrapped>",
            json!({"wrapped": [1, 2.5], "tag": []}),
        ),
        ("<wrapped/>", json!({"wrapped": [], "tag": []})),
        (
            "<parent><tag>a</tag><parent/></parent>",
            json!({"parent": {"tag": ["a"], "parent": {"tag": []}}, "tag": []}),
        ),
        (
            "<labels><a>1</a><b-c>x</b-c></labels>",
            json!({"labels": {"a": "1", "b-c": "x"}, "tag": []}),
        ),
        (
            "<pet><type>kitten</type><size>4</size></pet>",
            json!({"pet": {"type": "kitten", "size": 4}, "tag": []}),
        ),
        (
            r#"<pet type="dog"><size>4</size></pet>"#,
            json!({"pet": {"type": "dog", "size": ["4"]}, "tag": []}),
        ),
        (
            "<pet><barks>false</barks></pet>",
            json!({"pet": {"barks": false}, "tag": []}),
        ),
        ("<scalar>12</scalar>", json!({"scalar": 12, "tag": []})),
        ("<scalar>012</scalar>", json!({"scalar": "012", "tag": []})),
        ("<scalar>true</scalar>", json!({"scalar": true, "tag": []})),
        (
            r#"<any a="1">t<b>x</b><b>y</b><c/></any>"#,
            json!({"any": {"@a": "1", "#text": "t", "b": ["x", "y"], "c": ""}, "tag": []}),
        ),
        (
            r#"<since xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>"#,
            json!({"since": null, "tag": []}),
        ),
    ] {
        let text = if inside.is_empty() {
            "<everything/>".to_owned()
        } else {
            format!("<everything>{inside}</everything>")
        };
        let read = read::<Everything>(&text).await.unwrap();
        assert_eq!(read, json, "{text}");
        // Numbers are written as the model writes them.
        let text = text.replace("2.50", "2.5");
        assert_eq!(written::<Everything>(&json).unwrap(), text);
    }
    let attributes = json!({"id": 7, "flags": ["a", "b"], "tag": []});
    let text = r#"<everything id="7" flags="a b"/>"#;
    assert_eq!(read::<Everything>(text).await.unwrap(), attributes);
    assert_eq!(written::<Everything>(&attributes).unwrap(), text);
}

/// What servers write in other words.
#[tokio::test]
async fn other_spellings_are_read() {
    for (inside, json) in [
        ("<active> 1 </active>", json!({"active": true, "tag": []})),
        (
            "<active>False</active>",
            json!({"active": false, "tag": []}),
        ),
        ("<active/>", json!({"active": null, "tag": []})),
        ("<since> \n</since>", json!({"since": null, "tag": []})),
        (
            "<wrapped><x>+007</x><y>.5</y><z>-1.e3</z></wrapped>",
            json!({"wrapped": [7, 0.5, -1e3], "tag": []}),
        ),
        ("<kind>\n a </kind>", json!({"kind": "a", "tag": []})),
        ("<data>AQ\n I=</data>", json!({"data": "AQI=", "tag": []})),
        (
            "<name>a<b>c</b></name>",
            json!({"name": "a<b>c</b>", "tag": []}),
        ),
        (
            "<name>a&#98;<!-- c --><![CDATA[<d>]]></name>",
            json!({"name": "ab<d>", "tag": []}),
        ),
        (
            "<x:name xmlns:x='u'>a</x:name>",
            json!({"name": "a", "tag": []}),
        ),
        (
            "<piece>x</piece>",
            json!({"part": {"value": "x"}, "tag": []}),
        ),
        (
            "<Part lang='a'>\n  <new/>\n</Part>",
            json!({"part": {"lang": "a", "value": ""}, "tag": []}),
        ),
        ("<tag>a</tag><new/><tag>b</tag>", json!({"tag": ["a", "b"]})),
        (
            "<tags><tag>a</tag><tag>b</tag></tags><tags/><tags>c</tags>",
            json!({"tag": ["a", "b", "c"]}),
        ),
        ("<since xsi:nil='1'/>", json!({"since": null, "tag": []})),
        (
            "<active>perhaps</active>",
            json!({"active": "perhaps", "tag": []}),
        ),
    ] {
        let text = format!(
            "<?xml version='1.0'?>\n<!-- c --><everything xmlns='urn:a'>\n {inside}\n</everything>\n"
        );
        let read = read::<Everything>(&text).await;
        assert_eq!(read.unwrap(), json, "{inside}");
    }
}

/// The outermost element tells, or that of each item.
struct ByName;

static BY_NAME_ROOT: Root = Root::new(
    "pets",
    &Shape::List(&Node::element(
        "",
        &Shape::Union(
            "",
            &[
                Variant::new(&CAT).named("cat"),
                Variant::new(&DOG).named("dog"),
            ],
        ),
    )),
);

impl Document for ByName {
    const ROOT: &'static Root = &BY_NAME_ROOT;
}

#[tokio::test]
async fn names_of_elements_tell_shapes_apart() {
    let json = json!([{"size": 3}, {"size": ["x"], "barks": true}]);
    let text = "<pets><cat><size>3</size></cat><dog><size>x</size><barks>true</barks></dog></pets>";
    assert_eq!(read::<ByName>(text).await.unwrap(), json);
    assert_eq!(written::<ByName>(&json).unwrap(), text);
}

/// Elements one after the other, with text between them (OAS 3.2.0 section 4.26, "Ordered Elements and Text").
struct Report;

static REPORT_ROOT: Root = Root::new(
    "Report",
    &Shape::Sequence(&[
        Node::text("", &Shape::Text),
        Node::element("data", &Shape::Number),
        Node::cdata("", &Shape::Text),
    ]),
);

impl Document for Report {
    const ROOT: &'static Root = &REPORT_ROOT;
}

#[tokio::test]
async fn sequences_keep_their_order() {
    let json = json!(["Some preamble text.", 42, "Some <postamble>]]> text."]);
    let text = "<Report>Some preamble text.<data>42</data><![CDATA[Some <postamble>]]]]><![CDATA[> text.]]></Report>";
    assert_eq!(read::<Report>(text).await.unwrap(), json);
    assert_eq!(written::<Report>(&json).unwrap(), text);
}

struct Inline;

static INNER: Shape = Shape::object(&[
    Node::attribute("a", &Shape::Text),
    Node::element("b", &Shape::Text),
]);

static INLINE_ROOT: Root = Root::new(
    "outer",
    &Shape::Object(
        &[
            Node::inline("inner", &INNER),
            Node::attribute("count", &Shape::Number).or_null(),
        ],
        Some(&Node::items("", &Shape::Number)),
    ),
)
.within("", "urn:x");

impl Document for Inline {
    const ROOT: &'static Root = &INLINE_ROOT;
}

#[tokio::test]
async fn parts_of_an_inline_object_stand_in_the_element_around_it() {
    let cases: [(&str, Value); 2] = [
        (r#"<outer xmlns="urn:x"/>"#, json!({"count": null})),
        (
            r#"<outer xmlns="urn:x" a="1" count="2"><b>x</b><c>1</c><c>2</c></outer>"#,
            json!({"inner": {"a": "1", "b": "x"}, "count": 2, "c": [1, 2]}),
        ),
    ];
    for (text, json) in cases {
        assert_eq!(read::<Inline>(text).await.unwrap(), json);
        assert_eq!(written::<Inline>(&json).unwrap(), text);
    }
}
