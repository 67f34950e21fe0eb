//! Writing a tree: what has to happen, and by which way.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::compare::{Changes, compare};
use super::lock::Lock;
use super::path::{below, create_parents};
use super::{EmitError, fresh, journal};
use crate::parallel;
use crate::render::OutputTree;

/// Fewer files than this are written sooner than a thread starts.
const FEW: usize = 64;

/// What [`write()`] did; paths are relative to the directory, sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were created or changed.
    pub written: Vec<String>,
    /// Files of an earlier run that are no longer wanted.
    pub removed: Vec<String>,
    /// Number of files that were right already.
    pub unchanged: usize,
}

impl From<Changes> for Written {
    fn from(changes: Changes) -> Self {
        Self {
            written: changes.write.into_iter().collect(),
            removed: changes.remove.into_iter().collect(),
            unchanged: changes.unchanged,
        }
    }
}

/// Makes `dir` hold `tree`: a kill at any moment leaves the old or the new files, and nothing is touched where nothing
/// changed. Files that an earlier run did not write are kept.
///
/// # Errors
/// Something that is not ours stands in the way, a path of the tree leads out of `dir`, another run is writing, or the
/// operating system refuses. The directory is as it was then.
pub fn write(dir: &Path, tree: &OutputTree) -> Result<Written, EmitError> {
    for path in tree.keys() {
        below(dir, path)?;
    }
    let place = Place::of(dir)?;
    let _lock = Lock::take(&place.parent)?;
    place.clear()?;
    if !place.exists()? {
        fresh::write(&place, tree)?;
        return Ok(Written {
            written: tree.keys().cloned().collect(),
            ..Written::default()
        });
    }
    journal::complete(&place.dir)?;
    let changes = compare(&place.dir, tree)?;
    if !changes.is_empty() {
        replace(&place, tree, &changes)?;
    }
    Ok(changes.into())
}

/// Exchanges where that is possible, else goes by a journal.
fn replace(place: &Place, tree: &OutputTree, changes: &Changes) -> Result<(), EmitError> {
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    if !place.is_here() {
        match super::swap::write(place, tree, changes) {
            Ok(()) => return Ok(()),
            Err(super::swap::SwapError::Failed(error)) => {
                place.clear()?;
                return Err(error);
            }
            Err(super::swap::SwapError::Unsuitable) => place.clear()?,
        }
    }
    journal::write(&place.dir, tree, changes)
}

/// A directory and the places beside it.
#[derive(Debug)]
pub(super) struct Place {
    /// The directory, links resolved.
    pub(super) dir: PathBuf,
    /// The folder above it.
    pub(super) parent: PathBuf,
    /// Where a tree is built before it takes the directory's place.
    pub(super) stage: PathBuf,
}

impl Place {
    fn of(dir: &Path) -> Result<Self, EmitError> {
        let dir = match fs::canonicalize(dir) {
            Ok(dir) => dir,
            Err(error) if error.kind() == ErrorKind::NotFound => absolute(dir)?,
            Err(error) => return Err(EmitError::Io(dir.to_owned(), error)),
        };
        let (Some(parent), Some(name)) = (dir.parent(), dir.file_name()) else {
            return Err(EmitError::Path(dir.display().to_string()));
        };
        let mut stage = std::ffi::OsString::from(".");
        stage.push(name);
        stage.push(".oaxide");
        Ok(Self {
            parent: parent.to_owned(),
            stage: parent.join(stage),
            dir,
        })
    }

    /// Removes what a run that was killed has left beside the directory: a half-built tree, or the old one.
    fn clear(&self) -> Result<(), EmitError> {
        match fs::remove_dir_all(&self.stage) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(EmitError::Io(self.stage.clone(), error))
            }
            _ => Ok(()),
        }
    }

    fn exists(&self) -> Result<bool, EmitError> {
        match fs::metadata(&self.dir) {
            Ok(found) if found.is_dir() => Ok(true),
            Ok(_) => Err(EmitError::Io(
                self.dir.clone(),
                ErrorKind::NotADirectory.into(),
            )),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(EmitError::Io(self.dir.clone(), error)),
        }
    }

    /// Whether this process stands in the directory: an exchange would take the ground from under the shell that
    /// started it.
    fn is_here(&self) -> bool {
        std::env::current_dir().is_ok_and(|here| here.starts_with(&self.dir))
    }
}

/// The place of a directory that does not exist yet; the folders above it are created.
fn absolute(dir: &Path) -> Result<PathBuf, EmitError> {
    let dir = std::path::absolute(dir).map_err(EmitError::at(dir))?;
    let (Some(parent), Some(name)) = (dir.parent(), dir.file_name()) else {
        return Err(EmitError::Path(dir.display().to_string()));
    };
    fs::create_dir_all(parent).map_err(EmitError::at(parent))?;
    let parent = fs::canonicalize(parent).map_err(EmitError::at(parent))?;
    Ok(parent.join(name))
}

/// Writes files of a tree below `root`. They are not forced to the disk one by one: that takes longer than all the rest,
/// and a run after a power cut compares every file anyway.
pub(super) fn write_files<'a>(
    root: &Path,
    files: impl IntoIterator<Item = (&'a String, &'a String)>,
) -> Result<(), EmitError> {
    let mut places: Vec<(PathBuf, &str)> = Vec::new();
    for (path, text) in files {
        let file = below(root, path)?;
        // Files of one folder follow one another.
        let folder = places.last().and_then(|(last, _)| last.parent());
        if folder.is_none() || folder != file.parent() {
            create_parents(&file)?;
        }
        places.push((file, text));
    }
    let written = parallel::map(&places, FEW, |(file, text)| {
        write_file(file, text).map_err(EmitError::at(file))
    });
    written.into_iter().collect()
}

fn write_file(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(text.as_bytes())
}

/// Makes a rename in a folder outlive a power cut, where the system can; a folder that cannot is no reason to fail.
pub(super) fn sync_folder(folder: &Path) {
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}
