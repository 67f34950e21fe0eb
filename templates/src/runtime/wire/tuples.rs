//! Lists whose elements have types of their own, by position.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde::ser::{SerializeSeq as _, Serializer};

use super::codec::{DecodeWith, EncodeWith, Encoded, Plain, Seed};
use super::{Decode, Encode, path};

/// A tuple whose elements are written by the codecs in `C`, itself a tuple of as many.
#[derive(Debug)]
pub struct Tuple<C>(PhantomData<C>);

struct TupleVisitor<C, T>(PhantomData<fn() -> (C, T)>);

/// Reads the element at `index`; that there is none is an error.
fn element<'de, C: DecodeWith<T>, T, A: SeqAccess<'de>>(
    access: &mut A,
    index: usize,
    length: usize,
) -> Result<T, A::Error> {
    match access.next_element_seed(Seed::<C, T>::new()) {
        Ok(Some(value)) => Ok(value),
        Ok(None) => Err(wrong_length(index, length)),
        Err(error) => {
            path::inside_index(index);
            Err(error)
        }
    }
}

#[cold]
fn wrong_length<E: serde::de::Error>(found: usize, length: usize) -> E {
    let expected = format!("an array of {length}");
    E::invalid_length(found, &expected.as_str())
}

macro_rules! tuples {
    (@plain $type:ident) => { Plain };
    ($($length:literal: $($codec:ident $type:ident $index:tt),+;)+) => {
        $(
            impl<$($codec: EncodeWith<$type>, $type),+> EncodeWith<($($type,)+)> for Tuple<($($codec,)+)> {
                fn encode_with<S: Serializer>(
                    value: &($($type,)+),
                    serializer: S,
                ) -> Result<S::Ok, S::Error> {
                    let mut list = serializer.serialize_seq(Some($length))?;
                    $(list.serialize_element(&Encoded::<$codec, $type>::new(&value.$index))?;)+
                    list.end()
                }
            }

            impl<$($codec: DecodeWith<$type>, $type),+> DecodeWith<($($type,)+)> for Tuple<($($codec,)+)> {
                fn decode_with<'de, D: Deserializer<'de>>(
                    deserializer: D,
                ) -> Result<($($type,)+), D::Error> {
                    deserializer.deserialize_seq(TupleVisitor::<($($codec,)+), ($($type,)+)>(PhantomData))
                }
            }

            impl<'de, $($codec: DecodeWith<$type>, $type),+> Visitor<'de>
                for TupleVisitor<($($codec,)+), ($($type,)+)>
            {
                type Value = ($($type,)+);

                fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    write!(f, "an array of {}", $length)
                }

                fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
                    let value = ($(element::<$codec, $type, A>(&mut access, $index, $length)?,)+);
                    match access.next_element::<IgnoredAny>()? {
                        None => Ok(value),
                        Some(_) => Err(wrong_length($length + 1, $length)),
                    }
                }
            }

            impl<$($type: Encode),+> Encode for ($($type,)+) {
                fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    Tuple::<($(tuples!(@plain $type),)+)>::encode_with(self, serializer)
                }
            }

            impl<$($type: Decode),+> Decode for ($($type,)+) {
                fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    Tuple::<($(tuples!(@plain $type),)+)>::decode_with(deserializer)
                }
            }
        )+
    };
}

tuples! {
    1: C0 T0 0;
    2: C0 T0 0, C1 T1 1;
    3: C0 T0 0, C1 T1 1, C2 T2 2;
    4: C0 T0 0, C1 T1 1, C2 T2 2, C3 T3 3;
    5: C0 T0 0, C1 T1 1, C2 T2 2, C3 T3 3, C4 T4 4;
    6: C0 T0 0, C1 T1 1, C2 T2 2, C3 T3 3, C4 T4 4, C5 T5 5;
    7: C0 T0 0, C1 T1 1, C2 T2 2, C3 T3 3, C4 T4 4, C5 T5 5, C6 T6 6;
    8: C0 T0 0, C1 T1 1, C2 T2 2, C3 T3 3, C4 T4 4, C5 T5 5, C6 T6 6, C7 T7 7;
}
