//! `operations.rs`, or `operations/<tag>.rs`: what the client can do.

mod arguments;
mod body;
mod decode;
mod headers;
mod outcome;
mod stream;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::quote;

use super::api::{Api, one_line};
use super::modules::{Module, by_folder, declarations, path};

use super::print::{deprecated, doc_line, doc_lines, ident};
use super::scope::{Scope, use_line};
use super::snippet::Snippet;
use super::source::Source;
use super::{OutputTree, RenderError, parallel};
use crate::plan::docs::Docs;
use crate::plan::methods::{BodyContent, BodyEnum, Method, OperationFile, Output};

/// Prints the operations of an API.
pub(super) fn render(api: &Api<'_>, tree: &mut OutputTree) -> Result<(), RenderError> {
    if let [only] = api.plan.operations.as_slice() {
        let docs = or(&only.docs, "What the client can do.");
        tree.extend([render_file(api, only, "operations.rs", "super", &docs)?]);
        return Ok(());
    }
    parallel::print(&api.plan.operations, tree, |file| {
        let docs = or(&file.docs, "Operations of the client.");
        let path = path("operations", file.folder.as_ref(), &file.file);
        render_file(api, file, &path, &api.module, &docs)
    })?;
    let mut root = api.file("operations/mod.rs", &one_line("What the client can do."));
    if api.plan.big {
        modules_by_group(api, &mut root, tree)?;
    } else {
        let mut modules = String::new();
        let mut exports = String::new();
        for group in &api.plan.operations {
            let name = group.file.as_str();
            let _ = writeln!(modules, "mod {name};");
            let names = exported(group);
            if !names.is_empty() {
                exports.push_str(&use_line("pub use", name, &names));
            }
        }
        root.text(modules);
        root.text(exports);
    }
    tree.extend([root.finish(&Api::scope("super"))?]);
    Ok(())
}

/// The modules of a big API, and the roots of those that are folders.
fn modules_by_group(
    api: &Api<'_>,
    root: &mut Source,
    tree: &mut OutputTree,
) -> Result<(), RenderError> {
    let files = api.plan.operations.iter().map(|file| {
        let features = file.feature.iter().collect();
        (file.folder.as_ref(), Module::new(&file.file, features))
    });
    let (mut modules, folders) = by_folder(files);
    for module in &mut modules {
        module.public = api
            .plan
            .groups
            .iter()
            .any(|group| group.module == *module.name);
    }
    root.text(declarations(&modules, api.features));
    for (folder, modules) in folders {
        let group = api.plan.groups.iter().find(|group| group.module == *folder);
        let docs = group.map(|group| or(&group.docs, "Operations of the client."));
        let docs = docs.unwrap_or_else(|| one_line("Operations of the client."));
        let mut file = api.file(&format!("operations/{folder}/mod.rs"), &docs);
        file.text(declarations(&modules, false));
        tree.extend([file.finish(&Api::scope("super"))?]);
    }
    Ok(())
}

fn or(docs: &Docs, text: &str) -> Docs {
    if docs.lines.is_empty() {
        one_line(text)
    } else {
        docs.clone()
    }
}

/// The types that a file of operations defines.
fn exported(group: &OperationFile) -> BTreeSet<&str> {
    group.methods.iter().flat_map(defined).collect()
}

fn defined(method: &Method) -> Vec<&str> {
    let mut names = vec![method.marker.as_str()];
    if let Output::Enum(output) = &method.output {
        names.push(output.name.as_str());
    }
    names.extend(method.error.as_ref().map(|error| error.name.as_str()));
    names.extend(content(method).map(|content| content.name.as_str()));
    names
}

/// The enum of what can be sent, where there is a choice.
fn content(method: &Method) -> Option<&BodyEnum> {
    match &method.body.as_ref()?.content {
        BodyContent::One(_) => None,
        BodyContent::Several(choice) => Some(choice),
    }
}

