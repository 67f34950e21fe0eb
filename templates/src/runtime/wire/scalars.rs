//! Strings, booleans, numbers, any JSON, secrets.

use serde::de::{Deserialize, Deserializer};
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

as_serde!(String, bool, i32, i64, u32, u64, Value);

macro_rules! finite {
    ($($type:ty),+) => {
        $(
            impl Encode for $type {
                fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    if self.is_finite() {
                        Serialize::serialize(self, serializer)
                    } else {
                        Err(not_finite())
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

finite!(f32, f64);

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
