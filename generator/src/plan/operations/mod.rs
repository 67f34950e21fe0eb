//! Operations: methods, their arguments and setters, bodies, answers, documentation and examples.

mod answers;
mod body;
mod common;
mod docs;
mod example;
mod headers;
mod media;
mod outcomes;
mod parameters;
mod status;
mod streams;

use super::Facts;
use super::api::{CredentialKind, SchemePlan};
use super::docs::Docs;
use super::methods::{Method, Need};
use super::models::{Models, Shared};
use super::names::{FunctionName, Scope, TypeName, Wish, operation_key, operation_wishes};
use super::pieces;
use super::xml::Xml;
use crate::diagnostics::Diagnostics;
use crate::ir::{Operation, Pointer};
use crate::lock::Kind;
use crate::quick::QuickMap;

pub(super) use common::mark_common;
pub(super) use docs::example_of;
pub(super) use example::ExampleContext;
pub(super) use media::is_structured;

/// Methods every client has anyway.
const CLIENT_METHODS: &[&str] = &["builder", "clone", "dispatch", "fmt", "new"];

/// Types and traits in scope where operations are defined.
const RUNTIME_NAMES: &[&str] = &[
    "Answer",
    "Body",
    "Bytes",
    "Call",
    "Client",
    "DecodeError",
    "Error",
    "Failure",
    "File",
    "Form",
    "From",
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
    types: Vec<OperationTypes>,
    by_place: QuickMap<String, String>,
    by_id: QuickMap<String, String>,
}

/// The types beside an operation.
#[derive(Debug, Clone)]
struct OperationTypes {
    marker: TypeName,
    /// What the enum of its errors is called, if it has one.
    error: TypeName,
    /// What the enum of its successes is called, if it has one.
    output: TypeName,
    /// What the enum of its bodies is called, if it has one.
    content: TypeName,
}

impl OperationNames {
    /// What people call the operation around a place, or with this operationId (or, without one, `METHOD path`).
    pub(super) fn readable(&self, place: &Pointer, id: &str) -> Option<&str> {
        // `/paths/~1users/get/..`: no operation stands deeper.
        let mut around = place.prefixes().take(5);
        let around = around.find_map(|place| self.by_place.get(place));
        around.or_else(|| self.by_id.get(id)).map(String::as_str)
    }
}

/// Decides the names of all operations.
pub(super) fn names(facts: Facts<'_>) -> OperationNames {
    let operations = &facts.api.operations;
    let page = facts.book.page();
    let functions: Vec<FunctionName> = page.claim_all(
        &mut Scope::reserving(CLIENT_METHODS),
        operation_wishes(operations, &facts.api.types),
    );
    let mut wishes = Vec::new();
    for (operation, function) in operations.iter().zip(&functions) {
        let key = operation_key(operation);
        let before = page.before(Kind::Operation, &key);
        // A type's name follows from the method's: it is known with it.
        let name = before.as_deref().unwrap_or(function.bare());
        for (priority, kind, ending) in [
            (0, Kind::Marker, ""),
            (1, Kind::Error, " error"),
            (1, Kind::Output, " output"),
            (1, Kind::Content, " content"),
        ] {
            let other = match kind {
                Kind::Marker => format!("{name} operation"),
                Kind::Content => format!("{name} body{ending}"),
                _ => format!("{name} answer{ending}"),
            };
            let first = format!("{name}{ending}");
            let usual: TypeName = Scope::default().claim(std::slice::from_ref(&first));
            let mut wish = Wish::new(kind, key.as_str(), [first, other])
                .usually(usual.bare().to_owned(), before.is_some());
            wish.priority = priority;
            wishes.push(wish);
        }
    }
    let mut names = page
        .claim_all(&mut Scope::reserving(RUNTIME_NAMES), wishes)
        .into_iter();
    let mut types = Vec::new();
    while let (Some(marker), Some(error), Some(output), Some(content)) =
        (names.next(), names.next(), names.next(), names.next())
    {
        types.push(OperationTypes {
            marker,
            error,
            output,
            content,
        });
    }
    let bare = functions.iter().map(|function| function.bare().to_owned());
    OperationNames {
        by_place: operations
            .iter()
            .map(|operation| operation.pointer.as_str().to_owned())
            .zip(bare.clone())
            .collect(),
        by_id: operations.iter().map(identity).zip(bare).collect(),
        functions,
        types,
    }
}

