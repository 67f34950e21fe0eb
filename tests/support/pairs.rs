//! Pairs of documents that differ in one way, with what that means: `tests/diff/pairs`, which `tests/diff/README.md`
//! describes.

use std::path::Path;

use generator::diagnostics::Diagnostics;
use generator::read::{Source, Sources, read};
use serde_json::Value;

use crate::{patch, root, tree};

/// Two documents.
#[derive(Debug, Clone)]
pub struct Pair {
    /// The kind of change in `tests/diff/kinds.tsv`, and what tells this pair of it from others: `F17-tightened`.
    pub id: String,
    /// What changed, in words.
    pub what: String,
    /// Before and after.
    pub old: Document,
    /// The same for what it became.
    pub new: Document,
    /// The identifiers that are reported, sorted.
    pub kinds: Vec<String>,
    /// The verdicts.
    pub verdicts: Verdicts,
    /// Why verdicts are others than in the table.
    pub why: Option<String>,
    /// What is known to be wrong: the pair is not reported as it says.
    pub open: Option<String>,
    /// Why there is no witness for its verdict about requests, or one against it.
    pub request_witness: Option<String>,
    /// The same for answers.
    pub response_witness: Option<String>,
}

/// The worst of all changes, in words of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdicts {
    /// For requests of old clients.
    pub request: String,
    /// For answers to old clients.
    pub response: String,
    /// For users of the crate.
    pub rust: String,
}

/// A document with the files that it refers to.
#[derive(Debug, Clone)]
pub struct Document {
    /// The main file's name.
    pub name: String,
    /// The main file's text.
    pub text: String,
    /// Names and texts of the others.
    pub files: Vec<(String, String)>,
}

impl Pair {
    /// The kind in the table: `F17`.
    #[must_use]
    pub fn row(&self) -> &str {
        self.id.split('-').next().unwrap_or(&self.id)
    }
}

impl Document {
    /// The texts, to be read.
    #[must_use]
    pub fn sources(&self) -> Sources {
        let main = Source {
            name: self.name.clone(),
            text: self.text.clone(),
        };
        Sources::in_memory(main, self.files.clone())
    }
}

/// All pairs.
///
/// # Panics
/// When a file is not as the README says.
#[must_use]
pub fn pairs() -> Vec<Pair> {
    let files = tree::read(&root().join("tests/diff/pairs"));
    let files = files.iter().filter(|(name, _)| is_yaml(name));
    files.flat_map(|(name, text)| family(name, text)).collect()
}

fn is_yaml(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end == "yaml")
}

fn family(name: &str, text: &str) -> Vec<Pair> {
    let source = Source {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    let mut diagnostics = Diagnostics::new();
    let family = read(&source, &mut diagnostics);
    assert_eq!(diagnostics.iter().count(), 0, "{name}: {diagnostics:?}");
    let family = family.unwrap_or_else(|| panic!("{name} cannot be read"));
    let pairs = family["pairs"].as_array();
    let pairs = pairs.unwrap_or_else(|| panic!("{name} has no pairs"));
    pairs
        .iter()
        .map(|pair| self::pair(&family["base"], pair))
        .collect()
}

fn pair(base: &Value, pair: &Value) -> Pair {
    let word = |key: &str| pair[key].as_str().map(str::to_owned);
    let id = word("id").expect("a pair has an id");
    let must = |key: &str| word(key).unwrap_or_else(|| panic!("{id} has no `{key}`"));
    let patched = |mut document: Value, key: &str| {
        if let Some(steps) = pair.get(key) {
            patch::apply(&mut document, steps);
        }
        document
    };
    let old = patched(base.clone(), "before");
    let new = patched(old.clone(), "after");
    assert_ne!(
        word("new").is_some(),
        pair.get("after").is_some(),
        "{id} is a patch or a document"
    );
    let document = |key: &str, patched: &Value| {
        let text = word(key).unwrap_or_else(|| format!("{patched:#}"));
        let is_json = text.trim_start().starts_with('{');
        let files = pair[format!("{key}_files")]
            .as_object()
            .into_iter()
            .flatten();
        let files =
            files.map(|(name, text)| (name.clone(), text.as_str().expect("a text").to_owned()));
        Document {
            name: if is_json { "api.json" } else { "api.yaml" }.to_owned(),
            text,
            files: files.collect(),
        }
    };
    let kinds = pair["kinds"].as_array();
    let kinds = kinds.unwrap_or_else(|| panic!("{id} has no `kinds`"));
    let mut kinds: Vec<String> = kinds
        .iter()
        .map(|kind| kind.as_str().expect("a word").to_owned())
        .collect();
    kinds.sort();
    Pair {
        what: must("what"),
        old: document("old", &old),
        new: document("new", &new),
        kinds,
        verdicts: Verdicts {
            request: must("request"),
            response: must("response"),
            rust: must("rust"),
        },
        why: word("why"),
        open: word("open"),
        request_witness: word("request_witness"),
        response_witness: word("response_witness"),
        id,
    }
}
