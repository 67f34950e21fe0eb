//! Tables of properties are as strict as serde's derives, with their messages, and say where it was.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::nethsm::{CreatedUser, Empty, ErrorMessage, UserPostData, UserRole};
use crate::runtime::wire::json;
use crate::runtime::{Decode, Encode, Nullable, Secret, Value, object};

/// Every presence, with the leaf types that matter.
#[derive(Clone, PartialEq)]
struct Own {
    a: i64,
    b: Option<String>,
    c: Vec<bool>,
    d: Option<f64>,
    e: Option<Box<Own>>,
    f: BTreeMap<String, i32>,
}

object! { Own { 0 a: "a" !, 1 b: "b" ?, 2 c: "c" !, 3 d: "d e" ?, 4 e: "e" ?, 5 f: "f" ! } }

#[derive(Debug, Deserialize)]
struct Twin {
    a: i64,
    b: Option<String>,
    c: Vec<bool>,
    #[serde(rename = "d e")]
    d: Option<f64>,
    e: Option<Box<Twin>>,
    f: BTreeMap<String, i32>,
}

impl From<Twin> for Own {
    fn from(twin: Twin) -> Self {
        let Twin { a, b, c, d, e, f } = twin;
        Self {
            a,
            b,
            c,
            d,
            e: e.map(|e| Box::new(Self::from(*e))),
            f,
        }
    }
}

fn agree(text: &str) {
    match (
        json::from_str::<Own>(text),
        serde_json::from_str::<Twin>(text),
    ) {
        (Ok(own), Ok(twin)) => assert_eq!(own, Own::from(twin), "{text}"),
        // Derives take an array for a struct; its elements are then missing or wrong.
        (Err(own), Err(_))
            if own
                .message
                .starts_with("invalid type: sequence, expected an object") => {}
        (Err(own), Err(twin)) => {
            // The expected type is worded in another way, and the value is left out; what is wrong, and where, is not.
            let kind = |message: &str| {
                let found = message.split(", expected").next().unwrap();
                match found.split_once(['"', '`']) {
                    Some((kind, _)) if found.starts_with("invalid ") => kind.trim_end().to_owned(),
                    _ => found.to_owned(),
                }
            };
            assert_eq!(
                kind(&own.message),
                kind(twin.to_string().split(" at line").next().unwrap()),
                "{text}"
            );
            assert_eq!(
                (own.line, own.column),
                (twin.line(), twin.column()),
                "{text}"
            );
        }
        (own, twin) => panic!("{text}: {own:?} but {twin:?}"),
    }
}

