//! The documents that the program looks at.

use std::path::Path;

pub(crate) use rivals::catalog::{Entry, keep, load};
use rivals::disk::read;

use crate::options::Options;
use crate::{Result, say};

/// Our own documents and those of the corpus; says so where there is none.
pub(crate) fn all(options: &Options) -> Result<Vec<Entry>> {
    let mut entries = own()?;
    match options.corpus()? {
        Some(corpus) => entries.extend(load(&corpus)?),
        None => say::say(
            "corpus: there is no `../shared/corpus` beside the workspace (`--corpus DIR` names another): only the documents of `tests/corpus/documents` are looked at",
        ),
    }
    Ok(entries)
}

/// The documents that are part of the repository, all of them small.
pub(crate) fn own() -> Result<Vec<Entry>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("documents");
    let failed = |error| format!("cannot list `{}`: {error}", folder.display());
    let mut entries = Vec::new();
    for file in std::fs::read_dir(&folder).map_err(failed)? {
        let path = file.map_err(failed)?.path();
        let text = read(&path)?;
        let version = text
            .lines()
            .find_map(|line| {
                line.strip_prefix("openapi: ")
                    .or(line.strip_prefix("swagger: "))
            })
            .unwrap_or_default();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        entries.push(Entry {
            slug: format!("own-{name}"),
            dialect: version.trim_matches('\'').chars().take(3).collect(),
            bytes: text.len() as u64,
            path,
            ..Entry::default()
        });
    }
    entries.sort_by(|a, b| a.slug.cmp(&b.slug));
    Ok(entries)
}
