//! Directories as values.

use std::collections::BTreeMap;
use std::path::Path;

/// Files by their path below a directory, with `/` between parts.
pub type Tree = BTreeMap<String, String>;

/// What npm installs for the conformance scripts: nobody's source here.
const INSTALLED: &str = "node_modules";

/// Every file below `dir` but what npm installed; empty where there is no such directory.
#[must_use]
pub fn read(dir: &Path) -> Tree {
    let mut tree = Tree::new();
    let mut pending = vec![String::new()];
    while let Some(below) = pending.pop() {
        let Ok(entries) = std::fs::read_dir(dir.join(&below)) else {
            continue;
        };
        for entry in entries {
            let entry = entry.unwrap_or_else(|error| panic!("{}: {error}", dir.display()));
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if below.is_empty() {
                name
            } else {
                format!("{below}/{name}")
            };
            if entry.file_name() == INSTALLED {
                continue;
            }
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                pending.push(path);
            } else {
                let text = std::fs::read_to_string(entry.path())
                    .unwrap_or_else(|error| panic!("{path}: {error}"));
                tree.insert(path, text);
            }
        }
    }
    tree
}

/// Makes `dir` hold exactly `tree`, touching only what differs, so that Cargo builds only what changed.
pub fn write(dir: &Path, tree: &Tree) {
    for path in read(dir).keys().filter(|path| !tree.contains_key(*path)) {
        std::fs::remove_file(dir.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
    for (path, text) in tree {
        let file = dir.join(path);
        if std::fs::read_to_string(&file).is_ok_and(|old| old == *text) {
            continue;
        }
        let parent = file.parent().expect("a file is in a directory");
        std::fs::create_dir_all(parent)
            .and_then(|()| std::fs::write(&file, text))
            .unwrap_or_else(|error| panic!("{path}: {error}"));
    }
}
