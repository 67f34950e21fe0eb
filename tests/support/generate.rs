//! The pipeline, stage by stage, for documents of the repository.

use generator::analyse::analyse;
use generator::diagnostics::Diagnostics;
use generator::diagnostics::report::Report;
use generator::lower::lower;
use generator::normalise::normalise;
use generator::plan::{ApiPlan, Target, plan};
use generator::read::{Source, read};
use generator::render::{Degraded, Document, DocumentFacts, render_collection};

use crate::tree::Tree;

/// What a document became.
#[derive(Debug)]
pub struct Generated {
    /// The document.
    pub source: Source,
    /// What was found on the way.
    pub diagnostics: Diagnostics,
    /// What it becomes; `None` where it could not be read.
    pub plan: Option<ApiPlan>,
}

impl Generated {
    /// Takes the document `text` through all stages but the last; `name` is what it is called in messages, and the
    /// module's name is `module`.
    #[must_use]
    pub fn from_text(name: &str, text: &str, module: &str) -> Self {
        let source = Source {
            name: name.to_owned(),
            text: text.to_owned(),
        };
        let mut diagnostics = Diagnostics::new();
        let plan = planned(&source, module, &mut diagnostics);
        Self {
            source,
            diagnostics,
            plan,
        }
    }

    /// The findings as the command prints them, without colour.
    #[must_use]
    pub fn findings(&self) -> String {
        Report::new(&self.source, &self.diagnostics).human(false)
    }

    /// The document for the renderer.
    #[must_use]
    pub fn document(&self) -> Document<'_> {
        let degraded = self.diagnostics.iter().filter(|finding| finding.degraded);
        Document {
            plan: self.plan.as_ref().unwrap_or_else(|| {
                panic!("{} cannot be read:\n{}", self.source.name, self.findings())
            }),
            facts: DocumentFacts {
                file: &self.source.name,
                text: &self.source.text,
                degraded: degraded
                    .map(|finding| Degraded {
                        code: finding.code.id().to_owned(),
                        pointer: finding.pointer.to_string(),
                        message: finding.message.clone(),
                    })
                    .collect(),
            },
        }
    }
}

fn planned(source: &Source, module: &str, diagnostics: &mut Diagnostics) -> Option<ApiPlan> {
    let value = read(source, diagnostics)?;
    let document = normalise(value, diagnostics)?;
    let mut api = lower(&document, diagnostics);
    let analysis = analyse(&mut api, diagnostics);
    let target = Target {
        module: module.to_owned(),
        path: format!("generated::{module}"),
    };
    Some(plan(&api, &analysis, &target, diagnostics))
}

/// The crate with a module for each of `documents`.
#[must_use]
pub fn collection(documents: &[Generated]) -> Tree {
    let documents: Vec<Document<'_>> = documents.iter().map(Generated::document).collect();
    render_collection(&documents).unwrap_or_else(|error| panic!("{error}"))
}
