//! `dispatch/`: calls by name. A file of rows for each file of operations, and the list of them.

mod answer;
mod program;
mod row;

use std::fmt::Write as _;

use quote::quote;

use super::api::{Api, one_line};
use super::modules::{cfg, path};
use super::print::{Text, ident, string_literal};
use super::scope::Scope;
use super::{OutputTree, RenderError, parallel};
use crate::plan::methods::OperationFile;
use crate::plan::names::{FeatureName, FileName};

pub(super) use self::program::{MANIFEST, example};

/// Where the shared code for calls by name lives.
const TABLE: &str = "crate::runtime::dispatch::table";
const DISPATCH: &str = "crate::runtime::dispatch";

/// Prints the folder.
pub(super) fn render(api: &Api<'_>, tree: &mut OutputTree) -> Result<(), RenderError> {
    let files: Vec<&OperationFile> = api
        .plan
        .operations
        .iter()
        .filter(|file| !file.methods.is_empty())
        .collect();
    parallel::print(&files, tree, |file| rows(api, file))?;
    let mut folders: Vec<&FileName> = files
        .iter()
        .filter_map(|file| file.folder.as_ref())
        .collect();
    folders.sort();
    folders.dedup();
    for folder in folders {
        let docs = one_line("Operations by name, in files as in `operations`.");
        let mut source = api.file(&format!("dispatch/{folder}/mod.rs"), &docs);
        let inside = files
            .iter()
            .filter(|file| file.folder.as_ref() == Some(folder));
        let modules: String = inside
            .map(|file| declaration(folder.as_str(), &file.file, "pub(super) ", &[]))
            .collect();
        source.text(modules);
        tree.extend([source.finish(&Api::scope("super"))?]);
    }
    tree.extend([root(api, &files)?]);
    Ok(())
}

/// `mod users;`, with what it needs.
fn declaration(
    parent: &str,
    name: &FileName,
    visibility: &str,
    features: &[&FeatureName],
) -> String {
    let allow = if name.as_str() == parent {
        "#[allow(clippy::module_inception, reason = \"operations have this name\")]\n"
    } else {
        ""
    };
    format!("{}{allow}{visibility}mod {name};\n", cfg(features))
}

