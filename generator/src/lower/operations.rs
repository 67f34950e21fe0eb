//! `paths`: one operation for each method of each path.

use std::collections::BTreeMap;

use crate::diagnostics::Code;
use crate::ir::{Alternative, Api, Location, Operation, ParameterShape, Pointer, Segment, is_name};
use crate::resolve::Place;

use super::Lowerer;
use super::paths::{Unbalanced, expressions, mended, template, without_fragment, written};
use super::words::Words;

/// The fixed fields of a path item that are operations (OAS 3.0.3 section 4.7.9), and `query` of 3.2.
const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// What the document says for all operations.
struct Defaults {
    security: Vec<Alternative>,
    ids: BTreeMap<String, Pointer>,
}

impl<'d> Lowerer<'d, '_> {
    /// Fills `operations` and `declared_operations` of `api`; its security schemes are known already.
    pub(super) fn operations(&mut self, api: &mut Api) {
        let root = self.document.root();
        let security = self
            .security(&root, &api.security_schemes)
            .unwrap_or_default();
        let mut defaults = Defaults {
            security,
            ids: BTreeMap::new(),
        };
        let Some(paths) = root.child("paths") else {
            return;
        };
        for (path, item) in paths.members().filter(|(path, _)| !path.starts_with("x-")) {
            let Some(item) = self.document.follow(&item, self.diagnostics) else {
                // Nobody knows how many operations stand there; one is missing at least.
                api.declared_operations += 1;
                continue;
            };
            let segments = self.path(path, &item);
            for (method, place) in methods(&item) {
                api.declared_operations += 1;
                // What it names could not be found when the document was read.
                if place.reference().is_some() {
                    continue;
                }
                if !is_token(method) {
                    let message = format!("`{method}` cannot be the name of a method");
                    let finding =
                        self.diagnostics
                            .report(Code::InvalidValue, &place.pointer, message);
                    finding.at_key().degrades();
                    continue;
                }
                let operation =
                    self.operation(&segments, method, &item, &place, api, &mut defaults);
                api.operations.push(operation);
            }
        }
    }

    fn operation(
        &mut self,
        segments: &[Segment],
        method: &str,
        item: &Place<'d>,
        place: &Place<'d>,
        api: &Api,
        defaults: &mut Defaults,
    ) -> Operation {
        const HEAD: &[&str] = &[
            "tags",
            "summary",
            "description",
            "externalDocs",
            "operationId",
            "deprecated",
        ];
        let head = self.head(place, HEAD);
        if let Some(id) = &head.operation_id {
            self.check_id(id, place, &mut defaults.ids);
        }
        let words = Words::new(
            head.operation_id
                .clone()
                .filter(|id| is_name(id))
                .unwrap_or_else(|| described(method, segments)),
        );
        let mut parameters = self.parameters(item, place, segments, &words);
        for parameter in &mut parameters {
            // `{+name}` of RFC 6570 section 3.2.3.
            let reserved = format!("{{+{}}}", parameter.name);
            if let ParameterShape::Styled { allow_reserved, .. } = &mut parameter.shape
                && parameter.location == Location::Path
            {
                *allow_reserved |= place.pointer.as_str().contains(&reserved);
            }
        }
        let body = self.request_body(place, &words);
        let responses = self.responses(place, &words);
        let security = self
            .security(place, &api.security_schemes)
            .unwrap_or_else(|| defaults.security.clone());
        if security
            .iter()
            .any(|alternative| !alternative.schemes.is_empty())
        {
            self.ignore_authorization(&mut parameters);
        }
        let servers = match self.servers(place) {
            own if own.is_empty() => self.servers(item),
            own => own,
        };
        let inherited = |key: &str| item.text(key).map(str::to_owned);
        Operation {
            pointer: place.pointer.clone(),
            id: head.operation_id,
            method: if METHODS.contains(&method) {
                method.to_ascii_uppercase()
            } else {
                method.to_owned()
            },
            path: written(segments),
            segments: segments.to_vec(),
            tags: head.tags,
            summary: head.summary.or_else(|| inherited("summary")),
            description: head.description.or_else(|| inherited("description")),
            external_docs: head.external_docs.map(|docs| docs.url),
            deprecated: head.deprecated,
            parameters,
            body,
            responses,
            security,
            servers,
        }
    }

    /// The operation's own words. What the model wants and `responses` says is read elsewhere.
    fn head(&mut self, place: &Place<'d>, keys: &[&str]) -> openapiv3::Operation {
        static NO_RESPONSES: std::sync::LazyLock<serde_json::Value> =
            std::sync::LazyLock::new(|| serde_json::Value::Object(serde_json::Map::new()));
        match place.read_with(keys, ("responses", &NO_RESPONSES)) {
            Ok(head) => head,
            Err(error) => {
                let message = format!("the description of this operation cannot be read: {error}");
                self.diagnostics
                    .report(Code::InvalidValue, &place.pointer, message)
                    .degrades();
                openapiv3::Operation {
                    operation_id: place.text("operationId").map(str::to_owned),
                    ..openapiv3::Operation::default()
                }
            }
        }
    }

    /// The template `path`, taken apart.
    fn path(&mut self, path: &str, item: &Place<'d>) -> Vec<Segment> {
        let at = Pointer::root().child("paths").child(path);
        if !path.starts_with('/') {
            self.diagnostics
                .report(
                    Code::InvalidPath,
                    &at,
                    format!("the path `{path}` does not start with a slash"),
                )
                .at_key()
                .help(format!("write `/{path}`"));
        }
        let sent = without_fragment(path);
        if sent != path {
            let message = format!("what follows `#` in `{path}` is never sent; `{sent}` is called");
            self.diagnostics
                .report(Code::SuspectValue, &at, message)
                .at_key();
        }
        let declared = self.path_parameters(item);
        let mut segments = template(sent).unwrap_or_else(|Unbalanced| {
            let segments = mended(sent, &declared);
            self.diagnostics
                .report(
                    Code::InvalidPath,
                    &at,
                    format!("the braces in `{path}` do not match"),
                )
                .at_key()
                .help(format!(
                    "write each parameter as `{{name}}`; the path is read as `{}`",
                    written(&segments)
                ))
                .degrades();
            segments
        });
        for name in expressions(&mut segments, &declared) {
            let message =
                format!("`{path}` has an expression of RFC 6570; it is read as `{{{name}}}`");
            self.diagnostics
                .report(Code::SuspectValue, &at, message)
                .at_key()
                .help(format!("write `{{{name}}}`"));
        }
        segments
    }

    /// The names of the path parameters that a path item and its operations declare.
    fn path_parameters(&mut self, item: &Place<'d>) -> Vec<&'d str> {
        let operations = methods(item).into_iter().map(|(_, place)| place);
        let owners: Vec<Place<'d>> = operations.chain([item.clone()]).collect();
        let lists = owners.iter().filter_map(|owner| owner.child("parameters"));
        let parameters: Vec<Place<'d>> = lists
            .flat_map(|list| list.elements().collect::<Vec<_>>())
            .collect();
        let mut names = Vec::new();
        for parameter in parameters {
            let Some(parameter) = self.document.follow(&parameter, self.diagnostics) else {
                continue;
            };
            if parameter.text("in") == Some("path") {
                names.extend(parameter.text("name"));
            }
        }
        names
    }

    fn check_id(&mut self, id: &str, place: &Place<'d>, ids: &mut BTreeMap<String, Pointer>) {
        let at = place.pointer.child("operationId");
        match ids.get(id) {
            Some(first) => {
                self.diagnostics
                    .report(
                        Code::DuplicateOperationId,
                        &at,
                        format!("another operation is called `{id}` too"),
                    )
                    .related(first, "first used here")
                    .help("give each operation an operationId of its own");
            }
            None => {
                ids.insert(id.to_owned(), at);
            }
        }
    }

    pub(super) fn ignore(&mut self, pointer: &Pointer, message: &str) {
        self.diagnostics
            .report(Code::IgnoredKeyword, pointer, message)
            .at_key();
    }
}

/// The operations of a path item, and those under any other name of a method (3.2).
pub(super) fn methods<'d>(item: &Place<'d>) -> Vec<(&'d str, Place<'d>)> {
    let fixed = METHODS
        .iter()
        .filter_map(|method| Some((*method, item.child(method)?)));
    let other = item.child("additionalOperations");
    let other = other.iter().flat_map(Place::members);
    let all = fixed.chain(other);
    all.filter(|(_, place)| place.value.is_object()).collect()
}

/// Whether a text can be the name of a method (RFC 9110 section 9.1).
fn is_token(text: &str) -> bool {
    let may = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    !text.is_empty() && text.bytes().all(may)
}

/// A name for an operation without operationId: the method and the words of the path.
fn described(method: &str, segments: &[Segment]) -> String {
    let mut name = method.to_owned();
    for segment in segments {
        let text = match segment {
            Segment::Literal(text) | Segment::Parameter(text) => text,
        };
        for word in text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
        {
            name.push('_');
            name.push_str(word);
        }
    }
    name
}
