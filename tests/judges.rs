//! What changes of documents mean for users of the crates, as others judge who know nothing of documents: rustc, which
//! compiles a use of every item of the old crate against the new one.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use cases::Cases;
use exceptions::{EXCEPTIONS, Judge, Seen, expected};
use generator::diff::verdict::Semver;
use support::compiles::{library, refused};

#[path = "judges/cases.rs"]
mod cases;
#[path = "judges/chance.rs"]
mod chance;
#[path = "judges/exceptions.rs"]
mod exceptions;
#[path = "judges/public_api.rs"]
mod public_api;
#[path = "judges/rustdoc.rs"]
mod rustdoc;
#[path = "judges/semver_checks.rs"]
mod semver_checks;
#[path = "../generator/src/diff/surface/tests/table.rs"]
mod table;

/// What a judge says of each case, by its module, and how it puts it; of those that are missing it says nothing.
type Sentences = BTreeMap<String, (Seen, Vec<String>)>;

fn rustc(name: &str, cases: &Cases) -> Sentences {
    let refused = refused(name, library(&cases.new), &cases.usages());
    let refused = refused.into_iter();
    refused
        .map(|(module, errors)| (module, (Seen::Break, errors)))
        .collect()
}

/// Fails where a judge and we say different things of a case.
fn agree(judge: Judge, cases: &Cases, said: &Sentences) {
    let mut wrong = String::new();
    let mut counts = BTreeMap::new();
    for (module, case) in &cases.all {
        let nothing = (Seen::Nothing, Vec::new());
        let (theirs, reasons) = said.get(module).unwrap_or(&nothing);
        let ours = expected(judge, &case.changes, None);
        *counts.entry(*theirs).or_insert(0) += 1;
        if ours != *theirs {
            let _ = writeln!(
                wrong,
                "{}: {judge:?} should say {ours:?}, because of {:#?};\nit says {theirs:?}, because of {reasons:#?}",
                case.name, case.changes
            );
        }
    }
    println!("{judge:?} on {} pairs: {counts:?}", cases.all.len());
    assert!(wrong.is_empty(), "{wrong}");
    assert!(counts.contains_key(&Seen::Break) && counts.contains_key(&Seen::Nothing));
}

/// What the report sums up is what was found of the API.
fn agrees_with_summary(cases: &Cases) {
    for case in cases.all.values() {
        let worst = case.changes.iter().map(|change| change.verdict).max();
        let worst = worst.unwrap_or(Semver::None);
        let same = worst == case.verdict || worst.max(case.verdict) <= Semver::Patch;
        assert!(same, "{}: {worst:?}, not {:?}", case.name, case.verdict);
    }
}

#[test]
fn rustc_agrees_on_minimal_pairs() {
    let cases = cases::minimal(1);
    agrees_with_summary(&cases);
    agree(Judge::Rustc, &cases, &rustc("judged-minimal", &cases));
}

#[test]
#[ignore = "slow, and wants the rustdoc of Rust 1.95"]
fn public_api_agrees_on_minimal_pairs() {
    let cases = cases::minimal(step());
    agree(Judge::PublicApi, &cases, &public_api::public_api(&cases));
}

#[test]
#[ignore = "slow, and wants cargo-semver-checks"]
fn semver_checks_agrees_on_minimal_pairs() {
    let cases = cases::minimal(step());
    let said = semver_checks::semver_checks(&cases);
    agree(Judge::SemverChecks, &cases, &said);
}

#[test]
fn rustc_agrees_on_the_table_of_the_surface() {
    let cases = cases::edited();
    agrees_with_summary(&cases);
    agree(Judge::Rustc, &cases, &rustc("judged-table", &cases));
}

#[test]
fn rustc_agrees_on_chance() {
    let cases = cases::chance(&rounds());
    agrees_with_summary(&cases);
    agree(Judge::Rustc, &cases, &rustc("judged-chance", &cases));
}

#[test]
fn every_exception_is_needed() {
    let mut cases = cases::minimal(1).all.into_values().collect::<Vec<_>>();
    cases.extend(cases::edited().all.into_values());
    cases.extend(cases::chance(&(0..1)).all.into_values());
    let mut stale = Vec::new();
    for exception in EXCEPTIONS {
        let (judge, name) = (exception.judge, exception.name);
        let without = |ignored| {
            cases
                .iter()
                .map(move |case| expected(judge, &case.changes, ignored))
        };
        let others = without(None).zip(without(Some(name)));
        let count = others.filter(|(with, without)| with != without).count();
        println!("{judge:?}, {name}: {count} pairs; {}", exception.why);
        if count == 0 {
            stale.push((judge, name));
        }
    }
    assert!(stale.is_empty(), "no pair needs {stale:?}");
}

/// How many pairs one is taken of: `JUDGED=20` is a sample.
fn step() -> usize {
    let wanted = std::env::var("JUDGED").ok();
    wanted.map_or(1, |step| step.parse().unwrap())
}

/// Which changes of each document are tried: `USAGE_ROUNDS=4..8` tries others.
fn rounds() -> Range<usize> {
    let wanted = std::env::var("USAGE_ROUNDS").ok();
    let wanted = wanted.as_deref().and_then(|range| range.split_once(".."));
    wanted.map_or(0..1, |(from, to)| {
        from.parse().unwrap()..to.parse().unwrap()
    })
}
