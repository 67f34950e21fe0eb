//! Points in time as text (RFC 3339 section 5.6), and the spellings near it that servers send.

use std::error::Error;
use std::fmt::{self, Write as _};
use std::ops::Deref;
use std::str::FromStr;

use serde::de::{Deserializer, Unexpected, Visitor};
use serde::ser::{Error as _, Serializer};
use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

use super::nullable::Nullable;
use super::{Decode, Encode};

/// A point in time that remembers how it was written, and is sent as it came. It dereferences to
/// [`time::OffsetDateTime`], and is made from one.
///
/// Besides RFC 3339 (`2025-12-31T23:59:59Z`) it reads what servers send instead: a space for the `T`, an offset
/// without a colon (`+0200`) or without minutes (`+02`), no seconds, no offset or no time at all. What is missing is
/// taken for zero, so for UTC.
///
/// Two are equal if they are the same instant, however they are written.
#[derive(Debug, Clone, Copy)]
pub struct DateTime {
    time: OffsetDateTime,
    form: Form,
}

/// How a point in time is written.
#[derive(Debug, Clone, Copy)]
struct Form {
    /// What stands between date and time; `None` where there is no time.
    separator: Option<char>,
    /// The number of digits of the fraction; `None` where there are no seconds.
    digits: Option<u8>,
    /// The nanoseconds of a leap second, `60`: the point in time is the end of the second before.
    leap: Option<u32>,
    zone: Zone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Zone {
    Absent,
    /// `Z`, as it is written.
    Letter(char),
    /// `+02:00`.
    Colon {
        minus_zero: bool,
    },
    /// `+0200`.
    Bare {
        minus_zero: bool,
    },
    /// `+02`.
    Hours {
        minus_zero: bool,
    },
}

impl DateTime {
    /// Returns the point in time.
    #[must_use]
    pub fn get(self) -> OffsetDateTime {
        self.time
    }

    fn read(text: &str) -> Option<Self> {
        let mut rest = Rest(text);
        let year = rest.number(4)?;
        rest.mark('-')?;
        let month = u8::try_from(rest.number(2)?).ok()?;
        rest.mark('-')?;
        let day = u8::try_from(rest.number(2)?).ok()?;
        let date =
            Date::from_calendar_date(i32::from(year), Month::try_from(month).ok()?, day).ok()?;
        let mut form = Form {
            separator: None,
            digits: None,
            leap: None,
            zone: Zone::Absent,
        };
        if rest.0.is_empty() {
            let time = PrimitiveDateTime::new(date, Time::MIDNIGHT).assume_utc();
            return Some(Self { time, form });
        }
        form.separator = Some(rest.one_of("Tt ")?);
        let time = rest.time(&mut form)?;
        let offset = rest.zone(&mut form)?;
        let time = PrimitiveDateTime::new(date, time).assume_offset(offset);
        rest.0.is_empty().then_some(Self { time, form })
    }

    /// The text; `None` for years that it has no form for.
    fn text(&self) -> Option<String> {
        let (time, form) = (self.time, self.form);
        let (year, month, day) = (time.year(), u8::from(time.month()), time.day());
        if !(0..=9999).contains(&year) {
            return None;
        }
        let mut text = format!("{year:04}-{month:02}-{day:02}");
        // Writing to a `String` cannot fail.
        if let Some(separator) = form.separator {
            let _ = write!(text, "{separator}{:02}:{:02}", time.hour(), time.minute());
        }
        if let Some(digits) = form.digits {
            let (second, nanosecond) = match form.leap {
                Some(nanosecond) => (60, nanosecond),
                None => (time.second(), time.nanosecond()),
            };
            let _ = write!(text, ":{second:02}");
            let fraction = format!("{nanosecond:09}");
            if let (Some(fraction), false) = (fraction.get(..usize::from(digits)), digits == 0) {
                let _ = write!(text, ".{fraction}");
            }
        }
        let (hours, minutes, seconds) = time.offset().as_hms();
        let sign = |minus_zero: bool| match (hours, minutes) {
            (0, 0) if minus_zero => '-',
            _ if hours < 0 || minutes < 0 => '-',
            _ => '+',
        };
        let (h, m) = (hours.unsigned_abs(), minutes.unsigned_abs());
        let _ = match form.zone {
            _ if seconds != 0 => return None,
            Zone::Absent => Ok(()),
            Zone::Letter(letter) => write!(text, "{letter}"),
            Zone::Colon { minus_zero } => write!(text, "{}{h:02}:{m:02}", sign(minus_zero)),
            Zone::Bare { minus_zero } => write!(text, "{}{h:02}{m:02}", sign(minus_zero)),
            Zone::Hours { minus_zero } => write!(text, "{}{h:02}", sign(minus_zero)),
        };
        Some(text)
    }
}

/// What is left of a text.
struct Rest<'a>(&'a str);

