//! Open enumerations of strings: the macro `text_enum!` and what its uses share.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{Deserializer, Visitor};

/// A string that is none of those an enumeration names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    /// Returns the string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Keeps a string that is none of an enumeration's. For enumerations only: what they name is no unknown value.
#[doc(hidden)]
#[must_use]
pub fn unknown(text: &str) -> UnknownValue {
    UnknownValue(text.into())
}

impl std::error::Error for UnknownValue {}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads an enumeration.
///
/// # Errors
/// Fails where the JSON is no string.
pub fn decode<'de, T: for<'a> From<&'a str>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(TextVisitor(PhantomData))
}

struct TextVisitor<T>(PhantomData<fn() -> T>);

impl<T: for<'a> From<&'a str>> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        Ok(T::from(text))
    }
}

/// Gives an enumeration its strings, by which it is compared. A last row `* Other` names the variant for other strings (else `Unknown`).
#[allow(unused_macros, reason = "not every document has enumerations")]
#[macro_export] // layout: package
macro_rules! text_enum {
    ($name:ident { $($variant:ident : $wire:literal),* $(,)? }) => {
        $crate::runtime::text_enum! { $name { $($variant: $wire,)* * Unknown } }
    };
    ($name:ident { $($variant:ident : $wire:literal,)* * $unknown:ident $(,)? }) => {
        impl $name {
            /// Returns the string that stands for the value in requests and responses.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::$unknown(value) => value.as_str(),
                }
            }
        }

        // By their strings: what is derived is two functions more for the compiler, and longer ones.
        impl ::std::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl ::std::cmp::Eq for $name {}

        impl ::std::hash::Hash for $name {
            #[inline]
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                ::std::hash::Hash::hash(self.as_str(), state);
            }
        }

        impl ::std::convert::From<&str> for $name {
            #[inline]
            fn from(text: &str) -> Self {
                match text {
                    $($wire => Self::$variant,)*
                    _ => Self::$unknown($crate::runtime::text_enum::unknown(text)),
                }
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            #[inline]
            fn from_str(
                text: &str,
            ) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(Self::from(text))
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(self.as_str(), f)
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl $crate::runtime::Encode for $name {
            fn encode<S: $crate::runtime::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl $crate::runtime::Decode for $name {
            fn decode<'de, D: $crate::runtime::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::text_enum::decode(deserializer)
            }
        }

        $crate::runtime::serde_traits!($name);
    };
}

/// Reads an enumeration that takes no other strings than its own.
///
/// # Errors
/// Fails where the JSON is no string, or none of `known`.
pub fn decode_closed<'de, T: FromStr<Err = UnknownValue>, D: Deserializer<'de>>(
    deserializer: D,
    known: &'static [&'static str],
) -> Result<T, D::Error> {
    deserializer.deserialize_str(ClosedVisitor(known, PhantomData))
}

struct ClosedVisitor<T>(&'static [&'static str], PhantomData<fn() -> T>);

impl<T: FromStr<Err = UnknownValue>> Visitor<'_> for ClosedVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(|_| E::unknown_variant(text, self.0))
    }
}

/// Gives an enumeration its strings; others are errors.
#[allow(unused_macros, reason = "not every document has closed enumerations")]
#[macro_export] // layout: package
macro_rules! closed_text_enum {
    ($name:ident { $($variant:ident : $wire:literal),* $(,)? }) => {
        impl $name {
            /// Returns the string that stands for the value in requests and responses.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &'static str {
                match self {
                    $(Self::$variant => $wire,)*
                }
            }
        }

        impl ::std::convert::TryFrom<&str> for $name {
            type Error = $crate::runtime::UnknownValue;

            #[inline]
            fn try_from(
                text: &str,
            ) -> ::std::result::Result<Self, $crate::runtime::UnknownValue> {
                match text {
                    $($wire => ::std::result::Result::Ok(Self::$variant),)*
                    _ => ::std::result::Result::Err($crate::runtime::text_enum::unknown(text)),
                }
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::runtime::UnknownValue;

            #[inline]
            fn from_str(
                text: &str,
            ) -> ::std::result::Result<Self, $crate::runtime::UnknownValue> {
                Self::try_from(text)
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(self.as_str(), f)
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl $crate::runtime::Encode for $name {
            fn encode<S: $crate::runtime::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl $crate::runtime::Decode for $name {
            fn decode<'de, D: $crate::runtime::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::text_enum::decode_closed(deserializer, &[$($wire),*])
            }
        }

        $crate::runtime::serde_traits!($name);
    };
}

#[allow(unused_imports, reason = "not every document has enumerations")] // layout: inline
pub(crate) use {closed_text_enum, text_enum}; // layout: inline
