//! The corpus' own list of its documents.

use std::path::{Path, PathBuf};

use crate::disk::read;
use crate::options::Options;
use crate::{Result, csv, say};

/// One document of the corpus.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Its short name.
    pub(crate) slug: String,
    /// Where its main file lies.
    pub(crate) path: PathBuf,
    /// `2.0`, `3.0`, `3.1` or `3.2`.
    pub(crate) dialect: String,
    /// The size of its main file in bytes.
    pub(crate) bytes: u64,
    /// Whether the catalogue says that it breaks its specification.
    pub(crate) invalid: bool,
}

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

/// Keeps the documents that were named; all where none was.
pub(crate) fn keep(entries: &mut Vec<Entry>, only: &[String]) -> Result<()> {
    let unknown = |slug: &&String| !entries.iter().any(|entry| entry.slug == **slug);
    if let Some(unknown) = only.iter().find(unknown) {
        return Err(format!("the catalogue has no document `{unknown}`"));
    }
    if !only.is_empty() {
        entries.retain(|entry| only.contains(&entry.slug));
    }
    Ok(())
}

/// Reads `catalog.csv` (RFC 4180, with a line of names), smallest documents first.
pub(crate) fn load(corpus: &Path) -> Result<Vec<Entry>> {
    let text = read(&corpus.join("catalog.csv"))?;
    let mut rows = csv::rows(&text).into_iter();
    let names = rows.next().ok_or("`catalog.csv` is empty")?;
    let column = |name: &str| {
        let found = names.iter().position(|found| found == name);
        found.ok_or_else(|| format!("`catalog.csv` has no column `{name}`"))
    };
    let [slug, path, dialect, bytes, invalid] = [
        column("slug")?,
        column("path")?,
        column("dialect_group")?,
        column("bytes_main")?,
        column("invalid")?,
    ];
    let mut entries: Vec<Entry> = rows
        .map(|row| {
            let cell = |index: usize| row.get(index).cloned().unwrap_or_default();
            Entry {
                slug: cell(slug),
                path: corpus.join(cell(path)),
                dialect: cell(dialect),
                bytes: cell(bytes).parse().unwrap_or_default(),
                invalid: !matches!(cell(invalid).as_str(), "" | "0"),
            }
        })
        .filter(|entry| !entry.slug.is_empty())
        .collect();
    entries.sort_by(|a, b| (a.bytes, &a.slug).cmp(&(b.bytes, &b.slug)));
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
            invalid: false,
            path,
        });
    }
    entries.sort_by(|a, b| a.slug.cmp(&b.slug));
    Ok(entries)
}
