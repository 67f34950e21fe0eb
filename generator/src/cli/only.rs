//! `--only`: the modules that were not asked for stay as they are on disk.

use std::path::Path;

use serde_json::{Map, Value};

use super::{Failure, names};
use crate::lock;
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
    let mut lock = names::read(output)?;
    let mut names = tree
        .get(lock::FILE)
        .and_then(|text| lock::parse(text).ok())
        .unwrap_or_default();
    for module in modules {
        let document = old
            .get("documents")
            .and_then(|documents| documents.get(module));
        let Some(document) = document else { continue };
        if let Some(given) = lock.remove(module) {
            names.insert(module.to_owned(), given);
        }
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
    if let Some(text) = tree.get_mut(lock::FILE) {
        *text = lock::print(&names);
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
mod tests;
