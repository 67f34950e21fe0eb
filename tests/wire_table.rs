//! What is sent, byte by byte, against tables that were written by hand from the specifications: `wire_table/README.md`
//! says how to read and to extend them.

#[path = "wire_table/cell.rs"]
mod cell;
#[path = "wire_table/document.rs"]
mod document;
#[path = "wire_table/expected.rs"]
mod expected;
#[allow(dead_code, reason = "the other tests use all of it")]
#[path = "wire/server.rs"]
mod server;
#[path = "wire/session.rs"]
mod session;

use std::collections::BTreeMap;

use cell::{Cell, Row, Table};
use serde_json::Value;
use server::{Reply, Server};
use session::Session;
use support::tree;

/// The tables of one document make one client: every row is sent by it, and what came is compared.
#[test]
fn what_is_sent_is_what_the_tables_say() {
    let mut documents: BTreeMap<String, Vec<Table>> = BTreeMap::new();
    for (file, text) in tree::read(&support::root().join("tests/wire_table")) {
        if file.ends_with(".yaml") {
            let table = cell::table(&file, &text);
            documents
                .entry(table.document.clone())
                .or_default()
                .push(table);
        }
    }
    let mut failures = Vec::new();
    let mut count = 0;
    for (name, tables) in &documents {
        let rows = send(tables, &mut failures);
        println!("{name}: {rows} rows");
        count += rows;
    }
    println!("{count} rows");
    assert!(
        failures.is_empty(),
        "{} of {count} rows are not sent as the tables say\n{}",
        failures.len(),
        failures.join("\n")
    );
    // A table that is not read says nothing.
    assert!(count >= 600, "only {count} rows");
}

/// Sends all rows of the tables of a document; returns how many there were.
fn send(tables: &[Table], failures: &mut Vec<String>) -> usize {
    let program = document::program(tables);
    let server = Server::answering(Reply::empty(204));
    let mut sessions: BTreeMap<Vec<String>, Session> = BTreeMap::new();
    let mut count = 0;
    for cell in tables.iter().flat_map(|table| &table.cells) {
        let mut arguments = cell.arguments.clone();
        arguments.extend(
            cell.base
                .as_ref()
                .map(|base| format!("--base-url={}{base}", server.url())),
        );
        let session = sessions.entry(arguments).or_insert_with_key(|arguments| {
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            Session::start(&program, &server.url(), &arguments)
        });
        for row in &cell.rows {
            count += 1;
            let line = line(cell, row);
            let answer = session.answer(&line);
            let url = server.url();
            let host = url.trim_start_matches("http://");
            let place = (cell.method.as_str(), cell.prefix.as_str(), host);
            if let Some(wrong) = row.expected.differs(place, &answer, &server.take()) {
                failures.push(format!("{}\n  {line}{wrong}", cell.says));
            }
        }
    }
    for session in sessions.into_values() {
        session.end();
    }
    count
}

/// The line that the program is given.
fn line(cell: &Cell, row: &Row) -> String {
    let operation = Value::from(document::operation_id(cell));
    let comma = if row.arguments.is_empty() { "" } else { ", " };
    format!("{{\"operation\": {operation}{comma}{}}}", row.arguments)
}
