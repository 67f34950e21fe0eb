//! Places of changes in the texts of the documents.

use std::collections::BTreeMap;

use serde::Serialize;

use super::edition::Edition;
use crate::diagnostics::FileId;
use crate::diagnostics::place::Places;
use crate::ir::Pointer;

/// A place in a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Spot {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The place in the file as a JSON pointer.
    pub pointer: String,
}

/// Where places of a tree stand in texts.
pub(super) struct Spots<'e> {
    edition: &'e Edition,
    files: BTreeMap<FileId, Places>,
}

impl<'e> Spots<'e> {
    pub(super) fn of<'p>(
        edition: &'e Edition,
        pointers: impl IntoIterator<Item = &'p Pointer>,
    ) -> Self {
        let mut wanted: BTreeMap<FileId, Vec<Pointer>> = BTreeMap::new();
        for pointer in pointers {
            let (file, pointer) = edition.diagnostics.origins().of(pointer);
            wanted.entry(file).or_default().push(pointer);
        }
        let files = wanted
            .into_iter()
            .filter_map(|(file, pointers)| {
                let source = edition.sources.get(file)?;
                Some((file, Places::find(&source.text, &pointers)))
            })
            .collect();
        Self { edition, files }
    }

    pub(super) fn get(&self, pointer: &Pointer) -> Spot {
        let (file, pointer) = self.edition.diagnostics.origins().of(pointer);
        let place = self
            .files
            .get(&file)
            .and_then(|places| places.get(&pointer));
        let span = place.map(|place| place.span(true)).unwrap_or_default();
        let source = self.edition.sources.get(file);
        Spot {
            file: source.map_or_else(String::new, |source| source.name.clone()),
            line: span.line.max(1),
            column: span.column.max(1),
            pointer: pointer.as_str().to_owned(),
        }
    }
}
