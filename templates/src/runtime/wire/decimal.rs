//! Numbers that no machine type holds: larger than 128 bits, or decimal fractions whose every digit counts.

use std::error::Error;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Unexpected};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::codec::{DecodeWith, EncodeWith};
use super::{Decode, Encode};

/// A number of any size and precision, as the digits it is written with. It is sent as it came: nothing is rounded.
///
/// Its own way on the wire is a JSON number; a string of digits is read too. To calculate with it,
/// [`parse`](Self::parse) it into a type that can, such as `i128`, or the decimal or big integer of a package.
///
/// Two are equal if they are written alike: `1.0` is not `1`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(Box<str>);

impl Decimal {
    /// Returns the number as it is written: an optional sign, digits, an optional fraction, an optional exponent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads the digits as another type.
    ///
    /// # Errors
    /// Fails as the type does where it does not hold the number.
    pub fn parse<T: FromStr>(&self) -> Result<T, T::Err> {
        self.0.parse()
    }

    /// Returns the nearest `f64`, which is infinite beyond its range.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }

    /// The number as JSON writes it: without `+` and leading zeros, and with a digit on each side of the point.
    fn json(&self) -> String {
        let (sign, digits) = match self.0.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", self.0.trim_start_matches('+')),
        };
        let end = digits.find(['e', 'E']).unwrap_or(digits.len());
        let (mantissa, exponent) = digits.split_at(end);
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let whole = match whole.trim_start_matches('0') {
            "" => "0",
            whole => whole,
        };
        let point = if fraction.is_empty() { "" } else { "." };
        format!("{sign}{whole}{point}{fraction}{exponent}")
    }
}

/// Whether a text is a number: a sign, digits with at most one point among them, and an exponent; all but the digits
/// may be missing.
fn is_number(text: &str) -> bool {
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent = exponent.is_none_or(|exponent| {
        let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        !exponent.is_empty() && digits(exponent)
    });
    whole.len() + fraction.len() > 0 && digits(whole) && digits(fraction) && exponent
}

impl FromStr for Decimal {
    type Err = ParseDecimalError;

    fn from_str(text: &str) -> Result<Self, ParseDecimalError> {
        if is_number(text) {
            Ok(Self(text.into()))
        } else {
            Err(ParseDecimalError(()))
        }
    }
}

impl TryFrom<&str> for Decimal {
    type Error = ParseDecimalError;

    fn try_from(text: &str) -> Result<Self, ParseDecimalError> {
        text.parse()
    }
}

/// Takes the shortest digits that stand for the value. Infinite values and `NaN` are refused.
impl TryFrom<f64> for Decimal {
    type Error = ParseDecimalError;

    fn try_from(value: f64) -> Result<Self, ParseDecimalError> {
        value.to_string().parse()
    }
}

macro_rules! from_integers {
    ($($type:ty),+) => {
        $(
            impl From<$type> for Decimal {
                fn from(value: $type) -> Self {
                    Self(value.to_string().into())
                }
            }
        )+
    };
}

from_integers!(i32, i64, i128, u32, u64, u128);

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Decimal({})", self.0)
    }
}

impl Encode for Decimal {
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let raw = RawValue::from_string(self.json()).map_err(serde::ser::Error::custom)?;
        raw.serialize(serializer)
    }
}

impl Decode for Decimal {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let unquoted = raw.get().trim_matches('"');
        unquoted.parse().map_err(|_| {
            let found = Unexpected::Other("something else");
            serde::de::Error::invalid_value(found, &"a number, or a string of digits")
        })
    }
}

/// A [`Decimal`] in a string (`"12.50"`). Also reads a number.
#[derive(Debug)]
pub struct DecimalString(PhantomData<()>);

impl EncodeWith<Decimal> for DecimalString {
    fn encode_with<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&value.0)
    }
}

impl DecodeWith<Decimal> for DecimalString {
    fn decode_with<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        Decimal::decode(deserializer)
    }
}

/// The digits of a number as text; also reads a number.
impl EncodeWith<String> for DecimalString {
    fn encode_with<S: Serializer>(value: &String, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(value)
    }
}

impl DecodeWith<String> for DecimalString {
    fn decode_with<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
        Decimal::decode(deserializer).map(|number| number.as_str().to_owned())
    }
}

/// A text is no number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseDecimalError(());

impl fmt::Display for ParseDecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "a number is written as digits, with or without a sign, a fraction and an exponent",
        )
    }
}

impl Error for ParseDecimalError {}
