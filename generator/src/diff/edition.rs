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
use crate::parallel::both;
use crate::pipeline::{self, Meaning};
use crate::plan::{self, ApiPlan, Target};
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

/// A document and the settings that stand beside it.
#[derive(Debug, Clone)]
pub struct Given {
    /// Its texts.
    pub sources: Sources,
    /// Its settings, as text.
    pub config: Option<Source>,
}

impl From<Sources> for Given {
    fn from(sources: Sources) -> Self {
        Self {
            sources,
            config: None,
        }
    }
}

impl Edition {
    /// Reads a document and decides what would be generated from it, with the names that were given `before`.
    pub fn read(given: Given, before: &Names) -> Result<Self, Box<Unreadable>> {
        Draft::read(given).map(|draft| draft.plan(before))
    }

    /// Reads two documents at the same time. The old one gets the names that were given `before`, the new one those of
    /// the old one, so that what is the same in both keeps its name.
    pub fn read_two(
        old: Given,
        new: Given,
        before: &Names,
    ) -> (Result<Self, Box<Unreadable>>, Result<Self, Box<Unreadable>>) {
        let (new, old) = both(|| Draft::read(new), || Self::read(old, before));
        let names = old.as_ref().map_or(before, |old| &old.plan.names);
        let new = new.map(|draft| draft.plan(names));
        (old, new)
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

/// A document of which everything is known but how its Rust is called.
struct Draft {
    sources: Sources,
    diagnostics: Diagnostics,
    settings: Settings,
    tree: Value,
    extras: Extras,
    meaning: Meaning,
}

impl Draft {
    fn read(given: Given) -> Result<Self, Box<Unreadable>> {
        let Given {
            mut sources,
            config,
        } = given;
        let mut diagnostics = Diagnostics::new();
        let settings = config.map(|source| {
            let file = sources.add(source);
            let text = sources.get(file).map_or("", |source| &source.text);
            config::read(text, file, &mut diagnostics)
        });
        let tree = pipeline::bundled(&mut sources, &mut diagnostics);
        let extras = tree
            .as_ref()
            .map(|tree| Extras::of(tree, diagnostics.origins()));
        let document = tree.and_then(|tree| normalise::normalise(tree, &mut diagnostics));
        let (Some(extras), Some(document)) = (extras, document) else {
            diagnostics.deduplicate();
            return Err(Box::new(Unreadable {
                sources,
                diagnostics,
            }));
        };
        let settings = settings.unwrap_or_default().moved(diagnostics.origins());
        let meaning = pipeline::meaning(&document, &settings, &mut diagnostics);
        Ok(Self {
            sources,
            diagnostics,
            settings,
            tree: document.value,
            extras,
            meaning,
        })
    }

    fn plan(mut self, before: &Names) -> Edition {
        let target = Target {
            module: "client".to_owned(),
            path: "client".to_owned(),
        };
        let given = plan::Given {
            before,
            settings: &self.settings,
        };
        let plan = pipeline::planned(&self.meaning, &target, given, &mut self.diagnostics);
        self.diagnostics.deduplicate();
        Edition {
            sources: self.sources,
            diagnostics: self.diagnostics,
            api: self.meaning.api,
            analysis: self.meaning.analysis,
            plan,
            tree: self.tree,
            extras: self.extras,
        }
    }
}
