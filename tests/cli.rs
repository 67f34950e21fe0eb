//! The command as a process: what it says, how it ends, and what it does to files.
//!
//! The texts of `--help` lie in `cli/help.txt`; `BLESS=1` writes them anew.

mod cli {
    mod crates;
    mod diff;
    mod files;
    mod names;
    mod references;
    mod streams;
    mod words;
}

use std::path::Path;

use support::oaxide::{Run, command, run};

/// Runs `oaxide` in `dir`.
fn oaxide(dir: &Path, arguments: &[&str]) -> Run {
    with_input(dir, arguments, "")
}

/// Runs `oaxide` in `dir` with a document on its standard input.
fn with_input(dir: &Path, arguments: &[&str], input: &str) -> Run {
    run(process(dir), arguments, input)
}

/// The process, not started yet.
fn process(dir: &Path) -> std::process::Command {
    command(env!("CARGO_BIN_EXE_oaxide-under-test"), dir)
}

/// A directory with a folder `specs` that holds these golden documents.
fn folder_of(topics: &[&str]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("specs")).unwrap();
    for topic in topics {
        put(
            dir.path(),
            &format!("specs/{}.yaml", topic.replace('-', "_")),
            &golden(topic),
        );
    }
    dir
}

/// The document of a golden topic.
fn golden(topic: &str) -> String {
    support::text(&format!("tests/golden/{topic}/openapi.yaml"))
}

/// Writes a file below `dir`.
fn put(dir: &Path, path: &str, text: &str) {
    let path = dir.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}
