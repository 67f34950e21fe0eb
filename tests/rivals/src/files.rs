//! The files of a generated crate.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// All Rust files below `folder`, in the order of their paths.
pub fn rust(folder: &Path) -> Vec<PathBuf> {
    let mut files = all(folder);
    files.retain(|file| file.extension().is_some_and(|ending| ending == "rs"));
    files
}

fn all(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// What a crate is made of.
#[derive(Debug, Default)]
pub struct Size {
    /// A hash over the paths and texts of all files: verdicts about equal crates stay true.
    pub hash: String,
    /// Rust files.
    pub files: usize,
    /// Lines of Rust.
    pub lines: usize,
}

/// Looks at all files below `folder`.
pub fn size(folder: &Path) -> Size {
    let mut size = Size::default();
    let mut digest = Sha256::new();
    for file in all(folder) {
        let bytes = fs::read(&file).unwrap_or_default();
        if file.extension().is_some_and(|ending| ending == "rs") {
            size.files += 1;
            size.lines += String::from_utf8_lossy(&bytes).lines().count();
        }
        let path = file.strip_prefix(folder).unwrap_or(&file);
        for part in [path.to_string_lossy().as_bytes(), &bytes] {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part);
        }
    }
    for byte in digest.finalize() {
        let _ = write!(size.hash, "{byte:02x}");
    }
    size
}
