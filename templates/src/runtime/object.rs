//! Objects: the table macro `object!` and what all its uses share.
//!
//! A table gives each property a number; reading looks a key up once and then works with numbers. What depends on the
//! model is only which slot a value goes to. All that is compiled for each model is as cheap as it can be: few functions,
//! no lifetimes and no associated types in what they take and call.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde::ser::Serializer;

pub use super::reader::Read;
use super::reader::Reader;
use super::wire::{Decode, Encode, path};
pub use super::writer::Write;
use super::writer::{Shown, Writer};

/// The number of a key that is no named property, where further properties are kept.
pub const REST: usize = usize::MAX;

/// What a table says of its model.
#[derive(Debug)]
pub struct Shape {
    /// The model's name, for messages.
    pub name: &'static str,
    /// The keys of its properties, by number, and whether each must be there.
    pub fields: &'static [(&'static str, bool)],
    /// Whether it keeps further properties.
    pub keeps_rest: bool,
}

impl Shape {
    /// Of what is no object.
    pub(super) const NONE: Self = Self {
        name: "",
        fields: &[],
        keeps_rest: false,
    };
}

/// Reads a model.
///
/// # Errors
/// As [`Decode::decode`].
pub fn decode<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<fn() -> T>);

impl<'de, T: Decode> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object (`{}`)", T::SHAPE.name)
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<T, A::Error> {
        let mut reader = Reader::new(access, T::SHAPE);
        match T::read(&mut reader) {
            Some(value) if reader.is_well() => Ok(value),
            _ => Err(reader.into_error()),
        }
    }
}

/// Writes a model.
///
/// # Errors
/// As [`Encode::encode`].
pub fn encode<T: Encode + ?Sized, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut writer = Writer::new(serializer.serialize_map(None)?);
    value.write(&mut writer);
    writer.end()
}

/// Shows a model for `Debug`: the properties that would be written, by the document's names.
///
/// # Errors
/// As the formatter's.
pub fn show<T: Encode + Decode>(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut shown = Shown(f.debug_struct(T::SHAPE.name));
    value.write(&mut shown);
    shown.0.finish()
}

/// Reads a model for serde, where nobody will ask for the path of an error.
///
/// # Errors
/// As [`Decode::decode`].
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::decode(deserializer).inspect_err(|_| path::clear())
}

