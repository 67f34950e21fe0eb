//! Paths of a tree: relative, inside, and the same on every system.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::EmitError;

/// Names that mean a device on Windows, with any extension.
const DEVICES: &[&str] = &["aux", "con", "conin$", "conout$", "nul", "prn"];

/// `path` below `dir`, when it may be written.
pub(super) fn below(dir: &Path, path: &str) -> Result<PathBuf, EmitError> {
    if path.split('/').all(is_part) {
        Ok(dir.join(path))
    } else {
        Err(EmitError::Path(path.to_owned()))
    }
}

/// Whether a part of a path names one file or folder on every system.
fn is_part(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default();
    !part.is_empty()
        && part.len() <= 255
        && !part.ends_with(['.', ' '])
        && !part.contains(['\\', ':', '*', '?', '"', '<', '>', '|'])
        && !part.chars().any(char::is_control)
        && !is_device(&stem.trim_end().to_ascii_lowercase())
}

fn is_device(stem: &str) -> bool {
    let numbered = stem
        .strip_prefix("com")
        .or_else(|| stem.strip_prefix("lpt"))
        .is_some_and(|number| number.len() == 1 && number.chars().all(|c| c.is_ascii_digit()));
    numbered || DEVICES.contains(&stem)
}

/// What is at a path.
#[derive(Debug)]
pub(super) enum Found {
    /// Nothing.
    Nothing,
    /// A regular file with these bytes.
    File(Vec<u8>),
    /// A folder, a link or a device, here or where a folder must be: the path of it.
    Other(String),
}

/// Looks at a path without following links below `dir`.
pub(super) fn look(dir: &Path, path: &str) -> Result<Found, EmitError> {
    let whole = below(dir, path)?;
    let mut parent = dir.to_owned();
    let mut shown = String::new();
    if let Some((folders, _)) = path.rsplit_once('/') {
        for part in folders.split('/') {
            parent.push(part);
            shown.push_str(part);
            match fs::symlink_metadata(&parent) {
                Ok(found) if found.is_dir() => shown.push('/'),
                Ok(_) => return Ok(Found::Other(shown)),
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Found::Nothing),
                Err(error) => return Err(EmitError::Io(parent, error)),
            }
        }
    }
    match fs::symlink_metadata(&whole) {
        Ok(found) if found.is_file() => fs::read(&whole)
            .map(Found::File)
            .map_err(EmitError::at(&whole)),
        Ok(_) => Ok(Found::Other(path.to_owned())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Found::Nothing),
        Err(error) => Err(EmitError::Io(whole, error)),
    }
}

/// Creates the folders above a file.
pub(super) fn create_parents(file: &Path) -> Result<(), EmitError> {
    match file.parent() {
        Some(parent) => fs::create_dir_all(parent).map_err(EmitError::at(parent)),
        None => Ok(()),
    }
}

/// Removes folders above `path` that have become empty, up to `dir`.
pub(super) fn prune(dir: &Path, path: &str) {
    let mut rest = path;
    while let Some((folder, _)) = rest.rsplit_once('/') {
        // A folder that still holds something refuses, which ends the climb.
        if fs::remove_dir(dir.join(folder)).is_err() {
            break;
        }
        rest = folder;
    }
}
