//! Unions: what tells variants apart, what happens where nothing fits, and that nesting is bounded.

use super::nethsm::{ErrorMessage, LocationItem, Pet, Shape};
use crate::runtime::wire::json;
use crate::runtime::{Decode, OneOrMany, RawJson, Value, object, union};

fn written<T: crate::runtime::Encode>(value: &T) -> String {
    String::from_utf8(json::to_vec(value).unwrap()).unwrap()
}

#[test]
fn json_types_decide() {
    for (text, name) in [
        (r#""a""#, "Text"),
        ("1", "Integer"),
        ("1.5", "Unknown"),
        ("true", "Unknown"),
        ("null", "Unknown"),
        (r#"{"a":[1]}"#, "Unknown"),
    ] {
        let value: LocationItem = json::from_str(text).unwrap();
        assert!(format!("{value:?}").starts_with(name), "{text}: {value:?}");
        assert_eq!(written(&value), text);
        assert_eq!(serde_json::from_str::<LocationItem>(text).unwrap(), value);
        let tree = serde_json::from_str(text).unwrap();
        assert_eq!(
            written(&serde_json::from_value::<LocationItem>(tree).unwrap()),
            text
        );
    }
    let whole: LocationItem = json::from_str("1.0").unwrap();
    assert_eq!(whole, LocationItem::Integer(1));
    let error = json::from_str::<ErrorMessage>(
        r#"{"detail":[{"loc":["a",99999999999999999999],"msg":""}]}"#,
    );
    assert_eq!(error.unwrap_err().path, "detail[0].loc[1]");
}

#[derive(Debug, PartialEq)]
enum Any {
    Nothing(()),
    Number(f64),
    Flag(bool),
    List(Vec<i64>),
    Unknown(RawJson),
}

impl crate::runtime::Encode for () {
    fn encode<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

impl Decode for () {
    fn decode<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::Deserialize::deserialize(deserializer)
    }
}

union! { Any by type { Nothing: null, Number: number, Flag: boolean, List: array | object } }

#[test]
fn integers_are_numbers_where_no_variant_takes_integers() {
    assert_eq!(json::from_str::<Any>("3").unwrap(), Any::Number(3.0));
    assert_eq!(json::from_str::<Any>("3e1").unwrap(), Any::Number(30.0));
    assert_eq!(json::from_str::<Any>("null").unwrap(), Any::Nothing(()));
    assert_eq!(
        json::from_str::<Any>(" [ 1 ] ").unwrap(),
        Any::List(vec![1])
    );
    assert!(matches!(
        json::from_str::<Any>(r#""x""#).unwrap(),
        Any::Unknown(_)
    ));
    let error = json::from_str::<Vec<Any>>("[1,{}]").unwrap_err();
    assert_eq!(
        (error.path.as_str(), error.message.as_str()),
        ("[1]", "invalid type: map, expected an array")
    );
}

#[test]
fn tags_decide() {
    let cat: Pet = json::from_str(r#"{"lives":9,"petType":"Cat"}"#).unwrap();
    assert!(matches!(&cat, Pet::Cat(cat) if cat.lives == 9 && cat.pet_type == "Cat"));
    let dog: Pet =
        json::from_str(r#"{"petType":"dog","friends":[{"petType":"cat","lives":1}]}"#).unwrap();
    assert_eq!(
        written(&dog),
        r#"{"petType":"dog","friends":[{"petType":"cat","lives":1}]}"#
    );
    for unknown in [r#"{"petType":"fish"}"#, "{}", r#"{"petType":7}"#, "[]", "1"] {
        let value: Pet = json::from_str(unknown).unwrap();
        assert!(matches!(&value, Pet::Unknown(raw) if raw.get() == unknown));
        assert_eq!(written(&value), unknown);
    }
    let error = json::from_str::<Vec<Pet>>(
        r#"[{"petType":"dog","friends":[{"petType":"cat","lives":"x"}]}]"#,
    )
    .unwrap_err();
    assert_eq!(error.path, "[0].friends[0].lives");
    assert_eq!(error.message, "invalid type: string, expected i32");
}

#[test]
fn the_first_that_fits_decides() {
    let cases = [
        (r#"{"radius":1.5}"#, "Circle"),
        (r#"{"side":2}"#, "Square"),
        (r#"{"radius":1,"side":2}"#, "Circle"),
        (r#""12""#, "Id"),
        (r#"{"radius":"x"}"#, "Other"),
        (r#"{"side":1,"inner":{"radius":"x"}}"#, "Square"),
    ];
    for (text, name) in cases {
        let value: Shape = json::from_str(text).unwrap();
        assert!(format!("{value:?}").starts_with(name), "{text}: {value:?}");
    }
    // A variant that did not fit leaves no trace in a later error.
    let error = json::from_str::<(Vec<Shape>, i64)>(r#"[[{"side":1}],"x"]"#).unwrap_err();
    assert_eq!(error.path, "[1]");
}

/// A named thing.
#[derive(PartialEq)]
struct Named {
    kind: Option<Value>,
    name: String,
}

object! { Named { 0 kind: "kind" ?, 1 name: "name" ! } }

/// A thing of which everything may be left out.
#[derive(PartialEq)]
struct Loose {
    size: Option<i64>,
    kind: Option<Value>,
}

object! { Loose { 0 size: "size" ?, 1 kind: "kind" ? } }

#[derive(Debug, PartialEq)]
enum Mixed {
    Level(String),
    Text(String),
    Flag(bool),
    One(Named),
    Two(Named),
    Sized(Loose),
    Names(Vec<Named>),
    Numbers(Vec<i64>),
    Rest(Loose),
    Deep(RawJson),
    Unknown(RawJson),
}

union! {
    Mixed by rules {
        Level:   ! (= "low" | "high" | "7"),
        Text:    ! (string),
        Flag:    ! (= "true"),
        One:     ! ("kind" = "1" | "one") | (! "kind", "name": string, "tag"),
        Two:     ! ("kind" = "2" | "true", "name"),
        Deep:    ! ("kind": (object, "kind" = "1")) | ("kind": array),
        Names:   ! ([object, "name"]),
        Numbers: ! (array),
        Sized:   ? (object) has "size" | "weight",
        Rest:    ? (! "kind"),
    }
}

#[test]
fn rules_combine_every_kind_of_evidence() {
    let cases = [
        (r#""low""#, "Level"),
        (r#""\u006cow""#, "Level"),
        (r#""lower""#, "Text"),
        ("true", "Flag"),
        ("false", "Unknown"),
        ("8", "Unknown"),
        (r#"{"name":"x","kind":1}"#, "One"),
        (r#"{"kind":"one","name":"x","new":{}}"#, "One"),
        (r#"{"name":"x","tag":null}"#, "One"),
        (r#"{"kind":2,"name":"x"}"#, "Two"),
        (r#"{"kind":true,"name":"x"}"#, "Two"),
        (r#"{"kind":{"kind":1},"name":"x"}"#, "Deep"),
        (r#"[{"name":"x"},{"name":"y"}]"#, "Names"),
        ("[1,2]", "Numbers"),
        // An empty array passes any look at its first element.
        ("[]", "Names"),
        // Both are tried; the one whose own property is there comes first, else it comes last.
        (r#"{"size":1}"#, "Sized"),
        ("{}", "Rest"),
        (r#"{"kind":3}"#, "Sized"),
        (r#"{"size":"x"}"#, "Unknown"),
    ];
    for (text, name) in cases {
        let value: Mixed = json::from_str(text).unwrap();
        assert!(format!("{value:?}").starts_with(name), "{text}: {value:?}");
    }
    for (text, path, message) in [
        (
            r#"[{"kind":"one","name":7}]"#,
            "[0].name",
            "invalid type: integer, expected a string",
        ),
        (r#"[{"kind":1}]"#, "[0]", "missing field `name`"),
        (r#"[[{"name":"x"},{}]]"#, "[0][1]", "missing field `name`"),
    ] {
        let error = json::from_str::<Vec<Mixed>>(text).unwrap_err();
        assert_eq!(
            (error.path.as_str(), error.message.as_str()),
            (path, message)
        );
    }
}

#[test]
fn rules_write_every_variant_as_it_is() {
    for text in [
        r#""low""#,
        "true",
        "false",
        r#"{"kind":1,"name":"x"}"#,
        r#"{"kind":{"a":[1.00]},"size":"x"}"#,
        r#"[{"name":"x"}]"#,
        "[1,2]",
        r#"{"size":1}"#,
        r#"{ "size" : "x" }"#,
    ] {
        let value: Mixed = json::from_str(text).unwrap();
        assert_eq!(written(&value), text);
    }
}

/// Every level may be either of two variants: without a limit the work doubles with each.
#[test]
fn nesting_costs_no_more_than_its_limit() {
    let nested = |depth: usize| {
        let mut text = r#"{"radius":"x"}"#.to_owned();
        for _ in 0..depth {
            text = format!(r#"{{"side":1,"inner":{text}}}"#);
        }
        text
    };
    let shallow: Shape = json::from_str(&nested(12)).unwrap();
    assert!(matches!(shallow, Shape::Square(_)));
    let started = std::time::Instant::now();
    let deep = json::from_str::<Shape>(&nested(120));
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    drop(deep);
    let too_deep = json::from_str::<Shape>(&nested(10_000)).unwrap_err();
    assert_eq!(too_deep.message, "recursion limit exceeded");
}

#[test]
fn one_or_many_is_sent_as_it_came() {
    for (text, length) in [
        (r#""a""#, 1),
        (r#"["a"]"#, 1),
        ("[]", 0),
        (r#"["a","b"]"#, 2),
    ] {
        let value: OneOrMany<String> = json::from_str(text).unwrap();
        assert_eq!(value.len(), length);
        assert_eq!(written(&value), text);
    }
    assert_eq!(
        json::from_str::<OneOrMany<String>>(r#"["a",1]"#)
            .unwrap_err()
            .path,
        "[1]"
    );
    assert_eq!(OneOrMany::<i32>::from(vec![1]).into_vec(), [1]);
    assert_eq!(OneOrMany::<i32>::from(1).iter().sum::<i32>(), 1);
}

#[test]
fn raw_json_is_the_text() {
    let raw: RawJson = json::from_str(r#"{ "a" : [1.00, "é"] }"#).unwrap();
    assert_eq!(raw.get(), r#"{ "a" : [1.00, "é"] }"#);
    assert_eq!(
        RawJson::new(&vec![1_i64])
            .unwrap()
            .decode_as::<Vec<i64>>()
            .unwrap(),
        [1]
    );
}
