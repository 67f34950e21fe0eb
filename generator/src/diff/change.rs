//! Changes as they are reported.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::attribute::Caused;
use super::edition::Edition;
use super::found::Ways;
use super::kind::Kind;
use super::spot::{Spot, Spots};
use super::verdict::{Semver, Wire};
use crate::diagnostics::Severity;
use crate::ir::Pointer;

/// Everything that is different between two documents, worst first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The worst of everything.
    pub summary: Summary,
    /// The changes.
    pub changes: Vec<Change>,
    /// What could not be compared, because it could not be read.
    pub not_compared: Vec<Spot>,
}

/// The worst of each verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Whether requests of old clients are still understood.
    pub wire_request: Wire,
    /// Whether old clients still understand answers.
    pub wire_response: Wire,
    /// The step that the version of the generated crate must take.
    pub rust_api: Semver,
    /// Whether another default, URL, scope or text follows.
    pub behaviour: bool,
    /// Whether users need a new version: because old clients may not work any more, because of the Rust API, or
    /// because something else is called or sent than before.
    pub release_needed: bool,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What kind it is.
    pub id: Kind,
    /// What changed, in one sentence without a full stop.
    pub message: String,
    /// What it means for requests of the old client.
    pub wire_request: Wire,
    /// What it means for answers to the old client.
    pub wire_response: Wire,
    /// What it means for code that uses the crate.
    pub rust_api: Semver,
    /// Whether it is about a default, a URL, a scope or a text.
    pub behaviour: bool,
    /// The way of values that it is about.
    pub direction: Direction,
    /// The operations it matters to, as `GET /pets`.
    pub operations: Vec<String>,
    /// Where it was, or would have been.
    pub old: Spot,
    /// Where it is, or would be.
    pub new: Spot,
    /// The items of the Rust API that are different because of it.
    pub rust: Vec<Item>,
    /// Twelve hexadecimal digits that stay the same when the documents grow elsewhere.
    pub fingerprint: String,
}

/// Which way values travel that a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// To the server.
    Request,
    /// From the server.
    Response,
    /// Both ways.
    Both,
    /// It is about no values.
    None,
}

/// An item of the Rust API.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Item {
    /// For example `models::Pet::name`.
    pub path: String,
    /// What it was; `None` where it is new.
    pub old: Option<String>,
    /// What it is; `None` where it is gone.
    pub new: Option<String>,
    /// What that means.
    pub verdict: Semver,
}

impl Report {
    pub(super) fn of(caused: Vec<Caused>, old: &Edition, new: &Edition) -> Self {
        let old_spots = Spots::of(old, caused.iter().map(|one| &one.found.old));
        let new_spots = Spots::of(new, caused.iter().map(|one| &one.found.new));
        let mut merged: BTreeMap<(Kind, Spot, Spot, String), Change> = BTreeMap::new();
        for one in caused {
            let spots = (old_spots.get(&one.found.old), new_spots.get(&one.found.new));
            let change = change(one, spots);
            let key = (
                change.id,
                change.old.clone(),
                change.new.clone(),
                change.message.clone(),
            );
            match merged.get_mut(&key) {
                Some(known) => known.merge(change),
                None => {
                    merged.insert(key, change);
                }
            }
        }
        let mut changes = gathered(merged.into_values());
        changes.sort_by_cached_key(Change::rank);
        let mut report = Self {
            summary: Summary::default(),
            changes,
            not_compared: not_compared(old).chain(not_compared(new)).collect(),
        };
        report.sum();
        report
    }

    /// The changes of several documents in one report.
    #[must_use]
    pub fn join(reports: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Self {
            summary: Summary::default(),
            changes: Vec::new(),
            not_compared: Vec::new(),
        };
        for report in reports {
            all.changes.extend(report.changes);
            all.not_compared.extend(report.not_compared);
        }
        all.changes.sort_by_cached_key(Change::rank);
        all.sum();
        all
    }

    /// Works out the summary again.
    pub(super) fn sum(&mut self) {
        let mut summary = Summary::default();
        for change in &self.changes {
            summary.wire_request = summary.wire_request.max(change.wire_request);
            summary.wire_response = summary.wire_response.max(change.wire_response);
            summary.rust_api = summary.rust_api.max(change.rust_api);
            summary.behaviour |= change.behaviour;
            summary.release_needed |= change.needs_release();
        }
        self.summary = summary;
    }
}

impl Change {
    /// The worse of the two verdicts for the wire.
    #[must_use]
    pub fn wire(&self) -> Wire {
        self.wire_request.max(self.wire_response)
    }

