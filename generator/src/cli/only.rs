//! `--only`: the modules that were not asked for stay as they are on disk.

use std::path::Path;

use serde_json::{Map, Value};

use super::Failure;
use crate::render::{OWNED, OutputTree};

/// Puts the files of `modules` that an earlier run wrote in place of the new ones, and says so in the list of owned
/// files. A module that is not there yet stays new.
pub(super) fn keep<'m>(
    tree: &mut OutputTree,
    output: &Path,
    modules: impl Iterator<Item = &'m str>,
) -> Result<(), Failure> {
    let Some(old) = owned(std::fs::read_to_string(output.join(OWNED)).ok()) else {
        return Ok(());
    };
    let Some(mut new) = owned(tree.remove(OWNED)) else {
        return Ok(());
    };
    for module in modules {
        let document = old
            .get("documents")
            .and_then(|documents| documents.get(module));
        let Some(document) = document else { continue };
        if let Some(Value::Object(documents)) = new.get_mut("documents") {
            documents.insert(module.to_owned(), document.clone());
        }
        let folder = format!("src/{module}/");
        tree.retain(|path, _| !path.starts_with(&folder));
        for path in files(&old).filter(|path| path.starts_with(&folder)) {
            match std::fs::read_to_string(output.join(path)) {
                Ok(text) => {
                    tree.insert(path.to_owned(), text);
                }
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(Failure::new(format!("cannot read `{path}`: {error}"))),
            }
        }
    }
    let files = tree.keys().map(|path| Value::from(path.as_str())).collect();
    new.insert("files".to_owned(), Value::Array(files));
    let text = serde_json::to_string_pretty(&new)?;
    tree.insert(OWNED.to_owned(), text + "\n");
    Ok(())
}

fn owned(text: Option<String>) -> Option<Map<String, Value>> {
    serde_json::from_str(&text?).ok()
}

/// The files of a list; nothing outside the crate is ever read.
fn files(list: &Map<String, Value>) -> impl Iterator<Item = &str> {
    list.get("files")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .filter(|path| !path.split('/').any(|part| part == ".."))
}

#[cfg(test)]
mod tests {
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
        let list: serde_json::Value =
            serde_json::from_str(&new.remove(".generated").unwrap()).unwrap();
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
}
