//! Objects: the table macro `object!` and what all its uses share.
//!
//! A table gives each property a number; reading looks a key up once and then works with numbers. What depends on the
//! model is only which slot a value goes to.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, MapAccess, Visitor};

pub use super::reader::Reader;
use super::wire::nullable::Nullable;
use super::wire::{Decode, path};
pub use super::writer::{Writer, writer};

/// The number of a key that is no named property, where further properties are kept.
pub const REST: usize = usize::MAX;

/// What a table says of its model.
pub trait Object: Sized {
    /// The model's name, for messages.
    const NAME: &'static str;
    /// The keys of its properties, by number.
    const FIELDS: &'static [&'static str];
    /// Whether it keeps further properties.
    const KEEPS_REST: bool = false;

    /// Reads all properties. `None` where one is missing; other errors are the reader's.
    fn read<'de, A: MapAccess<'de>>(reader: &mut Reader<A, A::Error>) -> Option<Self>;
}

/// Reads a model.
///
/// # Errors
/// As [`Decode::decode`].
pub fn decode<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<fn() -> T>);

impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object (`{}`)", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<T, A::Error> {
        let mut reader = Reader::new(access, T::FIELDS, T::KEEPS_REST);
        match T::read(&mut reader) {
            Some(value) if reader.is_well() => Ok(value),
            _ => Err(reader.into_error()),
        }
    }
}

/// Reads a model for serde, where nobody will ask for the path of an error.
///
/// # Errors
/// As [`Decode::decode`].
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::decode(deserializer).inspect_err(|_| path::clear())
}

/// Takes the value of an optional property.
pub fn optional<T>(slot: Option<Option<T>>) -> Option<T> {
    slot.flatten()
}

/// Takes the value of a property that may be left out or `null`.
pub fn three_state<T>(slot: Option<Nullable<T>>) -> Nullable<T> {
    slot.unwrap_or(Nullable::Absent)
}

/// Gives a model its form on the wire, as a table of its properties.
///
/// `!` is required, `?` optional (an `Option`), `~` optional and nullable (a [`Nullable`]); `as` names a codec; a last
/// row `* field` keeps further properties.
#[allow(unused_macros, reason = "not every document has objects")]
#[macro_export] // layout: package
macro_rules! object {
    (@read ! $reader:ident $slot:ident) => { $reader.value(&mut $slot) };
    (@read ? $reader:ident $slot:ident) => { $reader.value(&mut $slot) };
    (@read ~ $reader:ident $slot:ident) => { $reader.value(&mut $slot) };
    (@read ! $reader:ident $slot:ident $codec:ty) => { $reader.value_as::<$codec, _>(&mut $slot) };
    (@read $mark:tt $reader:ident $slot:ident $codec:ty) => {
        $reader.value_as::<$crate::runtime::OrNull<$codec>, _>(&mut $slot)
    };
    (@take ! $reader:ident $slot:ident $wire:literal) => {
        let ::std::option::Option::Some($slot) = $slot else {
            $reader.missing($wire);
            return ::std::option::Option::None;
        };
    };
    (@take ? $reader:ident $slot:ident $wire:literal) => { let $slot = $crate::runtime::object::optional($slot); };
    (@take ~ $reader:ident $slot:ident $wire:literal) => { let $slot = $crate::runtime::object::three_state($slot); };
    (@write ! $writer:ident $wire:literal $value:expr, $codec:ty) => { $writer.required::<$codec, _>($wire, $value) };
    (@write ? $writer:ident $wire:literal $value:expr, $codec:ty) => { $writer.optional::<$codec, _>($wire, $value) };
    (@write ~ $writer:ident $wire:literal $value:expr, $codec:ty) => { $writer.three_state::<$codec, _>($wire, $value) };
    (@write $mark:tt $writer:ident $wire:literal $value:expr) => {
        $crate::runtime::object!(@write $mark $writer $wire $value, $crate::runtime::Plain)
    };
    (@rest $reader:ident $rest:ident) => { $reader.rest::<$crate::runtime::Plain, _>(&mut $rest) };
    (@rest $reader:ident $rest:ident $codec:ty) => { $reader.rest::<$codec, _>(&mut $rest) };
    (@write_rest $writer:ident $rest:expr) => { $writer.rest::<$crate::runtime::Plain, _>($rest) };
    (@write_rest $writer:ident $rest:expr, $codec:ty) => { $writer.rest::<$codec, _>($rest) };
    ($name:ident { * $($rest:tt)* }) => { $crate::runtime::object! { $name { , * $($rest)* } } };
    ($name:ident {
        $($index:literal $field:ident : $wire:literal $mark:tt $(as $codec:ty)?),*
        $(, * $rest:ident $(as $rest_codec:ty)?)? $(,)?
    }) => {
        impl $crate::runtime::object::Object for $name {
            const NAME: &'static str = stringify!($name);
            const FIELDS: &'static [&'static str] = &[$($wire),*];
            $(const KEEPS_REST: bool = { stringify!($rest); true };)?

            fn read<'de, A: $crate::runtime::MapAccess<'de>>(
                reader: &mut $crate::runtime::object::Reader<A, A::Error>,
            ) -> ::std::option::Option<Self> {
                $(let mut $field = ::std::option::Option::None;)*
                $(let mut $rest = ::std::collections::BTreeMap::new();)?
                while let ::std::option::Option::Some(index) = reader.next_field() {
                    match index {
                        $($index => $crate::runtime::object!(@read $mark reader $field $($codec)?),)*
                        $($crate::runtime::object::REST => $crate::runtime::object!(@rest reader $rest $($rest_codec)?),)?
                        _ => {}
                    }
                }
                $($crate::runtime::object!(@take $mark reader $field $wire);)*
                ::std::option::Option::Some(Self { $($field,)* $($rest,)? })
            }
        }

        impl $crate::runtime::Decode for $name {
            fn decode<'de, D: $crate::runtime::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::object::decode(deserializer)
            }
        }

        impl $crate::runtime::Encode for $name {
            fn encode<S: $crate::runtime::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                #[allow(unused_mut, reason = "an object may have no properties")]
                let mut writer = $crate::runtime::object::writer(serializer)?;
                $($crate::runtime::object!(@write $mark writer $wire &self.$field $(, $codec)?);)*
                $($crate::runtime::object!(@write_rest writer &self.$rest $(, $rest_codec)?);)?
                writer.end()
            }
        }

        $crate::runtime::serde_traits!($name);
    };
}

/// Lets serde read and write a type as `Encode` and `Decode` do.
#[allow(unused_macros, reason = "not every document has models")]
#[macro_export] // layout: package
macro_rules! serde_traits {
    ($name:ident) => {
        impl $crate::runtime::Serialize for $name {
            fn serialize<S: $crate::runtime::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::runtime::Encode::encode(self, serializer)
            }
        }

        impl<'de> $crate::runtime::Deserialize<'de> for $name {
            fn deserialize<D: $crate::runtime::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::object::deserialize(deserializer)
            }
        }
    };
}

#[allow(unused_imports, reason = "not every document has objects")] // layout: inline
pub(crate) use {object, serde_traits}; // layout: inline
