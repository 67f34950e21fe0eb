//! The texts that one document consists of.

use super::library::Library;
use super::{Access, ReadError, Refusal, Source, Uri};
use crate::diagnostics::FileId;

/// The main file, those that it refers to in the order of loading, and where more may come from.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    main: Source,
    others: Vec<Source>,
    library: Library,
    bytes: usize,
}

/// How many files a document may consist of. The largest that is known has 2,900.
const MOST_FILES: usize = 20_000;
/// How large they may be together.
const MOST_BYTES: usize = 256 << 20;

impl Sources {
    /// Loads the main file at `path`, or standard input for `-`; it may refer to files below its folder, and to what
    /// `access` allows.
    pub fn open(path: &str, access: &Access) -> Result<Self, ReadError> {
        Ok(Self {
            main: Source::open(path)?,
            library: Library::around(path, access)?,
            ..Self::default()
        })
    }

    /// A main file that may refer to `files`, which have names (from its folder) and texts.
    #[must_use]
    pub fn in_memory(main: Source, files: impl IntoIterator<Item = (String, String)>) -> Self {
        Self {
            library: Library::memory(&main.name, files),
            main,
            ..Self::default()
        }
    }

    /// The same main file with another text, before anything it refers to was loaded.
    #[must_use]
    pub fn with_text(mut self, text: String) -> Self {
        self.main.text = text;
        self
    }

    /// The file that was named on the command line.
    #[must_use]
    pub fn main(&self) -> &Source {
        &self.main
    }

    /// Where the main file stands; `None` where nobody knows.
    #[must_use]
    pub fn base(&self) -> Option<&Uri> {
        self.library.base.as_ref()
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

    /// Adds the file at `uri`, if it is there and may be read.
    pub fn load(&mut self, uri: &Uri) -> Result<FileId, Refusal> {
        if self.others.len() >= MOST_FILES {
            let reason = format!("a document consists of at most {MOST_FILES} files");
            return Err(Refusal::Missing(Some(reason)));
        }
        let source = self.library.fetch(uri)?;
        self.bytes += source.text.len();
        if self.bytes > MOST_BYTES {
            return Err(Refusal::TooLarge);
        }
        Ok(self.add(source))
    }

    /// Adds a file that the document refers to.
    pub fn add(&mut self, source: Source) -> FileId {
        self.others.push(source);
        FileId::new(self.others.len())
    }
}

/// A document that may refer to nothing outside.
impl From<Source> for Sources {
    fn from(main: Source) -> Self {
        Self {
            main,
            ..Self::default()
        }
    }
}
