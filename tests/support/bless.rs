//! Expected text that lies in the repository: compared in an ordinary run, written anew with `BLESS=1`.

use std::path::Path;

use similar::TextDiff;

use crate::root;
use crate::tree::{self, Tree};

/// How many lines of differences a failure shows.
const SHOWN: usize = 100;

/// Whether expected files are to be written rather than compared.
///
/// CI never blesses: there a wrong expectation would become right without anybody having seen it.
#[must_use]
pub fn wanted() -> bool {
    let bless = std::env::var_os("BLESS").is_some_and(|value| value == "1");
    assert!(
        !(bless && std::env::var_os("CI").is_some()),
        "BLESS=1 is refused where CI is set: bless on your own machine and commit what you have read"
    );
    bless
}

/// Fails where the file at `path` (from the root of the repository) does not hold exactly `actual`.
pub fn assert_text(test: &str, path: &str, actual: &str) {
    let (dir, file) = path.rsplit_once('/').unwrap_or((".", path));
    let full = root().join(path);
    let expected = match std::fs::read_to_string(&full) {
        Ok(found) => Tree::from([(file.to_owned(), found)]),
        Err(_) => Tree::new(),
    };
    let actual = if actual.is_empty() {
        Tree::new()
    } else {
        Tree::from([(file.to_owned(), actual.to_owned())])
    };
    settle(test, dir, &expected, &actual);
}

/// Fails where the directory `dir` (from the root of the repository) does not hold exactly `actual`.
pub fn assert_tree(test: &str, dir: &str, actual: &Tree) {
    let expected = tree::read(&root().join(dir));
    settle(test, dir, &expected, actual);
}

fn settle(test: &str, dir: &str, expected: &Tree, actual: &Tree) {
    if expected == actual {
        return;
    }
    if wanted() {
        bless(dir, expected, actual);
        return;
    }
    panic!(
        "{dir} is not what the code gives now:\n{}\nIf the new text is right, run\n\n    BLESS=1 cargo test -p e2e --test {test}\n",
        differences(dir, expected, actual)
    );
}

/// Writes what differs, removes what is no longer there, and says so.
fn bless(dir: &str, expected: &Tree, actual: &Tree) {
    let full = root().join(dir);
    for (path, text) in actual {
        if expected.get(path) != Some(text) {
            write(&full.join(path), text);
            say(&format!("blessed {dir}/{path}"));
        }
    }
    for path in expected.keys().filter(|path| !actual.contains_key(*path)) {
        let file = full.join(path);
        std::fs::remove_file(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        say(&format!("removed {dir}/{path}"));
        // Directories that are empty now go too; one that is not stays.
        let parents = file
            .ancestors()
            .skip(1)
            .take_while(|parent| *parent != full);
        for parent in parents {
            if std::fs::remove_dir(parent).is_err() {
                break;
            }
        }
    }
}

fn write(file: &Path, text: &str) {
    let parent = file.parent().expect("a file is in a directory");
    std::fs::create_dir_all(parent)
        .and_then(|()| std::fs::write(file, text))
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
}

fn say(line: &str) {
    eprintln!("{line}");
}

/// The differences of two trees as a unified diff, cut where it gets long.
fn differences(dir: &str, expected: &Tree, actual: &Tree) -> String {
    let mut paths: Vec<&String> = expected.keys().chain(actual.keys()).collect();
    paths.sort();
    paths.dedup();
    let mut text = String::new();
    for path in paths {
        match (expected.get(path), actual.get(path)) {
            (old, new) if old == new => {}
            (Some(_), None) => text.push_str(&["no longer given: ", dir, "/", path, "\n"].concat()),
            (old, new) => {
                let (old, new) = (
                    old.map_or("", String::as_str),
                    new.map_or("", String::as_str),
                );
                let diff = TextDiff::from_lines(old, new);
                let header = format!("{dir}/{path}");
                let diff = diff
                    .unified_diff()
                    .context_radius(2)
                    .header(&header, "now")
                    .to_string();
                text.push_str(&diff);
            }
        }
    }
    let lines: Vec<&str> = text.lines().collect();
    match lines.get(..SHOWN) {
        Some(first) if lines.len() > SHOWN => {
            format!(
                "{}\n... and {} more lines\n",
                first.join("\n"),
                lines.len() - SHOWN
            )
        }
        _ => text,
    }
}
