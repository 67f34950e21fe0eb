//! Unions: the macro `union!` and what its uses share.
//!
//! A union keeps the JSON text of its value, decides which variant it is, and reads the text again as that. Texts of
//! unions inside unions are read more than twice, so the work and the depth are limited: both are chosen by whoever
//! wrote the JSON.

use std::cell::Cell;
use std::fmt;

use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

use super::wire::codec::DecodeWith;
pub use super::wire::codec::Plain;
use super::wire::raw::{JsonType, RawJson};
use super::wire::{json, path};

/// Arrays and objects may be nested so deep inside a union; `serde_json` has the same limit for a whole text.
const DEPTH: usize = 128;
/// Unions may be nested so deep.
const UNIONS: u32 = 128;
/// All texts read inside an outermost union have at most so many bytes, times its length, and so many more.
const BUDGET: (u64, u64) = (64, 4 << 20);

thread_local! {
    static LEFT: Cell<(u32, u64)> = const { Cell::new((0, 0)) };
}

/// Counts one union for as long as it is read.
struct Inside;

impl Inside {
    fn enter<E: serde::de::Error>(text: &str) -> Result<Self, E> {
        let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
        let (depth, left) = LEFT.get();
        let left = if depth == 0 {
            if nesting(text) > DEPTH {
                return Err(E::custom("recursion limit exceeded"));
            }
            length.saturating_mul(BUDGET.0).saturating_add(BUDGET.1)
        } else {
            left
        };
        match left.checked_sub(length) {
            Some(left) if depth < UNIONS => {
                LEFT.set((depth + 1, left));
                Ok(Self)
            }
            _ => Err(E::custom("unions are nested too deep to be told apart")),
        }
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        let (depth, left) = LEFT.get();
        LEFT.set((depth.saturating_sub(1), left));
    }
}

/// Returns how deep arrays and objects are nested in a well-formed JSON text.
fn nesting(text: &str) -> usize {
    let (mut depth, mut deepest, mut in_string, mut escaped) = (0_usize, 0, false, false);
    for byte in text.bytes() {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
        } else {
            match byte {
                b'"' => in_string = true,
                b'[' | b'{' => {
                    depth += 1;
                    deepest = deepest.max(depth);
                }
                b']' | b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
    }
    deepest
}

/// Reads the text as the variant that was decided on.
///
/// # Errors
/// Fails where the text does not have that form; the path goes on from the union.
pub fn branch<C: DecodeWith<T>, T, E: serde::de::Error>(raw: &RawJson) -> Result<T, E> {
    let _inside = Inside::enter::<E>(raw.get())?;
    json::read::<C, T>(raw.get()).map_err(|error| E::custom(json::message_of(&error)))
}

/// Reads the text as a variant that it may be; `None` where it does not have that form.
///
/// # Errors
/// Fails where the limits of unions inside unions are met.
pub fn attempt<C: DecodeWith<T>, T, E: serde::de::Error>(raw: &RawJson) -> Result<Option<T>, E> {
    let _inside = Inside::enter::<E>(raw.get())?;
    let result = json::read::<C, T>(raw.get());
    if result.is_err() {
        path::clear();
    }
    Ok(result.ok())
}

/// Returns the JSON type of the text by the name it has in `listed`: an integer is a number where there are none but
/// numbers.
#[must_use]
pub fn evidence(raw: &RawJson, listed: &[&str]) -> &'static str {
    match raw.json_type() {
        JsonType::Integer if !listed.contains(&"integer") => JsonType::Number.name(),
        other => other.name(),
    }
}

/// Returns the string under a key of an object; `None` where the text is no object, or has no string there.
#[must_use]
pub fn tag(raw: &RawJson, key: &'static str) -> Option<String> {
    let mut deserializer = serde_json::Deserializer::from_str(raw.get());
    deserializer.deserialize_map(TagVisitor(key)).ok().flatten()
}