    /// Whether users of the old crate need a new one.
    #[must_use]
    pub fn needs_release(&self) -> bool {
        const TEXTS: &[Kind] = &[
            Kind::Docs,
            Kind::Info,
            Kind::Extension,
            Kind::TagDescription,
            Kind::SchemeDocs,
            Kind::Version,
        ];
        self.wire() >= Wire::Risky
            || self.rust_api >= Semver::Minor
            || (self.behaviour && !TEXTS.contains(&self.id))
    }

    /// Worst first, then by place.
    fn rank(&self) -> impl Ord + use<> {
        use std::cmp::Reverse;
        (
            Reverse(self.wire()),
            Reverse(self.rust_api),
            self.id,
            self.new.clone(),
            self.old.clone(),
            self.message.clone(),
        )
    }

    fn merge(&mut self, other: Self) {
        self.wire_request = self.wire_request.max(other.wire_request);
        self.wire_response = self.wire_response.max(other.wire_response);
        self.rust_api = self.rust_api.max(other.rust_api);
        self.direction = Direction::of(self.direction.ways().or(other.direction.ways()));
        let operations: BTreeSet<String> =
            self.operations.drain(..).chain(other.operations).collect();
        self.operations = operations.into_iter().collect();
        self.rust.extend(other.rust);
        self.rust.sort();
        self.rust.dedup();
    }
}

impl Direction {
    fn of(ways: Ways) -> Self {
        match (ways.request, ways.response) {
            (true, true) => Self::Both,
            (true, false) => Self::Request,
            (false, true) => Self::Response,
            (false, false) => Self::None,
        }
    }

    fn ways(self) -> Ways {
        match self {
            Self::Both => Ways::BOTH,
            Self::Request => Ways::REQUEST,
            Self::Response => Ways::RESPONSE,
            Self::None => Ways::NONE,
        }
    }
}

fn change(one: Caused, (old, new): (Spot, Spot)) -> Change {
    let Caused {
        found,
        rust_api,
        items,
    } = one;
    let verdict = |concerns: bool, verdict: Wire| if concerns { verdict } else { Wire::None };
    Change {
        id: found.kind,
        wire_request: verdict(found.ways.request, found.request),
        wire_response: verdict(found.ways.response, found.response),
        rust_api,
        behaviour: found.kind.is_behaviour(),
        direction: Direction::of(found.ways),
        operations: found.operations.into_iter().collect(),
        fingerprint: fingerprint(found.kind, &old.pointer, &new.pointer, &found.message),
        message: found.message,
        old,
        new,
        rust: items,
    }
}

/// One change for all that say the same of one place in one of the documents, which is many in the other: a schema that
/// stood there again and again and has a name now, for example. The first place stands for them, and their number is said.
fn gathered(changes: impl Iterator<Item = Change>) -> Vec<Change> {
    let mut all: Vec<(Change, usize)> = changes.map(|change| (change, 1)).collect();
    let sides: [fn(&Change) -> &Spot; 2] = [|change| &change.new, |change| &change.old];
    for place in sides {
        let mut groups: BTreeMap<(Kind, String, Spot), (Change, usize)> = BTreeMap::new();
        for (change, count) in all {
            let key = (change.id, change.message.clone(), place(&change).clone());
            match groups.get_mut(&key) {
                Some((first, known)) => {
                    first.merge(change);
                    *known += count;
                }
                None => drop(groups.insert(key, (change, count))),
            }
        }
        all = groups.into_values().collect();
    }
    let named = all.into_iter().map(|(mut change, count)| {
        if count > 1 {
            let _ = write!(change.message, " (in {count} places)");
        }
        change
    });
    named.collect()
}

/// Places in the documents have no lines here: text that is added elsewhere does not count.
fn fingerprint(kind: Kind, old: &str, new: &str, message: &str) -> String {
    let mut hash = Sha256::new();
    for part in [kind.id(), old, new, message] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let digest = hash.finalize();
    let mut digits = String::new();
    for byte in digest.iter().take(6) {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// What could not be read.
fn not_compared(edition: &Edition) -> impl Iterator<Item = Spot> {
    let lost: Vec<Pointer> = edition
        .diagnostics
        .iter()
        .filter(|finding| finding.severity() == Severity::Error)
        .map(|finding| finding.pointer.clone())
        .collect();
    let spots = Spots::of(edition, &lost);
    let spots: BTreeSet<Spot> = lost.iter().map(|pointer| spots.get(pointer)).collect();
    spots.into_iter()
}
