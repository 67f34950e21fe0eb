//! Leaf types with a form of their own.

use time::macros::{date, datetime};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::runtime::wire::json;
use crate::runtime::{
    Base64, Base64Url, DateTime, Decimal, DecimalString, DecodeWith, EncodeWith, IntegerString,
    JsonText, List, Nullable, Plain, Secret, Tuple,
};

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

#[test]
fn points_in_time_are_sent_as_they_came() {
    let whole = datetime!(2025-12-31 23:59:59 UTC);
    let parts = datetime!(2025-12-31 23:59:59.125 +2);
    for (text, instant) in [
        ("2025-12-31T23:59:59Z", whole),
        ("2025-12-31t23:59:59z", whole),
        ("2025-12-31T23:59:59.000Z", whole),
        ("2025-12-31T23:59:59+00:00", whole),
        ("2025-12-31T23:59:59-00:00", whole),
        ("2025-12-31T23:59:59.125+02:00", parts),
        ("2025-12-31T23:59:59.125000000+02:00", parts),
        ("2025-12-31T21:59:59.1250000Z", parts),
        // What RFC 3339 does not have, and servers send.
        ("2025-12-31 23:59:59.125+02", parts),
        ("2025-12-31 23:59:59.125+0200", parts),
        ("2025-12-31 18:29:59.125-0330", parts),
        ("2025-12-31T23:59:59", whole),
        ("2025-12-31 23:59", datetime!(2025-12-31 23:59 UTC)),
        ("2025-12-31T23:59Z", datetime!(2025-12-31 23:59 UTC)),
        ("2025-12-31", datetime!(2025-12-31 0:00 UTC)),
        ("0000-01-01T00:00:00Z", datetime!(0000-01-01 0:00 UTC)),
        (
            "1998-12-31T23:59:60Z",
            datetime!(1998-12-31 23:59:59.999_999_999 UTC),
        ),
        (
            "1998-12-31T15:59:60.123-08:00",
            datetime!(1998-12-31 23:59:59.999_999_999 UTC),
        ),
    ] {
        let read: DateTime = json::from_str(&quoted(text)).unwrap();
        assert_eq!(read, instant, "{text}");
        assert_eq!(read.to_string(), text);
        assert_eq!(json::to_vec(&read).unwrap(), quoted(text).as_bytes());
    }
    for wrong in [
        "",
        "now",
        "2025-12-31T",
        "2025-12-31T23",
        "2025-12-31T23:59:59.Z",
        "2025-12-31T23:59:59.1234567890Z",
        "2025-12-31T24:00:00Z",
        "2025-12-31T23:59:59+02:",
        "2025-12-31T23:59:59+99:00",
        "2025-12-31T23:59:59Zulu",
        "2025-12-31X23:59:59Z",
        "2025-02-30T00:00:00Z",
        "1735689599",
        "\u{661}025-12-31",
    ] {
        let error = json::from_str::<DateTime>(&quoted(wrong)).unwrap_err();
        assert!(
            error.message.contains("RFC 3339"),
            "{wrong}: {}",
            error.message
        );
    }
}

#[test]
fn points_in_time_are_written_as_in_rfc_3339() {
    for (instant, text) in [
        (
            datetime!(2025-12-31 23:59:59 +1),
            "2025-12-31T23:59:59+01:00",
        ),
        (
            datetime!(2025-12-31 23:59:59 -3:30),
            "2025-12-31T23:59:59-03:30",
        ),
        (
            datetime!(2025-12-31 23:59:59.120 UTC),
            "2025-12-31T23:59:59.12Z",
        ),
    ] {
        let value = DateTime::from(instant);
        assert_eq!(json::to_vec(&value).unwrap(), quoted(text).as_bytes());
        assert_eq!((value.year(), value.get()), (2025, instant));
    }
    let before = DateTime::from(datetime!(-0001-12-31 0:00 UTC));
    assert!(json::to_vec(&before).is_err());
    assert!(DateTime::from(OffsetDateTime::UNIX_EPOCH) < "2025-12-31".parse().unwrap());
}

