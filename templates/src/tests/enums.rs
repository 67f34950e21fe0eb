//! Open enumerations keep what they do not know.

#![allow(unreachable_pub, reason = "an enumeration of an API is public")]

use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};

use super::nethsm::{Code, PaginationSortMethod, UserRole};
use crate::runtime::wire::json;
use crate::runtime::{Value, closed_json_enum, json_enum};

/// Values of several JSON types.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Size {
    Auto,
    One,
    Half,
    Largest,
    Yes,
    Other(Value),
}

json_enum! {
    Size {
        Auto:    "auto",
        One:     1_i64,
        Half:    0.5_f64,
        Largest: 18_446_744_073_709_551_615_u64,
        Yes:     true,
        * Other,
    }
}

/// The same without others.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Fixed {
    Auto,
    Half,
    Yes,
}

closed_json_enum! {
    Fixed {
        Auto: "auto",
        Half: 0.5_f64,
        Yes:  true,
    }
}

#[test]
fn closed_mixed_values_take_no_others() {
    for (text, value) in [
        (r#""auto""#, Fixed::Auto),
        ("0.5", Fixed::Half),
        ("true", Fixed::Yes),
    ] {
        assert_eq!(json::from_str::<Fixed>(text).unwrap(), value);
        assert_eq!(json::to_vec(&value).unwrap(), text.as_bytes());
    }
    for text in [r#""Auto""#, "5", "false", "null", "[0.5]"] {
        let error = json::from_str::<Fixed>(text).unwrap_err();
        assert!(error.message.contains("enumeration"), "{}", error.message);
    }
}

#[test]
fn texts_round_trip() {
    for (text, value) in [
        ("Administrator", UserRole::Administrator),
        ("Operator", UserRole::Operator),
    ] {
        assert_eq!(UserRole::from(text), value);
        assert_eq!(
            json::from_str::<UserRole>(&format!("{text:?}")).unwrap(),
            value
        );
    }
    for unknown in ["", "operator", "Guest \"x\" \u{1F980}"] {
        let text = serde_json::to_string(unknown).unwrap();
        let value: UserRole = json::from_str(&text).unwrap();
        assert!(matches!(&value, UserRole::Unknown(kept) if kept.as_str() == unknown));
        assert_eq!(value.to_string(), unknown);
        assert_eq!(json::to_vec(&value).unwrap(), text.as_bytes());
        assert_eq!(serde_json::from_str::<UserRole>(&text).unwrap(), value);
    }
    assert_eq!(
        PaginationSortMethod::from("unknown"),
        PaginationSortMethod::Unknown
    );
    assert!(matches!(
        PaginationSortMethod::from("x"),
        PaginationSortMethod::Other(_)
    ));
    let error = json::from_str::<UserRole>("3").unwrap_err();
    assert_eq!(error.message, "invalid type: integer, expected a string");
    assert_eq!("Operator".parse(), Ok(UserRole::Operator));
    assert_eq!(format!("{:>9}", UserRole::Operator), " Operator");
}

#[test]
fn texts_that_are_equal_have_one_hash() {
    let hashed = BuildHasherDefault::<DefaultHasher>::default();
    let hash = |role: &UserRole| hashed.hash_one(role);
    let named = UserRole::from("Operator");
    assert_eq!(named, UserRole::Operator);
    assert_eq!(hash(&named), hash(&UserRole::Operator));
    let (unknown, other) = (UserRole::from("Auditor"), UserRole::from("auditor"));
    assert_eq!(unknown, unknown.clone());
    assert_eq!(hash(&unknown), hash(&unknown.clone()));
    assert_ne!(unknown, other);
    assert_ne!(unknown, UserRole::Operator);
}

#[test]
fn integers_round_trip() {
    for (text, value) in [
        ("1", Code::One),
        ("-2", Code::MinusTwo),
        ("7", Code::from(7)),
    ] {
        assert_eq!(json::from_str::<Code>(text).unwrap(), value);
        assert_eq!(json::to_vec(&value).unwrap(), text.as_bytes());
        assert_eq!(text.parse::<Code>().unwrap(), value);
    }
    assert!(matches!(Code::from(7), Code::Unknown(kept) if kept.get() == 7));
    assert!(json::from_str::<Code>("1.5").is_err());
    assert!(json::from_str::<Code>("\"1\"").is_err());
}

#[test]
fn mixed_values_round_trip() {
    for (text, value) in [
        (r#""auto""#, Size::Auto),
        ("1", Size::One),
        ("0.5", Size::Half),
        ("18446744073709551615", Size::Largest),
        ("true", Size::Yes),
        (r#""1""#, Size::from(Value::from("1"))),
        ("[null]", Size::Other(serde_json::json!([null]))),
    ] {
        assert_eq!(json::from_str::<Size>(text).unwrap(), value);
        assert_eq!(json::to_vec(&value).unwrap(), text.as_bytes());
    }
    assert!(matches!(Size::from(Value::from("1")), Size::Other(_)));
    assert_eq!(format!("{:>6}{}", Size::Auto, Size::Half), "  auto0.5");
}

#[test]
fn enumerations_are_shown_as_they_are_written() {
    let role = UserRole::Administrator;
    assert_eq!(
        format!("{role:?} {role}"),
        r#""Administrator" Administrator"#
    );
    assert_eq!(format!("{:?}", UserRole::from("x\"")), r#""x\"""#);
    assert_eq!(format!("{:?}", Code::from(7)), "7");
    assert_eq!(
        format!("{:?}", [Size::Auto, Size::Half, Size::Other(Value::Null)]),
        r#"["auto", 0.5, null]"#
    );
    assert_eq!(
        format!("{:?} {}", Fixed::Auto, Fixed::Auto),
        r#""auto" auto"#
    );
}
