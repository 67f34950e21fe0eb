//! The crate with the clients of all old documents, and the program that plays their calls.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use generator::diff::surface::{Owner, Shape, Surface, surface};
use generator::pipeline::Job;
use generator::plan::Target;
use generator::plan::api::{CredentialKind, FlowPlan};
use generator::read::Sources;
use support::cargo::Crate;
use support::generate::{collection, findings};
use support::pairs::Document;

/// The clients of some documents.
pub(crate) struct Clients {
    jobs: Vec<Job>,
    modules: BTreeMap<(String, Vec<(String, String)>), usize>,
    /// For each document, the models by the places of their schemas.
    models: Vec<BTreeMap<String, String>>,
}

impl Clients {
    pub(crate) fn new() -> Self {
        Self {
            jobs: Vec::new(),
            modules: BTreeMap::new(),
            models: Vec::new(),
        }
    }

    /// The number of the document's client.
    pub(crate) fn add(&mut self, document: &Document) -> usize {
        let key = (document.text.clone(), document.files.clone());
        if let Some(index) = self.modules.get(&key) {
            return *index;
        }
        let index = self.jobs.len();
        let module = module(index);
        let target = Target {
            path: format!("generated::{module}"),
            module,
        };
        let sources: Sources = document.sources();
        let mut job = Job::new(sources, document.name.clone(), target);
        job.dispatch = true;
        job.run();
        let plan = job.plan.as_ref();
        let plan = plan.unwrap_or_else(|| panic!("{}\n{}", findings(&job), document.text));
        self.models.push(models(&surface(plan)));
        self.jobs.push(job);
        self.modules.insert(key, index);
        index
    }

    /// The models of each document, by the places of their schemas.
    pub(crate) fn models(&self) -> &[BTreeMap<String, String>] {
        &self.models
    }

    /// The program, compiled.
    pub(crate) fn build(&self) -> PathBuf {
        let mut tree = collection(&self.jobs);
        let manifest = tree.get_mut("Cargo.toml").expect("a manifest");
        *manifest = manifest.replace("default = [\"rustls\", ", "default = [\"validate\", ");
        if !manifest.contains("\ndispatch = ") {
            *manifest = manifest.replace("\n[dependencies]", "dispatch = []\n\n[dependencies]");
        }
        tree.insert("examples/player.rs".to_owned(), self.program());
        Crate::write("witness", tree).example("player", &["--features", "dispatch"])
    }

    fn program(&self) -> String {
        let mut text = include_str!("player.rs").to_owned();
        let mut calls = String::new();
        let mut models = String::new();
        for (index, job) in self.jobs.iter().enumerate() {
            let module = module(index);
            let plan = job.plan.as_ref().expect("it has a plan");
            let logins = plan.schemes.iter().filter_map(|scheme| match &scheme.kind {
                CredentialKind::OAuth2(oauth) => {
                    let by_itself = |flow: &&_| asks_by_itself(flow);
                    oauth.flows.iter().find(by_itself)?;
                    Some((&scheme.wire, &scheme.method))
                }
                _ => None,
            });
            let mut builder =
                format!("let builder = builder::<generated::{module}::Client>(&line);");
            for (scheme, method) in logins {
                let _ = write!(
                    builder,
                    " let builder = if line.has({scheme:?}) {{ \
                     builder.{method}(generated::runtime::OAuth2::client_credentials(\"id\", \"secret\")) \
                     }} else {{ builder }};"
                );
            }
            let _ = writeln!(
                calls,
                "    calls.insert({module:?}.to_owned(), |line, sent| {{ {builder} called(line, sent, builder) }});"
            );
            let surface = surface(plan);
            let names: BTreeSet<&String> = self.models[index].values().collect();
            for name in names {
                let path = format!("generated::{module}::{name}");
                let checked = surface
                    .items
                    .contains_key(&format!("{name}: runtime::Validate"));
                let check = if checked {
                    "generated::runtime::Validate::validate(&value).err().map(|error| error.to_string())"
                } else {
                    "None"
                };
                let _ = writeln!(
                    models,
                    "    models.insert(({module:?}.to_owned(), {name:?}.to_owned()), |text| {{\n\
                     let value: {path} = serde_json::from_str(text).map_err(|error| error.to_string())?;\n\
                     let again = serde_json::to_string(&value).map_err(|error| error.to_string())?;\n\
                     Ok((again, {check})) }});"
                );
            }
        }
        let _ = write!(
            text,
            "\nfn calls() -> BTreeMap<String, Call> {{\n    let mut calls = BTreeMap::<String, Call>::new();\n{calls}    calls\n}}\n\
             \nfn models() -> BTreeMap<(String, String), Model> {{\n    let mut models = BTreeMap::<(String, String), Model>::new();\n\
             {models}    models\n}}\n"
        );
        text
    }
}

/// Whether a program gets tokens of the flow without a user.
fn asks_by_itself(flow: &FlowPlan) -> bool {
    flow.kind == "ClientCredentials"
}

/// The module of a document's client.
pub(crate) fn module(index: usize) -> String {
    format!("d{index}")
}

/// The models that are read from JSON, by the places of their schemas.
fn models(surface: &Surface) -> BTreeMap<String, String> {
    let mut models = BTreeMap::new();
    for (path, item) in &surface.items {
        let Shape::Type(head) = &item.shape else {
            continue;
        };
        if !path.starts_with("models::") || head.contains("runtime::Multipart") {
            continue;
        }
        if let Owner::Schema(places) = &item.owner {
            for place in places.iter() {
                models.insert(place.as_str().to_owned(), path.clone());
            }
        }
    }
    models
}
