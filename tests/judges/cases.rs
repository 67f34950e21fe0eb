//! Pairs of documents, with what we say of their crates.

use std::collections::BTreeMap;
use std::ops::Range;

use generator::diagnostics::Diagnostics;
use generator::diff::surface::{ApiChange, Surface, What, between, surface};
use generator::diff::verdict::Semver;
use generator::diff::{self, Edition, Report};
use generator::lock::Names;
use generator::pipeline::{Fate, Job};
use generator::plan::ApiPlan;
use generator::plan::items::{AliasReason, Item};
use generator::read::{Source, read};
use serde_json::Value;
use support::generate::job_of_files;
use support::pairs::{Document, pairs};
use support::topics::all;

use crate::chance::mutate;
use crate::table;

/// Two documents, and what we say of the two crates.
pub struct Case {
    /// Which they are, for people.
    pub name: String,
    /// What users of the old crate have.
    pub before: Surface,
    /// What becomes of it.
    pub changes: Vec<ApiChange>,
    /// The summary of `oaxide diff`.
    pub verdict: Semver,
}

/// Several of them, by the module that they are in the crates of all of them, with their jobs in the same order.
#[derive(Default)]
pub struct Cases {
    pub all: BTreeMap<String, Case>,
    pub old: Vec<Job>,
    pub new: Vec<Job>,
}

impl Cases {
    /// Whether something is generated from both.
    fn add(&mut self, name: &str, old: &Document, new: &Document) -> bool {
        self.pair(name, old, new).is_some()
    }

    fn pair(&mut self, name: &str, old: &Document, new: &Document) -> Option<()> {
        let edition =
            |document: &Document, names: &Names| Edition::read(document.sources().into(), names);
        let editions = edition(old, &Names::default()).ok();
        let editions = editions.and_then(|old| Some((edition(new, &old.plan.names).ok()?, old)))?;
        let report = diff::compare(&editions.1, &editions.0);
        // In the order of the alphabet, too.
        let module = format!("pair{:04}", self.old.len());
        let job = |document: &Document| {
            let others = document.files.clone();
            job_of_files(&document.name, &document.text, &module, others)
        };
        let (old, mut new) = (job(old), job(new));
        new.before = old.plan.as_ref()?.names.clone();
        new.run();
        if old.fate() == Fate::Nothing || new.fate() == Fate::Nothing {
            return None;
        }
        let before = surface(old.plan.as_ref()?);
        let mut changes = between(old.plan.as_ref()?, new.plan.as_ref()?);
        for change in &mut changes {
            reconsider(change, &report, new.plan.as_ref()?);
        }
        let case = Case {
            name: name.to_owned(),
            before,
            changes,
            verdict: report.summary.rust_api,
        };
        self.all.insert(module, case);
        self.old.push(old);
        self.new.push(new);
        Some(())
    }

    /// The programs that use all of the old APIs, by module.
    pub fn usages(&self) -> BTreeMap<String, String> {
        let usage = |(module, case): (&String, &Case)| {
            let text = support::usage::usage(&case.before, "generated", module);
            (module.clone(), text)
        };
        self.all.iter().map(usage).collect()
    }
}

/// Makes a change say what more is known of it: an argument that only has another name may mean something else, and a
/// type that is deprecated may be an alias of what is called otherwise now.
fn reconsider(change: &mut ApiChange, report: &Report, new: &ApiPlan) {
    if change.what == What::Renamed {
        let items = report.changes.iter().flat_map(|change| &change.rust);
        let verdicts = items
            .filter(|item| item.path == change.path)
            .map(|item| item.verdict);
        change.verdict = verdicts.max().unwrap_or(change.verdict);
    }
    let aliases = new.models.iter().flat_map(|file| &file.items);
    let mut formers = aliases.filter_map(|item| match item {
        Item::Alias(alias) if alias.reason == AliasReason::Former => Some(alias.name.as_str()),
        _ => None,
    });
    let name = change.path.strip_prefix("models::").unwrap_or_default();
    if change.what == What::Deprecated && formers.any(|former| former == name) {
        change.new = Some(format!("pub type {name} = .."));
    }
}

/// Every `step`th of the minimal pairs, `tests/diff/pairs`.
pub fn minimal(step: usize) -> Cases {
    let mut cases = Cases::default();
    for pair in pairs().iter().step_by(step) {
        let name = format!("{}: {}", pair.id, pair.what);
        let added = cases.add(&name, &pair.old, &pair.new);
        assert!(added, "{name}: nothing is generated");
        if let (None, Some((_, case))) = (&pair.open, cases.all.last_key_value()) {
            assert_eq!(case.verdict.word(), pair.verdicts.rust, "{name}");
        }
    }
    cases
}

/// The table of [`generator::diff::surface`]'s own test.
pub fn edited() -> Cases {
    let base = support::text("generator/src/diff/surface/tests/base.yaml");
    let mut cases = Cases::default();
    for (name, edits, _) in table::TABLE {
        let edited = edits
            .iter()
            .fold(base.clone(), |text, (old, new)| text.replace(old, new));
        let document = |text: String| Document {
            name: "openapi.yaml".to_owned(),
            text,
            files: Vec::new(),
        };
        cases.add(name, &document(base.clone()), &document(edited));
    }
    cases
}

/// Changes that nobody thought of: each golden document with something taken away or exchanged.
pub fn chance(rounds: &Range<usize>) -> Cases {
    let mut cases = Cases::default();
    for topic in all() {
        let source = Source {
            name: "openapi.yaml".to_owned(),
            text: support::text(&format!("tests/golden/{topic}/openapi.yaml")),
        };
        let Some(tree) = read(&source, &mut Diagnostics::new()) else {
            continue;
        };
        for round in rounds.clone() {
            let mut other = tree.clone();
            let what = mutate(&mut other, round);
            let document = |tree: &Value| Document {
                name: "openapi.json".to_owned(),
                text: tree.to_string(),
                files: Vec::new(),
            };
            let name = format!("{topic}: {what}");
            cases.add(&name, &document(&tree), &document(&other));
        }
    }
    cases
}
