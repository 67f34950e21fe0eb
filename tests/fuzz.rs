//! Pairs of documents that chance made, broken ones among them: `oaxide diff` never panics, whatever it compares; nothing
//! differs from itself; what is swapped has the mirrored changes; every report is well-formed; no pair takes long.
//!
//! `FUZZ_ROUNDS=20..40` tries other edits, and more of them.

#[path = "witness/chance.rs"]
mod chance;
#[path = "fuzz/edits.rs"]
mod edits;
#[path = "diff/mirror.rs"]
mod mirror;

use std::collections::BTreeSet;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use chance::Chance;
use edits::edit;
use generator::diagnostics::Diagnostics;
use generator::diff::{Edition, Excerpts, Report, compare, report};
use generator::lock::Names;
use generator::read::{Source, Sources, read};
use jsonschema::Validator;
use serde_json::Value;
use support::pairs::{Document, pairs};
use support::{root, topics, tree};

/// What one pair may take, on a machine that is busy with other things.
const LIMIT: Duration = Duration::from_secs(20);

/// Every how many documents one is tried in a round.
const STRIDE: usize = 3;

#[test]
fn pairs_by_chance_are_compared() {
    let documents = documents();
    let schema: Value = serde_json::from_str(report::SCHEMA).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let (mut tried, mut compared, mut changes) = (0, 0, 0);
    let mut wrong = Vec::new();
    for round in rounds() {
        for (index, document) in documents.iter().enumerate() {
            if !(index + round).is_multiple_of(STRIDE) {
                continue;
            }
            let mut chance = Chance::new((round * 1009 + index) as u64 + 1);
            let (old, new, what) = two(document, &mut chance);
            let start = Instant::now();
            let judged = catch_unwind(AssertUnwindSafe(|| judged(&old, &new, &schema)));
            tried += 1;
            match judged {
                Ok(Ok(Some(count))) => {
                    compared += 1;
                    changes += count;
                }
                Ok(Ok(None)) => {}
                Ok(Err(why)) => wrong.push(format!("{what}: {why}\n{}\n{}", old.text, new.text)),
                Err(_) => wrong.push(format!("{what}: a panic\n{}\n{}", old.text, new.text)),
            }
            if start.elapsed() > LIMIT {
                wrong.push(format!(
                    "{what} took {:?}\n{}\n{}",
                    start.elapsed(),
                    old.text,
                    new.text
                ));
            }
        }
    }
    println!("{compared} of {tried} pairs could be compared, with {changes} changes");
    assert!(
        wrong.is_empty(),
        "{} are wrong\n{}",
        wrong.len(),
        wrong.join("\n\n")
    );
    assert!(
        compared * 3 > tried * 2,
        "only {compared} of {tried} could be read"
    );
    assert!(changes > compared / 2, "only {changes} changes");
}

/// Which edits are tried.
fn rounds() -> Range<usize> {
    let wanted = std::env::var("FUZZ_ROUNDS").ok();
    let wanted = wanted.as_deref().and_then(|range| range.split_once(".."));
    wanted.map_or(0..2, |(from, to)| {
        from.parse().unwrap()..to.parse().unwrap()
    })
}

/// The documents of the golden topics and of the pairs, each once.
fn documents() -> Vec<Document> {
    const NAME: &str = "openapi.yaml";
    let topics = topics::all().into_iter().map(|topic| {
        let files = tree::read(&root().join(format!("tests/golden/{topic}")));
        let text = files[NAME].clone();
        let others = files.into_iter().filter(|(name, _)| {
            name != NAME
                && name != "findings.txt"
                && !name.ends_with(".toml")
                && !name.starts_with("expected/")
        });
        let (name, files) = (NAME.to_owned(), others.collect());
        Document { name, text, files }
    });
    let pairs = pairs().into_iter().flat_map(|pair| [pair.old, pair.new]);
    let mut seen = BTreeSet::new();
    topics
        .chain(pairs)
        .filter(|document| seen.insert(document.text.clone()))
        .collect()
}

