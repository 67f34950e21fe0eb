//! What changes of documents mean: minimal pairs for every kind of change, against the table in `diff/kinds.tsv`.
//! `diff/README.md` says how to read and to extend them.

#[path = "diff/mirror.rs"]
mod mirror;
#[path = "diff/table.rs"]
mod table;

use std::collections::BTreeSet;

use generator::diff::{Edition, Kind, Report, compare};
use generator::lock::Names;
use support::pairs::{Document, Pair, Verdicts, pairs};

/// Kinds of the table that no document makes, and what shows them.
const NO_CHANGE_OF_A_DOCUMENT: &[(&str, &str)] = &[
    (
        "L01",
        "another version of the generator: both sides of a comparison are planned by the same one",
    ),
    (
        "L02",
        "another major version of a dependency: those are the templates', the same on both sides",
    ),
    (
        "L03",
        "another `rust-version`: it is a constant of the templates, the same on both sides",
    ),
    (
        "L04",
        "a feature that is gone: features are items of the API that is compared \
         (`features_are_part_of_the_api` in `generator::diff::surface`)",
    ),
    (
        "L05",
        "a derive or auto trait that is lost: derives are items of the API that is compared, and `tests/usage.rs` has \
         rustc say which of `Debug`, `Clone`, `Send` and `Sync` all types of a kind have",
    ),
    (
        "L06",
        "`#[non_exhaustive]`: it is a part of the text of the item that is compared",
    ),
    (
        "L07",
        "another setting: it changes the plan, and the APIs of two plans are what is compared",
    ),
];

/// Kinds of change that no pair is for.
const WITHOUT_PAIR: &[&str] = &[];

fn edition(document: &Document, before: &Names) -> Edition {
    Edition::read(document.sources().into(), before)
        .unwrap_or_else(|error| panic!("{}\n{:?}", document.text, error.diagnostics))
}

fn report(old: &Document, new: &Document) -> Report {
    let old = edition(old, &Names::default());
    let new = edition(new, &old.plan.names);
    compare(&old, &new)
}

fn ids(report: &Report) -> Vec<&'static str> {
    let mut ids: Vec<&str> = report.changes.iter().map(|change| change.id.id()).collect();
    ids.sort_unstable();
    ids
}

fn verdicts(report: &Report) -> Verdicts {
    Verdicts {
        request: report.summary.wire_request.word().to_owned(),
        response: report.summary.wire_response.word().to_owned(),
        rust: report.summary.rust_api.word().to_owned(),
    }
}

/// What is wrong with the report of a pair.
fn wrong(pair: &Pair) -> Option<String> {
    let report = report(&pair.old, &pair.new);
    let (ids, verdicts) = (ids(&report), verdicts(&report));
    let lines: Vec<String> = report
        .changes
        .iter()
        .map(|change| format!("    {}: {}", change.id.id(), change.message))
        .collect();
    (pair.kinds != ids || pair.verdicts != verdicts).then(|| {
        format!(
            "{} ({}):\n  {ids:?}, {verdicts:?} instead of\n  {:?}, {:?}\n{}",
            pair.id,
            pair.what,
            pair.kinds,
            pair.verdicts,
            lines.join("\n")
        )
    })
}

#[test]
fn every_pair_is_reported_as_it_says() {
    let mut failures = Vec::new();
    let mut open = Vec::new();
    for pair in pairs() {
        match (wrong(&pair), &pair.open) {
            (None, None) => {}
            (Some(wrong), None) => failures.push(wrong),
            (Some(_), Some(text)) => open.push(format!("{}: {text}", pair.id)),
            (None, Some(_)) => failures.push(format!("{} is right now: remove `open`", pair.id)),
        }
    }
    println!("known to be wrong: {}\n{}", open.len(), open.join("\n"));
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_kind_of_the_table_has_a_pair_with_its_verdicts_or_an_argument() {
    let rows = table::rows();
    assert_eq!(rows.len(), 189);
    let pairs = pairs();
    let mut failures = Vec::new();
    let mut agreed = 0;
    for pair in &pairs {
        let row = rows.iter().find(|row| row.id == pair.row());
        let Some(row) = row else {
            failures.push(format!("{} is not in the table", pair.id));
            continue;
        };
        match (row.allows(&pair.verdicts), &pair.why) {
            (true, None) => agreed += 1,
            (false, Some(why)) => println!("{}: {why}", pair.id),
            (true, Some(_)) => failures.push(format!("{} agrees, why `why`?", pair.id)),
            (false, None) => failures.push(format!("{} says otherwise, and not why", pair.id)),
        }
    }
    println!("{agreed} of {} pairs as in the table", pairs.len());
    let covered: BTreeSet<&str> = pairs.iter().map(Pair::row).collect();
    for row in &rows {
        let elsewhere = NO_CHANGE_OF_A_DOCUMENT.iter().any(|(id, _)| *id == row.id);
        if covered.contains(row.id.as_str()) == elsewhere {
            failures.push(format!("{} ({}) has no pair", row.id, row.change));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_kind_of_change_is_in_a_pair() {
    let pairs = pairs();
    let met: BTreeSet<&str> = pairs
        .iter()
        .filter(|pair| pair.open.is_none())
        .flat_map(|pair| pair.kinds.iter().map(String::as_str))
        .collect();
    let unmet: Vec<&str> = Kind::ALL
        .iter()
        .map(|kind| kind.id())
        .filter(|id| !met.contains(id))
        .collect();
    assert_eq!(unmet, WITHOUT_PAIR);
}

#[test]
fn swapped_documents_have_the_mirrored_changes() {
    let mut failures = Vec::new();
    for pair in pairs().iter().filter(|pair| pair.open.is_none()) {
        let (forth, back) = (report(&pair.old, &pair.new), report(&pair.new, &pair.old));
        // One place in one of the documents may be several in the other, and is one change then.
        let gathered = [&forth, &back].iter().any(|report| {
            let mut changes = report.changes.iter();
            changes.any(|change| change.message.ends_with(" places)"))
        });
        let (forth, back) = (ids(&forth), ids(&back));
        if !mirror::is_mirrored(&forth, &back) || (forth.len() != back.len() && !gathered) {
            failures.push(format!("{}: {forth:?}, but {back:?}", pair.id));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn nothing_differs_from_itself() {
    let mut seen = BTreeSet::new();
    for pair in pairs() {
        for document in [&pair.old, &pair.new] {
            if !seen.insert(document.text.clone()) {
                continue;
            }
            let report = report(document, document);
            assert_eq!(ids(&report), Vec::<&str>::new(), "{}", pair.id);
            assert_eq!(verdicts(&report).rust, "none", "{}", pair.id);
        }
    }
}
