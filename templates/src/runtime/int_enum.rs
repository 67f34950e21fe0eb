//! Open enumerations of integers: the macro `int_enum!` and what its uses share.

use std::fmt;

use serde::de::Deserializer;

use super::wire::Decode;

/// An integer that is none of those an enumeration names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownInteger(i64);

impl UnknownInteger {
    /// Returns the integer.
    #[must_use]
    pub fn get(self) -> i64 {
        self.0
    }
}

/// Keeps an integer that is none of an enumeration's. For enumerations only: what they name is no unknown value.
#[doc(hidden)]
#[must_use]
pub fn unknown(value: i64) -> UnknownInteger {
    UnknownInteger(value)
}

impl std::error::Error for UnknownInteger {}

impl fmt::Display for UnknownInteger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Gives an enumeration its integers. A last row `* Other` names the variant for other integers (else `Unknown`).
#[allow(
    unused_macros,
    reason = "not every document has enumerations of integers"
)]
#[macro_export] // layout: package
macro_rules! int_enum {
    ($name:ident { $($variant:ident : $wire:literal),* $(,)? }) => {
        $crate::runtime::int_enum! { $name { $($variant: $wire,)* * Unknown } }
    };
    ($name:ident { $($variant:ident : $wire:literal,)* * $unknown:ident $(,)? }) => {
        impl $name {
            /// Returns the integer that stands for the value in requests and responses.
            #[must_use]
            #[inline]
            pub fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::$unknown(value) => value.get(),
                }
            }
        }

        impl ::std::convert::From<i64> for $name {
            #[inline]
            fn from(value: i64) -> Self {
                match value {
                    $($wire => Self::$variant,)*
                    _ => Self::$unknown($crate::runtime::int_enum::unknown(value)),
                }
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::num::ParseIntError;

            #[inline]
            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                text.parse::<i64>().map(Self::from)
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(&self.as_i64(), f)
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl $crate::runtime::Encode for $name {
            fn encode<S: $crate::runtime::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }

        impl $crate::runtime::Decode for $name {
            fn decode<'de, D: $crate::runtime::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                <i64 as $crate::runtime::Decode>::decode(deserializer).map(Self::from)
            }
        }

        $crate::runtime::serde_traits!($name);
    };
}

/// Reads an enumeration that takes no other integers than its own.
///
/// # Errors
/// Fails where the JSON is no integer, or none of the enumeration's.
pub fn decode_closed<'de, T: TryFrom<i64, Error = UnknownInteger>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let value = <i64 as Decode>::decode(deserializer)?;
    T::try_from(value).map_err(|_| {
        let expected = &"one of the integers of the enumeration";
        serde::de::Error::invalid_value(serde::de::Unexpected::Signed(value), expected)
    })
}

/// Gives an enumeration its integers; others are errors.
#[allow(
    unused_macros,
    reason = "not every document has closed enumerations of integers"
)]
#[macro_export] // layout: package
macro_rules! closed_int_enum {
    ($name:ident { $($variant:ident : $wire:literal),* $(,)? }) => {
        impl $name {
            /// Returns the integer that stands for the value in requests and responses.
            #[must_use]
            #[inline]
            pub fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $wire,)*
                }
            }
        }

        impl ::std::convert::TryFrom<i64> for $name {
            type Error = $crate::runtime::UnknownInteger;

            #[inline]
            fn try_from(
                value: i64,
            ) -> ::std::result::Result<Self, $crate::runtime::UnknownInteger> {
                match value {
                    $($wire => ::std::result::Result::Ok(Self::$variant),)*
                    _ => ::std::result::Result::Err($crate::runtime::int_enum::unknown(value)),
                }
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(&self.as_i64(), f)
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl $crate::runtime::Encode for $name {
            fn encode<S: $crate::runtime::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }

        impl $crate::runtime::Decode for $name {
            fn decode<'de, D: $crate::runtime::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::int_enum::decode_closed(deserializer)
            }
        }

        $crate::runtime::serde_traits!($name);
    };
}

#[allow(unused_imports, reason = "not every document has such enumerations")] // layout: inline
pub(crate) use {closed_int_enum, int_enum}; // layout: inline
