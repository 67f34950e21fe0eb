//! The corpus' own list of its documents.

use std::path::{Path, PathBuf};

use crate::Result;
use crate::disk::read;

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

/// Reads `catalog.csv` (RFC 4180, with a line of names), smallest documents first.
pub(crate) fn load(corpus: &Path) -> Result<Vec<Entry>> {
    let text = read(&corpus.join("catalog.csv"))?;
    let mut rows = rows(&text).into_iter();
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

/// The cells of a text in CSV.
fn rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '\r' if !quoted => {}
            other => cell.push(other),
        }
    }
    if !(cell.is_empty() && row.is_empty()) {
        row.push(cell);
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn quotes_and_lines() {
        let text = "a,b\r\n\"x, \"\"y\"\"\nz\",2\nlast,";
        assert_eq!(
            rows(text),
            [vec!["a", "b"], vec!["x, \"y\"\nz", "2"], vec!["last", ""]]
        );
    }
}
