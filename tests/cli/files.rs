//! What happens to files: nothing without need, nothing to what is not ours, all or nothing.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, SystemTime};

use support::tree::{self, Tree};

use crate::{folder_of, golden, oaxide, process, put};

/// When each file below `dir` was last written.
fn times(dir: &Path) -> BTreeMap<String, SystemTime> {
    let modified = |path: &String| dir.join(path).metadata().unwrap().modified().unwrap();
    tree::read(dir)
        .keys()
        .map(|path| (path.clone(), modified(path)))
        .collect()
}

/// The golden document `tags` with another operation in the place of one: its name is not in the lock.
fn renamed() -> String {
    golden("tags")
        .replace("listUsers", "findUsers")
        .replace("/users:", "/people:")
}

#[test]
fn check_tells_a_clean_tree_from_a_stale_one() {
    let dir = folder_of(&["enums", "tags"]);
    let at = dir.path();
    let run = oaxide(at, &["generate", "--check"]).expect(1);
    assert!(
        run.out.contains("missing: src/enums/mod.rs\n"),
        "{}",
        run.out
    );
    assert!(!at.join("generated").exists());
    let _ = oaxide(at, &["generate"]).expect(0);
    let run = oaxide(at, &["generate", "--check"]).expect(0);
    assert_eq!(
        (run.out.as_str(), run.err.as_str()),
        ("", "generated is up to date\n")
    );

    let before = tree::read(at);
    put(at, "generated/src/enums/client.rs", "// changed by hand\n");
    put(at, "specs/tags.yaml", &renamed());
    std::fs::remove_file(at.join("generated/src/enums/models/job.rs")).unwrap();
    let stale = tree::read(at);
    let run = oaxide(at, &["generate", "--check"]).expect(1);
    for said in [
        "-// changed by hand\n",
        "missing: src/enums/models/job.rs\n",
        "-    pub fn list_users(",
        "+    pub fn find_users(",
    ] {
        assert!(run.out.contains(said), "no {said:?} in\n{}", run.out);
    }
    assert!(run.out.lines().count() <= 101, "{}", run.out);
    assert!(tree::read(at) == stale, "`--check` wrote something");

    put(at, "specs/tags.yaml", &golden("tags"));
    let _ = oaxide(at, &["generate"]).expect(0);
    assert!(tree::read(at) == before);
}

#[test]
fn a_second_run_touches_nothing() {
    let dir = folder_of(&["enums", "tags"]);
    let _ = oaxide(dir.path(), &["generate"]).expect(0);
    let before = times(dir.path());
    std::thread::sleep(Duration::from_millis(20));
    let _ = oaxide(dir.path(), &["generate"]).expect(0);
    assert_eq!(times(dir.path()), before);
}

#[test]
fn a_change_touches_only_what_it_changes() {
    let dir = folder_of(&["enums", "tags"]);
    let at = dir.path();
    let _ = oaxide(at, &["generate"]).expect(0);
    let before = times(at);
    std::thread::sleep(Duration::from_millis(20));
    put(at, "specs/tags.yaml", &renamed());
    let _ = oaxide(at, &["generate"]).expect(0);
    let after = times(at);
    let touched: Vec<&str> = after
        .iter()
        .filter(|(path, time)| before.get(*path) != Some(time))
        .map(|(path, _)| path.as_str())
        .collect();
    assert_eq!(
        touched,
        [
            "generated/.generated",
            "generated/oaxide.lock",
            "generated/src/tags/operations/mod.rs",
            "generated/src/tags/operations/users.rs",
            "specs/tags.yaml",
        ]
    );
}

#[test]
fn orphans_go_and_other_files_stay() {
    let dir = folder_of(&["enums", "tags"]);
    let at = dir.path();
    let _ = oaxide(at, &["generate"]).expect(0);
    put(at, "generated/src/enums/notes.rs", "// mine\n");
    put(at, "generated/NOTES.md", "mine\n");
    std::fs::remove_file(at.join("specs/enums.yaml")).unwrap();
    let run = oaxide(at, &["generate", "--check"]).expect(1);
    assert!(
        run.out.contains("orphan: src/enums/mod.rs\n"),
        "{}",
        run.out
    );
    let _ = oaxide(at, &["generate"]).expect(0);
    let left = tree::read(&at.join("generated"));
    let enums: Vec<&String> = left.keys().filter(|path| path.contains("enums")).collect();
    assert_eq!(enums, ["src/enums/notes.rs"]);
    assert_eq!(left["src/enums/notes.rs"], "// mine\n");
    assert_eq!(left["NOTES.md"], "mine\n");
}

