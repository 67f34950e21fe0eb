//! Dates and times as RFC 3339 text (`2025-12-31`, `2025-12-31T23:59:59Z`).

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Unexpected, Visitor};
use serde::ser::{Error as _, Serializer};
use time::format_description::well_known::{Iso8601, Rfc3339};
use time::{Date, OffsetDateTime};

use super::{Decode, Encode};

impl Encode for OffsetDateTime {
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.format(&Rfc3339).map_err(S::Error::custom)?;
        serializer.serialize_str(&text)
    }
}

impl Decode for OffsetDateTime {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor(PhantomData))
    }
}

impl Encode for Date {
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.format(&Iso8601::DATE).map_err(S::Error::custom)?;
        serializer.serialize_str(&text)
    }
}

impl Decode for Date {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor(PhantomData))
    }
}

trait FromText: Sized {
    const EXPECTED: &'static str;

    fn from_text(text: &str) -> Option<Self>;
}

impl FromText for OffsetDateTime {
    const EXPECTED: &'static str = "a date and time as in RFC 3339 (2025-12-31T23:59:59Z)";

    fn from_text(text: &str) -> Option<Self> {
        Self::parse(text, &Rfc3339).ok()
    }
}

impl FromText for Date {
    const EXPECTED: &'static str = "a date as in RFC 3339 (2025-12-31)";

    fn from_text(text: &str) -> Option<Self> {
        // ISO 8601 knows other forms (20251231, 2025-W01) of other lengths than `full-date` of RFC 3339 has, or with
        // other signs at these places.
        let full_date = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if full_date {
            Self::parse(text, &Iso8601::DATE).ok()
        } else {
            None
        }
    }
}

struct TextVisitor<T>(PhantomData<fn() -> T>);

impl<T: FromText> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        T::from_text(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}
