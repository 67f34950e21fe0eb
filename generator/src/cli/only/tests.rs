use super::keep;
use crate::render::OutputTree;

fn tree(files: &[(&str, &str)]) -> OutputTree {
    files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect()
}

#[test]
fn other_modules_stay_with_their_entry_in_the_list() {
    let dir = std::env::temp_dir().join(format!("oaxide-only-{}", std::process::id()));
    std::fs::create_dir_all(dir.join("src/b")).unwrap();
    for (path, text) in [
        ("src/b/mod.rs", "old"),
        ("src/b/gone.rs", "old"),
        ("src/b/mine.rs", "by hand"),
        (
            ".generated",
            r#"{"documents":{"b":{"sha256":"old"}},"files":["src/b/gone.rs","src/b/mod.rs","src/b/lost.rs","src/b/../x"]}"#,
        ),
    ] {
        std::fs::write(dir.join(path), text).unwrap();
    }
    let mut new = tree(&[
        ("src/lib.rs", "new"),
        ("src/a/mod.rs", "new"),
        ("src/b/mod.rs", "new"),
        ("src/b/added.rs", "new"),
        ("src/c/mod.rs", "new"),
        (
            ".generated",
            r#"{"documents":{"a":1,"b":{"sha256":"new"},"c":3},"files":[]}"#,
        ),
    ]);
    keep(&mut new, &dir, ["b", "c"].into_iter()).unwrap();
    std::fs::remove_dir_all(&dir).unwrap();
    let list: serde_json::Value = serde_json::from_str(&new.remove(".generated").unwrap()).unwrap();
    assert_eq!(
        new,
        tree(&[
            ("src/lib.rs", "new"),
            ("src/a/mod.rs", "new"),
            ("src/b/mod.rs", "old"),
            ("src/b/gone.rs", "old"),
            ("src/c/mod.rs", "new"),
        ])
    );
    assert_eq!(
        list["documents"],
        serde_json::json!({"a": 1, "b": {"sha256": "old"}, "c": 3})
    );
    assert_eq!(list["files"].as_array().unwrap().len(), new.len());
}
