//! How a directory differs from a tree; nothing is written.

use std::path::Path;

use similar::TextDiff;

use super::EmitError;
use super::compare::compare;
use super::path::{Found, below, look};
use crate::render::OutputTree;

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

/// Lists how `dir` differs from `tree`, sorted by path; writes nothing.
///
/// # Errors
/// What would keep [`write`](fn@super::write) from writing: something in the way, a path that must not be written.
pub fn check(dir: &Path, tree: &OutputTree) -> Result<Vec<Drift>, EmitError> {
    let changes = compare(dir, tree)?;
    let mut drift = Vec::new();
    for (path, text) in tree
        .iter()
        .filter(|(path, _)| changes.write.contains(*path))
    {
        below(dir, path)?;
        let kind = match look(dir, path)? {
            Found::File(bytes) => DriftKind::Different {
                diff: diff(path, &String::from_utf8_lossy(&bytes), text),
            },
            Found::Nothing | Found::Other(_) => DriftKind::Missing,
        };
        drift.push(Drift {
            path: path.clone(),
            kind,
        });
    }
    drift.extend(changes.remove.into_iter().map(|path| Drift {
        path,
        kind: DriftKind::Orphan,
    }));
    drift.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(drift)
}

fn diff(path: &str, old: &str, new: &str) -> String {
    TextDiff::from_lines(old, new)
        .unified_diff()
        .context_radius(2)
        .header(&format!("{path} (on disk)"), &format!("{path} (generated)"))
        .to_string()
}
