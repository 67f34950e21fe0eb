//! Why a tree was not written or compared.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a tree was not written or compared. Nothing was changed then.
#[derive(Debug)]
#[non_exhaustive]
pub enum EmitError {
    /// Files (or folders, or links) that oaxide did not write stand where generated ones must go.
    Occupied {
        /// The directory.
        dir: PathBuf,
        /// What stands in the way, relative to it.
        paths: Vec<String>,
    },
    /// A path that must not be written, in a tree or in a list of owned files.
    Path(String),
    /// A `.generated` that is not a list of owned files.
    List(PathBuf),
    /// Another run is writing beside this directory.
    Busy(PathBuf),
    /// The operating system refused.
    Io(PathBuf, io::Error),
}

impl EmitError {
    /// Says which path an error of the operating system is about.
    pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::Io(path, error)
    }
}

impl fmt::Display for EmitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Occupied { dir, paths } => write!(
                f,
                "{} in {} would be overwritten and oaxide did not write it: move it away, or choose another directory",
                paths
                    .iter()
                    .map(|path| format!("`{path}`"))
                    .collect::<Vec<_>>()
                    .join(", "),
                dir.display()
            ),
            Self::Path(path) => write!(
                f,
                "`{}` is not a path that may be written: it must stay inside the directory and be valid everywhere",
                path.escape_debug()
            ),
            Self::List(path) => write!(
                f,
                "{} is not a list that oaxide wrote: restore it or move it away",
                path.display()
            ),
            Self::Busy(path) => write!(
                f,
                "another run is writing in {}: try again when it is done",
                path.display()
            ),
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
