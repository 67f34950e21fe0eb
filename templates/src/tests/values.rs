//! Leaf types with a form of their own.

use time::macros::{date, datetime};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::runtime::wire::json;
use crate::runtime::{Nullable, Secret};

#[test]
fn dates_and_times_are_those_of_rfc_3339() {
    let read = |text: &str| json::from_str::<OffsetDateTime>(&format!("{text:?}"));
    assert_eq!(
        read("2025-12-31T23:59:59Z").unwrap(),
        datetime!(2025-12-31 23:59:59 UTC)
    );
    assert_eq!(
        read("2025-12-31T23:59:59.125+02:00").unwrap(),
        datetime!(2025-12-31 23:59:59.125 +2)
    );
    for wrong in [
        "",
        "2025-12-31",
        "2025-12-31T23:59:59",
        "2025-02-30T00:00:00Z",
        "1735689599",
    ] {
        let error = read(wrong).unwrap_err();
        assert!(
            error.message.contains("RFC 3339"),
            "{wrong}: {}",
            error.message
        );
    }
    assert_eq!(
        json::to_vec(&datetime!(2025-12-31 23:59:59 +1)).unwrap(),
        br#""2025-12-31T23:59:59+01:00""#
    );

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
