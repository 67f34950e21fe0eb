//! `models/`: the types that travel, each with the table of its wire names.

mod enumeration;
mod object;
mod table;
mod union;
mod validate;

use std::collections::BTreeMap;

use quote::quote;

use super::api::{Api, one_line};
use super::print::{doc_lines, ident};
use super::scope::{Scope, use_line};
use super::source::Source;
use super::{OutputTree, RenderError, parallel};
use crate::plan::items::{AliasPlan, Item, ModelFile};

/// Prints the models of an API.
pub(super) fn render(api: &Api<'_>, tree: &mut OutputTree) -> Result<(), RenderError> {
    if api.plan.models.is_empty() {
        return Ok(());
    }
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
    let mut root = api.file(
        "models/mod.rs",
        &one_line("What is sent and what comes back."),
    );
    root.text(modules);
    root.text(exports);
    tree.extend([root.finish(&Api::scope("super"))?]);
    let files: Vec<(&str, &ModelFile)> = files.into_iter().collect();
    parallel::print(&files, tree, |(name, file)| {
        let path = format!("models/{}.rs", name.strip_prefix("r#").unwrap_or(name));
        render_file(api, file, &path)
    })
}

fn render_file(
    api: &Api<'_>,
    plan: &ModelFile,
    path: &str,
) -> Result<(String, String), RenderError> {
    let mut scope = Scope::new(&api.plan.shadowed, "super");
    for item in &plan.items {
        scope.define(item.name().as_str());
    }
    let mut file = api.file(path, &crate::plan::docs::Docs::default());
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
    let (docs, name) = (doc_lines(&plan.docs), ident(plan.name.as_str()));
    let ty = scope.ty(&plan.ty);
    file.item(quote! {
        #docs
        pub type #name = #ty;
    });
}
