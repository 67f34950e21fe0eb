//! A directory that exists: the new tree is built beside it, what does not change is hard-linked, and one call of the
//! system exchanges the two.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io;
use std::os::unix::fs::{MetadataExt as _, chown, symlink};
use std::path::Path;

use rustix::fs::{CWD, RenameFlags, renameat_with};

use super::EmitError;
use super::compare::Changes;
use super::path::{create_parents, prune};
use super::write::{Place, sync_folder, write_files};
use crate::render::OutputTree;

/// How folders say that what they hold can be made again (<https://bford.info/cachedir/>): Cargo's `target` does.
const CACHE: &str = "CACHEDIR.TAG";

/// Why there was no exchange.
#[derive(Debug)]
pub(super) enum SwapError {
    /// This system, file system or directory cannot be exchanged; nothing has happened.
    Unsuitable,
    /// Something went wrong; nothing has happened.
    Failed(EmitError),
}

impl From<EmitError> for SwapError {
    fn from(error: EmitError) -> Self {
        Self::Failed(error)
    }
}

/// What tells whether a file was changed while the exchange went on.
type Stamp = (u64, u64, i64, i64);

fn stamp(found: &Metadata) -> Stamp {
    (found.ino(), found.size(), found.mtime(), found.mtime_nsec())
}

/// The copy in the making.
struct Mirror<'a> {
    place: &'a Place,
    tree: &'a OutputTree,
    changes: &'a Changes,
    /// Files that both trees hold.
    kept: BTreeMap<String, Stamp>,
    /// Folders that are moved over after the exchange instead of being copied.
    caches: Vec<String>,
}

/// Writes the changed files of a tree.
pub(super) fn write(place: &Place, tree: &OutputTree, changes: &Changes) -> Result<(), SwapError> {
    let mut mirror = Mirror {
        place,
        tree,
        changes,
        kept: BTreeMap::new(),
        caches: Vec::new(),
    };
    mirror.folder("")?;
    let wanted = tree
        .iter()
        .filter(|(path, _)| changes.write.contains(*path));
    write_files(&place.stage, wanted)?;
    mirror.finish_folders();
    exchange(&place.stage, &place.dir).map_err(|_| SwapError::Unsuitable)?;
    sync_folder(&place.parent);
    // From here on the new tree is in place; what remains is tidying, and the next run does what this one cannot.
    for cache in &mirror.caches {
        let _ = exchange(&place.stage.join(cache), &place.dir.join(cache));
    }
    mirror.rescue("");
    let _ = fs::remove_dir_all(&place.stage);
    Ok(())
}

fn exchange(a: &Path, b: &Path) -> rustix::io::Result<()> {
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)
}

impl Mirror<'_> {
    /// Mirrors one folder; `path` is empty for the directory itself, else ends with `/`.
    fn folder(&mut self, path: &str) -> Result<(), SwapError> {
        let (from, to) = (self.place.dir.join(path), self.place.stage.join(path));
        let original = fs::symlink_metadata(&from).map_err(EmitError::at(&from))?;
        fs::create_dir(&to).map_err(|error| unsuitable(&to, error))?;
        let copy = fs::symlink_metadata(&to).map_err(EmitError::at(&to))?;
        if (copy.uid(), copy.gid()) != (original.uid(), original.gid()) {
            chown(&to, Some(original.uid()), Some(original.gid()))
                .map_err(|_| SwapError::Unsuitable)?;
        }
        if self.is_cache(path, &from) {
            link(&from.join(CACHE), &to.join(CACHE))?;
            self.caches.push(path.to_owned());
            return Ok(());
        }
        for entry in fs::read_dir(&from).map_err(EmitError::at(&from))? {
            let entry = entry.map_err(EmitError::at(&from))?;
            let Some(name) = entry.file_name().to_str().map(str::to_owned) else {
                // Not text, so not in any list: leave such directories to the other way.
                return Err(SwapError::Unsuitable);
            };
            let kind = entry.file_type().map_err(EmitError::at(&entry.path()))?;
            let inner = format!("{path}{name}");
            if kind.is_dir() {
                self.folder(&format!("{inner}/"))?;
            } else if !self.changes.write.contains(&inner) && !self.changes.remove.contains(&inner)
            {
                self.file(inner)?;
            }
        }
        Ok(())
    }

    /// Whether a folder is a cache in which the tree has no business.
    fn is_cache(&self, path: &str, folder: &Path) -> bool {
        let inside = |file: &String| file.starts_with(path);
        !path.is_empty()
            && fs::symlink_metadata(folder.join(CACHE)).is_ok_and(|found| found.is_file())
            && !self.tree.keys().any(inside)
            && !self.changes.remove.iter().any(inside)
    }

    fn file(&mut self, path: String) -> Result<(), SwapError> {
        let (from, to) = (self.place.dir.join(&path), self.place.stage.join(&path));
        let original = fs::symlink_metadata(&from).map_err(EmitError::at(&from))?;
        if original.is_symlink() {
            let target = fs::read_link(&from).map_err(EmitError::at(&from))?;
            symlink(target, &to).map_err(EmitError::at(&to))?;
        } else {
            link(&from, &to)?;
        }
        self.kept.insert(path, stamp(&original));
        Ok(())
    }

    /// Gives changed files and folders the permissions they had; drops folders that only held orphans.
    fn finish_folders(&self) {
        for path in &self.changes.remove {
            prune(&self.place.stage, path);
        }
        for path in &self.changes.write {
            let mut rest = Some(path.as_str());
            while let Some(path) = rest {
                self.copy_permissions(path);
                rest = path.rsplit_once('/').map(|(folder, _)| folder);
            }
        }
        self.copy_permissions("");
    }

    fn copy_permissions(&self, path: &str) {
        let (from, to) = (self.place.dir.join(path), self.place.stage.join(path));
        if let Ok(original) = fs::symlink_metadata(from)
            && !original.is_symlink()
        {
            let _ = fs::set_permissions(to, original.permissions());
        }
    }

    /// Moves what appeared or changed in the old tree while the new one was built.
    fn rescue(&self, path: &str) {
        let Ok(entries) = fs::read_dir(self.place.stage.join(path)) else {
            return;
        };
        for entry in entries.flatten() {
            let Some(name) = entry.file_name().to_str().map(str::to_owned) else {
                continue;
            };
            let inner = format!("{path}{name}");
            let Ok(found) = fs::symlink_metadata(entry.path()) else {
                continue;
            };
            if found.is_dir() {
                let folder = format!("{inner}/");
                if !self.caches.contains(&folder) {
                    self.rescue(&folder);
                }
                continue;
            }
            let ours = self.changes.write.contains(&inner) || self.changes.remove.contains(&inner);
            if ours || self.kept.get(&inner) == Some(&stamp(&found)) {
                continue;
            }
            let to = self.place.dir.join(&inner);
            let _ = create_parents(&to);
            let _ = fs::rename(entry.path(), to);
        }
    }
}

/// A second name for a file. File systems without such are left to the other way, and so are files of another mount,
/// which must never be deleted with the old tree.
fn link(from: &Path, to: &Path) -> Result<(), SwapError> {
    fs::hard_link(from, to).map_err(|error| unsuitable(to, error))
}

fn unsuitable(path: &Path, error: io::Error) -> SwapError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            SwapError::Failed(EmitError::Io(path.to_owned(), error))
        }
        _ => SwapError::Unsuitable,
    }
}
