//! `paths`: one operation for each method of each path.

use std::collections::BTreeMap;

use crate::diagnostics::Code;
use crate::ir::{Alternative, Api, Operation, Pointer, Segment};
use crate::resolve::Place;

use super::Lowerer;
use super::paths::template;
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
                continue;
            };
            for method in METHODS {
                let Some(place) = item.child(method).filter(|place| place.value.is_object()) else {
                    continue;
                };
                api.declared_operations += 1;
                if let Some(operation) =
                    self.operation(path, method, &item, &place, api, &mut defaults)
                {
                    api.operations.push(operation);
                }
            }
        }
    }

    fn operation(
        &mut self,
        path: &str,
        method: &str,
        item: &Place<'d>,
        place: &Place<'d>,
        api: &Api,
        defaults: &mut Defaults,
    ) -> Option<Operation> {
        const HEAD: &[&str] = &[
            "tags",
            "summary",
            "description",
            "externalDocs",
            "operationId",
            "deprecated",
        ];
        let segments = self.path(path)?;
        let head = self.head(place, HEAD);
        if let Some(id) = &head.operation_id {
            self.check_id(id, place, &mut defaults.ids);
        }
        let words = Words::new(
            head.operation_id
                .clone()
                .unwrap_or_else(|| described(method, &segments)),
        );
        let parameters = self.parameters(item, place, &segments, &words);
        let body = self.request_body(place, &words);
        let responses = self.responses(place, &words);
        let own = self.security(place, &api.security_schemes);
        let servers = match self.servers(place) {
            own if own.is_empty() => self.servers(item),
            own => own,
        };
        let inherited = |key: &str| item.text(key).map(str::to_owned);
        Some(Operation {
            pointer: place.pointer.clone(),
            id: head.operation_id,
            method: method.to_ascii_uppercase(),
            path: path.to_owned(),
            segments,
            tags: head.tags,
            summary: head.summary.or_else(|| inherited("summary")),
            description: head.description.or_else(|| inherited("description")),
            external_docs: head.external_docs.map(|docs| docs.url),
            deprecated: head.deprecated,
            parameters,
            body,
            responses,
            security: own.unwrap_or_else(|| defaults.security.clone()),
            servers,
        })
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

    fn path(&mut self, path: &str) -> Option<Vec<Segment>> {
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
        let Ok(segments) = template(path) else {
            self.diagnostics
                .report(
                    Code::InvalidPath,
                    &at,
                    format!("the braces in `{path}` do not match"),
                )
                .at_key()
                .help("write each parameter as `{name}`")
                .degrades();
            return None;
        };
        Some(segments)
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
