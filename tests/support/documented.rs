//! What the documents say, so that a test fails where it leaves a status of an operation out.

use generator::diagnostics::Diagnostics;
use generator::read::{Source, read};
use serde_json::Value;

use crate::text;

/// The methods of a path item (OAS 3.0.3 section 4.7.9).
const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// The APIs that have a document in `specs/`.
pub const APIS: [&str; 5] = ["ghc", "guardian", "nethsm", "odin", "user_management"];

/// The document of an API.
#[must_use]
pub fn document(api: &str) -> Value {
    let name = format!("specs/{api}.yaml");
    let source = Source {
        text: text(&name),
        name,
    };
    let mut diagnostics = Diagnostics::new();
    read(&source, &mut diagnostics).unwrap_or_else(|| panic!("{api}: {diagnostics:?}"))
}

/// Every operation of an API with each status that it documents, as the document writes them (`2XX`).
#[must_use]
pub fn answers(api: &str) -> Vec<(String, String)> {
    let document = document(api);
    let paths = document["paths"].as_object().unwrap().values();
    let operations = paths.flat_map(|item| METHODS.iter().filter_map(|method| item.get(*method)));
    let mut answers = Vec::new();
    for operation in operations {
        let id = operation["operationId"].as_str().unwrap();
        let statuses = operation["responses"].as_object().unwrap().keys();
        answers.extend(statuses.map(|status| (id.to_owned(), status.clone())));
    }
    assert!(!answers.is_empty(), "{api} documents nothing");
    answers
}
