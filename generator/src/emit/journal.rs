//! Writing in place: new files are laid ready, a journal says what is to happen, then it happens. Whoever comes next
//! completes a journal that was left.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::EmitError;
use super::compare::Changes;
use super::path::{Found, below, create_parents, look, prune};
use super::write::{sync_folder, write_files};
use crate::render::OutputTree;

const STAGE: &str = ".oaxide";
const JOURNAL: &str = "journal";

/// What is to happen. New files lie under `new/`.
#[derive(Debug, Serialize, Deserialize)]
struct Journal {
    write: BTreeSet<String>,
    remove: BTreeSet<String>,
}

/// Writes the changed files of a tree.
pub(super) fn write(dir: &Path, tree: &OutputTree, changes: &Changes) -> Result<(), EmitError> {
    let stage = dir.join(STAGE);
    let new = stage.join("new");
    fs::create_dir_all(&new).map_err(EmitError::at(&new))?;
    let wanted = tree
        .iter()
        .filter(|(path, _)| changes.write.contains(*path));
    write_files(&new, wanted)?;
    let journal = Journal {
        write: changes.write.clone(),
        remove: changes.remove.clone(),
    };
    let draft = stage.join("draft");
    File::create(&draft)
        .and_then(|mut file| {
            serde_json::to_writer(&mut file, &journal)?;
            file.sync_all()
        })
        .map_err(EmitError::at(&draft))?;
    fs::rename(&draft, stage.join(JOURNAL)).map_err(EmitError::at(&draft))?;
    sync_folder(&stage);
    complete(dir)
}

/// Completes what a journal says; removes a stage that has none yet.
pub(super) fn complete(dir: &Path) -> Result<(), EmitError> {
    let stage = dir.join(STAGE);
    match fs::symlink_metadata(&stage) {
        Ok(found) if found.is_dir() => {}
        Ok(_) => {
            return Err(EmitError::Occupied {
                dir: dir.to_owned(),
                paths: vec![STAGE.to_owned()],
            });
        }
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(EmitError::Io(stage, error)),
    }
    let file = stage.join(JOURNAL);
    match fs::read(&file) {
        Ok(bytes) => {
            let journal: Journal = serde_json::from_slice(&bytes)
                .map_err(|error| EmitError::Io(file.clone(), error.into()))?;
            apply(dir, &stage, &journal)?;
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(EmitError::Io(file, error)),
    }
    fs::remove_dir_all(&stage).map_err(EmitError::at(&stage))
}

/// Does what the journal says; what is done already is passed over.
fn apply(dir: &Path, stage: &Path, journal: &Journal) -> Result<(), EmitError> {
    for path in &journal.remove {
        if let Found::File(_) = look(dir, path)? {
            let file = below(dir, path)?;
            fs::remove_file(&file).map_err(EmitError::at(&file))?;
            prune(dir, path);
        }
    }
    for path in &journal.write {
        let (from, to) = (below(&stage.join("new"), path)?, below(dir, path)?);
        if let Found::Other(other) = look(dir, path)? {
            return Err(EmitError::Occupied {
                dir: dir.to_owned(),
                paths: vec![other],
            });
        }
        match fs::symlink_metadata(&from) {
            Ok(_) => {
                create_parents(&to)?;
                fs::rename(&from, &to).map_err(EmitError::at(&to))?;
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(EmitError::Io(from, error)),
        }
    }
    sync_folder(dir);
    Ok(())
}
