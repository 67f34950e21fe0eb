//! The document of the tables: an operation for each cell, and the program for calls by name that is made from it.

use std::path::PathBuf;

use serde_json::{Map, Value, json};
use support::cargo::Crate;
use support::generate::{findings, job};

use super::cell::{Cell, Table};

/// The name of a cell's operation.
pub(crate) fn operation_id(cell: &Cell) -> String {
    format!("{} {}", cell.method.to_ascii_uppercase(), cell.path)
}

/// The program that sends the rows of the tables of one document, compiled, without TLS.
pub(crate) fn program(tables: &[Table]) -> PathBuf {
    let name = &tables[0].document;
    let module = name.replace(['-', '.'], "_");
    let mut job = job("openapi.json", &document(tables).to_string(), &module);
    job.dispatch = true;
    job.target.path.clone_from(&module);
    job.run();
    assert!(!job.is_flawed(), "{name}: {}", findings(&job));
    let tree = generator::pipeline::standalone(&job, &format!("wire-{module}"));
    let tree = tree.unwrap().expect("all operations are made");
    let groups = if tree["Cargo.toml"].contains("\nall = [") {
        ",all"
    } else {
        ""
    };
    let features = format!("dispatch{groups}");
    let written = Crate::write(&format!("wire-{name}"), tree);
    let built = written.example(
        "dispatch",
        &["--no-default-features", "--features", &features],
    );
    // The next crate's program has the same name.
    let own = built.with_file_name(format!("wire-{name}"));
    std::fs::copy(&built, &own).unwrap_or_else(|error| panic!("{}: {error}", own.display()));
    own
}

fn document(tables: &[Table]) -> Value {
    let mut root = Map::new();
    for table in tables {
        merge(
            &mut root,
            table.root.as_object().expect("`root` is a mapping"),
        );
    }
    let swagger = root.contains_key("swagger");
    root.insert("info".to_owned(), json!({"title": "Table", "version": "1"}));
    let mut paths = Map::new();
    for cell in tables.iter().flat_map(|table| &table.cells) {
        let mut operation = cell.operation.clone();
        let responses = json!({"204": {"description": "Received."}});
        let map = operation.as_object_mut().unwrap();
        map.entry("responses").or_insert(responses);
        let item = paths.entry(cell.path.clone()).or_insert_with(|| json!({}));
        let item = item.as_object_mut().unwrap();
        assert!(
            !item.contains_key(&cell.method),
            "{}: {} is there",
            cell.says,
            cell.path
        );
        item.insert(cell.method.clone(), operation);
    }
    root.insert("paths".to_owned(), Value::Object(paths));
    assert!(
        swagger || root.contains_key("openapi"),
        "a table names its version"
    );
    Value::Object(root)
}

fn merge(into: &mut Map<String, Value>, from: &Map<String, Value>) {
    for (key, value) in from {
        match (into.get_mut(key), value) {
            (Some(Value::Object(into)), Value::Object(from)) => merge(into, from),
            (Some(there), value) => assert_eq!(there, value, "`{key}` is two things"),
            (None, value) => {
                into.insert(key.clone(), value.clone());
            }
        }
    }
}
