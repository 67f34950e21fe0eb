//! `oaxide diff`.

mod git;

use std::path::Path;

use super::console::{Console, plural};
use super::{Failure, Outcome, config, folders, lint, names};
use crate::diagnostics::Severity;
use crate::diff::verdict::{Semver, Wire};
use crate::diff::{self, Edition, Excerpts, Given, Ignored, Report, report};
use crate::lock::Names;
use crate::options::{Diff, DiffFormat, Document, FailOn, Generate};
use crate::plan;

pub(super) fn run(options: &Diff, console: &mut Console) -> Result<Outcome, Failure> {
    let ignored = match &options.ignore {
        Some(path) => Ignored::read(&config::at(path)?.text),
        None => Ignored::default(),
    };
    let mut found = Found {
        reports: Vec::new(),
        excerpts: (options.format == DiffFormat::Html).then(Excerpts::default),
    };
    match &options.documents {
        Some((old, new)) => {
            let names = Names::default();
            compare(load(old)?, load(new)?, &names, console, &mut found)?;
        }
        None => generated(console, &mut found)?,
    }
    let mut report = Report::join(found.reports);
    let stale = ignored.apply(&mut report);
    let text = match options.format {
        DiffFormat::Text => report::text(&report, console.is_coloured()),
        DiffFormat::Json => report::json(&report),
        DiffFormat::Markdown => report::markdown(&report),
        DiffFormat::Github => report::github(&report),
        DiffFormat::Html => report::html(&report, &found.excerpts.unwrap_or_default()),
    };
    console.print(&text);
    if let Some(first) = stale.first() {
        return Err(Failure::new(format!(
            "{} of the ignore file: no change has the fingerprint `{}` (line {}) any more; remove it",
            plural(stale.len(), "line"),
            first.fingerprint,
            first.line
        )));
    }
    Ok(if fails(&report, &options.fail_on) {
        Outcome::Findings
    } else {
        Outcome::Done
    })
}

/// Compares the documents of all clients with those of the last commit.
fn generated(console: &mut Console, found: &mut Found) -> Result<(), Failure> {
    let here = std::env::current_dir()?;
    let folders = folders::find(&Generate::default(), &here)?;
    let mut lock = names::read(&folders.output)?;
    for spec in folders::documents(&folders.specs)? {
        let path = spec.path.to_str().unwrap_or_default().to_owned();
        let Some(old) = git::head(&path)? else {
            console.news(&format!("{}: not in the last commit", spec.file));
            continue;
        };
        let before = lock.remove(&plan::module_name(&spec.module));
        let new = load(&Document {
            path,
            ..Document::default()
        })?;
        let old = Given {
            sources: old,
            config: config::beside(&spec.path)?,
        };
        compare(old, new, &before.unwrap_or_default(), console, found)?;
    }
    Ok(())
}

/// What comparing found.
struct Found {
    reports: Vec<Report>,
    /// The lines around changes, where the report shows them.
    excerpts: Option<Excerpts>,
}

fn load(document: &Document) -> Result<Given, Failure> {
    if let Some(place) = document.path.strip_prefix("git:") {
        let (revision, path) = git::parse(place)?;
        return Ok(git::open(revision, path)?.into());
    }
    Ok(Given {
        sources: lint::open(document)?,
        config: config::beside(Path::new(&document.path))?,
    })
}

fn compare(
    old: Given,
    new: Given,
    before: &Names,
    console: &mut Console,
    found: &mut Found,
) -> Result<(), Failure> {
    let progress = console.progress();
    let names = [&old, &new].map(|given| given.sources.main().name.as_str());
    progress.step(format!("reading {}", names.join(" and ")));
    let (old, new) = Edition::read_two(old, new, before);
    drop(progress);
    let mut unreadable = 0;
    for edition in [&old, &new] {
        if let Err(edition) = edition {
            unreadable += 1;
            console.findings(&edition.sources, &edition.diagnostics, Severity::Warning);
        }
    }
    match (old, new) {
        (Ok(old), Ok(new)) => {
            let report = diff::compare(&old, &new);
            if let Some(excerpts) = &mut found.excerpts {
                excerpts.add(&report, &old, &new);
            }
            found.reports.push(report);
            Ok(())
        }
        _ => Err(Failure::new(format!(
            "{} cannot be read, so there is nothing to compare",
            plural(unreadable, "document")
        ))),
    }
}

fn fails(report: &Report, fail_on: &[FailOn]) -> bool {
    let summary = report.summary;
    fail_on.iter().any(|what| match what {
        FailOn::Wire => summary.wire_request.max(summary.wire_response) == Wire::Breaking,
        FailOn::RustMajor => summary.rust_api == Semver::Major,
        FailOn::RustMinor => summary.rust_api >= Semver::Minor,
        FailOn::Any => !report.changes.is_empty(),
    })
}