/// The client's method, and the list of all rows.
fn root(api: &Api<'_>, files: &[&OperationFile]) -> Result<(String, String), RenderError> {
    let docs = one_line("Calls by name, with arguments and answers as JSON.");
    let mut scope = Api::scope(&api.module);
    for name in ["Client", "TABLE"] {
        scope.define(name);
    }
    let mut source = api.file("dispatch/mod.rs", &docs);
    source.text(modules(api, files));
    source.text(
        "pub use crate::runtime::dispatch::{\n    Arguments, DispatchError, DispatchErrorKind, Dispatched, Program, Usage,\n};\n"
            .to_owned(),
    );
    scope.define("Arguments");
    scope.define("DispatchError");
    scope.define("Dispatched");
    let client = quote!(super::Client);
    let (into, result) = (
        scope.prelude("::core::convert", "Into"),
        scope.prelude("::core::result", "Result"),
    );
    let string = scope.prelude("::core::primitive", "str");
    let by_name = scope.name(DISPATCH, "ByName");
    source.impl_block(
        &quote!(impl #client),
        vec![quote! {
            /// Calls an operation by its `operationId`, by `METHOD /path`, or by the name of its method.
            ///
            /// The arguments are read as the types that the method takes, and the answer is decoded before it is
            /// written as JSON again: what does not fit the API's document is an error.
            ///
            /// # Errors
            /// The operation or an argument is unknown, an argument does not fit, no answer came, it does not fit, or
            /// it is an error.
            pub async fn dispatch(&self, operation: &#string, arguments: impl #into<Arguments>) -> #result<Dispatched, DispatchError> {
                crate::runtime::dispatch::dispatch(self, operation, arguments.into()).await
            }
        }],
    );
    let core = scope.runtime("Core");
    let table = scope.name(DISPATCH, "Table");
    source.impl_block(
        &quote!(impl #by_name for #client),
        vec![
            quote! {
                const TABLE: &'static #table = &TABLE;
            },
            quote! {
                fn core(&self) -> &#core {
                    &self.core
                }
            },
        ],
    );
    source.text(table_text(api, files, &table.to_string()));
    source.finish(&scope)
}

fn modules(api: &Api<'_>, files: &[&OperationFile]) -> String {
    let mut modules = std::collections::BTreeMap::new();
    for file in files {
        let name = file.folder.as_ref().unwrap_or(&file.file);
        modules.insert(name, features(api, file));
    }
    modules
        .into_iter()
        .map(|(name, features)| declaration("dispatch", name, "", &features))
        .collect()
}

/// The features of a file, where it has any.
fn features<'a>(api: &Api<'_>, file: &'a OperationFile) -> Vec<&'a FeatureName> {
    let feature = file.feature.as_ref().filter(|_| api.features);
    feature.into_iter().collect()
}

/// `static TABLE`: the rows of each file with what they need, and the security schemes.
fn table_text(api: &Api<'_>, files: &[&OperationFile], table: &str) -> String {
    let mut text = format!("static TABLE: {table} = {table} {{\n    operations: &[\n");
    for file in files {
        for line in cfg(&features(api, file)).lines() {
            let _ = writeln!(text, "        {line}");
        }
        let folder = file.folder.as_ref().map(|folder| format!("{folder}::"));
        let folder = folder.unwrap_or_default();
        let _ = writeln!(text, "        {folder}{}::OPERATIONS,", file.file);
    }
    text.push_str("    ],\n    schemes: &[\n");
    for scheme in &api.plan.schemes {
        let _ = writeln!(text, "        &super::client::{},", scheme.constant);
    }
    text.push_str("    ],\n    streams: &[\n");
    let methods = files.iter().flat_map(|file| &file.methods);
    for (method, stream) in methods.filter_map(|method| Some((method, method.stream.as_ref()?))) {
        let types: Vec<&str> = stream.forms.iter().map(|(name, _)| name.as_str()).collect();
        let (id, types) = (
            string_literal(&method.id),
            string_literal(&types.join(", ")),
        );
        let _ = writeln!(text, "        ({id}, {types}),");
    }
    text.push_str("    ],\n};\n");
    text.replace("&[\n    ]", "&[]")
}

/// The rows of a file of operations.
fn rows(api: &Api<'_>, plan: &OperationFile) -> Result<(String, String), RenderError> {
    let docs = one_line("Operations by name: their arguments and answers.");
    let mut scope = Api::scope(&api.module);
    for method in &plan.methods {
        scope.define(method.name.as_str());
    }
    scope.define("OPERATIONS");
    let path = path("dispatch", plan.folder.as_ref(), &plan.file);
    let mut file = api.file(&path, &docs);
    let entry = scope.name(TABLE, "Entry");
    let mut text = Text::new(0);
    text.open(format_args!(
        "pub(crate) static OPERATIONS: &[{entry}] = &["
    ));
    let mut functions = Vec::new();
    for method in &plan.methods {
        let (answer, function) = answer::of(api, &mut scope, method);
        row::print(&mut text, api, &mut scope, method, &answer);
        functions.extend(function);
    }
    text.close("];");
    file.plain_item(text);
    for function in functions {
        file.item(function);
    }
    file.finish(&scope)
}

/// A type beside an operation.
fn operation_type(api: &Api<'_>, scope: &mut Scope<'_>, name: &str) -> String {
    let module = format!("{}::operations", api.module);
    scope.name(&module, name).to_string()
}

/// A type whose items of the trait `Operation` are named; the trait is in scope unless it needs its path.
fn on(operation: &str, marker: &str) -> String {
    if operation == "Operation" {
        marker.to_owned()
    } else {
        format!("<{marker} as {operation}>")
    }
}