/// A document edited in one way and in another, or before and after; now and then a part of its text is missing.
fn two(document: &Document, chance: &mut Chance) -> (Document, Document, String) {
    let source = Source {
        name: document.name.clone(),
        text: document.text.clone(),
    };
    let Some(mut old) = read(&source, &mut Diagnostics::new()) else {
        return (document.clone(), document.clone(), "unreadable".to_owned());
    };
    let mut said = Vec::new();
    for _ in 0..chance.below(3) {
        said.push(format!("old: {}", edit(&mut old, chance)));
    }
    let mut new = old.clone();
    for _ in 0..=chance.below(4) {
        said.push(format!("new: {}", edit(&mut new, chance)));
    }
    let written = |tree: &Value| Document {
        text: tree.to_string(),
        ..document.clone()
    };
    let (old, mut new) = (written(&old), written(&new));
    if chance.below(40) == 0 {
        let end = chance.below(new.text.len());
        let end = (0..=end).rev().find(|end| new.text.is_char_boundary(*end));
        new.text.truncate(end.unwrap_or_default());
        said.push("new: cut off".to_owned());
    }
    (old, new, said.join(", "))
}

/// What is wrong with the comparison of two documents; how many changes there are, if they can be read.
fn judged(old: &Document, new: &Document, schema: &Validator) -> Result<Option<usize>, String> {
    let (Some(forth), Some(back)) = (compared(old, new, schema)?, compared(new, old, schema)?)
    else {
        return Ok(None);
    };
    for document in [old, new] {
        if let Some(itself) = compared(document, document, schema)? {
            let (ids, rust) = (ids(&itself), itself.summary.rust_api.word());
            if !ids.is_empty() || rust != "none" {
                return Err(format!("it differs from itself: {ids:?}, {rust}"));
            }
        }
    }
    let count = forth.changes.len();
    let (forth, back) = (on_the_wire(&forth), on_the_wire(&back));
    if mirror::is_mirrored(&forth, &back) {
        Ok(Some(count))
    } else {
        Err(format!("{forth:?}, but swapped {back:?}"))
    }
}

/// The changes that say what is different, each once: which names and places schemas have is told in other words after
/// many edits, and one change that several see may be theirs or one of its own.
fn on_the_wire(report: &Report) -> Vec<&'static str> {
    let ids: BTreeSet<&str> = ids(report).into_iter().collect();
    let is_name = |id: &&str| id.starts_with("schema-") || *id == "rust-api-changed";
    ids.into_iter().filter(|id| !is_name(id)).collect()
}

fn ids(report: &Report) -> Vec<&'static str> {
    report.changes.iter().map(|change| change.id.id()).collect()
}

/// Compares two documents and writes all reports.
fn compared(old: &Document, new: &Document, schema: &Validator) -> Result<Option<Report>, String> {
    let sources = |document: &Document| -> Sources { document.sources() };
    let (old, new) = Edition::read_two(sources(old).into(), sources(new).into(), &Names::default());
    let (Ok(old), Ok(new)) = (old, new) else {
        return Ok(None);
    };
    let compared = compare(&old, &new);
    let json = report::json(&compared);
    let json: Value = serde_json::from_str(&json).map_err(|error| format!("{error}: {json}"))?;
    if let Some(fault) = schema.iter_errors(&json).next() {
        return Err(format!("the report is not as its schema says: {fault}"));
    }
    let mut excerpts = Excerpts::default();
    excerpts.add(&compared, &old, &new);
    let html = report::html(&compared, &excerpts);
    let lines = [
        report::text(&compared, true),
        report::text(&compared, false),
        report::markdown(&compared),
    ];
    if lines.iter().any(String::is_empty) || !html.trim_end().ends_with("</html>") {
        return Err("a report is empty".to_owned());
    }
    // An annotation is a line.
    let github = report::github(&compared);
    if let Some(line) = github
        .lines()
        .find(|line| !line.is_empty() && !line.starts_with("::"))
    {
        return Err(format!("no annotation: {line}"));
    }
    Ok(Some(compared))
}
