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
    let mut breaks = 0;
    for (module, case) in &cases.all {
        let ours = |ignored: Option<&str>| {
            let changes = case.changes.iter();
            let seen = changes.map(|change| expected(judge, change, ignored));
            seen.max().unwrap_or(Seen::Nothing)
        };
        let theirs = said.get(module).map_or(Seen::Nothing, |(seen, _)| *seen);
        breaks += usize::from(theirs == Seen::Break);
        if ours(None) != theirs {
            let reasons = said.get(module).map_or(&[][..], |(_, reasons)| reasons);
            let _ = writeln!(
                wrong,
                "{module}, {}: we say {:?}, because of {:#?};\n{judge:?} says {theirs:?}, because of {reasons:#?}",
                case.name,
                ours(None),
                case.changes
            );
        }
    }
    let count = cases.all.len();
    println!("{judge:?}: {breaks} of {count} break");
    assert!(wrong.is_empty(), "{wrong}");
    assert!(breaks * 4 > count && breaks < count, "{breaks} of {count}");
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
