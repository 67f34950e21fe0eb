//! The documents that are measured: of a corpus, or made of as many models as were asked for.

use std::path::{Path, PathBuf};

use rivals::{catalog, disk};

use super::options::Options;
use crate::{Result, synthetic};

/// One document.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) operations: usize,
    pub(crate) schemas: usize,
    /// Whether it only shows how our own figures grow.
    pub(crate) only_ours: bool,
}

/// What was asked for: for all generators, then for ours, each with the fewest operations first.
pub(crate) fn all(options: &Options, root: &Path) -> Result<Vec<Document>> {
    let entries = catalog::load(&options.corpus(root)?)?;
    let mut documents = Vec::new();
    for (names, only_ours) in [(&options.documents, false), (&options.growth, true)] {
        for name in names.iter().filter(|name| !name.is_empty()) {
            let mut document = match name.strip_prefix("synthetic-") {
                Some(count) => made(name, count, root)?,
                None => find(&entries, name)?,
            };
            document.only_ours = only_ours;
            documents.push(document);
        }
    }
    documents.sort_by_key(|document| (document.only_ours, document.operations));
    Ok(documents)
}

fn find(entries: &[catalog::Entry], name: &str) -> Result<Document> {
    let entry = entries.iter().find(|entry| entry.slug == *name);
    let entry = entry.ok_or_else(|| format!("the catalogue has no document `{name}`"))?;
    Ok(Document {
        name: name.to_owned(),
        path: entry.path.clone(),
        operations: entry.operations,
        schemas: entry.schemas,
        only_ours: false,
    })
}

/// A document of so many models and operations.
fn made(name: &str, count: &str, root: &Path) -> Result<Document> {
    let count: usize = count
        .parse()
        .map_err(|_| format!("`{name}` does not end with a number"))?;
    let path = root.join(format!("target/bench/peers/{name}.yaml"));
    disk::write(&path, &synthetic::document(count))?;
    Ok(Document {
        name: name.to_owned(),
        path,
        operations: count,
        schemas: count + 1,
        only_ours: false,
    })
}