fn render_file(
    api: &Api<'_>,
    group: &OperationFile,
    path: &str,
    parent: &str,
    docs: &Docs,
) -> Result<(String, String), RenderError> {
    let mut scope = Api::scope(parent);
    for name in group.methods.iter().flat_map(defined) {
        scope.define(name);
    }
    let mut file = api.file(path, docs);
    for method in &group.methods {
        operation(&mut file, &mut scope, method, parent);
    }
    file.finish(&scope)
}

/// Everything about one operation: method, data, errors, setters, headers.
fn operation(file: &mut Source, scope: &mut Scope<'_>, method: &Method, parent: &str) {
    let client = scope.name(parent, "Client");
    file.impl_block(
        &quote!(impl #client),
        vec![arguments::client_method(scope, method, parent)],
    );
    let marker = ident(method.marker.as_str());
    let docs = doc_line(&format!(
        "The operation behind [`Client::{}`].",
        method.name.bare()
    ));
    file.item(quote! {
        #docs
        #[derive(Debug, Clone, Copy)]
        pub struct #marker;
    });
    let operation = scope.runtime("Operation");
    let parts = vec![
        data(scope, method, parent),
        types(scope, method),
        decode::function(scope, method, parent),
    ];
    file.impl_block(&quote!(impl #operation for #marker), parts);
    if let Some(plan) = &method.stream {
        stream::item(file, scope, &marker, plan);
    }
    if let Output::Enum(output) = &method.output {
        outcome::item(file, scope, output);
    }
    if let Some(error) = &method.error {
        outcome::item(file, scope, error);
    }
    if let Some(content) = content(method) {
        body::item(file, scope, content);
    }
    arguments::setters(file, scope, method, parent);
    headers::render(file, scope, method);
}

/// `const SPEC`: everything the send path must know.
fn data(scope: &mut Scope<'_>, method: &Method, parent: &str) -> TokenStream {
    let spec = scope.runtime("OperationSpec");
    let (id, http_method, path) = (&method.id, &method.http_method, &method.path);
    let parameters = arguments::encodings(scope, method);
    let security = method.security.iter().map(|alternative| {
        let schemes = alternative.iter().map(|need| {
            let client = scope.name(parent, "client");
            let constant = ident(need.constant.as_str());
            let scopes = &need.scopes;
            if scopes.is_empty() {
                quote!(&#client::#constant)
            } else {
                quote!(&#client::#constant.with_scopes(&[#(#scopes),*]))
            }
        });
        quote!(&[#(#schemes),*])
    });
    let security = quote!(&[#(#security),*]);
    let accept = &method.accept;
    let base_url = if let Some(url) = &method.base_url {
        let some = scope.prelude("::core::option::Option", "Some");
        quote!(#some(#url))
    } else {
        let none = scope.prelude("::core::option::Option", "None");
        quote!(#none)
    };
    quote! {
        const SPEC: &'static #spec = &#spec {
            id: #id,
            method: #http_method,
            path: #path,
            parameters: #parameters,
            security: #security,
            accept: #accept,
            base_url: #base_url,
        };
    }
}

/// `type Output` and `type Error`.
fn types(scope: &mut Scope<'_>, method: &Method) -> TokenStream {
    let output = match &method.output {
        Output::Type(ty) => scope.ty(ty),
        Output::Enum(output) => Snippet::new(output.name.as_str()),
    };
    let error = error_type(scope, method);
    quote! {
        type Output = #output;
        type Error = #error;
    }
}

/// The enum of documented errors; a type without values where none is documented.
fn error_type(scope: &mut Scope<'_>, method: &Method) -> Snippet {
    match &method.error {
        Some(error) => Snippet::new(error.name.as_str()),
        None => scope.name("std::convert", "Infallible"),
    }
}

/// `#[deprecated]` and documentation, as every public function has them.
fn attributes(docs: &Docs, is_deprecated: bool) -> TokenStream {
    let (docs, deprecated) = (doc_lines(docs), deprecated(is_deprecated));
    quote!(#docs #deprecated)
}