#[test]
fn dates_are_those_of_rfc_3339() {
    let read = |text: &str| json::from_str::<Date>(&format!("{text:?}"));
    assert_eq!(read("2024-02-29").unwrap(), date!(2024 - 02 - 29));
    for wrong in [
        "",
        "2025-02-29",
        "20250101",
        "2025-W01-1",
        "2025-001",
        "2025-01-01T00:00:00Z",
        "+2025-01-1",
    ] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
    assert_eq!(
        json::to_vec(&date!(0987 - 06 - 05)).unwrap(),
        br#""0987-06-05""#
    );
}

#[test]
fn uuids_are_text() {
    let text = r#""67e55044-10b1-426f-9247-bb680e5fe0c8""#;
    let uuid: Uuid = json::from_str(text).unwrap();
    assert_eq!(json::to_vec(&uuid).unwrap(), text.as_bytes());
    assert!(json::from_str::<Uuid>(r#""67e55044""#).is_err());
}

#[test]
fn secrets_are_sent_and_not_shown() {
    let secret: Secret = json::from_str(r#""hunter2""#).unwrap();
    assert_eq!(secret.expose(), "hunter2");
    assert_eq!(json::to_vec(&secret).unwrap(), br#""hunter2""#);
    assert_eq!(
        format!("{secret} {secret:?} {secret:#?}"),
        "[redacted] [redacted] [redacted]"
    );
}

#[test]
fn nullable_has_three_states() {
    assert_eq!(Nullable::from(Some(1)), Nullable::Value(1));
    assert_eq!(Nullable::<i32>::from(None), Nullable::Null);
    assert_eq!(Nullable::<i32>::default(), Nullable::Absent);
    assert_eq!(
        Nullable::from("a")
            .map(|text: String| text.len())
            .into_value(),
        Some(1)
    );
}

#[test]
fn plain_texts_become_types() {
    assert_eq!(json::from_plain::<String>("5"), Some("5".to_owned()));
    assert_eq!(json::from_plain::<i64>("5"), Some(5));
    assert_eq!(json::from_plain::<bool>("true"), Some(true));
    assert_eq!(
        json::from_plain::<Date>("2024-02-29"),
        Some(date!(2024 - 02 - 29))
    );
    assert_eq!(json::from_plain::<i64>("five"), None);
}

/// Reads and writes by a codec.
fn through<C: DecodeWith<T> + EncodeWith<T>, T>(text: &str) -> Result<(T, String), String> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = C::decode_with(&mut reader).map_err(|error| {
        let message = error.to_string();
        message.split(" at line").next().unwrap().to_owned()
    })?;
    let mut written = Vec::new();
    C::encode_with(&value, &mut serde_json::Serializer::new(&mut written)).unwrap();
    Ok((value, String::from_utf8(written).unwrap()))
}

#[test]
fn decimals_keep_their_digits() {
    for (text, number, string) in [
        ("0", "0", r#""0""#),
        ("-12.50", "-12.50", r#""-12.50""#),
        ("1E+400", "1E+400", r#""1E+400""#),
        (r#""0.10""#, "0.10", r#""0.10""#),
        (r#""007""#, "7", r#""007""#),
        (r#""+.5""#, "0.5", r#""+.5""#),
        (r#""-1.""#, "-1", r#""-1.""#),
        (
            "123456789012345678901234567890.123456789012345678901234567890",
            "123456789012345678901234567890.123456789012345678901234567890",
            r#""123456789012345678901234567890.123456789012345678901234567890""#,
        ),
    ] {
        assert_eq!(through::<Plain, Decimal>(text).unwrap().1, number);
        assert_eq!(through::<DecimalString, Decimal>(text).unwrap().1, string);
    }
    for wrong in [
        r#""""#, r#""-""#, r#"".""#, r#""1e""#, r#""1,5""#, r#"" 1""#, "true", "null", "[1]",
    ] {
        let error = through::<Plain, Decimal>(wrong).unwrap_err();
        assert!(error.contains("a number"), "{wrong}: {error}");
    }
    let large = Decimal::from(u128::MAX);
    assert_eq!(large.parse(), Ok(u128::MAX));
    assert!(large.parse::<i64>().is_err());
    assert_eq!(Decimal::try_from(0.1).unwrap().as_str(), "0.1");
    assert!(Decimal::try_from(f64::NAN).is_err());
    let inside: serde_json::Value = serde_json::json!([12.5]);
    let read: Vec<Decimal> = crate::runtime::Decode::decode(inside).unwrap();
    assert_eq!(format!("{read:?}"), "[Decimal(12.5)]");
}

#[test]
fn whole_numbers_are_sent_without_a_fraction() {
    for (value, text) in [
        (20.0, "20"),
        (-3.0, "-3"),
        (0.0, "0"),
        (-0.0, "-0.0"),
        (0.5, "0.5"),
        (1e21, "1e+21"),
    ] {
        assert_eq!(json::to_vec(&value).unwrap(), text.as_bytes());
    }
    assert!(json::to_vec(&f32::NAN).is_err());
}

/// A fraction of zero is none (JSON Schema 2020-12 section 6.1.1).
#[test]
fn integers_may_have_a_point() {
    for (text, value) in [("1.0", 1), ("-0.0", 0), ("-0", 0), ("2e3", 2000)] {
        assert_eq!(json::from_str::<i64>(text).unwrap(), value);
        assert_eq!(i64::from(json::from_str::<i32>(text).unwrap()), value);
    }
    let through = through::<IntegerString, u64>;
    assert_eq!(through("7.0").unwrap(), (7, "\"7\"".to_owned()));
    // Too large for a digit to be sure, or for the type.
    for text in ["1.5", "9007199254740993.0", "1e300", "-1.0"] {
        assert!(json::from_str::<u64>(text).is_err(), "{text}");
    }
    assert!(json::from_str::<i32>("3000000000.0").is_err());
}

#[test]
fn floats_have_the_digits_of_their_width() {
    for value in [0.1_f32, -1.1e-30, 3.402_823_5e38, f32::MIN_POSITIVE] {
        let text = serde_json::to_string(&value).unwrap();
        assert_eq!(json::to_vec(&value).unwrap(), text.as_bytes());
    }
}

#[test]
fn tuples_are_lists_of_one_length() {
    type Pair = (i64, Option<String>);
    assert_eq!(
        through::<Plain, Pair>(r#"[1,"a"]"#).unwrap(),
        ((1, Some("a".to_owned())), r#"[1,"a"]"#.to_owned())
    );
    assert_eq!(through::<Plain, (bool,)>("[true]").unwrap().1, "[true]");
    let (value, text) = through::<Tuple<(IntegerString, List<Base64>)>, (u64, Vec<Vec<u8>>)>(
        r#"["18446744073709551615",["AQ=="]]"#,
    )
    .unwrap();
    assert_eq!(value, (u64::MAX, vec![vec![1]]));
    assert_eq!(text, r#"["18446744073709551615",["AQ=="]]"#);
    for (wrong, message) in [
        ("[1]", "invalid length 1, expected an array of 2"),
        (r#"[1,"a",2]"#, "invalid length 3, expected an array of 2"),
        ("{}", "invalid type: map, expected an array of 2"),
    ] {
        assert_eq!(through::<Plain, Pair>(wrong).unwrap_err(), message);
    }
    let error = json::from_str::<Vec<Pair>>(r#"[[1,"a"],[2,3]]"#).unwrap_err();
    assert_eq!(error.path, "[1][1]");
}

#[test]
fn json_may_be_inside_a_string() {
    let (value, text) = through::<JsonText<Plain>, Vec<i64>>(r#""[1, 2]""#).unwrap();
    assert_eq!((value, text.as_str()), (vec![1, 2], r#""[1,2]""#));
    for wrong in ["[1, 2]", r#""[1""#, r#""{}""#] {
        assert!(
            through::<JsonText<Plain>, Vec<i64>>(wrong).is_err(),
            "{wrong}"
        );
    }
}

#[test]
fn bytes_are_read_in_either_alphabet_and_with_or_without_padding() {
    for text in [
        r#""-_-_AQ==""#,
        r#""-_-_AQ""#,
        r#""+/+/AQ==""#,
        r#""+/+/AQ""#,
    ] {
        let (bytes, written) = through::<Base64, Vec<u8>>(text).unwrap();
        assert_eq!(bytes, [251, 255, 191, 1]);
        assert_eq!(written, r#""+/+/AQ==""#);
        assert_eq!(
            through::<Base64Url, Vec<u8>>(text).unwrap().1,
            r#""-_-_AQ""#
        );
    }
    assert!(through::<Base64, Vec<u8>>(r#""string!""#).is_err());
}