/// The operationId, or method and path.
fn identity(operation: &Operation) -> String {
    match &operation.id {
        Some(id) => id.clone(),
        None => format!("{} {}", operation.method, operation.path),
    }
}

/// What operations are in.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'a> {
    /// The way from files of operations to the API's module, for links.
    pub(super) up: &'a str,
    /// How bodies stand in XML.
    pub(super) xml: &'a Xml,
    /// Which models are one type.
    pub(super) shared: &'a Shared,
}

/// All operations, in the document's order.
pub(super) fn methods(
    facts: Facts<'_>,
    names: &OperationNames,
    models: Models<'_>,
    schemes: &[SchemePlan],
    example: &ExampleContext<'_>,
    around: Surroundings<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Method> {
    let known = models.known();
    let functions_and_types = names.functions.iter().zip(&names.types);
    let operations = facts.api.operations.iter();
    let operations: Vec<_> = operations.zip(functions_and_types).collect();
    pieces::each(
        facts,
        &operations,
        diagnostics,
        |facts, operation, findings| {
            let (operation, called) = *operation;
            let planner = Planner {
                facts,
                models: Models::new(facts, known),
                schemes,
                example,
                up: around.up,
                xml: around.xml,
                shared: around.shared,
            };
            planner.method(operation, called, findings)
        },
    )
}

/// Plans one operation after the other.
struct Planner<'a> {
    facts: Facts<'a>,
    models: Models<'a>,
    schemes: &'a [SchemePlan],
    example: &'a ExampleContext<'a>,
    /// The way from a file of operations to the API's module, for links.
    up: &'a str,
    /// How bodies stand in XML.
    xml: &'a Xml,
    /// Which models are one type.
    shared: &'a Shared,
}

impl Planner<'_> {
    fn method(
        &self,
        operation: &Operation,
        (function, types): (&FunctionName, &OperationTypes),
        diagnostics: &mut Diagnostics,
    ) -> Method {
        let book = self.facts.book;
        let page = book.of(Kind::Operation, &operation_key(operation), function.bare());
        let body = self.body(operation, (function, &types.content), diagnostics);
        let (arguments, setters) = self.parameters(operation, body.as_ref(), page, diagnostics);
        let answers = self.answers(operation, (function, types), page, diagnostics);
        let stream = self.stream(operation);
        if let Some(stream) = &stream {
            self.report_streams(operation, stream, diagnostics);
        }
        let mut method = Method {
            name: function.clone(),
            marker: types.marker.clone(),
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
            stream,
            headers: answers.headers,
            error_headers: answers.error_headers,
        };
        method.docs = self.docs(operation, &method);
        method
    }

    fn security(&self, operation: &Operation) -> Vec<Vec<Need>> {
        let need = |(name, scopes): (&String, &Vec<String>)| {
            // A scheme of the connection (mutual TLS) needs nothing from the call.
            let scheme = self.schemes.iter().find(|scheme| scheme.wire == *name)?;
            let token = matches!(
                scheme.kind,
                CredentialKind::Bearer | CredentialKind::OAuth2(_)
            );
            Some(Need {
                constant: scheme.constant.clone(),
                scopes: if token { scopes.clone() } else { Vec::new() },
            })
        };
        let alternatives = operation.security.iter();
        alternatives
            .map(|alternative| alternative.schemes.iter().filter_map(need).collect())
            .collect()
    }
}