impl Rest<'_> {
    /// Takes a number of so many digits.
    fn number(&mut self, digits: usize) -> Option<u16> {
        let (number, rest) = self.0.split_at_checked(digits)?;
        let digits = number.bytes().all(|byte| byte.is_ascii_digit());
        self.0 = rest;
        if digits { number.parse().ok() } else { None }
    }

    fn small(&mut self) -> Option<u8> {
        u8::try_from(self.number(2)?).ok()
    }

    /// Takes one of these characters.
    fn one_of(&mut self, marks: &str) -> Option<char> {
        let mark = self.0.chars().next().filter(|mark| marks.contains(*mark))?;
        self.0 = self.0.get(mark.len_utf8()..)?;
        Some(mark)
    }

    fn mark(&mut self, mark: char) -> Option<()> {
        self.0 = self.0.strip_prefix(mark)?;
        Some(())
    }

    /// Takes `23:59`, with or without seconds and a fraction of them.
    fn time(&mut self, form: &mut Form) -> Option<Time> {
        let hour = self.small()?;
        self.mark(':')?;
        let minute = self.small()?;
        if self.mark(':').is_none() {
            return Time::from_hms(hour, minute, 0).ok();
        }
        let second = self.small()?;
        let mut nanosecond = 0_u32;
        let mut digits = 0_u8;
        if self.mark('.').is_some() {
            let length = self.0.bytes().take_while(u8::is_ascii_digit).count();
            let fraction = self.0.get(..length)?;
            self.0 = self.0.get(length..)?;
            digits = u8::try_from(length).ok().filter(|n| (1..=9).contains(n))?;
            let missing = u32::from(9_u8.checked_sub(digits)?);
            nanosecond = fraction.parse::<u32>().ok()? * 10_u32.pow(missing);
        }
        form.digits = Some(digits);
        form.leap = (second == 60).then_some(nanosecond);
        if form.leap.is_some() {
            return Time::from_hms_nano(hour, minute, 59, 999_999_999).ok();
        }
        Time::from_hms_nano(hour, minute, second, nanosecond).ok()
    }

    fn zone(&mut self, form: &mut Form) -> Option<UtcOffset> {
        let Some(mark) = self.one_of("Zz+-") else {
            return Some(UtcOffset::UTC);
        };
        if matches!(mark, 'Z' | 'z') {
            form.zone = Zone::Letter(mark);
            return Some(UtcOffset::UTC);
        }
        let hours = i8::try_from(self.small()?).ok()?;
        let colon = self.mark(':').is_some();
        let minutes = match self.0 {
            "" if !colon => None,
            _ => Some(i8::try_from(self.small()?).ok()?),
        };
        let minus_zero = mark == '-' && hours == 0 && minutes.unwrap_or(0) == 0;
        form.zone = match minutes {
            None => Zone::Hours { minus_zero },
            Some(_) if colon => Zone::Colon { minus_zero },
            Some(_) => Zone::Bare { minus_zero },
        };
        let minutes = minutes.unwrap_or(0);
        let (hours, minutes) = if mark == '-' {
            (-hours, -minutes)
        } else {
            (hours, minutes)
        };
        UtcOffset::from_hms(hours, minutes, 0).ok()
    }
}

/// It is written as RFC 3339 has it, with as many digits of a fraction as it needs, and UTC as `Z`.
impl From<OffsetDateTime> for DateTime {
    fn from(time: OffsetDateTime) -> Self {
        let fraction = format!("{:09}", time.nanosecond());
        let form = Form {
            separator: Some('T'),
            digits: u8::try_from(fraction.trim_end_matches('0').len()).ok(),
            leap: None,
            zone: if time.offset().is_utc() {
                Zone::Letter('Z')
            } else {
                Zone::Colon { minus_zero: false }
            },
        };
        Self { time, form }
    }
}

impl From<OffsetDateTime> for Nullable<DateTime> {
    fn from(time: OffsetDateTime) -> Self {
        Self::Value(time.into())
    }
}

impl From<DateTime> for OffsetDateTime {
    fn from(value: DateTime) -> Self {
        value.time
    }
}

impl Deref for DateTime {
    type Target = OffsetDateTime;

    fn deref(&self) -> &OffsetDateTime {
        &self.time
    }
}

impl PartialEq for DateTime {
    fn eq(&self, other: &Self) -> bool {
        self.time == other.time
    }
}

impl Eq for DateTime {}

impl PartialEq<OffsetDateTime> for DateTime {
    fn eq(&self, other: &OffsetDateTime) -> bool {
        self.time == *other
    }
}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for DateTime {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.time.cmp(&other.time)
    }
}

impl std::hash::Hash for DateTime {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.time.hash(state);
    }
}

/// Writes it as it is sent.
impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().unwrap_or_else(|| self.time.to_string()))
    }
}

impl FromStr for DateTime {
    type Err = ParseDateTimeError;

    fn from_str(text: &str) -> Result<Self, ParseDateTimeError> {
        Self::read(text).ok_or(ParseDateTimeError(()))
    }
}

impl Encode for DateTime {
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.text() {
            Some(text) => serializer.serialize_str(&text),
            None => Err(S::Error::custom(
                "RFC 3339 has years from 0 to 9999 and offsets of whole minutes",
            )),
        }
    }
}

impl Decode for DateTime {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(DateTimeVisitor)
    }
}

struct DateTimeVisitor;

impl Visitor<'_> for DateTimeVisitor {
    type Value = DateTime;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date and time as in RFC 3339 (2025-12-31T23:59:59Z)")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<DateTime, E> {
        DateTime::read(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}

/// A text is no point in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseDateTimeError(());

impl fmt::Display for ParseDateTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a point in time is written as in RFC 3339, for example 2025-12-31T23:59:59Z")
    }
}

impl Error for ParseDateTimeError {}