#[test]
fn texts_are_read_as_a_derive_reads_them() {
    let texts = [
        r#"{"a":1,"c":[],"f":{}}"#,
        r#"{"f":{"x":1,"y":-2},"c":[true,false],"a":1,"b":"b","d e":1.5,"e":null}"#,
        r#"{"a":1,"b":null,"c":[],"d e":2,"e":{"a":2,"c":[true],"f":{}},"f":{}}"#,
        r#"{"a":1,"c":[],"f":{},"unknown":{"deep":[1,{"x":"}"}]},"e":null}"#,
        r#" { "a" : 1 , "c" : [ ] , "f" : { } } "#,
        r#"{"\u0061":1,"c":[],"f":{}}"#,
        r#"{"c":[],"f":{}}"#,
        r#"{"a":1,"f":{}}"#,
        r"{}",
        r#"{"a":1,"a":2,"c":[],"f":{}}"#,
        r#"{"a":1,"b":null,"b":"x","c":[],"f":{}}"#,
        r#"{"a":"1","c":[],"f":{}}"#,
        // Of a fraction of zero a derive makes nothing (`values::integers_may_have_a_point`).
        r#"{"a":1.5,"c":[],"f":{}}"#,
        r#"{"a":9223372036854775807,"c":[],"f":{}}"#,
        r#"{"a":9223372036854775808,"c":[],"f":{}}"#,
        r#"{"a":99999999999999999999999,"c":[],"f":{}}"#,
        r#"{"a":null,"c":[],"f":{}}"#,
        r#"{"a":1,"c":null,"f":{}}"#,
        r#"{"a":1,"c":[0],"f":{}}"#,
        r#"{"a":1,"c":[true,],"f":{}}"#,
        r#"{"a":1,"c":{},"f":{}}"#,
        r#"{"a":1,"c":[],"f":[]}"#,
        r#"{"a":1,"c":[],"f":{"x":2147483648}}"#,
        r#"{"a":1,"c":[],"f":{"x":null}}"#,
        r#"{"a":1,"c":[],"f":{},"e":[]}"#,
        r#"{"a":1,"c":[],"f":{},"e":{"a":2}}"#,
        r#"{"a":1,"c":[],"f":{}} x"#,
        r#"{"a":1,"c":[],"f":{}"#,
        r#"{"a":1 "c":[]}"#,
        r#"{"a":1,"c":[],"f":{},}"#,
        r#"{"a":1,"b":"\ud800","c":[],"f":{}}"#,
        "null",
        "1",
        r#""a""#,
        "",
        " ",
        "{",
        "[",
        "nul",
    ];
    for text in texts {
        agree(text);
        for cut in (0..text.len()).filter(|cut| text.is_char_boundary(*cut)) {
            agree(&text[..cut]);
        }
    }
}

proptest::proptest! {
    /// Random objects over the model's keys and values of all types.
    #[test]
    fn random_objects_are_read_as_a_derive_reads_them(
        pairs in proptest::collection::vec((0..8_usize, 0..12_usize), 0..8)
    ) {
        let keys = ["a", "b", "c", "d e", "e", "f", "g", ""];
        let values = [
            "null", "1", "-1", "1.5", r#""x""#, "true", "[]", "[true,false]", "{}", r#"{"x":1}"#,
            r#"{"a":1,"c":[],"f":{}}"#, r#"[{"a":1}]"#,
        ];
        let body: Vec<String> = pairs.iter().map(|(key, value)| format!("{:?}:{}", keys[*key], values[*value])).collect();
        agree(&format!("{{{}}}", body.join(",")));
    }
}

