//! Operations: methods, their arguments and setters, bodies, answers, documentation and examples.

mod answers;
mod body;
mod docs;
mod example;
mod parameters;
mod status;

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::Facts;
use super::api::SchemePlan;
use super::docs::Docs;
use super::methods::{Method, OperationFile};
use super::models::Models;
use super::names::{
    ConstName, FileName, FunctionName, Scope, TypeName, Wish, claim_all, function_names,
};
use crate::diagnostics::Diagnostics;
use crate::ir::{Api, Operation};

pub(super) use docs::example_of;
pub(super) use example::ExampleContext;

/// Methods every client has anyway.
const CLIENT_METHODS: &[&str] = &["builder", "clone", "fmt", "new"];

/// Types and traits in scope where operations are defined.
const RUNTIME_NAMES: &[&str] = &[
    "Answer",
    "Bytes",
    "Call",
    "Client",
    "DecodeError",
    "Error",
    "Failure",
    "HeaderError",
    "Infallible",
    "Into",
    "Operation",
    "OperationSpec",
    "Option",
    "Outcome",
    "ParameterSpec",
    "Response",
    "Result",
    "Secret",
    "Self_",
    "String",
    "Style",
    "Vec",
    "Box",
    "BTreeMap",
    "Value",
    "Nullable",
    "OneOrMany",
    "Uuid",
    "Date",
    "OffsetDateTime",
    "Ok",
    "Err",
    "Some",
    "None",
    "Place",
    "Location",
    "Default",
    "Debug",
    "Clone",
    "Copy",
    "PartialEq",
];

/// Names of operations, decided before anything else because inline schemas are named after them.
pub(super) struct OperationNames {
    functions: Vec<FunctionName>,
    markers: Vec<TypeName>,
    by_id: BTreeMap<String, String>,
}

impl OperationNames {
    /// What people call the operation with this operationId (or, without one, `METHOD path`).
    pub(super) fn readable(&self, id: &str) -> Option<&str> {
        self.by_id.get(id).map(String::as_str)
    }
}

/// Decides the names of all operations.
pub(super) fn names(api: &Api) -> OperationNames {
    let functions = function_names(&api.operations, &mut Scope::reserving(CLIENT_METHODS));
    let wishes: Vec<Wish> = functions
        .iter()
        .map(|function| {
            let name = function.as_str().trim_start_matches("r#");
            Wish {
                priority: 0,
                candidates: vec![name.to_owned(), format!("{name} operation")],
            }
        })
        .collect();
    let markers = claim_all(&mut Scope::reserving(RUNTIME_NAMES), &wishes);
    let by_id = api
        .operations
        .iter()
        .zip(&functions)
        .map(|(operation, function)| {
            (
                identity(operation),
                function.as_str().trim_start_matches("r#").to_owned(),
            )
        })
        .collect();
    OperationNames {
        functions,
        markers,
        by_id,
    }
}

/// The operationId, or method and path.
fn identity(operation: &Operation) -> String {
    match &operation.id {
        Some(id) => id.clone(),
        None => format!("{} {}", operation.method, operation.path),
    }
}

/// All operations, in one file where there is one group, else a file for each first tag.
pub(super) fn files(
    facts: Facts<'_>,
    names: &OperationNames,
    models: &Models<'_>,
    schemes: &[SchemePlan],
    example: &ExampleContext<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<OperationFile> {
    let mut types = Scope::reserving(RUNTIME_NAMES);
    for marker in &names.markers {
        let _: TypeName = types.claim(&[marker.as_str().to_owned()]);
    }
    let tags: BTreeSet<&str> = facts.api.operations.iter().map(first_tag).collect();
    let up = if tags.len() > 1 {
        "super::super"
    } else {
        "super"
    };
    let mut planner = Planner {
        models,
        schemes,
        example,
        types,
        up,
    };
    let mut groups: IndexMap<&str, Vec<Method>> = IndexMap::new();
    let function_and_marker = names.functions.iter().zip(&names.markers);
    for (operation, (function, marker)) in facts.api.operations.iter().zip(function_and_marker) {
        let tag = first_tag(operation);
        let method = planner.method(operation, function, marker, diagnostics);
        groups.entry(tag).or_default().push(method);
    }
    if groups.len() <= 1 {
        let (tag, methods) = groups.into_iter().next().unwrap_or_default();
        let file = Scope::default().claim(&["operations".to_owned()]);
        return vec![OperationFile {
            file,
            docs: tag_docs(facts.api, tag),
            methods,
        }];
    }
    let wishes: Vec<Wish> = groups
        .keys()
        .map(|&tag| Wish {
            priority: 0,
            candidates: match tag {
                "" => vec!["untagged".to_owned()],
                tag => vec![tag.to_owned(), format!("{tag} tag")],
            },
        })
        .collect();
    // A module is not called like the one it is in (clippy's `module_inception`).
    let files: Vec<FileName> = claim_all(&mut Scope::reserving(&["operations"]), &wishes);
    groups
        .into_iter()
        .zip(files)
        .map(|((tag, methods), file)| OperationFile {
            file,
            docs: tag_docs(facts.api, tag),
            methods,
        })
        .collect()
}

fn first_tag(operation: &Operation) -> &str {
    operation.tags.first().map_or("", String::as_str)
}

fn tag_docs(api: &Api, tag: &str) -> Docs {
    let description = api
        .tags
        .get(tag)
        .and_then(Option::as_deref)
        .unwrap_or_default();
    let docs = Docs::from_document(description);
    if !docs.is_empty() {
        return docs;
    }
    if tag.is_empty() {
        Docs::ours("Operations.")
    } else {
        Docs::from_document(&format!("Operations: {tag}."))
    }
}

/// Plans one operation after the other.
struct Planner<'a> {
    models: &'a Models<'a>,
    schemes: &'a [SchemePlan],
    example: &'a ExampleContext<'a>,
    /// Names of the types beside the markers: outputs and errors.
    types: Scope,
    /// The way from a file of operations to the API's module, for links.
    up: &'static str,
}

impl Planner<'_> {
    fn method(
        &mut self,
        operation: &Operation,
        function: &FunctionName,
        marker: &TypeName,
        diagnostics: &mut Diagnostics,
    ) -> Method {
        let body = self.body(operation, diagnostics);
        let (arguments, setters) = self.parameters(operation, body.as_ref(), diagnostics);
        let answers = self.answers(operation, (function, marker), diagnostics);
        let mut method = Method {
            name: function.clone(),
            marker: marker.clone(),
            docs: Docs::default(),
            deprecated: operation.deprecated,
            id: identity(operation),
            http_method: operation.method.clone(),
            path: operation.path.clone(),
            arguments,
            setters,
            body,
            security: self.security(operation),
            accept: answers.accept,
            base_url: operation.servers.first().map(super::client::default_url),
            output: answers.output,
            error: answers.error,
            answers: answers.arms,
            headers: answers.headers,
            error_headers: answers.error_headers,
        };
        method.docs = self.docs(operation, &method);
        method
    }

    fn security(&self, operation: &Operation) -> Vec<Vec<ConstName>> {
        operation
            .security
            .iter()
            .map(|alternative| {
                // A scheme of the connection (mutual TLS) needs nothing from the call.
                alternative
                    .schemes
                    .keys()
                    .filter_map(|name| self.schemes.iter().find(|scheme| scheme.wire == *name))
                    .map(|scheme| scheme.constant.clone())
                    .collect()
            })
            .collect()
    }
}
