//! Rust identifiers. They are made only here, by a `Scope`, so that no two in one scope are equal and none is a
//! keyword.

mod operation;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeMap;

use serde::Serialize;

pub(super) use operation::function_names;
use words::Case;

macro_rules! names {
    ($($(#[doc = $doc:literal])+ $name:ident, $case:ident, $fallback:literal, $escape:path;)+) => {
        $(
            $(#[doc = $doc])+
            #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
            pub struct $name(String);

            impl $name {
                /// The identifier as it is printed; `r#` included where it is a keyword.
                #[must_use]
                pub fn as_str(&self) -> &str {
                    &self.0
                }

                /// The identifier without `r#`: as links in documentation, format strings and Cargo name it.
                #[must_use]
                pub fn bare(&self) -> &str {
                    self.0.strip_prefix("r#").unwrap_or(&self.0)
                }

                /// A name for a test's hand-made plan.
                #[cfg(test)]
                pub(crate) fn test(name: &str) -> Self {
                    Self(name.to_owned())
                }
            }

            impl std::fmt::Display for $name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(&self.0)
                }
            }

            impl Name for $name {
                fn natural(raw: &str) -> String {
                    $escape(words::identifier(raw, Case::$case, $fallback))
                }

                fn make(identifier: String) -> Self {
                    Self(identifier)
                }
            }
        )+
    };
}

names! {
    /// A type.
    TypeName, Camel, "Type", words::escape;
    /// A static.
    ConstName, Shouty, "VALUE", words::escape;
    /// A field, argument or setter.
    FieldName, Snake, "value", words::escape;
    /// A function or method.
    FunctionName, Snake, "call", words::escape;
    /// A variant of an enum.
    VariantName, Camel, "Empty", words::escape;
    /// A module, and the file that holds it without `.rs`.
    FileName, Snake, "file", words::escape_file;
}

/// A kind of identifier.
pub(super) trait Name: Sized {
    /// `raw` written as this kind of identifier.
    fn natural(raw: &str) -> String;
    /// Wraps a checked identifier.
    fn make(identifier: String) -> Self;
}

/// Room for a number and what separates it.
const NUMBER_DIGITS: usize = 12;

/// The second of two equal names gets this number.
const FIRST_NUMBER: u64 = 2;

/// A set of names that must differ, also on file systems that ignore case.
#[derive(Debug, Default)]
pub(super) struct Scope {
    /// Names taken, as a file system that ignores case sees them, with the number to try next.
    taken: BTreeMap<String, u64>,
}

impl Scope {
    /// A scope in which `reserved` identifiers are taken.
    pub(super) fn reserving(reserved: &[&str]) -> Self {
        let taken = reserved
            .iter()
            .map(|name| (fold(name), FIRST_NUMBER))
            .collect();
        Self { taken }
    }

    /// Takes the first of `candidates` that is free as an identifier; the first with a number where none is.
    pub(super) fn claim<N: Name>(&mut self, candidates: &[String]) -> N {
        let free = candidates
            .iter()
            .map(|candidate| N::natural(candidate))
            .find(|name| !self.taken.contains_key(&fold(name)));
        let name = free
            .unwrap_or_else(|| self.numbered::<N>(candidates.first().map_or("", String::as_str)));
        self.taken.insert(fold(&name), FIRST_NUMBER);
        N::make(name)
    }

    /// `raw` with the next number that gives a free name. Numbers are not tried twice: a thousand equal names take a
    /// thousand tries.
    fn numbered<N: Name>(&mut self, raw: &str) -> String {
        let natural = N::natural(raw);
        let key = fold(&natural);
        // Names have a greatest length: the number must fit in.
        let base: String = natural
            .trim_start_matches("r#")
            .chars()
            .take(words::LONGEST - NUMBER_DIGITS)
            .collect();
        let mut number = self.taken.get(&key).copied().unwrap_or(FIRST_NUMBER);
        loop {
            // A separator keeps `v1` and the second `v` apart.
            let name = N::natural(&format!("{base} {number}"));
            number += 1;
            if !self.taken.contains_key(&fold(&name)) {
                self.taken.insert(key, number);
                return name;
            }
        }
    }
}

/// A wish for a name in [`claim_all`].
#[derive(Debug, Clone)]
pub(super) struct Wish {
    /// What decides who comes first among equals: lower is earlier.
    pub(super) priority: u8,
    /// Names to try, best first.
    pub(super) candidates: Vec<String>,
}

/// Names for all wishes, in their order. Those whose first candidate is already written as the identifier get it,
/// then the others by priority and order: a newcomer that is spelled differently moves nobody.
pub(super) fn claim_all<N: Name>(scope: &mut Scope, wishes: &[Wish]) -> Vec<N> {
    let mut order: Vec<(bool, u8, usize)> = wishes
        .iter()
        .enumerate()
        .map(|(index, wish)| {
            let exact = wish
                .candidates
                .first()
                .is_some_and(|first| N::natural(first) == *first);
            (!exact, wish.priority, index)
        })
        .collect();
    order.sort_unstable();
    let mut named: Vec<(usize, N)> = order
        .into_iter()
        .filter_map(|(_, _, index)| Some((index, scope.claim(&wishes.get(index)?.candidates))))
        .collect();
    named.sort_by_key(|(index, _)| *index);
    named.into_iter().map(|(_, name)| name).collect()
}

/// Names for the variants of an open enum, and one for its unknown variant.
pub(super) fn open_variants(wishes: &[Wish]) -> (Vec<VariantName>, VariantName) {
    let mut scope = Scope::default();
    let names = claim_all(&mut scope, wishes);
    let unknown = ["Unknown", "Other", "Undocumented"].map(str::to_owned);
    (names, scope.claim(&unknown))
}

fn fold(name: &str) -> String {
    name.trim_start_matches("r#").to_lowercase()
}