/// Derives accept an array for a struct; an API's object is none.
#[test]
fn arrays_are_no_objects() {
    let error = json::from_str::<CreatedUser>(r#"["id",null]"#).unwrap_err();
    assert_eq!(
        error.message,
        "invalid type: sequence, expected an object (`CreatedUser`)"
    );
    assert_eq!(json::from_str::<Empty>("{}").unwrap(), Empty {});
    assert_eq!(json::from_str::<Empty>(r#"{"x":[]}"#).unwrap(), Empty {});
}

#[derive(PartialEq)]
struct Presences {
    required_null: Option<i64>,
    optional: Option<i64>,
    three: Nullable<i64>,
}

object! { Presences { 0 required_null: "r" !, 1 optional: "o" ?, 2 three: "t" ~ } }

#[test]
fn presences_differ() {
    let read = |text| json::from_str::<Presences>(text).map_err(|error| error.message);
    let (some, none) = (Some(1), None);
    let cases = [
        (
            r#"{"r":1,"o":1,"t":1}"#,
            (some, some, Nullable::Value(1)),
            r#"{"r":1,"o":1,"t":1}"#,
        ),
        (
            r#"{"r":null,"o":null,"t":null}"#,
            (none, none, Nullable::Null),
            r#"{"r":null,"t":null}"#,
        ),
        (
            r#"{"r":null}"#,
            (none, none, Nullable::Absent),
            r#"{"r":null}"#,
        ),
    ];
    for (text, (required_null, optional, three), written) in cases {
        let value = Presences {
            required_null,
            optional,
            three,
        };
        assert_eq!(read(text).as_ref(), Ok(&value), "{text}");
        assert_eq!(
            String::from_utf8(json::to_vec(&value).unwrap()).unwrap(),
            written
        );
    }
    assert_eq!(read(r#"{"o":1}"#), Err("missing field `r`".to_owned()));
    assert_eq!(
        read(r#"{"r":1,"t":1,"t":null}"#),
        Err("duplicate field `t`".to_owned())
    );
}

#[test]
fn a_path_says_where_it_was() {
    fn path<T: Decode + std::fmt::Debug>(text: &str) -> String {
        json::from_str::<T>(text).unwrap_err().path
    }
    let cases = [
        (
            path::<ErrorMessage>(r#"{"detail":[{"loc":["a",1],"msg":"m"},{"loc":7,"msg":""}]}"#),
            "detail[1].loc",
        ),
        (
            path::<ErrorMessage>(r#"{"detail":[{"loc":[],"msg":"m"},{"loc":[]}]}"#),
            "detail[1]",
        ),
        (path::<ErrorMessage>(r#"{"detail":{}}"#), "detail"),
        (path::<ErrorMessage>("[]"), ""),
        (
            path::<CreatedUser>(r#"{"id":"a","parent":{"id":"b","parent":{"id":3}}}"#),
            "parent.parent.id",
        ),
        (
            path::<BTreeMap<String, Vec<i64>>>(r#"{"a":[1],"b c":[1,2,"x"]}"#),
            r#"["b c"][2]"#,
        ),
        (path::<Own>(r#"{"a":1,"c":[],"d e":"x"}"#), r#"["d e"]"#),
        (path::<Vec<Vec<bool>>>("[[true],[false,0]]"), "[1][1]"),
        (
            path::<ErrorMessage>(r#"{"detail":[{"loc":[],"msg":"m"#),
            "detail[0].msg",
        ),
    ];
    for (actual, expected) in cases {
        assert_eq!(actual, expected);
    }
    // serde's own door leaves nothing behind for the next error.
    assert!(serde_json::from_str::<ErrorMessage>(r#"{"detail":[1]}"#).is_err());
    assert_eq!(crate::runtime::wire::path::take(), "");
}

#[test]
fn further_properties_are_kept_and_sent() {
    let text = r#"{"realName":"A","role":"Guest","passphrase":"p","x":1,"roleId":[]}"#;
    let user: UserPostData = json::from_str(text).unwrap();
    assert_eq!(user.extra.keys().collect::<Vec<_>>(), ["roleId", "x"]);
    assert_eq!(user.role, UserRole::from("Guest"));
    let sent: Value = serde_json::from_slice(&json::to_vec(&user).unwrap()).unwrap();
    assert_eq!(sent, serde_json::from_str::<Value>(text).unwrap());
    let twice = json::from_str::<UserPostData>(r#"{"x":1,"x":2}"#).unwrap_err();
    assert_eq!(twice.message, "duplicate field `x`");
}

#[test]
fn codecs_write_in_their_own_way() {
    let mut user = UserPostData::new("A", UserRole::Operator, Secret::from("p"))
        .nickname("n")
        .edipi(None);
    user.role_id = Some(20);
    user.ids = Some(vec![i64::MIN, 3]);
    user.key = Some(vec![0, 255, 1, 2]);
    let text = r#"{"realName":"A","role":"Operator","passphrase":"p","nickname":"n","edipi":null,"role_id":"20","ids":["-9223372036854775808","3"],"key":"AP8BAg=="}"#;
    assert_eq!(
        String::from_utf8(json::to_vec(&user).unwrap()).unwrap(),
        text
    );
    assert_eq!(json::from_str::<UserPostData>(text).unwrap(), user);
    assert_eq!(serde_json::from_str::<UserPostData>(text).unwrap(), user);
    assert_eq!(
        serde_json::from_value::<UserPostData>(serde_json::from_str(text).unwrap()).unwrap(),
        user
    );

    let with =
        |member: &str| format!(r#"{{"realName":"A","role":"Operator","passphrase":"p",{member}}}"#);
    for (member, path, message) in [
        (
            r#""role_id":"x""#,
            "role_id",
            "invalid value: string, expected an integer, as a number or in a string",
        ),
        (
            r#""role_id":"9223372036854775808""#,
            "role_id",
            "invalid value: string, ",
        ),
        (
            r#""role_id":9223372036854775808"#,
            "role_id",
            "invalid value: integer, ",
        ),
        (
            r#""role_id":1.5"#,
            "role_id",
            "invalid type: floating point, ",
        ),
        (r#""ids":["1",true]"#, "ids[1]", "invalid type: boolean, "),
        (r#""ids":["1",null]"#, "ids[1]", "invalid type: null, "),
        (
            r#""key":"A""#,
            "key",
            "invalid value: other text, expected base64 text",
        ),
    ] {
        let error = json::from_str::<UserPostData>(&with(member)).unwrap_err();
        assert_eq!(error.path, path, "{member}");
        assert!(
            error.message.starts_with(message),
            "{member}: {}",
            error.message
        );
    }
    let numbers = json::from_str::<UserPostData>(&with(r#""role_id":5,"ids":[1,"2"]"#)).unwrap();
    assert_eq!((numbers.role_id, numbers.ids), (Some(5), Some(vec![1, 2])));
    assert_eq!(
        json::from_str::<UserPostData>(&with(r#""role_id":null"#))
            .unwrap()
            .role_id,
        None
    );
}

#[test]
fn what_json_cannot_hold_is_refused() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(json::to_vec(&number).is_err());
        assert!(json::to_string(&vec![number]).is_err());
    }
    assert!(json::to_vec(&f32::NAN).is_err());
}

#[test]
fn depth_is_limited() {
    let text = format!("{}{}", r#"{"id":"a","parent":"#.repeat(200), "null");
    assert_eq!(
        json::from_str::<CreatedUser>(&text).unwrap_err().message,
        "recursion limit exceeded"
    );
}

fn assert_static<T: Encode + Decode + Send + Sync + 'static>() {}

#[test]
fn models_are_plain_data() {
    assert_static::<UserPostData>();
    assert_static::<ErrorMessage>();
}

/// Nothing but further properties: what is sent of a type whose properties are all read-only.
#[derive(PartialEq)]
struct OnlyRest {
    extra: BTreeMap<String, Value>,
}

object! {
    OnlyRest {
        * extra,
    }
}

#[test]
fn an_object_may_have_only_further_properties() {
    let read: OnlyRest = json::from_str(r#"{"a":1}"#).unwrap();
    assert_eq!(read.extra.get("a"), Some(&Value::from(1)));
    assert_eq!(json::to_vec(&read).unwrap(), br#"{"a":1}"#);
}

#[test]
fn an_object_is_shown_as_it_is_written() {
    let shown = |text| format!("{:?}", json::from_str::<Own>(text).unwrap());
    assert_eq!(
        shown(r#"{"a":1,"c":[],"d e":2,"e":{"a":3,"c":[true],"f":{}},"f":{"x":4}}"#),
        r#"Own { a: 1, c: [], d e: 2.0, e: Own { a: 3, c: [true], f: {} }, f: {"x": 4} }"#
    );
    let shown = |text| format!("{:?}", json::from_str::<Presences>(text).unwrap());
    assert_eq!(
        shown(r#"{"r":1,"o":2,"t":3}"#),
        "Presences { r: Some(1), o: 2, t: 3 }"
    );
    assert_eq!(
        shown(r#"{"r":null,"o":null,"t":null}"#),
        "Presences { r: None, t: None }"
    );
    let extra = OnlyRest {
        extra: BTreeMap::from([("a".to_owned(), Value::from(1))]),
    };
    assert_eq!(format!("{extra:?}"), "OnlyRest { a: Number(1) }");
    assert_eq!(format!("{:?}", Empty {}), "Empty");
}
