//! References inside a document: where a `$ref` leads, and typed access to what stands there.
//!
//! Nothing is copied or expanded: a schema that is used a hundred times stays one place with one [`Pointer`].

mod nearest;
mod reference;

#[cfg(test)]
mod tests;

use serde::Deserialize;
use serde::de::value::MapDeserializer;
use serde_json::Value;

pub use reference::RefError;

use crate::diagnostics::{Code, Diagnostics, FileId};
use crate::ir::Pointer;

/// How many `$ref`s may follow one another before the chain counts as a cycle.
const MAX_CHAIN: usize = 64;

/// Up to so many members are looked through one by one.
const FEW: usize = 8;

/// A document whose places can be looked up.
#[derive(Debug, Clone, Copy)]
pub struct Resolved<'d> {
    root: &'d Value,
}

/// A place with what stands there.
#[derive(Debug, Clone)]
pub struct Place<'d> {
    /// Where.
    pub pointer: Pointer,
    /// What.
    pub value: &'d Value,
}

impl<'d> Place<'d> {
    /// The place under `key`, if there is one.
    #[must_use]
    pub fn child(&self, key: &str) -> Option<Self> {
        Some(Self {
            value: self.get(key)?,
            pointer: self.pointer.child(key),
        })
    }

    /// What stands under `key`. A schema is asked for dozens of keys and has a few: comparing them is quicker than hashing.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&'d Value> {
        let map = self.value.as_object()?;
        if map.len() > FEW {
            return map.get(key);
        }
        let member = map.iter().find(|(name, _)| *name == key);
        member.map(|(_, value)| value)
    }

    /// The members of an object with their places; none for another value.
    pub fn members(&self) -> impl Iterator<Item = (&'d str, Self)> {
        self.value
            .as_object()
            .into_iter()
            .flatten()
            .map(|(key, value)| {
                let pointer = self.pointer.child(key);
                (key.as_str(), Self { pointer, value })
            })
    }

    /// The elements of an array with their places; none for another value.
    pub fn elements(&self) -> impl Iterator<Item = Self> {
        let items = self.value.as_array().into_iter().flatten().enumerate();
        items.map(|(index, value)| Self {
            pointer: self.pointer.child(index),
            value,
        })
    }

    /// The string under `key`.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&'d str> {
        self.get(key)?.as_str()
    }

    /// Whether `key` holds `true`.
    #[must_use]
    pub fn flag(&self, key: &str) -> bool {
        self.get(key).and_then(Value::as_bool) == Some(true)
    }

    /// The `$ref` here, as written.
    #[must_use]
    pub fn reference(&self) -> Option<&'d str> {
        self.text("$ref")
    }

    /// Reads the members named in `keys` as `T`; a struct of the `openapiv3` package sees only
    /// these, so what it reads stays small and its failure costs only this piece.
    pub fn read<T: Deserialize<'d>>(&self, keys: &[&str]) -> Result<T, serde_json::Error> {
        let members = self.value.as_object().into_iter().flatten();
        let wanted = members
            .filter(|(key, _)| keys.contains(&key.as_str()))
            .map(|(key, value)| (key.as_str(), value));
        T::deserialize(MapDeserializer::new(wanted))
    }

    /// The same, with a member that stands for what is read elsewhere but the struct insists on.
    pub fn read_with<T: Deserialize<'d>>(
        &self,
        keys: &[&str],
        extra: (&'static str, &'d Value),
    ) -> Result<T, serde_json::Error> {
        let members = self.value.as_object().into_iter().flatten();
        let wanted = members
            .filter(|(key, _)| keys.contains(&key.as_str()))
            .map(|(key, value)| (key.as_str(), value));
        T::deserialize(MapDeserializer::new(wanted.chain([extra])))
    }

    /// Reads the whole value as `T`; where that fails, reports it as lost and gives `None`.
    pub fn read_all<T: Deserialize<'d>>(&self, diagnostics: &mut Diagnostics) -> Option<T> {
        match T::deserialize(self.value) {
            Ok(piece) => Some(piece),
            Err(error) => {
                diagnostics
                    .report(
                        Code::InvalidValue,
                        &self.pointer,
                        format!("this cannot be read: {error}"),
                    )
                    .degrades();
                None
            }
        }
    }
}