struct TagVisitor(&'static str);

impl<'de> Visitor<'de> for TagVisitor {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Option<String>, A::Error> {
        let mut tag = None;
        while let Some(key) = access.next_key::<String>()? {
            if key == self.0 {
                tag = Some(access.next_value()?);
            } else {
                access.next_value::<IgnoredAny>()?;
            }
        }
        Ok(tag)
    }
}

/// Gives a union its form on the wire.
///
/// `by type` tells variants apart by JSON type, `by tag "key"` by a property, `by trial` takes the first that can be
/// read. A last row `* Other` names the variant for what fits none (else `Unknown`).
#[allow(unused_macros, reason = "not every document has unions")]
macro_rules! union {
    (@codec) => { $crate::runtime::Plain };
    (@codec $codec:ty) => { $codec };
    (@impls $name:ident $raw:ident $decide:block $unknown:ident [$($variant:ident $(as $codec:ty)?),*]) => {
        impl $crate::runtime::Decode for $name {
            fn decode<'de, D: $crate::runtime::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let $raw = <$crate::runtime::RawJson as $crate::runtime::Decode>::decode(deserializer)?;
                $decide
                ::std::result::Result::Ok(Self::$unknown($raw))
            }
        }

        impl $crate::runtime::Encode for $name {
            fn encode<S: $crate::runtime::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                use $crate::runtime::EncodeWith as _;
                match self {
                    $(Self::$variant(value) => {
                        <$crate::runtime::union!(@codec $($codec)?)>::encode_with(value, serializer)
                    })*
                    Self::$unknown(value) => $crate::runtime::Encode::encode(value, serializer),
                }
            }
        }

        $crate::runtime::serde_traits!($name);
    };
    ($name:ident by type {
        $($variant:ident : $($kind:ident)|+ $(as $codec:ty)?),+ $(, * $unknown:ident)? $(,)?
    }) => {
        $crate::runtime::union! { @named $($unknown)? ; $name by type { $($variant : $($kind)|+ $(as $codec)?),+ } }
    };
    ($name:ident by tag $key:literal {
        $($variant:ident : $($value:literal)|+ $(as $codec:ty)?),+ $(, * $unknown:ident)? $(,)?
    }) => {
        $crate::runtime::union! { @named $($unknown)? ; $name by tag $key { $($variant : $($value)|+ $(as $codec)?),+ } }
    };
    ($name:ident by trial { $($variant:ident $(as $codec:ty)?),+ $(, * $unknown:ident)? $(,)? }) => {
        $crate::runtime::union! { @named $($unknown)? ; $name by trial { $($variant $(as $codec)?),+ } }
    };
    (@named ; $($rest:tt)+) => { $crate::runtime::union! { @named Unknown ; $($rest)+ } };
    (@named $unknown:ident ; $name:ident by type { $($variant:ident : $($kind:ident)|+ $(as $codec:ty)?),+ }) => {
        $crate::runtime::union! { @impls $name raw {
            let kind = $crate::runtime::union::evidence(&raw, &[$($(stringify!($kind)),+),+]);
            $(if $(kind == stringify!($kind))||+ {
                return $crate::runtime::union::branch::<$crate::runtime::union!(@codec $($codec)?), _, _>(&raw)
                    .map(Self::$variant);
            })+
        } $unknown [$($variant $(as $codec)?),+] }
    };
    (@named $unknown:ident ; $name:ident by tag $key:literal {
        $($variant:ident : $($value:literal)|+ $(as $codec:ty)?),+
    }) => {
        $crate::runtime::union! { @impls $name raw {
            match $crate::runtime::union::tag(&raw, $key).as_deref() {
                $(::std::option::Option::Some($($value)|+) => {
                    return $crate::runtime::union::branch::<$crate::runtime::union!(@codec $($codec)?), _, _>(&raw)
                        .map(Self::$variant);
                })+
                _ => {}
            }
        } $unknown [$($variant $(as $codec)?),+] }
    };
    (@named $unknown:ident ; $name:ident by trial { $($variant:ident $(as $codec:ty)?),+ }) => {
        $crate::runtime::union! { @impls $name raw {
            $(if let ::std::option::Option::Some(value) =
                $crate::runtime::union::attempt::<$crate::runtime::union!(@codec $($codec)?), _, _>(&raw)?
            {
                return ::std::result::Result::Ok(Self::$variant(value));
            })+
        } $unknown [$($variant $(as $codec)?),+] }
    };
}

#[allow(unused_imports, reason = "not every document has unions")]
pub(crate) use union;