#[test]
fn a_file_that_is_not_ours_is_not_overwritten() {
    let dir = folder_of(&["enums"]);
    let at = dir.path();
    std::fs::create_dir_all(at.join("generated/src")).unwrap();
    put(at, "generated/src/lib.rs", "// mine\n");
    let before = tree::read(at);
    let run = oaxide(at, &["generate"]).expect(2);
    assert!(run.err.contains("src/lib.rs"), "{}", run.err);
    assert!(tree::read(at) == before);
}

#[test]
fn nothing_is_written_where_one_document_is_wrong() {
    let dir = folder_of(&["enums", "tags"]);
    let at = dir.path();
    let _ = oaxide(at, &["generate"]).expect(0);
    put(
        at,
        "specs/enums.yaml",
        &golden("enums").replace("version: 1.0.0", "version: 2.0.0"),
    );
    put(at, "specs/tags.yaml", "openapi: 1.0");
    let before = tree::read(at);
    let run = oaxide(at, &["generate"]).expect(1);
    assert!(run.err.contains("nothing was written"), "{}", run.err);
    assert!(tree::read(at) == before);
}

#[test]
fn only_leaves_the_others() {
    let dir = folder_of(&["enums", "tags"]);
    let at = dir.path();
    let _ = oaxide(at, &["generate"]).expect(0);
    let before = tree::read(at);
    for topic in ["enums", "tags"] {
        let changed = golden(topic).replace("https://api.example.org", "https://example.net");
        put(at, &format!("specs/{topic}.yaml"), &changed);
    }
    let _ = oaxide(at, &["generate", "--only", "tags"]).expect(0);
    let after = tree::read(at);
    let changed = |path: &str| before.get(path) != after.get(path);
    assert!(changed("generated/src/tags/client.rs"));
    assert!(!changed("generated/src/enums/client.rs"));
    let run = oaxide(at, &["generate", "--check"]).expect(1);
    assert!(
        run.out.contains("src/enums/client.rs") && !run.out.contains("src/tags/"),
        "{}",
        run.out
    );
}

#[test]
fn two_processes_print_the_same_bytes() {
    let [first, second] = [(); 2].map(|()| {
        let dir = folder_of(&["names-collisions", "all-of", "union-json-type"]);
        let _ = oaxide(dir.path(), &["generate"]).expect(0);
        tree::read(&dir.path().join("generated"))
    });
    assert!(first == second);
    let host = std::env::temp_dir();
    for (path, text) in &first {
        assert!(
            !text.contains(host.to_str().unwrap()),
            "{path} names a directory of this machine"
        );
    }
}

/// Whenever the process ends, the tree is the old one or the new one.
#[test]
fn a_kill_leaves_the_old_tree_or_the_new_one() {
    let dir = folder_of(&["enums"]);
    let at = dir.path();
    let settle = |topics: &[&str]| -> Tree {
        for topic in ["enums", "tags", "formats"] {
            let path = format!("specs/{topic}.yaml");
            let _ = std::fs::remove_file(at.join(&path));
            if topics.contains(&topic) {
                put(at, &path, &golden(topic));
            }
        }
        let start = std::time::Instant::now();
        let _ = oaxide(at, &["generate"]).expect(0);
        assert!(start.elapsed() < Duration::from_secs(20));
        tree::read(&at.join("generated"))
    };
    let new = settle(&["tags", "formats"]);
    let start = std::time::Instant::now();
    let old = settle(&["enums"]);
    let whole = start.elapsed();
    let steps = 24;
    for step in 0..steps {
        for topic in ["tags", "formats"] {
            put(at, &format!("specs/{topic}.yaml"), &golden(topic));
        }
        let _ = std::fs::remove_file(at.join("specs/enums.yaml"));
        let mut child = process(at)
            .arg("generate")
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(whole * step / steps);
        child.kill().unwrap();
        child.wait().unwrap();
        let found = tree::read(&at.join("generated"));
        assert!(
            found == old || found == new,
            "step {step}: neither the old tree nor the new one"
        );
        assert!(
            settle(&["enums"]) == old,
            "step {step}: the next run does not come back"
        );
        let beside: Vec<_> = std::fs::read_dir(at)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(beside.len(), 2, "step {step}: left behind: {beside:?}");
    }
}
