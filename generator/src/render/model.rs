//! `models/`: the types that travel, each with the table of its wire names.

mod enumeration;
mod object;
mod table;
mod union;
mod validate;

pub(super) use table::codec_type;

use std::collections::BTreeMap;

use super::api::{Api, one_line};
use super::modules::{Module, by_folder, declarations, path};

use super::print::Text;
use super::scope::{Scope, use_line};
use super::source::Source;
use super::{OutputTree, RenderError, parallel};
use crate::plan::docs::Docs;
use crate::plan::items::{AliasPlan, AliasReason, Item, ModelFile};
use crate::plan::names::FileName;

/// Prints the models of an API.
pub(super) fn render(api: &Api<'_>, tree: &mut OutputTree) -> Result<(), RenderError> {
    if api.plan.models.is_empty() {
        return Ok(());
    }
    let mut root = api.file(
        "models/mod.rs",
        &one_line("What is sent and what comes back."),
    );
    if api.plan.big {
        let files = api.plan.models.iter().map(|file| {
            let features = file.features.iter().collect();
            (file.folder.as_ref(), Module::new(&file.file, features))
        });
        let (modules, folders) = by_folder(files);
        root.text(declarations(&modules, api.features));
        for (folder, modules) in folders {
            let path = format!("models/{folder}/mod.rs");
            let mut file = api.file(&path, &folder_docs(api, folder));
            file.text(declarations(&modules, api.features));
            tree.extend([file.finish(&Api::scope("super"))?]);
        }
    } else {
        one_by_one(api, &mut root);
    }
    tree.extend([root.finish(&Api::scope("super"))?]);
    parallel::print(&api.plan.models, tree, |file| render_file(api, file))
}

/// What the files of a folder say, where they say the same.
fn folder_docs(api: &Api<'_>, folder: &FileName) -> Docs {
    let files = api.plan.models.iter();
    let mut docs = files
        .filter(|file| file.folder.as_ref() == Some(folder))
        .map(|file| &file.docs);
    match docs.next() {
        Some(first) if docs.all(|other| other == first) => first.clone(),
        _ => one_line("Models that a few groups of operations share."),
    }
}

/// The modules of a small API, and each of their types.
fn one_by_one(api: &Api<'_>, root: &mut Source) {
    let mut files: BTreeMap<&str, &ModelFile> = BTreeMap::new();
    for file in &api.plan.models {
        files.insert(file.file.as_str(), file);
    }
    let modules: String = files
        .keys()
        .flat_map(|name| ["mod ", name, ";\n"])
        .collect();
    let exports: String = files
        .iter()
        .map(|(name, file)| {
            let names = file.items.iter().map(|item| item.name().as_str());
            use_line("pub use", name, &names.collect())
        })
        .collect();
    root.text(modules);
    root.text(exports);
}

fn render_file(api: &Api<'_>, plan: &ModelFile) -> Result<(String, String), RenderError> {
    let path = path("models", plan.folder.as_ref(), &plan.file);
    let models = if plan.folder.is_some() {
        "super::super"
    } else {
        "super"
    };
    let mut scope = Scope::new(Some(&api.shadowed), models);
    for item in &plan.items {
        scope.define(item.name().as_str());
    }
    let mut file = api.file(&path, &plan.docs);
    for item in &plan.items {
        match item {
            Item::Struct(item) => object::render(&mut file, &mut scope, item),
            Item::Enum(item) => enumeration::render(&mut file, &mut scope, item),
            Item::Union(item) => union::render(&mut file, &mut scope, item),
            Item::Alias(item) => alias(&mut file, &mut scope, item),
        }
    }
    file.finish(&scope)
}

fn alias(file: &mut Source, scope: &mut Scope<'_>, plan: &AliasPlan) {
    let mut text = Text::new(0);
    text.docs(&plan.docs);
    let ty = scope.ty(&plan.ty);
    text.deprecated(plan.deprecated);
    if plan.reason == AliasReason::Former {
        text.line(format_args!(
            "#[deprecated(note = \"it is called `{ty}` now\")]"
        ));
    }
    text.line(format_args!("pub type {} = {ty};", plan.name));
    file.plain_item(text);
}
