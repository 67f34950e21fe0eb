//! The list of a corpus' documents, which is its own (`catalog.csv`).

use std::path::{Path, PathBuf};

use crate::disk::read;
use crate::{Result, csv};

/// One document of the corpus.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// Its short name.
    pub slug: String,
    /// Where its main file lies.
    pub path: PathBuf,
    /// `2.0`, `3.0`, `3.1` or `3.2`.
    pub dialect: String,
    /// The size of its main file in bytes.
    pub bytes: u64,
    /// Whether the catalogue says that it breaks its specification.
    pub invalid: bool,
    /// How many operations the catalogue counts.
    pub operations: usize,
    /// How many component schemas the catalogue counts.
    pub schemas: usize,
}

/// Keeps the documents that were named; all where none was.
pub fn keep(entries: &mut Vec<Entry>, only: &[String]) -> Result<()> {
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
pub fn load(corpus: &Path) -> Result<Vec<Entry>> {
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
    // Only measurements ask for these.
    let count = |name: &str| names.iter().position(|found| found == name);
    let (operations, schemas) = (count("n_operations"), count("n_schemas"));
    let mut entries: Vec<Entry> = rows
        .map(|row| {
            let cell = |index: usize| row.get(index).cloned().unwrap_or_default();
            let number = |index: Option<usize>| {
                let cell = index.map(cell).unwrap_or_default();
                cell.parse().unwrap_or_default()
            };
            Entry {
                slug: cell(slug),
                path: corpus.join(cell(path)),
                dialect: cell(dialect),
                bytes: cell(bytes).parse().unwrap_or_default(),
                operations: number(operations),
                schemas: number(schemas),
                invalid: !matches!(cell(invalid).as_str(), "" | "0"),
            }
        })
        .filter(|entry| !entry.slug.is_empty())
        .collect();
    entries.sort_by(|a, b| (a.bytes, &a.slug).cmp(&(b.bytes, &b.slug)));
    Ok(entries)
}
