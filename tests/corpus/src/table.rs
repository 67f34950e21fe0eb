//! The table at the end, for people and as CSV.

use std::fmt::Write as _;

use crate::csv;
use crate::outcome::Outcome;
use crate::record::{Examples, Record, Step};
use crate::say::say;

/// Prints a line per document, what is wrong, and the sums.
pub(crate) fn print(records: &[Record]) {
    say(&format!(
        "{:<34} {:<4} {:<8} {:>6}/{:<6} {:>5} {:>4} {:>5} {:>4} {:>8} {:>6} {:>8} {:>6} {:>6} {:<7} {:<7} {:>11} {:<5}",
        "document",
        "OAS",
        "outcome",
        "opers",
        "decl",
        "sche",
        "err",
        "warn",
        "degr",
        "ms",
        "MB",
        "lines",
        "chk s",
        "chkMB",
        "clippy",
        "doc",
        "examples",
        "twin"
    ));
    for record in records {
        say(&line(record));
    }
    for record in records {
        for fault in faults(record) {
            say(&format!("{}: {fault}", record.slug));
        }
    }
    sums(records);
}

fn line(record: &Record) -> String {
    let (made, checks) = (&record.made, &record.checks);
    let seconds = checks
        .check
        .as_ref()
        .map_or("-".to_owned(), |step| format!("{:.1}", step.seconds));
    let peak = checks
        .check
        .as_ref()
        .map_or("-".to_owned(), |step| step.peak.to_string());
    let twin = made
        .twin
        .as_ref()
        .map_or("-", |twin| if twin.same { "ok" } else { "DIFF" });
    format!(
        "{:<34} {:<4} {:<8} {:>6}/{:<6} {:>5} {:>4} {:>5} {:>4} {:>8.1} {:>6.0} {:>8} {:>6} {:>6} {:<7} {:<7} {:>11} {:<5}",
        record.slug,
        record.dialect,
        made.outcome,
        made.generated,
        made.declared,
        made.schemas,
        made.errors,
        made.warnings + made.unsupported,
        made.degraded,
        made.milliseconds,
        made.peak,
        made.lines,
        seconds,
        peak,
        verdict(checks.clippy.as_ref()),
        verdict(checks.doc.as_ref()),
        shown(record.examples.as_ref()),
        twin,
    )
}

fn verdict(step: Option<&Step>) -> &'static str {
    match step {
        None => "-",
        Some(step) if step.ok => "ok",
        Some(_) => "FAIL",
    }
}

fn shown(examples: Option<&Examples>) -> String {
    match examples {
        None => "-".to_owned(),
        Some(Examples {
            valid,
            good: Some(good),
            ..
        }) => format!("{good}/{valid}"),
        Some(Examples { valid, .. }) => format!("?/{valid}"),
    }
}

/// What is wrong with one document, each in a line.
fn faults(record: &Record) -> Vec<String> {
    let (made, checks) = (&record.made, &record.checks);
    let mut faults = Vec::new();
    if !made.message.is_empty() {
        faults.push(format!("{}: {}", made.outcome, made.message));
    }
    if !made.lost.is_empty() {
        let first: Vec<&str> = made.lost.iter().take(3).map(String::as_str).collect();
        faults.push(format!(
            "{} operations lost: {}",
            made.lost.len(),
            first.join(", ")
        ));
    }
    if !made.untyped.is_empty() {
        let first: Vec<&str> = made.untyped.iter().take(3).map(String::as_str).collect();
        faults.push(format!(
            "{} schemas without a type: {}",
            made.untyped.len(),
            first.join(", ")
        ));
    }
    if made.repeats == Some(false) {
        faults.push("a second run gives other files".to_owned());
    }
    if let Some(twin) = made.twin.as_ref().filter(|twin| !twin.same) {
        faults.push(format!("the twin gives another `{}`", twin.differs));
    }
    if let Some(changes) = made.changes.filter(|changes| *changes > 0) {
        faults.push(format!("`diff` sees {changes} changes in the twin"));
    }
    let steps = [
        ("check", &checks.check),
        ("clippy", &checks.clippy),
        ("doc", &checks.doc),
        ("examples", &checks.examples),
    ];
    for (name, step) in steps {
        if let Some(step) = step.as_ref().filter(|step| !step.ok) {
            faults.push(format!("{name}: {}", step.fault));
        }
    }
    if let Some(examples) = &record.examples {
        faults.extend(
            examples
                .faults
                .iter()
                .map(|fault| format!("example {fault}")),
        );
    }
    faults
}

