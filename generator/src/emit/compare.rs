//! What has to happen so that a directory holds a tree.

use std::collections::BTreeSet;
use std::path::Path;

use super::EmitError;
use super::owned::Owned;
use super::path::{Found, below, look};
use crate::render::OutputTree;

/// The difference between a directory and a tree.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// Files to create or to change.
    pub(super) write: BTreeSet<String>,
    /// Files of an earlier run that are not in the tree.
    pub(super) remove: BTreeSet<String>,
    /// Number of files that are right already.
    pub(super) unchanged: usize,
}

impl Changes {
    /// Whether the directory holds the tree already.
    pub(super) fn is_empty(&self) -> bool {
        self.write.is_empty() && self.remove.is_empty()
    }
}

/// Compares; an error where something that is not ours stands in the way.
pub(super) fn compare(dir: &Path, tree: &OutputTree) -> Result<Changes, EmitError> {
    let owned = Owned::read(dir)?;
    let mut changes = Changes::default();
    let mut occupied = BTreeSet::new();
    for (path, text) in tree {
        match look(dir, path)? {
            Found::Nothing => {
                changes.write.insert(path.clone());
            }
            Found::File(bytes) if bytes == text.as_bytes() => changes.unchanged += 1,
            Found::File(bytes) if owned.owns(path, &bytes) => {
                changes.write.insert(path.clone());
            }
            Found::File(_) => {
                occupied.insert(path.clone());
            }
            // An earlier file that must become a folder is an orphan, and goes first.
            Found::Other(other) if owned.files.contains(&other) && other != *path => {
                changes.write.insert(path.clone());
            }
            Found::Other(other) => {
                occupied.insert(other);
            }
        }
    }
    if !occupied.is_empty() {
        return Err(EmitError::Occupied {
            dir: dir.to_owned(),
            paths: occupied.into_iter().collect(),
        });
    }
    changes.remove = orphans(dir, &owned, tree)?;
    Ok(changes)
}

/// Files that an earlier run listed, that are there and that the tree does not want.
fn orphans(dir: &Path, owned: &Owned, tree: &OutputTree) -> Result<BTreeSet<String>, EmitError> {
    let mut orphans = BTreeSet::new();
    for path in &owned.files {
        if !tree.contains_key(path)
            && below(dir, path).is_ok()
            && matches!(look(dir, path)?, Found::File(_))
        {
            orphans.insert(path.clone());
        }
    }
    Ok(orphans)
}
