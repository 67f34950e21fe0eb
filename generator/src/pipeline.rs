//! The stages in their order, for one document or for several.
//!
//! A stage that reported errors does not stop those after it, as long as there is something to go on with: one run
//! tells everything about a document. Files are made wherever something can be made ([`Fate`]).

use serde_json::Value;

use crate::analyse::{self, Analysis};
use crate::config::{self, Settings};
use crate::diagnostics::{Code, Diagnostics, FileId};
use crate::ir::{Api, Pointer};
use crate::lock::Names;
use crate::lower;
use crate::normalise::{self, Document};
use crate::parallel;
use crate::plan::{self, ApiPlan, Given, Target};
use crate::read::{self, Source, Sources};
use crate::render::{self, Degraded, DocumentFacts, OutputTree, RenderError, RuntimeLayout};

/// A document's meaning.
#[derive(Debug, Clone)]
pub struct Meaning {
    /// Types and operations.
    pub api: Api,
    /// What was worked out about them.
    pub analysis: Analysis,
    /// Where operations are that the settings leave out.
    pub skipped: Vec<Pointer>,
}

/// What became of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Every declared operation can be called, whatever was found.
    Whole,
    /// Some declared operations could not be made; the others can be called.
    Partial,
    /// The document could not be read, or none of its operations could be made.
    Nothing,
}

/// One document on its way to files.
#[derive(Debug)]
pub struct Job {
    /// The texts; reading adds those that the main one refers to.
    pub sources: Sources,
    /// The document's name in generated files, for example `specs/nethsm.yaml`.
    pub file: String,
    /// Where the client will live.
    pub target: Target,
    /// The names that were given the last time.
    pub before: Names,
    /// The user's settings, as text.
    pub config: Option<Source>,
    /// Whether operations shall be callable by name (`--with dispatch`).
    pub dispatch: bool,
    /// Where the runtime lies (`--runtime inline`), in a crate of its own.
    pub runtime: RuntimeLayout,
    /// What was found so far.
    pub diagnostics: Diagnostics,
    /// `None` where the document could not be read, or before [`Job::run`].
    pub plan: Option<ApiPlan>,
}

impl Job {
    /// A document that nothing was done with yet.
    #[must_use]
    pub fn new(sources: impl Into<Sources>, file: String, target: Target) -> Self {
        Self {
            sources: sources.into(),
            file,
            target,
            before: Names::default(),
            config: None,
            dispatch: false,
            runtime: RuntimeLayout::default(),
            diagnostics: Diagnostics::new(),
            plan: None,
        }
    }

    /// Goes as far as the plan.
    pub fn run(&mut self) {
        let settings = match self.config.take() {
            Some(config) => {
                let file = self.sources.add(config);
                let text = self.sources.get(file).map_or("", |source| &source.text);
                config::read(text, file, &mut self.diagnostics)
            }
            None => Settings::default(),
        };
        self.plan = plan(
            &mut self.sources,
            &self.target,
            &self.before,
            settings,
            &mut self.diagnostics,
        );
        self.diagnostics.deduplicate();
    }

    /// What became of the document.
    #[must_use]
    pub fn fate(&self) -> Fate {
        // Whoever asks for something in particular does not want what he did not ask for.
        if self
            .diagnostics
            .iter()
            .any(|finding| finding.code == Code::Config)
        {
            return Fate::Nothing;
        }
        match self.plan.as_ref().map(|plan| plan.counts) {
            Some(counts) if counts.generated >= counts.declared => Fate::Whole,
            Some(counts) if counts.generated > 0 => Fate::Partial,
            _ => Fate::Nothing,
        }
    }

    /// Whether something was found that `--strict` does not let pass: an error, or less than the document says.
    #[must_use]
    pub fn is_flawed(&self) -> bool {
        self.diagnostics.has_errors() || self.diagnostics.degraded() > 0
    }

    fn document(&self) -> Option<render::Document<'_>> {
        let degraded = self
            .diagnostics
            .iter()
            .filter(|finding| finding.degraded)
            .map(|finding| {
                let (file, pointer) = self.diagnostics.place(finding);
                let other = self.sources.get(file).filter(|_| file != FileId::MAIN);
                Degraded {
                    code: finding.code.id().to_owned(),
                    file: other.map(|source| source.name.clone()),
                    pointer: pointer.as_str().to_owned(),
                    message: finding.message.clone(),
                }
            });
        Some(render::Document {
            plan: self.plan.as_ref()?,
            facts: DocumentFacts {
                file: &self.file,
                texts: self
                    .sources
                    .iter()
                    .map(|source| source.text.as_str())
                    .collect(),
                degraded: degraded.collect(),
            },
            dispatch: self.dispatch,
            runtime: self.runtime,
        })
    }
}

/// Reads a document into one tree, as it is written.
pub fn bundled(sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Value> {
    let tree = read::read(sources.main(), diagnostics)?;
    Some(normalise::bundle(tree, sources, diagnostics))
}

/// Reads a document and brings it into OpenAPI 3.0 form.
pub fn document(sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Document> {
    let tree = bundled(sources, diagnostics)?;
    normalise::normalise(tree, diagnostics)
}

/// Works out what a document means.
pub fn understand(sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Meaning> {
    let document = document(sources, diagnostics)?;
    Some(meaning(&document, &Settings::default(), diagnostics))
}

/// Decides what a document becomes.
pub fn plan(
    sources: &mut Sources,
    target: &Target,
    before: &Names,
    settings: Settings,
    diagnostics: &mut Diagnostics,
) -> Option<ApiPlan> {
    let document = document(sources, diagnostics)?;
    let settings = settings.moved(diagnostics.origins());
    let meaning = meaning(&document, &settings, diagnostics);
    // Settings are checked against the document.
    let document = if settings.is_empty() {
        parallel::dispose(document);
        None
    } else {
        Some(document)
    };
    let given = Given {
        before,
        settings: &settings,
    };
    let plan = planned(&meaning, target, given, diagnostics);
    settings.refuse_dependencies(render::is_own_dependency, diagnostics);
    if let Some(document) = document {
        let written = read::read(sources.main(), &mut Diagnostics::new()).unwrap_or_default();
        settings.check(&[&written, &document.value], diagnostics);
    }
    parallel::dispose(meaning);
    Some(plan)
}

/// What a document in one form means.
pub fn meaning(document: &Document, settings: &Settings, diagnostics: &mut Diagnostics) -> Meaning {
    let mut api = lower::lower(document, diagnostics);
    let skipped = settings.skip(&mut api);
    let analysis = analyse::analyse(&mut api, diagnostics);
    Meaning {
        api,
        analysis,
        skipped,
    }
}

/// What it becomes.
pub fn planned(
    meaning: &Meaning,
    target: &Target,
    given: Given<'_>,
    diagnostics: &mut Diagnostics,
) -> ApiPlan {
    let mut plan = plan::plan(&meaning.api, &meaning.analysis, target, given, diagnostics);
    plan.skipped = meaning
        .skipped
        .iter()
        .map(|place| diagnostics.origins().of(place).1.as_str().to_owned())
        .collect();
    plan
}

/// The files of the crate that holds one module per document; documents without a plan are left out.
pub fn collection(jobs: &[Job]) -> Result<OutputTree, RenderError> {
    let documents: Vec<_> = jobs.iter().filter_map(Job::document).collect();
    render::render_collection(&documents)
}

/// The files of a crate for one document; `None` where it has no plan.
#[must_use]
pub fn standalone(job: &Job, crate_name: &str) -> Option<Result<OutputTree, RenderError>> {
    let document = job.document()?;
    Some(render::render_standalone(&document, crate_name))
}
