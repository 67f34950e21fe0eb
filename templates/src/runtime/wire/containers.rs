//! Lists, maps, options and boxes.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap as _, SerializeSeq as _, Serializer};

use super::codec::{DecodeWith, EncodeWith, Encoded, Plain, Seed, duplicate_key};
use super::{Decode, Encode, path};

/// Room for so many elements is made before they are read, whatever a length promises.
const PREALLOCATED: usize = 1024;

pub(super) fn encode_list<C: EncodeWith<T>, T, S: Serializer>(
    items: &[T],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut list = serializer.serialize_seq(Some(items.len()))?;
    for item in items {
        list.serialize_element(&Encoded::<C, T>::new(item))?;
    }
    list.end()
}

pub(super) fn decode_list<'de, C: DecodeWith<T>, T, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    deserializer.deserialize_seq(ListVisitor::<C, T>(PhantomData))
}

struct ListVisitor<C, T>(PhantomData<fn() -> (C, T)>);

impl<'de, C: DecodeWith<T>, T> Visitor<'de> for ListVisitor<C, T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Vec<T>, A::Error> {
        let mut items = Vec::with_capacity(access.size_hint().unwrap_or(0).min(PREALLOCATED));
        loop {
            match access.next_element_seed(Seed::<C, T>::new()) {
                Ok(Some(item)) => items.push(item),
                Ok(None) => return Ok(items),
                Err(error) => {
                    path::inside_index(items.len());
                    return Err(error);
                }
            }
        }
    }
}

pub(super) fn encode_map<C: EncodeWith<T>, T, S: Serializer>(
    map: &BTreeMap<String, T>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut object = serializer.serialize_map(Some(map.len()))?;
    for (key, value) in map {
        object.serialize_entry(key, &Encoded::<C, T>::new(value))?;
    }
    object.end()
}

pub(super) fn decode_map<'de, C: DecodeWith<T>, T, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, T>, D::Error> {
    deserializer.deserialize_map(MapVisitor::<C, T>(PhantomData))
}

struct MapVisitor<C, T>(PhantomData<fn() -> (C, T)>);

impl<'de, C: DecodeWith<T>, T> Visitor<'de> for MapVisitor<C, T> {
    type Value = BTreeMap<String, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<BTreeMap<String, T>, A::Error> {
        let mut map = BTreeMap::new();
        while let Some(key) = access.next_key::<String>()? {
            insert_entry::<C, T, A>(&mut map, key, &mut access)?;
        }
        Ok(map)
    }
}

/// Reads the value of `key` into a map that does not have it yet.
pub(in super::super) fn insert_entry<'de, C: DecodeWith<T>, T, A: MapAccess<'de>>(
    map: &mut BTreeMap<String, T>,
    key: String,
    access: &mut A,
) -> Result<(), A::Error> {
    match map.entry(key) {
        Entry::Occupied(entry) => Err(duplicate_key(entry.key())),
        Entry::Vacant(entry) => match access.next_value_seed(Seed::<C, T>::new()) {
            Ok(value) => {
                entry.insert(value);
                Ok(())
            }
            Err(error) => {
                path::inside_key(entry.into_key());
                Err(error)
            }
        },
    }
}

pub(super) fn decode_option<'de, C: DecodeWith<T>, T, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    deserializer.deserialize_option(OptionVisitor::<C, T>(PhantomData))
}

struct OptionVisitor<C, T>(PhantomData<fn() -> (C, T)>);

impl<'de, C: DecodeWith<T>, T> Visitor<'de> for OptionVisitor<C, T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        C::decode_with(deserializer).map(Some)
    }
}

impl<T: Encode> Encode for [T] {
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        encode_list::<Plain, T, S>(self, serializer)
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        encode_list::<Plain, T, S>(self, serializer)
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        decode_list::<Plain, T, D>(deserializer)
    }
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        encode_map::<Plain, T, S>(self, serializer)
    }
}

impl<T: Decode> Decode for BTreeMap<String, T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        decode_map::<Plain, T, D>(deserializer)
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.encode(serializer),
            None => serializer.serialize_unit(),
        }
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        decode_option::<Plain, T, D>(deserializer)
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).encode(serializer)
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::decode(deserializer).map(Self::new)
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).encode(serializer)
    }
}
