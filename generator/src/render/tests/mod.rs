//! What a small plan is printed as.

mod layout;
mod sample;
mod text;

use std::path::Path;

use super::{
    Document, DocumentFacts, OutputTree, RuntimeLayout, render_collection, render_standalone,
};
use crate::plan::ApiPlan;

fn collection(plan: &ApiPlan) -> OutputTree {
    render_collection(&[document(plan)]).unwrap()
}

fn document(plan: &ApiPlan) -> Document<'_> {
    Document {
        plan,
        facts: DocumentFacts {
            file: "specs/nethsm.yaml",
            texts: vec!["openapi: 3.0.3\n"],
            degraded: Vec::new(),
        },
        dispatch: true,
        runtime: RuntimeLayout::Inline,
    }
}

fn is_rust(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|end| end == "rs")
}

#[test]
fn everything_that_is_printed_is_rust() {
    let plan = sample::nethsm();
    for tree in [
        collection(&plan),
        render_standalone(&document(&plan), "nethsm-client").unwrap(),
    ] {
        for (path, text) in tree {
            if is_rust(&path) {
                syn::parse_file(&text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
            }
        }
    }
}

/// `RENDER_TO=dir cargo test -p generator render_to` shows the sample on disk.
#[test]
fn render_to() {
    if let Some(dir) = std::env::var_os("RENDER_TO") {
        let plan = sample::nethsm();
        crate::emit::write(Path::new(&dir), &collection(&plan)).unwrap();
    }
}
