//! `operations.rs`, or `operations/<tag>.rs`: what the client can do.

pub(super) mod arguments;
mod body;
mod decode;
mod headers;
mod outcome;
mod stream;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::api::{Api, one_line};
use super::modules::{Module, by_folder, declarations, path};

use super::print::{Text, ident, string_literal};
use super::scope::{Scope, use_line};
use super::snippet::Snippet;
use super::source::Source;
use super::{OutputTree, RenderError, parallel};
use crate::plan::docs::Docs;
use crate::plan::methods::{BodyContent, BodyEnum, Method, Need, OperationFile, Output};

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
    file.plain_impl(
        &format!("impl {client}"),
        vec![arguments::client_method(scope, method, parent)],
    );
    file.plain_item(marker(method));
    let operation = scope.runtime("Operation");
    let parts = vec![
        data(scope, method, parent),
        types(scope, method),
        decode::function(scope, method, parent),
    ];
    file.plain_impl(&format!("impl {operation} for {}", method.marker), parts);
    if let Some(plan) = &method.stream {
        stream::item(file, scope, &ident(method.marker.as_str()), plan);
    }
    if let Output::Enum(output) = &method.output {
        outcome::success(file, scope, output);
    }
    if let Some(error) = &method.error {
        outcome::error(file, scope, error);
    }
    if let Some(content) = content(method) {
        body::item(file, scope, content);
    }
    arguments::setters(file, scope, method, parent);
    headers::render(file, scope, method);
}

/// The type that carries what is known about the operation.
fn marker(method: &Method) -> Text {
    let mut text = Text::new(0);
    text.doc(format_args!(
        "The operation behind [`Client::{}`].",
        method.name.bare()
    ));
    text.line(format_args!("pub struct {};", method.marker));
    text
}

/// `const SPEC`: everything the send path must know.
fn data(scope: &mut Scope<'_>, method: &Method, parent: &str) -> Text {
    let mut text = Text::new(1);
    let spec = scope.runtime("OperationSpec");
    text.open(format_args!("const SPEC: &'static {spec} = &{spec} {{"));
    text.whole(format_args!("id: {},", string_literal(&method.id)));
    text.line(format_args!(
        "method: {},",
        string_literal(&method.http_method)
    ));
    text.whole(format_args!("path: {},", string_literal(&method.path)));
    arguments::encodings(&mut text, scope, method);
    let alternatives = method
        .security
        .iter()
        .map(|alternative| security(scope, alternative, parent));
    let alternatives: Vec<String> = alternatives.collect();
    text.line(format_args!("security: &[{}],", alternatives.join(", ")));
    text.whole(format_args!("accept: {},", string_literal(&method.accept)));
    if let Some(url) = &method.base_url {
        let some = scope.prelude("::core::option::Option", "Some");
        text.line(format_args!("base_url: {some}({}),", string_literal(url)));
    } else {
        let none = scope.prelude("::core::option::Option", "None");
        text.line(format_args!("base_url: {none},"));
    }
    text.close("};");
    text
}

/// `&[&client::BEARER]`: credentials that belong together.
fn security(scope: &mut Scope<'_>, alternative: &[Need], parent: &str) -> String {
    let needs = alternative.iter().map(|need| {
        let client = scope.name(parent, "client");
        let scopes: Vec<String> = need
            .scopes
            .iter()
            .map(|scope| string_literal(scope))
            .collect();
        let with = if scopes.is_empty() {
            String::new()
        } else {
            format!(".with_scopes(&[{}])", scopes.join(", "))
        };
        format!("&{client}::{}{with}", need.constant)
    });
    let needs: Vec<String> = needs.collect();
    format!("&[{}]", needs.join(", "))
}

/// `type Output` and `type Error`.
fn types(scope: &mut Scope<'_>, method: &Method) -> Text {
    let mut text = Text::new(1);
    let output = match &method.output {
        Output::Type(ty) => scope.ty(ty),
        Output::Enum(output) => Snippet::new(output.name.as_str()),
    };
    text.line(format_args!("type Output = {output};"));
    let error = error_type(scope, method);
    text.line(format_args!("type Error = {error};"));
    text
}

/// The enum of documented errors; a type without values where none is documented.
fn error_type(scope: &mut Scope<'_>, method: &Method) -> Snippet {
    match &method.error {
        Some(error) => Snippet::new(error.name.as_str()),
        None => scope.name("std::convert", "Infallible"),
    }
}
