mod groups;
mod models;

use crate::ir::{Api, Operation, Pointer, Segment};
use crate::plan::docs::Docs;
use crate::plan::methods::{Method, Output};
use crate::plan::names::{FunctionName, TypeName};
use crate::plan::rust_type::RustType;

/// `GET path` with these tags.
fn operation(path: &str, tags: &[&str]) -> Operation {
    let segments = path
        .split_inclusive('}')
        .flat_map(|part| part.split_once('{').map_or(vec![part], |(a, b)| vec![a, b]))
        .map(|part| match part.strip_suffix('}') {
            Some(name) => Segment::Parameter(name.to_owned()),
            None => Segment::Literal(part.to_owned()),
        });
    Operation {
        pointer: Pointer::root(),
        id: None,
        method: "GET".to_owned(),
        path: path.to_owned(),
        segments: segments.collect(),
        tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
        summary: None,
        description: None,
        external_docs: None,
        deprecated: false,
        parameters: Vec::new(),
        body: None,
        responses: Vec::new(),
        security: Vec::new(),
        servers: Vec::new(),
    }
}

/// What `operation` becomes: its answer is the model `answer`, and its documentation has `lines` lines.
fn method(name: &str, answer: &str, lines: usize) -> Method {
    Method {
        name: FunctionName::test(name),
        marker: TypeName::test("Marker"),
        docs: Docs {
            lines: vec![String::new(); lines],
        },
        deprecated: false,
        id: String::new(),
        http_method: "GET".to_owned(),
        path: String::new(),
        arguments: Vec::new(),
        setters: Vec::new(),
        body: None,
        security: Vec::new(),
        accept: String::new(),
        base_url: None,
        output: Output::Type(RustType::Vec(Box::new(RustType::Model(TypeName::test(
            answer,
        ))))),
        error: None,
        answers: Vec::new(),
        stream: None,
        headers: Vec::new(),
        error_headers: Vec::new(),
    }
}

fn api(operations: Vec<Operation>) -> Api {
    Api {
        operations,
        ..Api::default()
    }
}
