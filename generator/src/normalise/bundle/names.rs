//! What a piece from another file is called among the components.

use std::collections::{BTreeMap, BTreeSet};

use super::Pointer;

/// Keys that say what something is, and not which one.
const STRUCTURE: &[&str] = &[
    "components",
    "definitions",
    "$defs",
    "schemas",
    "schema",
    "parameters",
    "responses",
    "requestBodies",
    "requestBody",
    "headers",
    "examples",
    "links",
    "callbacks",
    "securitySchemes",
    "paths",
    "content",
    "properties",
    "items",
    "additionalProperties",
    "allOf",
    "anyOf",
    "oneOf",
];
/// Folders and files that are called after what is in them, and not after what it is about.
const GENERIC: &[&str] = &[
    "models",
    "model",
    "schemas",
    "schema",
    "components",
    "definitions",
    "types",
    "parameters",
    "responses",
    "requestBodies",
    "headers",
    "examples",
    "attributes",
    "resources",
    "index",
    "_index",
    "openapi",
    "swagger",
    "src",
    "spec",
    "specs",
];

/// The names of one section that are taken.
#[derive(Default)]
pub(super) struct Taken {
    names: BTreeSet<String>,
    /// The next number to try for a name.
    numbers: BTreeMap<String, usize>,
}

impl Taken {
    /// Takes a name as it is; `false` where it was taken. Names that differ in case alone are the same.
    pub(super) fn take(&mut self, name: &str) -> bool {
        self.names.insert(name.to_lowercase())
    }

    /// A free name for what stands at `pointer` of the file called `file`: its key or the file's own name, then with
    /// the file and its folders before it, then with a number.
    pub(super) fn allocate(&mut self, file: &str, pointer: &Pointer) -> String {
        let (own, around) = wishes(file, pointer);
        let longer = around.iter().map(|word| format!("{word}_{own}"));
        let whole = || {
            let words: Vec<&str> = around.iter().rev().map(String::as_str).collect();
            format!("{}_{own}", words.join("_"))
        };
        let all = std::iter::once(own.clone())
            .chain(longer)
            .chain((around.len() > 1).then(whole));
        for name in all {
            if self.take(&name) {
                return name;
            }
        }
        loop {
            let number = self.numbers.entry(own.to_lowercase()).or_insert(1);
            *number += 1;
            let name = format!("{own}_{number}");
            if self.take(&name) {
                return name;
            }
        }
    }
}

/// The shortest name, and what may come before it, the nearest first.
pub(super) fn wishes(file: &str, pointer: &Pointer) -> (String, Vec<String>) {
    let path = file.split(['?', '#']).next().unwrap_or_default();
    let mut parts: Vec<&str> = path
        .split('/')
        .filter(|part| !matches!(*part, "" | "." | ".."))
        .collect();
    let stem = parts.pop().map(stem).unwrap_or_default();
    parts.push(stem);
    let own = key(pointer);
    let mut around: Vec<String> = parts
        .iter()
        .rev()
        .filter(|part| !GENERIC.contains(part))
        .map(|part| (*part).to_owned())
        .collect();
    match own {
        Some(own) => {
            around.retain(|word| *word != own);
            (own, around)
        }
        None if around.is_empty() => (stem.to_owned(), around),
        None => {
            let own = around.remove(0);
            (own, around)
        }
    }
}

/// The file's name without what says that it is YAML, JSON or a schema.
fn stem(name: &str) -> &str {
    let mut stem = name;
    for ending in [".yaml", ".yml", ".json", ".schema"] {
        stem = stem.strip_suffix(ending).unwrap_or(stem);
    }
    stem
}

/// What the pointer calls the piece: its last key, with those before it where the last one is a part of something.
fn key(pointer: &Pointer) -> Option<String> {
    let tokens: Vec<String> = pointer.tokens().collect();
    let last = tokens.last()?;
    let says_which = |token: &&String| {
        !STRUCTURE.contains(&token.as_str()) && !token.bytes().all(|b| b.is_ascii_digit())
    };
    let is_part = tokens
        .iter()
        .any(|token| matches!(token.as_str(), "properties" | "paths" | "content" | "items"));
    if !is_part {
        return Some(last.clone());
    }
    let words: Vec<&str> = tokens
        .iter()
        .filter(says_which)
        .map(|token| token.trim_matches('/'))
        .collect();
    Some(if words.is_empty() {
        last.clone()
    } else {
        words.join("_")
    })
}
