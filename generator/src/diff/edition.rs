//! One of the two documents, as far as it was understood.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::extras::Extras;
use crate::analyse::Analysis;
use crate::config::{self, Settings};
use crate::diagnostics::Diagnostics;
use crate::ir::{Api, Pointer};
use crate::lock::Names;
use crate::normalise;
use crate::pipeline::{self, Planned};
use crate::plan::{ApiPlan, Target};
use crate::read::{Source, Sources};

/// A document and what would be generated from it.
#[derive(Debug)]
pub struct Edition {
    /// Its texts.
    pub sources: Sources,
    /// What was found in it.
    pub diagnostics: Diagnostics,
    /// What it means.
    pub api: Api,
    /// What was worked out about its types.
    pub analysis: Analysis,
    /// The Rust it becomes.
    pub plan: ApiPlan,
    /// The tree in one form.
    pub(super) tree: Value,
    pub(super) extras: Extras,
}

/// A document that could not be read, with what was found in it.
#[derive(Debug)]
pub struct Unreadable {
    /// Its texts.
    pub sources: Sources,
    /// What was found in it.
    pub diagnostics: Diagnostics,
}

impl Edition {
    /// Reads a document and decides what would be generated from it, with the names that were given `before` and the
    /// settings in `config`.
    pub fn read(
        mut sources: Sources,
        before: &Names,
        config: Option<Source>,
    ) -> Result<Self, Box<Unreadable>> {
        let mut diagnostics = Diagnostics::new();
        let settings = config.map(|source| {
            let file = sources.add(source);
            let text = sources.get(file).map_or("", |source| &source.text);
            config::read(text, file, &mut diagnostics)
        });
        let settings = settings.unwrap_or_default();
        let found = understand(&mut sources, before, settings, &mut diagnostics);
        diagnostics.deduplicate();
        match found {
            Some((tree, extras, planned)) => Ok(Self {
                sources,
                diagnostics,
                api: planned.api,
                analysis: planned.analysis,
                plan: planned.plan,
                tree,
                extras,
            }),
            None => Err(Box::new(Unreadable {
                sources,
                diagnostics,
            })),
        }
    }

    /// What the meaning leaves out at a place.
    pub(super) fn extras(&self, pointer: &Pointer) -> BTreeMap<&str, Vec<&Value>> {
        let (file, place) = self.diagnostics.origins().of(pointer);
        self.extras.at(file, &place)
    }

    /// Whether a `$ref` stands at a place, and nothing beside it says `null`.
    pub(super) fn refers(&self, pointer: &Pointer) -> bool {
        self.object(pointer.as_str())
            .is_some_and(|schema| schema.contains_key("$ref") && !schema.contains_key("nullable"))
    }

    /// The object at a place of the tree in one form.
    pub(super) fn object(&self, pointer: &str) -> Option<&Map<String, Value>> {
        self.tree.pointer(pointer)?.as_object()
    }
}

fn understand(
    sources: &mut Sources,
    before: &Names,
    settings: Settings,
    diagnostics: &mut Diagnostics,
) -> Option<(Value, Extras, Planned)> {
    let tree = pipeline::bundled(sources, diagnostics)?;
    let extras = Extras::of(&tree, diagnostics.origins());
    let document = normalise::normalise(tree, diagnostics)?;
    let target = Target {
        module: "client".to_owned(),
        path: "client".to_owned(),
    };
    let settings = settings.moved(diagnostics.origins());
    let planned = pipeline::planned(&document, &target, before, &settings, diagnostics);
    Some((document.value, extras, planned))
}
