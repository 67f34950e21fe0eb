//! Where the pieces of the tree stand in the texts: some came from another file, some were moved by an upgrade.
//!
//! Every stage after reading goes on using pointers into the one tree. Only when a finding is printed its pointer is
//! turned into a file and a pointer inside that file's own text.

use std::collections::BTreeMap;

use crate::ir::Pointer;

/// One of the files that a document consists of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

impl FileId {
    /// The file that was named on the command line.
    pub const MAIN: Self = Self(0);

    /// The file at `index` in the order of loading.
    #[must_use]
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The place in the order of loading, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// The moves that were made: a place of the tree and where what stands there (and below) was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins {
    moves: BTreeMap<String, (FileId, Pointer)>,
}

impl Origins {
    /// Notes that what stands at `new` was read at `old` in `file`.
    pub fn moved(&mut self, new: &Pointer, file: FileId, old: Pointer) {
        self.moves.insert(new.as_str().to_owned(), (file, old));
    }

    /// Notes that what stood at `old` in a tree with the moves `before` stands at `new` now that it is rebuilt.
    pub fn moved_from(&mut self, before: &Self, new: &Pointer, old: &Pointer) {
        let inside = format!("{old}/");
        let deeper: Vec<_> = before
            .moves
            .range(inside.clone()..)
            .take_while(|(place, _)| place.starts_with(&inside))
            .map(|(place, origin)| {
                let rest = place.strip_prefix(old.as_str()).unwrap_or_default();
                (format!("{new}{rest}"), origin.clone())
            })
            .collect();
        let (file, origin) = before.of(old);
        self.moved(new, file, origin);
        self.moves.extend(deeper);
    }

    /// The file and the place in its text where `pointer` was read, by the nearest move around it.
    #[must_use]
    pub fn of(&self, pointer: &Pointer) -> (FileId, Pointer) {
        let mut around = pointer.as_str();
        loop {
            if let Some((file, old)) = self.moves.get(around) {
                let rest = pointer.as_str().strip_prefix(around).unwrap_or_default();
                return (*file, Pointer::from_escaped(format!("{old}{rest}")));
            }
            match around.rsplit_once('/') {
                Some((shorter, _)) => around = shorter,
                None => return (FileId::MAIN, pointer.clone()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FileId, Origins};
    use crate::ir::Pointer;

    fn at(text: &str) -> Pointer {
        Pointer::from_escaped(text)
    }

    #[test]
    fn the_nearest_move_counts() {
        let mut origins = Origins::default();
        let [pets, cats] = [FileId::new(1), FileId::new(2)];
        origins.moved(&at("/definitions/Pet"), pets, at(""));
        origins.moved(&at("/definitions/Pet/properties/cat"), cats, at("/Cat"));
        let before = origins.clone();
        origins.moved_from(&before, &at("/components/schemas"), &at("/definitions"));
        for (pointer, file, expected) in [
            ("/info", FileId::MAIN, "/info"),
            ("/components/schemas/Dog", FileId::MAIN, "/definitions/Dog"),
            ("/components/schemas/Pet", pets, ""),
            ("/components/schemas/Pet/title", pets, "/title"),
            ("/components/schemas/Pet/properties/cat/a", cats, "/Cat/a"),
            (
                "/components/schemas/Pets",
                FileId::MAIN,
                "/definitions/Pets",
            ),
        ] {
            assert_eq!(origins.of(&at(pointer)), (file, at(expected)), "{pointer}");
        }
    }
}
