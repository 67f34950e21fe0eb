//! Unions: the macro `union!` and what its uses share.
//!
//! A union keeps the JSON text of its value, decides by its rules which variant it is, and reads the text again as
//! that. Texts of unions inside unions are read more than twice, so the work and the depth are limited: both are chosen
//! by whoever wrote the JSON.

use std::cell::Cell;

use super::evidence::{Asked, View};
pub use super::evidence::{Rule, Test};
use super::wire::codec::DecodeWith;
pub use super::wire::codec::Plain;
use super::wire::raw::RawJson;
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
            if is_deep(text) {
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

/// Whether arrays and objects are nested deeper than the limit. Most texts are too short for it.
fn is_deep(text: &str) -> bool {
    text.len() > 2 * DEPTH && nesting(text) > DEPTH
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

/// Reads the text as what was decided on.
///
/// # Errors
/// Fails where the text does not have that form; the path goes on from the union.
pub fn branch<C: DecodeWith<T>, T, E: serde::de::Error>(raw: &RawJson) -> Result<T, E> {
    let _inside = Inside::enter::<E>(raw.get())?;
    json::read::<C, T>(raw.get()).map_err(|error| E::custom(json::message_of(&error)))
}

/// The rules of a union, on the way through one value.
#[derive(Debug)]
pub struct Decision<'a> {
    view: View<'a>,
    rules: &'static [Rule],
    /// Steps done: every rule once, then once more those that were put off.
    step: usize,
    /// The rule that was found last.
    rule: usize,
}

impl<'a> Decision<'a> {
    /// Starts with the first rule.
    #[must_use]
    pub fn new(raw: &'a RawJson, rules: &'static [Rule]) -> Self {
        Self {
            view: View::new(raw.get(), Asked::Rules(rules)),
            rules,
            step: 0,
            rule: 0,
        }
    }

    /// Returns the number of the next rule that holds. A rule that is tried and of whose telling keys none is there has
    /// to wait until all others were looked at.
    pub fn next_rule(&mut self) -> Option<usize> {
        let count = self.rules.len();
        while self.step < 2 * count {
            let (again, index) = (self.step >= count, self.step % count);
            self.step += 1;
            let Some(rule) = self.rules.get(index) else {
                continue;
            };
            if rule.holds(&self.view) && rule.waits(&self.view) == again {
                self.rule = index;
                return Some(index);
            }
        }
        None
    }

    /// Reads the text as the variant of the rule; `None` where the rule is one that is tried, and the text does not
    /// have that form.
    ///
    /// # Errors
    /// Fails where the rule is sure and the text does not have that form; the path goes on from the union. Fails too
    /// where the limits of unions inside unions are met.
    pub fn read<C: DecodeWith<T>, T, E: serde::de::Error>(&self) -> Result<Option<T>, E> {
        let _inside = Inside::enter::<E>(self.view.text())?;
        match json::read::<C, T>(self.view.text()) {
            Ok(value) => Ok(Some(value)),
            Err(error) if self.is_sure() => Err(E::custom(json::message_of(&error))),
            Err(_) => {
                path::clear();
                Ok(None)
            }
        }
    }

    fn is_sure(&self) -> bool {
        self.rules.get(self.rule).is_some_and(|rule| rule.sure)
    }
}

/// Gives a union its form on the wire: rules that tell its variants apart, the first that holds first.
///
/// `by type` looks at the JSON type, `by tag "key"` at a property; `by trial` takes the first variant that can be read;
/// `by rules` combines these. There `!` marks a variant that is decided on, `?` one that is tried; each pair of
/// parentheses is a list of tests that must all pass, of several one pair is enough:
///
/// * `string | object`: the JSON type. `number` includes integers; a rule for `integer` stands before it.
/// * `= "a" | "b"`: the value itself, a number or boolean as it is written.
/// * `"key"`: the property is there; `! "key"`: it is not.
/// * `"key" = "a" | "b"`: its value. `"key": string`: its JSON type. `"key": (..)`: any tests of its value.
/// * `[..]`: tests of the first element of an array; an empty array passes.
///
/// `has "a" | "b"` after a tried one names properties that only this variant has: without them it is tried last. A last
/// row `* Other` names the variant for what fits none (else `Unknown`).
#[allow(unused_macros, reason = "not every document has unions")]
#[macro_export] // layout: package
macro_rules! union {
    (@codec) => { $crate::runtime::Plain };
    (@codec $codec:ty) => { $codec };
    (@sure !) => { true };
    (@sure ?) => { false };
    (@tests [$($done:tt)*]) => { &[$($done)*] };
    (@tests [$($done:tt)*] $($kind:ident)|+ $(, $($rest:tt)*)?) => {
        $crate::runtime::union!(@tests
            [$($done)* $crate::runtime::union::Test::Type(&[$(stringify!($kind)),+]),] $($($rest)*)?)
    };
    (@tests [$($done:tt)*] = $($value:literal)|+ $(, $($rest:tt)*)?) => {
        $crate::runtime::union!(@tests
            [$($done)* $crate::runtime::union::Test::Value(&[$($value),+]),] $($($rest)*)?)
    };
    (@tests [$($done:tt)*] ! $key:literal $(, $($rest:tt)*)?) => {
        $crate::runtime::union!(@tests [$($done)* $crate::runtime::union::Test::Lacks($key),] $($($rest)*)?)
    };
    (@tests [$($done:tt)*] $key:literal = $($value:literal)|+ $(, $($rest:tt)*)?) => {
        $crate::runtime::union!(@tests [$($done)* $crate::runtime::union::Test::Key(
            $key, &[$crate::runtime::union::Test::Value(&[$($value),+])]),] $($($rest)*)?)
    };
    (@tests [$($done:tt)*] $key:literal : $($kind:ident)|+ $(, $($rest:tt)*)?) => {
        $crate::runtime::union!(@tests [$($done)* $crate::runtime::union::Test::Key(
            $key, &[$crate::runtime::union::Test::Type(&[$(stringify!($kind)),+])]),] $($($rest)*)?)
    };
    (@tests [$($done:tt)*] $key:literal : ($($inner:tt)*) $(, $($rest:tt)*)?) => {
        $crate::runtime::union!(@tests [$($done)* $crate::runtime::union::Test::Key(
            $key, $crate::runtime::union!(@tests [] $($inner)*)),] $($($rest)*)?)
    };
    (@tests [$($done:tt)*] $key:literal $(, $($rest:tt)*)?) => {
        $crate::runtime::union!(@tests [$($done)* $crate::runtime::union::Test::Key($key, &[]),] $($($rest)*)?)
    };
    (@tests [$($done:tt)*] [$($inner:tt)*] $(, $($rest:tt)*)?) => {
        $crate::runtime::union!(@tests [$($done)* $crate::runtime::union::Test::First(
            $crate::runtime::union!(@tests [] $($inner)*)),] $($($rest)*)?)
    };
    ($name:ident by type {
        $($variant:ident : $($kind:ident)|+ $(as $codec:ty)?),+ $(, * $unknown:ident)? $(,)?
    }) => {
        $crate::runtime::union! { $name by rules { $($variant : ! ($($kind)|+) $(as $codec)?,)+ $(* $unknown)? } }
    };
    ($name:ident by tag $key:literal {
        $($variant:ident : $($value:literal)|+ $(as $codec:ty)?),+ $(, * $unknown:ident)? $(,)?
    }) => {
        $crate::runtime::union! {
            $name by rules { $($variant : ! ($key = $($value)|+) $(as $codec)?,)+ $(* $unknown)? }
        }
    };
    ($name:ident by trial { $($variant:ident $(as $codec:ty)?),+ $(, * $unknown:ident)? $(,)? }) => {
        $crate::runtime::union! { $name by rules { $($variant : ? () $(as $codec)?,)+ $(* $unknown)? } }
    };
    ($name:ident by rules {
        $($variant:ident : $mark:tt $(($($test:tt)*))|+ $(has $($hint:literal)|+)? $(as $codec:ty)?),+ $(,)?
    }) => {
        $crate::runtime::union! { $name by rules {
            $($variant : $mark $(($($test)*))|+ $(has $($hint)|+)? $(as $codec)?,)+ * Unknown
        } }
    };
    ($name:ident by rules {
        $($variant:ident : $mark:tt $(($($test:tt)*))|+ $(has $($hint:literal)|+)? $(as $codec:ty)?,)+
        * $unknown:ident $(,)?
    }) => {
        impl $crate::runtime::Decode for $name {
            fn decode<'de, D: $crate::runtime::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                enum At { $($variant),+ }
                const RULES: &[$crate::runtime::union::Rule] = &[$($crate::runtime::union::Rule {
                    sure: $crate::runtime::union!(@sure $mark),
                    any: &[$($crate::runtime::union!(@tests [] $($test)*)),+],
                    has: &[$($($hint),+)?],
                }),+];
                let raw = <$crate::runtime::RawJson as $crate::runtime::Decode>::decode(deserializer)?;
                let mut decision = $crate::runtime::union::Decision::new(&raw, RULES);
                while let ::std::option::Option::Some(rule) = decision.next_rule() {
                    $(if rule == At::$variant as usize {
                        let value = decision.read::<$crate::runtime::union!(@codec $($codec)?), _, _>()?;
                        if let ::std::option::Option::Some(value) = value {
                            return ::std::result::Result::Ok(Self::$variant(value));
                        }
                    })+
                }
                ::std::result::Result::Ok(Self::$unknown(raw))
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
                    })+
                    Self::$unknown(value) => $crate::runtime::Encode::encode(value, serializer),
                }
            }
        }

        $crate::runtime::serde_traits!($name);
    };
}

#[allow(unused_imports, reason = "not every document has unions")] // layout: inline
pub(crate) use union; // layout: inline