impl<'d> Resolved<'d> {
    /// Makes the places of `root` available.
    #[must_use]
    pub fn new(root: &'d Value) -> Self {
        Self { root }
    }

    /// The whole document.
    #[must_use]
    pub fn root(&self) -> Place<'d> {
        Place {
            pointer: Pointer::root(),
            value: self.root,
        }
    }

    /// What stands at `pointer`.
    #[must_use]
    pub fn at(&self, pointer: &Pointer) -> Option<Place<'d>> {
        Some(Place {
            value: self.root.pointer(pointer.as_str())?,
            pointer: pointer.clone(),
        })
    }

    /// The place that a `$ref` names, one step, without reporting anything.
    pub fn target(&self, reference: &str) -> Result<Place<'d>, RefError> {
        let pointer = reference::parse(reference)?;
        self.at(&pointer).ok_or(RefError::Dangling(pointer))
    }

    /// Follows the `$ref` at `place`, one step, and reports where it leads nowhere.
    pub fn step(
        &self,
        place: &Place<'d>,
        reference: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Place<'d>> {
        match self.target(reference) {
            Ok(target) => Some(target),
            Err(error) => {
                self.report(place, reference, &error, diagnostics);
                None
            }
        }
    }

    /// Follows `$ref`s from `place` to what they mean in the end; `place` itself where it is none.
    /// A chain that leads nowhere is reported, and `None`.
    pub fn follow(&self, place: &Place<'d>, diagnostics: &mut Diagnostics) -> Option<Place<'d>> {
        let mut at = place.clone();
        for _ in 0..MAX_CHAIN {
            match at.reference() {
                None => return Some(at),
                Some(reference) => at = self.step(&at, reference, diagnostics)?,
            }
        }
        diagnostics
            .report(
                Code::RefCycle,
                &place.pointer.child("$ref"),
                "this reference leads back to itself",
            )
            .help("let one of the schemas on the way say what it is instead of naming another")
            .degrades();
        None
    }

    /// Whether `place` is a `$ref` from which there is no way to anything else, without reporting it.
    #[must_use]
    pub fn leads_nowhere(&self, place: &Place<'d>) -> bool {
        let mut at = place.clone();
        for _ in 0..MAX_CHAIN {
            match at.reference().map(|reference| self.target(reference)) {
                None => return false,
                Some(Ok(target)) => at = target,
                Some(Err(_)) => return true,
            }
        }
        true
    }

    fn report(
        self,
        place: &Place<'d>,
        reference: &str,
        error: &RefError,
        diagnostics: &mut Diagnostics,
    ) {
        let at = place.pointer.child("$ref");
        match error {
            RefError::Dangling(target) => {
                let help = nearest::sibling(self.root, target).map_or_else(
                    || "declare it, or correct the reference".to_owned(),
                    |name| {
                        let pointer = name.strip_prefix('#').unwrap_or(&name);
                        let origin = diagnostics.origins().of(&Pointer::from_escaped(pointer));
                        format!("did you mean `#{}`?", origin.1)
                    },
                );
                // The place as the document spells it, where an upgrade has moved it.
                let (file, origin) = diagnostics.origins().of(target);
                let message = if file == FileId::MAIN && origin != *target {
                    format!("there is nothing at `#{origin}`")
                } else {
                    format!("there is nothing at `{reference}`")
                };
                diagnostics
                    .report(Code::DanglingRef, &at, message)
                    .help(help)
                    .degrades();
            }
            RefError::Lost => {}
        }
    }
}
