//! `.generated`: which files are ours, from which documents, and what was lost on the way.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::{Degraded, Document, OWNED, OutputTree};
use crate::plan::api::Counts;

/// A digest in hexadecimal.
pub(super) type Digest = String;

/// The list as it is written.
#[derive(Debug, Serialize)]
struct Owned<'a> {
    generator: String,
    documents: BTreeMap<&'a str, Facts<'a>>,
    files: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct Facts<'a> {
    file: &'a str,
    sha256: Digest,
    operations: Operations,
    schemas: usize,
    degraded: Vec<&'a Degraded>,
    /// What the user left out; nothing where nothing was.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    skipped: &'a [String],
}

#[derive(Debug, Serialize)]
struct Operations {
    declared: usize,
    generated: usize,
}

/// Adds the list to a tree that is otherwise complete.
pub(super) fn add(tree: &mut OutputTree, documents: Vec<(&Document<'_>, Digest)>) {
    let text = {
        let owned = Owned {
            generator: format!("oaxide {}", env!("CARGO_PKG_VERSION")),
            documents: documents
                .into_iter()
                .map(|(document, digest)| (document.plan.module.as_str(), facts(document, digest)))
                .collect(),
            files: tree.keys().map(String::as_str).collect(),
        };
        // Strings and numbers only: writing them cannot fail.
        serde_json::to_string_pretty(&owned).unwrap_or_default()
    };
    tree.insert(OWNED.to_owned(), text + "\n");
}

fn facts<'a>(document: &'a Document<'_>, sha256: Digest) -> Facts<'a> {
    let Counts {
        declared,
        generated,
        schemas,
    } = document.plan.counts;
    let mut degraded: Vec<&Degraded> = document.facts.degraded.iter().collect();
    degraded.sort();
    degraded.dedup();
    Facts {
        file: document.facts.file,
        sha256,
        operations: Operations {
            declared,
            generated,
        },
        schemas,
        degraded,
        skipped: &document.plan.skipped,
    }
}

/// The digest of a document's text, or of several with their lengths.
pub(super) fn digest(document: &Document<'_>) -> Digest {
    let texts = &document.facts.texts;
    let mut digest = Sha256::new();
    for text in texts {
        if texts.len() > 1 {
            digest.update((text.len() as u64).to_le_bytes());
        }
        digest.update(text.as_bytes());
    }
    let mut hex = String::new();
    for byte in digest.finalize() {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
