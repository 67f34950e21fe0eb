//! What is said about a document beside its plan.

use std::collections::BTreeSet;

use serde::Serialize;

use super::RuntimeLayout;
use crate::plan::ApiPlan;
use crate::plan::packages::packages;
use crate::plan::rust_type::Package;

/// One document to print.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    /// What it becomes.
    pub plan: &'a ApiPlan,
    /// Where it came from and what was lost.
    pub facts: DocumentFacts<'a>,
    /// Whether operations can be called by name.
    pub dispatch: bool,
    /// Where the runtime lies in a crate of its own.
    pub runtime: RuntimeLayout,
}

impl Document<'_> {
    /// The optional packages of its crate.
    pub(super) fn packages(&self) -> BTreeSet<Package> {
        let mut used = packages(self.plan);
        if self.dispatch {
            used.extend([Package::Base64, Package::Dispatch]);
        }
        used
    }
}

/// Facts for file headers and for `.generated`.
#[derive(Debug, Clone)]
pub struct DocumentFacts<'a> {
    /// The document's name as headers show it, for example `specs/nethsm.yaml`: never a path of this machine.
    pub file: &'a str,
    /// The document's texts, the main one first, for their digest.
    pub texts: Vec<&'a str>,
    /// What was generated with less precision or not at all.
    pub degraded: Vec<Degraded>,
}

impl DocumentFacts<'_> {
    /// The document's name as it may stand in any comment.
    pub(super) fn shown(&self) -> String {
        self.file
            .chars()
            .map(|c| {
                let harmless = !c.is_control() && !matches!(c, '<' | '>' | '`');
                if harmless { c } else { '_' }
            })
            .collect()
    }
}

/// One loss.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Degraded {
    /// The code of the finding.
    pub code: String,
    /// The file it is about, where that is not the main one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The JSON pointer it is about.
    pub pointer: String,
    /// What is wrong.
    pub message: String,
}
