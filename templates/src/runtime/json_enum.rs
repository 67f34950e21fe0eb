//! Enumerations of values of several JSON types: the macros `json_enum!` and `closed_json_enum!`.

use serde::de::Deserializer;
use serde_json::Value;

use super::wire::Decode;

/// Gives an enumeration its values: strings, numbers and booleans. A last row `* Other` names the variant for other
/// values (else `Unknown`).
#[allow(unused_macros, reason = "not every document has mixed enumerations")]
#[macro_export] // layout: package
macro_rules! json_enum {
    ($name:ident { $($variant:ident : $wire:literal),* $(,)? }) => {
        $crate::runtime::json_enum! { $name { $($variant: $wire,)* * Unknown } }
    };
    ($name:ident { $($variant:ident : $wire:literal,)* * $unknown:ident $(,)? }) => {
        impl $name {
            /// Returns the JSON value that stands for it in requests and responses.
            #[must_use]
            #[inline]
            pub fn to_value(&self) -> $crate::runtime::Value {
                match self {
                    $(Self::$variant => $crate::runtime::Value::from($wire),)*
                    Self::$unknown(value) => value.clone(),
                }
            }
        }

        impl ::std::convert::From<$crate::runtime::Value> for $name {
            #[inline]
            fn from(value: $crate::runtime::Value) -> Self {
                $(if value == $wire {
                    return Self::$variant;
                })*
                Self::$unknown(value)
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.to_value(), f)
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self.to_value() {
                    $crate::runtime::Value::String(text) => f.pad(&text),
                    value => ::std::fmt::Display::fmt(&value, f),
                }
            }
        }

        impl $crate::runtime::Encode for $name {
            fn encode<S: $crate::runtime::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::runtime::Encode::encode(&self.to_value(), serializer)
            }
        }

        impl $crate::runtime::Decode for $name {
            fn decode<'de, D: $crate::runtime::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                <$crate::runtime::Value as $crate::runtime::Decode>::decode(deserializer).map(Self::from)
            }
        }

        $crate::runtime::serde_traits!($name);
    };
}

/// Reads an enumeration that takes no other values than its own.
///
/// # Errors
/// Fails where the JSON is none of the enumeration's values.
pub fn decode_closed<'de, T: TryFrom<Value, Error = Value>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    T::try_from(Value::decode(deserializer)?)
        .map_err(|_| serde::de::Error::custom("none of the values of the enumeration"))
}

/// Gives an enumeration its values; others are errors.
#[allow(
    unused_macros,
    reason = "not every document has closed mixed enumerations"
)]
#[macro_export] // layout: package
macro_rules! closed_json_enum {
    ($name:ident { $($variant:ident : $wire:literal),* $(,)? }) => {
        impl $name {
            /// Returns the JSON value that stands for it in requests and responses.
            #[must_use]
            #[inline]
            pub fn to_value(&self) -> $crate::runtime::Value {
                match self {
                    $(Self::$variant => $crate::runtime::Value::from($wire),)*
                }
            }
        }

        impl ::std::convert::TryFrom<$crate::runtime::Value> for $name {
            type Error = $crate::runtime::Value;

            #[inline]
            fn try_from(
                value: $crate::runtime::Value,
            ) -> ::std::result::Result<Self, $crate::runtime::Value> {
                $(if value == $wire {
                    return ::std::result::Result::Ok(Self::$variant);
                })*
                ::std::result::Result::Err(value)
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.to_value(), f)
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self.to_value() {
                    $crate::runtime::Value::String(text) => f.pad(&text),
                    value => ::std::fmt::Display::fmt(&value, f),
                }
            }
        }

        impl $crate::runtime::Encode for $name {
            fn encode<S: $crate::runtime::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::runtime::Encode::encode(&self.to_value(), serializer)
            }
        }

        impl $crate::runtime::Decode for $name {
            fn decode<'de, D: $crate::runtime::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::json_enum::decode_closed(deserializer)
            }
        }

        $crate::runtime::serde_traits!($name);
    };
}

#[allow(unused_imports, reason = "not every document has such enumerations")] // layout: inline
pub(crate) use {closed_json_enum, json_enum}; // layout: inline
