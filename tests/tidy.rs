//! What the code must keep to that no compiler checks: the arrows between stages, who may name which package, sizes of
//! files, what depends on what. `generator/ARCHITECTURE.md` says why.

mod tidy {
    mod arrows;
    mod packages;
    mod sizes;
}

use std::path::Path;

use support::{root, tree};

/// The Rust files below a folder of the repository that are not tests of their own module, by path from the root.
fn sources(folder: &str) -> Vec<(String, String)> {
    let files = tree::read(&root().join(folder)).into_iter();
    files
        .filter(|(path, _)| path.ends_with(".rs") && !is_test(path))
        .map(|(path, text)| (format!("{folder}/{path}"), text))
        .collect()
}

/// `foo/tests.rs`, and everything in a folder `tests`.
fn is_test(path: &str) -> bool {
    Path::new(path)
        .components()
        .any(|part| matches!(part.as_os_str().to_str(), Some("tests" | "tests.rs")))
}
