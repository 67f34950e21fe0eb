//! What a small plan is printed as.

mod sample;

use super::{Document, DocumentFacts, OutputTree, render_collection, render_standalone};
use crate::plan::ApiPlan;

fn collection(plan: &ApiPlan) -> OutputTree {
    render_collection(&[document(plan)]).unwrap()
}

fn document(plan: &ApiPlan) -> Document<'_> {
    Document {
        plan,
        facts: DocumentFacts {
            file: "specs/nethsm.yaml",
            text: "openapi: 3.0.3\n",
            degraded: Vec::new(),
        },
    }
}

#[test]
fn everything_that_is_printed_is_rust() {
    let plan = sample::nethsm();
    for tree in [
        collection(&plan),
        render_standalone(&document(&plan), "nethsm-client").unwrap(),
    ] {
        for (path, text) in tree {
            if path.ends_with(".rs") {
                syn::parse_file(&text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
            }
            if std::env::var_os("SHOW").is_some() {
                eprintln!("===== {path}\n{text}");
            }
        }
    }
}