/// Gives a model its form on the wire, as a table of its properties, and shows it so.
///
/// `!` is required, `?` optional (an `Option`), `~` optional and nullable (a
/// [`Nullable`](super::wire::nullable::Nullable)); `as` names a codec; a last row `* field` keeps further properties.
#[allow(unused_macros, reason = "not every document has objects")]
#[macro_export] // layout: package
macro_rules! object {
    (@slot !) => { ::std::option::Option::None };
    (@slot ?) => { ::std::option::Option::None };
    (@slot ~) => { $crate::runtime::Nullable::Absent };
    (@is_required !) => { true };
    (@is_required $mark:tt) => { false };
    (@value ! $reader:ident $slot:expr) => { $reader.required(&mut $slot) };
    (@value $mark:tt $reader:ident $slot:expr) => { $reader.value(&mut $slot) };
    (@value ! $reader:ident $slot:expr, $codec:ty) => { $reader.required_as::<$codec, _>(&mut $slot) };
    (@value $mark:tt $reader:ident $slot:expr, $codec:ty) => {
        $reader.value_as::<$crate::runtime::OrNull<$codec>, _>(&mut $slot)
    };
    (@take ! $slot:ident) => {
        let ::std::option::Option::Some($slot) = $slot else { return ::std::option::Option::None };
    };
    (@take $mark:tt $slot:ident) => {};
    (@write ! $writer:ident $wire:literal $value:expr) => { $writer.required($wire, $value) };
    (@write ? $writer:ident $wire:literal $value:expr) => { $writer.optional($wire, $value) };
    (@write ~ $writer:ident $wire:literal $value:expr) => { $writer.three_state($wire, $value) };
    (@write ! $writer:ident $wire:literal $value:expr, $codec:ty) => { $writer.required_as::<$codec, _>($wire, $value) };
    (@write ? $writer:ident $wire:literal $value:expr, $codec:ty) => { $writer.optional_as::<$codec, _>($wire, $value) };
    (@write ~ $writer:ident $wire:literal $value:expr, $codec:ty) => {
        $writer.three_state_as::<$codec, _>($wire, $value)
    };
    (@keeps_rest) => { false };
    (@keeps_rest $rest:ident) => { true };
    (@rest) => { $crate::runtime::Plain };
    (@rest $codec:ty) => { $codec };
    // Where nothing is required, values go where they stay: that costs the compiler a third less.
    (@read $reader:ident { $($index:literal $field:ident ? $(as $codec:ty)?,)* } $($rest:ident $(as $rest_codec:ty)?)?) => {{
        let mut object = Self {
            $($field: ::std::option::Option::None,)*
            $($rest: ::std::collections::BTreeMap::new(),)?
        };
        while let ::std::option::Option::Some(index) = $reader.next_field() {
            match index {
                $($index => $crate::runtime::object!(@value ? $reader object.$field $(, $codec)?),)*
                $($crate::runtime::object::REST => {
                    $reader.rest::<$crate::runtime::object!(@rest $($rest_codec)?), _>(&mut object.$rest)
                })?
                _ => {}
            }
        }
        ::std::option::Option::Some(object)
    }};
    (@read $reader:ident { $($index:literal $field:ident $mark:tt $(as $codec:ty)?,)* } $($rest:ident $(as $rest_codec:ty)?)?) => {{
        $(let mut $field = $crate::runtime::object!(@slot $mark);)*
        $(let mut $rest = ::std::collections::BTreeMap::new();)?
        while let ::std::option::Option::Some(index) = $reader.next_field() {
            match index {
                $($index => $crate::runtime::object!(@value $mark $reader $field $(, $codec)?),)*
                $($crate::runtime::object::REST => {
                    $reader.rest::<$crate::runtime::object!(@rest $($rest_codec)?), _>(&mut $rest)
                })?
                _ => {}
            }
        }
        $($crate::runtime::object!(@take $mark $field);)*
        ::std::option::Option::Some(Self { $($field,)* $($rest,)? })
    }};
    ($name:ident { * $($rest:tt)* }) => { $crate::runtime::object! { $name { , * $($rest)* } } };
    ($name:ident {
        $($index:literal $field:ident : $wire:literal $mark:tt $(as $codec:ty)?),*
        $(, * $rest:ident $(as $rest_codec:ty)?)? $(,)?
    }) => {
        impl $crate::runtime::Decode for $name {
            const SHAPE: &'static $crate::runtime::object::Shape = &$crate::runtime::object::Shape {
                name: stringify!($name),
                fields: &[$(($wire, $crate::runtime::object!(@is_required $mark))),*],
                keeps_rest: $crate::runtime::object!(@keeps_rest $($rest)?),
            };

            #[allow(clippy::question_mark, reason = "`?` costs the compiler several times more")] // layout: inline
            #[allow(unused_mut, reason = "an object may have no properties")] // layout: inline
            fn read<R: $crate::runtime::object::Read>(reader: &mut R) -> ::std::option::Option<Self> {
                $crate::runtime::object!(@read reader { $($index $field $mark $(as $codec)?,)* } $($rest $(as $rest_codec)?)?)
            }
        }

        impl $crate::runtime::Encode for $name {
            #[allow(unused_variables, reason = "an object may have no properties")] // layout: inline
            fn write<W: $crate::runtime::object::Write>(&self, writer: &mut W) {
                $($crate::runtime::object!(@write $mark writer $wire &self.$field $(, $codec)?);)*
                $(writer.rest::<$crate::runtime::object!(@rest $($rest_codec)?), _>(&self.$rest);)?
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::runtime::object::show(self, f)
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
                <Self as $crate::runtime::Encode>::encode::<S>(self, serializer)
            }
        }

        impl<'de> $crate::runtime::Deserialize<'de> for $name {
            fn deserialize<D: $crate::runtime::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::object::deserialize::<Self, D>(deserializer)
            }
        }
    };
}

#[allow(unused_imports, reason = "not every document has objects")] // layout: inline
pub(crate) use {object, serde_traits}; // layout: inline
