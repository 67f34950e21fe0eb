//! Writing and comparing trees on a real disk.

mod kill;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{Drift, DriftKind, EmitError, check, write};
use crate::render::OutputTree;

/// A tree with its list of owned files.
fn tree(files: &[(&str, &str)]) -> OutputTree {
    let mut tree: OutputTree = files
        .iter()
        .map(|&(path, text)| (path.to_owned(), text.to_owned()))
        .collect();
    let list = serde_json::json!({
        "generator": "oaxide 0.0.0",
        "files": tree.keys().collect::<Vec<_>>(),
    });
    tree.insert(".generated".to_owned(), format!("{list:#}\n"));
    tree
}

/// Everything below a directory, hidden files included; links as `-> target`.
fn read(dir: &Path) -> OutputTree {
    let mut found = BTreeMap::new();
    read_into(dir, "", &mut found);
    found
}

fn read_into(dir: &Path, prefix: &str, found: &mut OutputTree) {
    for entry in fs::read_dir(dir).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            read_into(&entry.path(), &format!("{path}/"), found);
        } else if kind.is_symlink() {
            let target = fs::read_link(entry.path()).unwrap();
            found.insert(path, format!("-> {}", target.display()));
        } else {
            found.insert(path, fs::read_to_string(entry.path()).unwrap());
        }
    }
}

fn old() -> OutputTree {
    tree(&[
        ("Cargo.toml", "[package]\n"),
        ("src/lib.rs", "mod a;\n"),
        ("src/models/a.rs", "struct A;\n"),
        ("src/gone/b.rs", "struct B;\n"),
    ])
}

fn new() -> OutputTree {
    tree(&[
        ("Cargo.toml", "[package]\n"),
        ("src/lib.rs", "mod c;\n"),
        ("src/models/a.rs", "struct A;\n"),
        ("src/fresh/deep/c.rs", "struct C;\n"),
    ])
}

/// A directory in a folder of its own, so that what is left beside it shows.
struct Place {
    root: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self {
            root: tempfile::tempdir().unwrap(),
        }
    }

    fn dir(&self) -> std::path::PathBuf {
        self.root.path().join("client")
    }

    fn put(&self, path: &str, text: &str) {
        let file = self.dir().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// Nothing is left beside the directory.
    fn is_tidy(&self) -> bool {
        fs::read_dir(self.root.path()).unwrap().count() == 1
    }
}

#[test]
fn a_new_directory_holds_the_tree() {
    let place = Place::new();
    let dir = place.dir();
    let written = write(&dir, &old()).unwrap();
    assert_eq!(written.written.len(), 5);
    assert_eq!(read(&dir), old());
    assert!(place.is_tidy());
}

#[test]
fn folders_above_a_new_directory_are_made() {
    let place = Place::new();
    let dir = place.dir().join("a/b");
    write(&dir, &old()).unwrap();
    assert_eq!(read(&dir), old());
}

#[test]
fn a_change_removes_orphans_and_keeps_what_was_written_by_hand() {
    let place = Place::new();
    let dir = place.dir();
    write(&dir, &old()).unwrap();
    place.put("src/hand.rs", "// mine\n");
    place.put("notes/todo.txt", "buy milk\n");
    fs::create_dir(dir.join("empty")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", dir.join("link")).unwrap();

    let written = write(&dir, &new()).unwrap();
    assert_eq!(
        written.written,
        [".generated", "src/fresh/deep/c.rs", "src/lib.rs"]
    );
    assert_eq!(written.removed, ["src/gone/b.rs"]);
    assert_eq!(written.unchanged, 2);

    let mut wanted = new();
    wanted.insert("src/hand.rs".to_owned(), "// mine\n".to_owned());
    wanted.insert("notes/todo.txt".to_owned(), "buy milk\n".to_owned());
    #[cfg(unix)]
    wanted.insert("link".to_owned(), "-> nowhere".to_owned());
    assert_eq!(read(&dir), wanted);
    assert!(!dir.join("src/gone").exists(), "an emptied folder goes");
    assert!(dir.join("empty").exists(), "a folder made by hand stays");
    assert!(place.is_tidy());
}

#[test]
fn unchanged_files_and_a_second_run_touch_nothing() {
    let place = Place::new();
    let dir = place.dir();
    write(&dir, &old()).unwrap();
    let times = |path: &str| fs::metadata(dir.join(path)).unwrap().modified().unwrap();
    let (kept, folder) = (times("src/models/a.rs"), times(""));
    let again = write(&dir, &old()).unwrap();
    assert_eq!((again.written.len(), again.unchanged), (0, 5));
    assert_eq!(times(""), folder);
    write(&dir, &new()).unwrap();
    assert_eq!(times("src/models/a.rs"), kept);
}

#[test]
fn a_cache_is_moved_not_copied() {
    let place = Place::new();
    let dir = place.dir();
    write(&dir, &old()).unwrap();
    place.put(
        "target/CACHEDIR.TAG",
        "Signature: 8a477f597d28d172789f06886806bc55\n",
    );
    place.put("target/debug/big.o", "1010\n");
    write(&dir, &new()).unwrap();
    assert_eq!(
        fs::read_to_string(dir.join("target/debug/big.o")).unwrap(),
        "1010\n"
    );
    assert!(place.is_tidy());
}

#[cfg(unix)]
#[test]
fn permissions_are_kept() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::new();
    let dir = place.dir();
    write(&dir, &old()).unwrap();
    let mode = |path: &str| fs::metadata(dir.join(path)).unwrap().permissions().mode() & 0o777;
    for (path, bits) in [("", 0o700), ("src", 0o750), ("src/lib.rs", 0o600)] {
        fs::set_permissions(dir.join(path), fs::Permissions::from_mode(bits)).unwrap();
    }
    write(&dir, &new()).unwrap();
    assert_eq!(
        (mode(""), mode("src"), mode("src/lib.rs")),
        (0o700, 0o750, 0o600)
    );
}

