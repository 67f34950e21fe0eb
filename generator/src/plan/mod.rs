//! All names and decisions: from meaning ([`crate::ir`]) to Rust ([`ApiPlan`]).
//!
//! The plan's own types ([`api`], [`items`], [`methods`], [`rust_type`]) say what will be printed; the other modules
//! decide it.

pub mod api;
mod client;
pub mod docs;
pub mod items;
mod layout;
pub mod methods;
mod models;
pub mod names;
mod operations;
pub mod packages;
mod pieces;
pub mod rust_type;
pub mod xml;

use crate::analyse::Analysis;
use crate::config::Settings;
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{Api, Pointer};
use crate::lock::Names;
use docs::Docs;
use layout::Grouping;
use models::{Known, Models};
use names::{Book, FileName, Remark, Scope};

pub use api::ApiPlan;

/// Where an API will live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The module's name, as the user wrote it.
    pub module: String,
    /// The path under which a program that depends on the crate finds the API, for example `generated::nethsm`.
    pub path: String,
}

impl Target {
    /// Whether the API has a crate of its own.
    #[must_use]
    pub fn is_crate(&self) -> bool {
        !self.path.contains("::")
    }
}

/// What every decision may look at.
#[derive(Clone, Copy)]
struct Facts<'a> {
    api: &'a Api,
    analysis: &'a Analysis,
    book: &'a Book<'a>,
    settings: &'a Settings,
}

/// What is given besides the document.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// The names of the last run.
    pub before: &'a Names,
    /// The user's wishes.
    pub settings: &'a Settings,
}

/// Decides everything about the Rust that `api` becomes.
#[must_use]
pub fn plan(
    api: &Api,
    analysis: &Analysis,
    target: &Target,
    given: Given<'_>,
    diagnostics: &mut Diagnostics,
) -> ApiPlan {
    let book = Book::new(given.before, given.settings);
    let facts = Facts {
        api,
        analysis,
        book: &book,
        settings: given.settings,
    };
    let operation_names = operations::names(facts);
    let known = Known::name(facts, &operation_names);
    let models = Models::new(facts, &known);
    let mut units = models.units(diagnostics);
    let shared = models.share(&mut units);
    let schemes = client::schemes(facts, diagnostics);
    let server = client::server(facts);
    let xml = xml::plan(facts, diagnostics);
    let example = operations::ExampleContext::new(target, &units, &schemes, server.as_ref());
    let mut methods = operations::methods(
        facts,
        &operation_names,
        models,
        &schemes,
        &example,
        operations::Surroundings {
            up: &layout::way_up(api, target),
            xml: &xml,
            shared: &shared,
        },
        diagnostics,
    );
    if target.is_crate() {
        operations::mark_common(&mut methods);
    }
    let grouping = Grouping::of(api, &methods);
    let operations = grouping.files(methods);
    let mut tables = xml.plan;
    tables.keep_used(&operations);
    let placed = layout::place(units, &operations, &grouping);
    let module: FileName = Scope::default().claim(std::slice::from_ref(&target.module));
    report_renamed(&module, &target.module, diagnostics);
    let (names, remarks) = book.close();
    for remark in &remarks {
        report_remark(remark, given.settings, diagnostics);
    }
    ApiPlan {
        docs: api_docs(api, &operations),
        user_agent: client::user_agent(module.as_str(), &api.version),
        base_url: client::base_url(api),
        counts: api::Counts {
            declared: api.declared_operations,
            generated: operations.iter().map(|file| file.methods.len()).sum(),
            schemas: placed.files.iter().map(|file| file.items.len()).sum(),
        },
        shadowed: models.shadowed(),
        schemas: models.schemas(),
        module,
        server,
        schemes,
        big: placed.big,
        groups: grouping.groups(),
        extra: placed.extra,
        operations,
        models: placed.files,
        xml: tables,
        names,
        skipped: Vec::new(),
        dependencies: given
            .settings
            .dependencies
            .iter()
            .map(|(name, spot)| (name.clone(), spot.value.clone()))
            .collect(),
    }
}

/// Title, version, description, and the first operation's example.
fn api_docs(api: &Api, operations: &[methods::OperationFile]) -> Docs {
    let mut title = if api.title.trim().is_empty() {
        "An HTTP API".to_owned()
    } else {
        docs::in_line(&api.title)
    };
    if !api.version.trim().is_empty() {
        title = format!("{title}, version {}.", docs::code(api.version.trim()));
    }
    let mut docs = Docs::ours(title);
    docs.paragraph(Docs::from_document(
        api.description.as_deref().unwrap_or_default(),
    ));
    let first = operations.iter().flat_map(|file| &file.methods).next();
    if let Some(example) = first.map(|method| operations::example_of(&method.docs)) {
        docs.section("Examples", example);
    }
    docs
}

/// The module of a document that the user calls `wanted`.
#[must_use]
pub fn module_name(wanted: &str) -> String {
    let module: FileName = Scope::default().claim(&[wanted.to_owned()]);
    module.as_str().to_owned()
}

fn report_remark(remark: &Remark, settings: &Settings, diagnostics: &mut Diagnostics) {
    match remark {
        Remark::Refused {
            place,
            key,
            message,
        } => {
            settings.refuse(place, *key, message.as_str(), diagnostics);
        }
        Remark::Lost { id, before, now } => {
            diagnostics.report(
                Code::Renamed,
                &Pointer::root(),
                format!("`{id}` was called `{before}` and is called `{now}` now: a setting takes its name"),
            );
        }
        Remark::Renamed {
            kind,
            place,
            natural,
            now,
            kept,
        } => {
            let why = if *kept {
                format!("as before; on its own it would be `{natural}`")
            } else {
                format!("because `{natural}` is taken or means something else")
            };
            diagnostics
                .report(
                    Code::Renamed,
                    place,
                    format!("{} is called `{now}`, {why}", kind.described()),
                )
                .help(if *kept {
                    format!("to have it called `{natural}`, remove its line from `oaxide.lock`")
                } else {
                    format!("to choose a name, write `[\"{place}\"]` and `name = \"..\"` in the settings")
                })
                .at_key();
        }
    }
}

fn report_renamed(module: &FileName, wanted: &str, diagnostics: &mut Diagnostics) {
    if module.as_str() != wanted {
        diagnostics.report(
            Code::Renamed,
            &Pointer::root(),
            format!("the module is called `{module}`, because `{wanted}` is not a module name"),
        );
    }
}
