//! A report for people and for programs.

mod github;
mod html;
mod json;
mod markdown;
mod text;

pub use github::github;
pub use html::html;
pub use json::{SCHEMA, json};
pub use markdown::markdown;
pub use text::text;

use super::change::{Change, Report, Summary};
use super::verdict::{Semver, Wire};

/// How bad a change is, all in all: what reports are grouped by, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    /// Old clients fail.
    Breaking,
    /// Old clients may fail.
    Risky,
    /// Code has to be changed when it takes the new crate.
    RustMajor,
    /// Everything else.
    Fine,
}

impl Group {
    const ALL: [Self; 4] = [Self::Breaking, Self::Risky, Self::RustMajor, Self::Fine];

    fn of(change: &Change) -> Self {
        match (change.wire(), change.rust_api) {
            (Wire::Breaking, _) => Self::Breaking,
            (Wire::Risky, _) => Self::Risky,
            (_, Semver::Major) => Self::RustMajor,
            _ => Self::Fine,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Breaking => "Breaks clients on the wire",
            Self::Risky => "May break clients on the wire",
            Self::RustMajor => "Breaks Rust code, not the wire",
            Self::Fine => "Breaks nothing",
        }
    }
}

/// The changes of a report by group; empty groups are left out.
fn groups(report: &Report) -> impl Iterator<Item = (Group, Vec<&Change>)> {
    Group::ALL.into_iter().filter_map(|group| {
        let changes = report.changes.iter();
        let changes: Vec<&Change> = changes
            .filter(|change| Group::of(change) == group)
            .collect();
        (!changes.is_empty()).then_some((group, changes))
    })
}

/// The first of many, and how many more there are.
fn some(all: &[String], shown: usize) -> String {
    let first: Vec<&str> = all.iter().take(shown).map(String::as_str).collect();
    let first = first.join(", ");
    match all.len().checked_sub(shown) {
        Some(more) if more > 0 => format!("{first} and {more} more"),
        _ => first,
    }
}

/// The summary in one sentence.
fn conclusion(summary: Summary) -> String {
    let wire = match summary.wire_request.max(summary.wire_response) {
        Wire::Breaking => "old clients break",
        Wire::Risky => "old clients may break",
        Wire::Compatible | Wire::None => "old clients go on working",
    };
    let version = match summary.rust_api {
        Semver::Major => "the crate needs a new major version",
        Semver::Minor => "the crate needs a new minor version",
        Semver::Patch => "the crate's API is the same",
        Semver::None => "the crate is the same",
    };
    let release = match (summary.release_needed, summary.rust_api) {
        (true, Semver::Patch | Semver::None) => ", and users need a release all the same",
        (false, _) => ", and nobody needs a release",
        (true, _) => "",
    };
    format!("{wire}; {version}{release}")
}
