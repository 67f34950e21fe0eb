//! Objects: the table macro [`object!`](crate::runtime::object) and what all its uses share.
//!
//! A table gives each property a number; reading looks a key up once and then works with numbers. What depends on the
//! model is only which slot a value goes to.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};

use super::wire::codec::{DecodeWith, EncodeWith, Encoded, Plain, Seed};
use super::wire::containers::insert_entry;
use super::wire::nullable::Nullable;
use super::wire::{Decode, Encode, path};

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
        let mut reader = Reader {
            access,
            fields: T::FIELDS,
            keeps_rest: T::KEEPS_REST,
            next: 0,
            at: "",
            key: String::new(),
            error: None,
        };
        match (T::read(&mut reader), reader.error) {
            (Some(value), None) => Ok(value),
            (_, Some(error)) => Err(error),
            (None, None) => Err(A::Error::custom("an object was given up")),
        }
    }
}

/// An object that is being read. It keeps the first error, so that a model's own code is a list of plain calls: that
/// costs the compiler least.
#[derive(Debug)]
pub struct Reader<A, E> {
    access: A,
    fields: &'static [&'static str],
    keeps_rest: bool,
    /// The number of the property that comes next if the server keeps the order of the document.
    next: usize,
    /// The named property whose value is next.
    at: &'static str,
    /// The further property whose value is next.
    key: String,
    error: Option<E>,
}

impl<'de, A: MapAccess<'de>> Reader<A, A::Error> {
    /// Reads the next key and returns its number, or [`REST`]; skips what is unknown and not kept. `None` after the
    /// last key, and after an error.
    pub fn next_field(&mut self) -> Option<usize> {
        if self.error.is_some() {
            return None;
        }
        match self.find_field() {
            Ok(found) => found,
            Err(error) => {
                self.error = Some(error);
                None
            }
        }
    }

    fn find_field(&mut self) -> Result<Option<usize>, A::Error> {
        loop {
            let seed = KeySeed {
                fields: self.fields,
                guess: self.next,
                keeps_rest: self.keeps_rest,
            };
            match self.access.next_key_seed(seed)? {
                None => return Ok(None),
                Some(Key::Named(index, name)) => {
                    self.next = index + 1;
                    self.at = name;
                    return Ok(Some(index));
                }
                Some(Key::Other(key)) => {
                    self.key = key;
                    return Ok(Some(REST));
                }
                Some(Key::Unknown) => {
                    self.access.next_value::<IgnoredAny>()?;
                }
            }
        }
    }

    /// Reads the value of the property into its slot. It is an error that the slot is taken, or that the value has
    /// the wrong form.
    pub fn value<T: Decode>(&mut self, slot: &mut Option<T>) {
        self.value_as::<Plain, T>(slot);
    }

    /// Reads the value of the property by a codec.
    pub fn value_as<C: DecodeWith<T>, T>(&mut self, slot: &mut Option<T>) {
        if slot.is_some() {
            self.error = Some(A::Error::duplicate_field(self.at));
            return;
        }
        match self.access.next_value_seed(Seed::<C, T>::new()) {
            Ok(value) => *slot = Some(value),
            Err(error) => {
                path::inside_field(self.at);
                self.error = Some(error);
            }
        }
    }

    /// Reads the value of a further property. It is an error that the key occurs twice, or that the value has the
    /// wrong form.
    pub fn rest<T: Decode>(&mut self, map: &mut BTreeMap<String, T>) {
        let key = std::mem::take(&mut self.key);
        if let Err(error) = insert_entry::<Plain, T, A>(map, key, &mut self.access) {
            self.error = Some(error);
        }
    }

    /// Gives the object up, as a required property is missing.
    #[cold]
    pub fn missing<T>(&mut self, name: &'static str) -> Option<T> {
        self.error
            .get_or_insert_with(|| A::Error::missing_field(name));
        None
    }
}

enum Key {
    Named(usize, &'static str),
    Other(String),
    Unknown,
}

struct KeySeed {
    fields: &'static [&'static str],
    guess: usize,
    keeps_rest: bool,
}

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<Key, E> {
        if let Some(name) = self.fields.get(self.guess).filter(|name| **name == key) {
            return Ok(Key::Named(self.guess, name));
        }
        let found = self
            .fields
            .iter()
            .enumerate()
            .find(|(_, name)| **name == key);
        Ok(match found {
            Some((index, name)) => Key::Named(index, name),
            None if self.keeps_rest => Key::Other(key.to_owned()),
            None => Key::Unknown,
        })
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

/// An object that is being written. It keeps the first error, as [`Reader`] does.
#[derive(Debug)]
pub struct Writer<M, E> {
    map: M,
    error: Option<E>,
}

/// Starts an object.
///
/// # Errors
/// As [`Encode::encode`].
pub fn writer<S: Serializer>(serializer: S) -> Result<Writer<S::SerializeMap, S::Error>, S::Error> {
    let map = serializer.serialize_map(None)?;
    Ok(Writer { map, error: None })
}

impl<M: SerializeMap> Writer<M, M::Error> {
    /// Writes a property by a codec.
    pub fn required<C: EncodeWith<T>, T>(&mut self, name: &'static str, value: &T) {
        if self.error.is_none() {
            let written = self.map.serialize_entry(name, &Encoded::<C, T>::new(value));
            self.error = written.err();
        }
    }

    /// Writes a property if it has a value.
    pub fn optional<C: EncodeWith<T>, T>(&mut self, name: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.required::<C, T>(name, value);
        }
    }

    /// Writes a property unless it is left out.
    pub fn three_state<C: EncodeWith<T>, T>(&mut self, name: &'static str, value: &Nullable<T>) {
        match value {
            Nullable::Value(value) => self.required::<C, T>(name, value),
            Nullable::Null => self.required::<Plain, Option<String>>(name, &None),
            Nullable::Absent => {}
        }
    }

    /// Writes further properties.
    pub fn rest<T: Encode>(&mut self, map: &BTreeMap<String, T>) {
        for (key, value) in map {
            if self.error.is_none() {
                let written = self
                    .map
                    .serialize_entry(key, &Encoded::<Plain, T>::new(value));
                self.error = written.err();
            }
        }
    }

    /// Ends the object.
    ///
    /// # Errors
    /// Fails with the first error of its properties.
    pub fn end(self) -> Result<M::Ok, M::Error> {
        match self.error {
            None => self.map.end(),
            Some(error) => Err(error),
        }
    }
}

/// Gives a model its form on the wire, as a table of its properties.
///
/// `!` is required, `?` optional (an `Option`), `~` optional and nullable (a [`Nullable`]); `as` names a codec; a last
/// row `* field` keeps further properties.
#[allow(unused_macros, reason = "not every document has objects")]
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
            return $reader.missing($wire);
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
    ($name:ident {
        $($index:literal $field:ident : $wire:literal $mark:tt $(as $codec:ty)?),*
        $(, * $rest:ident)? $(,)?
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
                        $($crate::runtime::object::REST => reader.rest(&mut $rest),)?
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
                $(writer.rest(&self.$rest);)?
                writer.end()
            }
        }

        $crate::runtime::serde_traits!($name);
    };
}

/// Lets serde read and write a type as [`Encode`] and [`Decode`] do.
#[allow(unused_macros, reason = "not every document has models")]
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

#[allow(unused_imports, reason = "not every document has objects")]
pub(crate) use {object, serde_traits};
