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

    /// Reads all properties.
    ///
    /// # Errors
    /// Fails where one is missing, occurs twice or has the wrong form.
    fn read<'de, A: MapAccess<'de>>(reader: &mut Reader<A>) -> Result<Self, A::Error>;
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
        T::read(&mut Reader {
            access,
            fields: T::FIELDS,
            keeps_rest: T::KEEPS_REST,
            next: 0,
            at: "",
            key: String::new(),
        })
    }
}

/// An object that is being read.
#[derive(Debug)]
pub struct Reader<A> {
    access: A,
    fields: &'static [&'static str],
    keeps_rest: bool,
    /// The number of the property that comes next if the server keeps the order of the document.
    next: usize,
    /// The named property whose value is next.
    at: &'static str,
    /// The further property whose value is next.
    key: String,
}

impl<'de, A: MapAccess<'de>> Reader<A> {
    /// Reads the next key and returns its number, or [`REST`]; skips what is unknown and not kept.
    ///
    /// # Errors
    /// Fails where the text is not JSON.
    pub fn next_field(&mut self) -> Result<Option<usize>, A::Error> {
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

    /// Reads the value of the property into its slot.
    ///
    /// # Errors
    /// Fails where the slot is taken, or the value has the wrong form.
    pub fn value<T: Decode>(&mut self, slot: &mut Option<T>) -> Result<(), A::Error> {
        self.value_as::<Plain, T>(slot)
    }

    /// Reads the value of the property by a codec.
    ///
    /// # Errors
    /// As [`Reader::value`].
    pub fn value_as<C: DecodeWith<T>, T>(&mut self, slot: &mut Option<T>) -> Result<(), A::Error> {
        if slot.is_some() {
            return Err(A::Error::duplicate_field(self.at));
        }
        match self.access.next_value_seed(Seed::<C, T>::new()) {
            Ok(value) => {
                *slot = Some(value);
                Ok(())
            }
            Err(error) => {
                path::inside_field(self.at);
                Err(error)
            }
        }
    }

    /// Takes the value of a required property.
    ///
    /// # Errors
    /// Fails where there is none.
    pub fn required<T>(&self, slot: Option<T>, name: &'static str) -> Result<T, A::Error> {
        slot.ok_or_else(|| A::Error::missing_field(name))
    }

    /// Reads the value of a further property.
    ///
    /// # Errors
    /// Fails where the key occurs twice, or the value has the wrong form.
    pub fn rest<T: Decode>(&mut self, map: &mut BTreeMap<String, T>) -> Result<(), A::Error> {
        insert_entry::<Plain, T, A>(map, std::mem::take(&mut self.key), &mut self.access)
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

/// An object that is being written.
#[derive(Debug)]
pub struct Writer<M>(M);

/// Starts an object.
///
/// # Errors
/// As [`Encode::encode`].
pub fn writer<S: Serializer>(serializer: S) -> Result<Writer<S::SerializeMap>, S::Error> {
    serializer.serialize_map(None).map(Writer)
}

impl<M: SerializeMap> Writer<M> {
    /// Writes a property by a codec.
    ///
    /// # Errors
    /// As [`Encode::encode`].
    pub fn required<C: EncodeWith<T>, T>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), M::Error> {
        self.0.serialize_entry(name, &Encoded::<C, T>::new(value))
    }

    /// Writes a property if it has a value.
    ///
    /// # Errors
    /// As [`Encode::encode`].
    pub fn optional<C: EncodeWith<T>, T>(
        &mut self,
        name: &'static str,
        value: &Option<T>,
    ) -> Result<(), M::Error> {
        match value {
            Some(value) => self.required::<C, T>(name, value),
            None => Ok(()),
        }
    }

    /// Writes a property unless it is left out.
    ///
    /// # Errors
    /// As [`Encode::encode`].
    pub fn three_state<C: EncodeWith<T>, T>(
        &mut self,
        name: &'static str,
        value: &Nullable<T>,
    ) -> Result<(), M::Error> {
        match value {
            Nullable::Value(value) => self.required::<C, T>(name, value),
            Nullable::Null => self.0.serialize_entry(name, &()),
            Nullable::Absent => Ok(()),
        }
    }

    /// Writes further properties.
    ///
    /// # Errors
    /// As [`Encode::encode`].
    pub fn rest<T: Encode>(&mut self, map: &BTreeMap<String, T>) -> Result<(), M::Error> {
        map.iter().try_for_each(|(key, value)| {
            self.0
                .serialize_entry(key, &Encoded::<Plain, T>::new(value))
        })
    }

    /// Ends the object.
    ///
    /// # Errors
    /// As [`Encode::encode`].
    pub fn end(self) -> Result<M::Ok, M::Error> {
        self.0.end()
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
    (@take ! $reader:ident $slot:ident $wire:literal) => { $reader.required($slot, $wire)? };
    (@take ? $reader:ident $slot:ident $wire:literal) => { $crate::runtime::object::optional($slot) };
    (@take ~ $reader:ident $slot:ident $wire:literal) => { $crate::runtime::object::three_state($slot) };
    (@write ! $writer:ident $wire:literal $value:expr, $codec:ty) => { $writer.required::<$codec, _>($wire, $value)? };
    (@write ? $writer:ident $wire:literal $value:expr, $codec:ty) => { $writer.optional::<$codec, _>($wire, $value)? };
    (@write ~ $writer:ident $wire:literal $value:expr, $codec:ty) => {
        $writer.three_state::<$codec, _>($wire, $value)?
    };
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
                reader: &mut $crate::runtime::object::Reader<A>,
            ) -> ::std::result::Result<Self, A::Error> {
                $(let mut $field = ::std::option::Option::None;)*
                $(let mut $rest = ::std::collections::BTreeMap::new();)?
                while let ::std::option::Option::Some(index) = reader.next_field()? {
                    match index {
                        $($index => $crate::runtime::object!(@read $mark reader $field $($codec)?)?,)*
                        $($crate::runtime::object::REST => reader.rest(&mut $rest)?,)?
                        _ => {}
                    }
                }
                ::std::result::Result::Ok(Self {
                    $($field: $crate::runtime::object!(@take $mark reader $field $wire),)*
                    $($rest,)?
                })
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
                $(writer.rest(&self.$rest)?;)?
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