#[test]
fn what_stands_in_the_way_is_named_and_kept() {
    for (path, occupied) in [
        ("src/lib.rs", "src/lib.rs"),
        ("src", "src"),
        ("src/lib.rs/inner", "src/lib.rs"),
    ] {
        let place = Place::new();
        let dir = place.dir();
        place.put(path, "// mine\n");
        let before = read(&dir);
        let error = write(&dir, &old()).unwrap_err();
        assert!(
            matches!(&error, EmitError::Occupied { paths, .. } if paths == &[occupied]),
            "{error}"
        );
        assert!(error.to_string().contains(&format!("`{occupied}`")));
        assert_eq!(read(&dir), before);
        assert!(place.is_tidy());
    }
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let place = Place::new();
    let outside = tempfile::tempdir().unwrap();
    fs::create_dir(place.dir()).unwrap();
    std::os::unix::fs::symlink(outside.path(), place.dir().join("src")).unwrap();
    let error = write(&place.dir(), &old()).unwrap_err();
    assert!(matches!(&error, EmitError::Occupied { paths, .. } if paths == &["src"]));
    assert_eq!(read(outside.path()), OutputTree::new());
}

#[test]
fn a_broken_list_lets_marked_files_be_written_again_and_removes_nothing() {
    let place = Place::new();
    let dir = place.dir();
    let marked = tree(&[
        ("a.rs", "// @generated by oaxide from a.\nold\n"),
        ("b.rs", "b\n"),
    ]);
    write(&dir, &marked).unwrap();
    let list = fs::read_to_string(dir.join(".generated")).unwrap();
    place.put(".generated", &format!("<<<<<<< ours\n{list}"));
    let next = tree(&[("a.rs", "// @generated by oaxide from a.\nnew\n")]);
    write(&dir, &next).unwrap();
    let mut wanted = next;
    wanted.insert("b.rs".to_owned(), "b\n".to_owned());
    assert_eq!(read(&dir), wanted);

    place.put(".generated", "{\"a\": 1}");
    assert!(matches!(write(&dir, &old()), Err(EmitError::List(_))));
}

#[test]
fn a_list_cannot_remove_what_is_outside() {
    let place = Place::new();
    let dir = place.dir();
    fs::create_dir(&dir).unwrap();
    let outside = place.root.path().join("precious");
    fs::write(&outside, "gold\n").unwrap();
    place.put(
        ".generated",
        r#"{"generator": "oaxide 0", "files": ["../precious", "/etc/hostname", "src/.."]}"#,
    );
    write(&dir, &old()).unwrap();
    assert!(outside.exists());
}

#[test]
fn paths_that_lead_astray_are_refused() {
    for path in [
        "",
        "/etc/passwd",
        "../a",
        "a/../b",
        "./a",
        "a//b",
        "a\\b",
        "c:a",
        "con",
        "src/NUL.rs",
        "com1.rs",
        "a.",
        "a ",
        "a\nb",
        "a\0b",
    ] {
        let place = Place::new();
        let mut tree = old();
        tree.insert(path.to_owned(), String::new());
        let error = write(&place.dir(), &tree).unwrap_err();
        assert!(matches!(error, EmitError::Path(_)), "{path:?}: {error}");
        assert!(!place.dir().exists());
    }
}

#[test]
fn check_says_what_is_missing_different_and_too_much() {
    let place = Place::new();
    let dir = place.dir();
    assert_eq!(check(&dir, &old()).unwrap().len(), 5);
    write(&dir, &old()).unwrap();
    assert_eq!(check(&dir, &old()).unwrap(), []);
    let before = read(&dir);
    let drift = check(&dir, &new()).unwrap();
    assert_eq!(read(&dir), before, "a check writes nothing");
    let kinds: Vec<(&str, &DriftKind)> = drift
        .iter()
        .map(|Drift { path, kind }| (path.as_str(), kind))
        .filter(|(path, _)| *path != ".generated")
        .collect();
    let diff =
        "--- src/lib.rs (on disk)\n+++ src/lib.rs (generated)\n@@ -1 +1 @@\n-mod a;\n+mod c;\n";
    assert_eq!(
        kinds,
        [
            ("src/fresh/deep/c.rs", &DriftKind::Missing),
            ("src/gone/b.rs", &DriftKind::Orphan),
            (
                "src/lib.rs",
                &DriftKind::Different {
                    diff: diff.to_owned()
                }
            ),
        ]
    );
}
