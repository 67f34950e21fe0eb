//! Dates as RFC 3339 text (`2025-12-31`).

use std::fmt;

use serde::de::{Deserializer, Unexpected, Visitor};
use serde::ser::{Error as _, Serializer};
use time::Date;
use time::format_description::well_known::Iso8601;

use super::{Decode, Encode};

impl Encode for Date {
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.format(&Iso8601::DATE).map_err(S::Error::custom)?;
        serializer.serialize_str(&text)
    }
}

impl Decode for Date {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(DateVisitor)
    }
}

struct DateVisitor;

impl Visitor<'_> for DateVisitor {
    type Value = Date;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date as in RFC 3339 (2025-12-31)")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Date, E> {
        // ISO 8601 knows other forms (20251231, 2025-W01) of other lengths than `full-date` of RFC 3339 has, or with
        // other signs at these places.
        let full_date = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        let date = full_date.then(|| Date::parse(text, &Iso8601::DATE).ok());
        date.flatten()
            .ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}
