//! What the tests share: the pipeline as a function, trees of files compared and blessed, the command as a process.

pub mod bless;
pub mod cargo;
pub mod compiles;
pub mod documented;
pub mod generate;
pub mod oaxide;
pub mod pairs;
pub mod patch;
pub mod topics;
pub mod tree;
pub mod usage;

use std::path::PathBuf;

/// What the README shows compiles.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    let package = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    package
        .parent()
        .expect("the package is a directory of the repository")
        .to_owned()
}

/// The text of a file of the repository, given by its path from the root.
#[must_use]
pub fn text(path: &str) -> String {
    let full = root().join(path);
    std::fs::read_to_string(&full).unwrap_or_else(|error| panic!("{}: {error}", full.display()))
}

/// A directory below `target/` that stays, for crates that are built again and again.
#[must_use]
pub fn scratch(name: &str) -> PathBuf {
    // Cargo makes this directory for tests, wherever the target directory is.
    let target = std::env::current_exe().expect("the test's own path");
    let profile = target
        .ancestors()
        .nth(2)
        .expect("target/<profile>/deps/<test>");
    let dir = profile
        .parent()
        .expect("target/<profile>")
        .join("e2e")
        .join(name);
    std::fs::create_dir_all(&dir).unwrap_or_else(|error| panic!("{}: {error}", dir.display()));
    dir
}
