//! The files of one API: a table of contents, the client, its server, operations and models.

use std::collections::BTreeSet;

use indexmap::IndexSet;

use super::scope::{RUNTIME, Scope, use_line};
use super::source::{Header, Source};
use super::{
    Document, OutputTree, RenderError, client, dispatch, groups, model, operation, server, xml,
};
use crate::plan::ApiPlan;
use crate::plan::api::{CredentialKind, SchemePlan, ServerPlan};
use crate::plan::docs::Docs;
use crate::plan::items::{AliasReason, Item};

/// What users of an API meet in its signatures.
const FACE: &[&str] = &["Call", "Error", "Failure", "Response"];

/// What the document deprecates is still defined, exported and decoded in its module: only users are warned.
const ALLOW_DEPRECATED: &str =
    "#![allow(deprecated, reason = \"what the document deprecates is defined here\")]\n";

/// One API and where it goes.
#[derive(Debug)]
pub(super) struct Api<'a> {
    pub(super) plan: &'a ApiPlan,
    pub(super) header: Header,
    /// The folder, with `/` at its end.
    pub(super) folder: String,
    /// The module, for example `crate::nethsm`; `crate` for an API at the root.
    pub(super) module: String,
    /// Whether groups of operations have features: a module among others has one feature, its own.
    pub(super) features: bool,
    /// Whether operations can be called by name.
    pub(super) dispatch: bool,
    /// The names of the models.
    pub(super) shadowed: IndexSet<&'a str>,
}

impl<'a> Api<'a> {
    /// An API in a module of its own.
    pub(super) fn in_module(document: &Document<'a>, header: Header) -> Self {
        let plan = document.plan;
        Self {
            plan,
            header,
            folder: format!("src/{}/", plan.module),
            module: format!("crate::{}", plan.module),
            features: false,
            dispatch: document.dispatch,
            shadowed: plan.shadowed.iter().map(String::as_str).collect(),
        }
    }

    /// An API at the root of its crate.
    pub(super) fn at_root(document: &Document<'a>, header: Header) -> Self {
        let plan = document.plan;
        Self {
            plan,
            header,
            folder: "src/".to_owned(),
            module: "crate".to_owned(),
            features: true,
            dispatch: document.dispatch,
            shadowed: plan.shadowed.iter().map(String::as_str).collect(),
        }
    }

    /// The names of a file that sees its API as `api` (`super` or the full path). It names models through their
    /// module, so that they hide nothing.
    pub(super) fn scope(api: &str) -> Scope<'static> {
        Scope::new(None, format!("{api}::models"))
    }

    /// An empty file in the API's folder.
    pub(super) fn file(&self, path: &str, docs: &Docs) -> Source {
        Source::new(format!("{}{path}", self.folder), &self.header, docs)
    }

    /// Prints every file but the API's root.
    pub(super) fn render(&self, tree: &mut OutputTree) -> Result<(), RenderError> {
        tree.extend([client::render(self)?]);
        if let Some(plan) = &self.plan.server {
            tree.extend([server::render(self, plan)?]);
        }
        operation::render(self, tree)?;
        if self.dispatch {
            dispatch::render(self, tree)?;
        }
        xml::render(self, tree)?;
        model::render(self, tree)
    }

    /// Prints the module's root as `path`; `before` goes between its documentation and its modules.
    pub(super) fn render_root(
        &self,
        path: &str,
        attributes: &str,
        extra: Option<&str>,
    ) -> Result<(String, String), RenderError> {
        let scope = Self::scope("self");
        let mut docs = self.plan.docs.clone();
        if self.features {
            let groups = groups::docs(self.plan);
            if !groups.lines.is_empty() {
                docs.lines.push(String::new());
                docs.lines.extend(groups.lines);
            }
        }
        let mut file = Source::new(path, &self.header, &docs);
        file.attributes(attributes);
        if deprecates(self.plan) {
            file.attributes(ALLOW_DEPRECATED);
        }
        file.text(self.modules(extra));
        file.text(self.exports());
        file.finish(&scope)
    }

    fn modules(&self, extra: Option<&str>) -> String {
        // Nobody's `cargo fmt` may make the tree stale.
        let skip = if self.module == "crate" {
            "#[rustfmt::skip]\n"
        } else {
            ""
        };
        let mut modules = vec!["mod client;"];
        if self.dispatch {
            modules.push("#[cfg(feature = \"dispatch\")]\npub mod dispatch;");
        }
        if !self.plan.models.is_empty() {
            modules.push("pub mod models;");
        }
        modules.push("pub mod operations;");
        modules.extend(extra);
        if self.plan.server.is_some() {
            modules.push("mod server;");
        }
        if !self.plan.xml.roots.is_empty() {
            modules.push("mod xml;");
        }
        modules
            .into_iter()
            .flat_map(|module| [skip, module, "\n"])
            .collect()
    }

    fn exports(&self) -> String {
        let mut text = use_line(
            "pub use",
            "client",
            &BTreeSet::from(["Client", "ClientBuilder"]),
        );
        if let Some(server) = &self.plan.server {
            let names = server_types(server);
            text.push_str(&use_line("pub use", "server", &names));
        }
        let mut face: BTreeSet<&str> = FACE.iter().copied().collect();
        let oauth = |scheme: &SchemePlan| matches!(scheme.kind, CredentialKind::OAuth2(_));
        face.extend(self.plan.schemes.iter().any(oauth).then_some("OAuth2"));
        let face = use_line("pub use", RUNTIME, &face);
        format!("{text}\n{face}")
    }
}

/// Whether anything in the API has the attribute `deprecated`.
fn deprecates(plan: &ApiPlan) -> bool {
    let items = plan.models.iter().flat_map(|file| &file.items);
    let methods = plan.operations.iter().flat_map(|file| &file.methods);
    items.into_iter().any(|item| match item {
        Item::Struct(item) => item.deprecated || item.fields.iter().any(|field| field.deprecated),
        Item::Enum(item) => item.deprecated,
        Item::Union(item) => item.deprecated,
        Item::Alias(item) => item.deprecated || item.reason == AliasReason::Former,
    }) || methods
        .into_iter()
        .any(|method| method.deprecated || method.setters.iter().any(|setter| setter.deprecated))
}

/// The types of `server.rs`.
fn server_types(server: &ServerPlan) -> BTreeSet<&str> {
    let shapes: Vec<_> = match server {
        ServerPlan::One(shape) => vec![shape],
        ServerPlan::Many(list) => list
            .iter()
            .map(|(_, shape)| shape)
            .filter(|shape| shape.has_type())
            .collect(),
    };
    let mut names = BTreeSet::from(["Server"]);
    for shape in shapes {
        names.insert(shape.name.as_str());
        names.extend(
            shape
                .variables
                .iter()
                .filter_map(|variable| variable.values.as_ref())
                .map(|(name, _)| name.as_str()),
        );
    }
    names
}

/// Documentation of one line.
pub(super) fn one_line(text: impl Into<String>) -> Docs {
    Docs {
        lines: vec![text.into()],
    }
}
