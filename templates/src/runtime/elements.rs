//! What stands inside lists and maps, for checks of each of it.

use std::collections::BTreeMap;

use super::wire::nullable::Nullable;
use super::wire::one_or_many::OneOrMany;

/// A list or map whose elements have limits.
pub trait Elements {
    /// An element.
    type Item;

    /// Returns each element with where it stands: `[0]`, `.key`. What is absent or `null` has none.
    fn placed(&self) -> Vec<(String, &Self::Item)>;
}

impl<T> Elements for Vec<T> {
    type Item = T;

    fn placed(&self) -> Vec<(String, &T)> {
        numbered(self)
    }
}

impl<T> Elements for OneOrMany<T> {
    type Item = T;

    fn placed(&self) -> Vec<(String, &T)> {
        numbered(self)
    }
}

fn numbered<T>(elements: &[T]) -> Vec<(String, &T)> {
    let numbered = elements.iter().enumerate();
    numbered
        .map(|(index, item)| (format!("[{index}]"), item))
        .collect()
}

impl<T> Elements for BTreeMap<String, T> {
    type Item = T;

    fn placed(&self) -> Vec<(String, &T)> {
        self.iter()
            .map(|(key, value)| (format!(".{key}"), value))
            .collect()
    }
}

impl<E: Elements> Elements for Option<E> {
    type Item = E::Item;

    fn placed(&self) -> Vec<(String, &E::Item)> {
        self.as_ref().map_or_else(Vec::new, Elements::placed)
    }
}

impl<E: Elements> Elements for Nullable<E> {
    type Item = E::Item;

    fn placed(&self) -> Vec<(String, &E::Item)> {
        self.value().map_or_else(Vec::new, Elements::placed)
    }
}

impl<E: Elements> Elements for Box<E> {
    type Item = E::Item;

    fn placed(&self) -> Vec<(String, &E::Item)> {
        (**self).placed()
    }
}
