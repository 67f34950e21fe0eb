//! Strings, booleans, numbers, any JSON, secrets.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::Value;

use super::super::secret::Secret;
use super::codec::not_finite;
use super::{Decode, Encode};

macro_rules! as_serde {
    ($($type:ty),+) => {
        $(
            impl Encode for $type {
                fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    Serialize::serialize(self, serializer)
                }
            }

            impl Decode for $type {
                fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    Deserialize::deserialize(deserializer)
                }
            }
        )+
    };
}

as_serde!(String, bool, Value);

/// Returns the integer that a float is, where it is one and its digits are all there: `1.0` is an integer too
/// (JSON Schema 2020-12 section 6.1.1), and some writers of JSON know no other numbers.
pub(super) fn integral<T: TryFrom<i64>>(value: f64) -> Option<T> {
    // What is zero is zero whatever its sign.
    T::try_from(whole(value + 0.0)?).ok()
}

macro_rules! integers {
    ($($type:ty: $deserialize:ident),+) => {
        $(
            impl Encode for $type {
                fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    Serialize::serialize(self, serializer)
                }
            }

            impl Decode for $type {
                fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    deserializer.$deserialize(Integer::<Self>(PhantomData))
                }
            }

            impl Visitor<'_> for Integer<$type> {
                type Value = $type;

                fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str(stringify!($type))
                }

                fn visit_i64<E: Error>(self, number: i64) -> Result<$type, E> {
                    number
                        .try_into()
                        .map_err(|_| E::invalid_value(Unexpected::Signed(number), &self))
                }

                fn visit_u64<E: Error>(self, number: u64) -> Result<$type, E> {
                    number
                        .try_into()
                        .map_err(|_| E::invalid_value(Unexpected::Unsigned(number), &self))
                }

                fn visit_f64<E: Error>(self, number: f64) -> Result<$type, E> {
                    integral(number)
                        .ok_or_else(|| E::invalid_type(Unexpected::Float(number), &self))
                }
            }
        )+
    };
}

/// Reads one type of integers.
struct Integer<T>(PhantomData<T>);

integers!(i32: deserialize_i32, i64: deserialize_i64, u32: deserialize_u32, u64: deserialize_u64);

/// Returns the integer that a float is, where it is one: `20` rather than `20.0` is what most writers of JSON send, and
/// what readers that want an integer take.
fn whole(value: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let whole =
        value.fract() == 0.0 && value.abs() < EXACT && (value != 0.0 || value.is_sign_positive());
    #[allow(
        clippy::cast_possible_truncation,
        reason = "it is whole and within 53 bits"
    )]
    whole.then_some(value as i64)
}

/// Returns the double with the same digits: a tree of values holds doubles, and `0.1_f32` as one is `0.1`, not
/// `0.10000000149011612`.
fn widened(value: f32) -> f64 {
    value
        .to_string()
        .parse()
        .unwrap_or_else(|_| f64::from(value))
}

macro_rules! finite {
    ($($type:ty: $wide:expr),+) => {
        $(
            impl Encode for $type {
                fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    if !self.is_finite() {
                        return Err(not_finite());
                    }
                    match whole(f64::from(*self)) {
                        Some(integer) => serializer.serialize_i64(integer),
                        None => serializer.serialize_f64($wide(*self)),
                    }
                }
            }

            impl Decode for $type {
                fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    Deserialize::deserialize(deserializer)
                }
            }
        )+
    };
}

finite!(f32: widened, f64: std::convert::identity);

impl Encode for str {
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl Encode for Secret {
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.expose())
    }
}

impl Decode for Secret {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::decode(deserializer).map(Self::from)
    }
}
