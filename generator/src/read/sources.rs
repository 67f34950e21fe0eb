//! The texts that one document consists of.

use super::Source;
use crate::diagnostics::FileId;

/// The main file, and those that it refers to in the order of loading.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    main: Source,
    others: Vec<Source>,
}

impl Sources {
    /// The file that was named on the command line.
    #[must_use]
    pub fn main(&self) -> &Source {
        &self.main
    }

    /// One of the files.
    #[must_use]
    pub fn get(&self, file: FileId) -> Option<&Source> {
        match file.index().checked_sub(1) {
            None => Some(&self.main),
            Some(index) => self.others.get(index),
        }
    }

    /// All files, the main one first.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        std::iter::once(&self.main).chain(&self.others)
    }

    /// Adds a file that the document refers to.
    pub fn add(&mut self, source: Source) -> FileId {
        self.others.push(source);
        FileId::new(self.others.len())
    }
}

impl From<Source> for Sources {
    fn from(main: Source) -> Self {
        Self {
            main,
            others: Vec::new(),
        }
    }
}