fn sums(records: &[Record]) {
    let count =
        |wanted: &dyn Fn(&Record) -> bool| records.iter().filter(|record| wanted(record)).count();
    let outcome = |outcome: Outcome| count(&|record| record.made.outcome == outcome);
    say(&format!(
        "\n{} documents: {} whole, {} partial, {} nothing; {} panics, {} late, {} failed",
        records.len(),
        outcome(Outcome::Whole),
        outcome(Outcome::Partial),
        outcome(Outcome::Nothing),
        outcome(Outcome::Panicked),
        outcome(Outcome::Late),
        outcome(Outcome::Failed),
    ));
    let sum = |of: &dyn Fn(&Record) -> usize| records.iter().map(of).sum::<usize>();
    say(&format!(
        "{} operations declared, {} lost; {} schemas reached, {} without a type",
        sum(&|record| record.made.declared),
        sum(&|record| if record.made.hash.is_empty() {
            record.made.declared
        } else {
            record.made.lost.len()
        }),
        sum(&|record| record.made.schemas),
        sum(&|record| record.made.untyped.len()),
    ));
    say(&format!(
        "a second run is the same: {}; differs: {}; the twin is the same: {}; differs: {}",
        count(&|record| record.made.repeats == Some(true)),
        count(&|record| record.made.repeats == Some(false)),
        count(&|record| record.made.twin.as_ref().is_some_and(|twin| twin.same)),
        count(&|record| record.made.twin.as_ref().is_some_and(|twin| !twin.same)),
    ));
    let mut text = String::new();
    let steps: [(&str, OfRecord); 4] = [
        ("check", |record| record.checks.check.as_ref()),
        ("clippy", |record| record.checks.clippy.as_ref()),
        ("doc", |record| record.checks.doc.as_ref()),
        ("examples compile", |record| record.checks.examples.as_ref()),
    ];
    for (name, of) in steps {
        let all: Vec<&Step> = records.iter().filter_map(of).collect();
        let good = all.iter().filter(|step| step.ok).count();
        let seconds: f64 = all.iter().map(|step| step.seconds).sum();
        let _ = write!(text, "{name}: {good}/{} in {seconds:.0} s; ", all.len());
    }
    say(text.trim_end_matches("; "));
    let tried = |record: &Record| {
        record
            .examples
            .as_ref()
            .and_then(|examples| examples.good.map(|good| (good, examples.valid)))
    };
    let (good, valid) = records
        .iter()
        .filter_map(tried)
        .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    say(&format!(
        "examples: {good}/{valid} read, written and equal; {} break their own schema",
        sum(&|record| record
            .examples
            .as_ref()
            .map_or(0, |examples| examples.invalid))
    ));
    let seconds: f64 = records
        .iter()
        .map(|record| record.made.milliseconds)
        .sum::<f64>()
        / 1e3;
    say(&format!("generating took {seconds:.1} s in all"));
    say(&format!(
        "{} documents are not as they have to be",
        count(&|record| !record.is_good())
    ));
}

/// One of a record's runs of cargo.
type OfRecord = fn(&Record) -> Option<&Step>;

/// The table as CSV (RFC 4180).
pub(crate) fn as_csv(records: &[Record]) -> String {
    let mut text = "slug,dialect,bytes,invalid,outcome,declared,generated,lost,schemas,untyped,errors,unsupported,\
                    warnings,notes,degraded,generate_ms,peak_mb,files,lines,repeats,twin,check,check_s,rustc_peak_mb,\
                    clippy,clippy_s,doc,doc_s,examples_ok,examples_valid,examples_invalid,panics,message\n"
        .to_owned();
    for record in records {
        let (made, checks) = (&record.made, &record.checks);
        let seconds =
            |step: Option<&Step>| step.map_or(String::new(), |step| format!("{:.1}", step.seconds));
        let yes = |is: Option<bool>| is.map_or("", |is| if is { "yes" } else { "no" }).to_owned();
        let examples = record.examples.as_ref();
        let number =
            |number: Option<usize>| number.map_or(String::new(), |number| number.to_string());
        let cells = [
            record.slug.clone(),
            record.dialect.clone(),
            record.bytes.to_string(),
            yes(Some(record.invalid)),
            made.outcome.to_string(),
            made.declared.to_string(),
            made.generated.to_string(),
            made.lost.len().to_string(),
            made.schemas.to_string(),
            made.untyped.len().to_string(),
            made.errors.to_string(),
            made.unsupported.to_string(),
            made.warnings.to_string(),
            made.notes.to_string(),
            made.degraded.to_string(),
            format!("{:.1}", made.milliseconds),
            format!("{:.0}", made.peak),
            made.files.to_string(),
            made.lines.to_string(),
            yes(made.repeats),
            yes(made.twin.as_ref().map(|twin| twin.same)),
            verdict(checks.check.as_ref()).to_owned(),
            seconds(checks.check.as_ref()),
            checks
                .check
                .as_ref()
                .map_or(String::new(), |step| step.peak.to_string()),
            verdict(checks.clippy.as_ref()).to_owned(),
            seconds(checks.clippy.as_ref()),
            verdict(checks.doc.as_ref()).to_owned(),
            seconds(checks.doc.as_ref()),
            number(examples.and_then(|examples| examples.good)),
            number(examples.map(|examples| examples.valid)),
            number(examples.map(|examples| examples.invalid)),
            usize::from(made.outcome == Outcome::Panicked).to_string(),
            made.message.clone(),
        ];
        text.push_str(&csv::line(&cells));
    }
    text
}
