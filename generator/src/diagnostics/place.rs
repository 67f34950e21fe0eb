//! Pointers to places: the text is read once more, by events with positions, only when something is to be shown.

use std::collections::BTreeMap;

use crate::ir::Pointer;
use crate::read::is_json;

mod json;
mod walk;
mod wanted;
mod yaml;

#[cfg(test)]
mod tests;

use wanted::Wanted;

/// A stretch of text on one line. Lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Span {
    /// The line.
    pub line: usize,
    /// The first column.
    pub column: usize,
    /// How many characters; 0 means up to the line's end.
    pub length: usize,
}

/// Where one pointer leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// The key, where the value stands in a mapping.
    pub key: Option<Span>,
    /// The value; `None` for a mapping or list, which has no short excerpt.
    pub scalar: Option<Span>,
    /// Where the value starts.
    pub start: Span,
    /// The key's second appearance in the same mapping, if there is one.
    pub again: Option<Span>,
    /// Whether the pointer itself was found, rather than something around it.
    pub exact: bool,
}

impl Place {
    /// What to underline: the key for `at_key` and for mappings and lists, else the value.
    #[must_use]
    pub fn span(&self, at_key: bool) -> Span {
        match (self.key, self.scalar) {
            (Some(key), None) => key,
            (Some(key), Some(_)) if at_key => key,
            (_, Some(scalar)) => scalar,
            (None, None) => self.start,
        }
    }
}

/// The places of some pointers in one text.
#[derive(Debug, Clone, Default)]
pub struct Places(BTreeMap<Pointer, Place>);

impl Places {
    /// Finds `pointers` in `text`, which is YAML or JSON, in one pass and without recursion.
    ///
    /// A pointer that leads nowhere (a missing keyword, a step that normalising inserted) gets the place of the
    /// nearest thing around it.
    #[must_use]
    pub fn find<'p>(text: &str, pointers: impl IntoIterator<Item = &'p Pointer>) -> Self {
        let pointers: Vec<&Pointer> = pointers.into_iter().collect();
        let mut wanted = Wanted::new(&pointers);
        let content = text.strip_prefix('\u{feff}').unwrap_or(text);
        if is_json(content) {
            json::scan(content, &mut wanted);
        } else {
            yaml::scan(content, &mut wanted);
        }
        Self(
            pointers
                .into_iter()
                .filter_map(|pointer| Some((pointer.clone(), wanted.place(pointer)?)))
                .collect(),
        )
    }

    /// The place of one of the pointers asked for; `None` where the text has no content at all.
    #[must_use]
    pub fn get(&self, pointer: &Pointer) -> Option<&Place> {
        self.0.get(pointer)
    }
}
