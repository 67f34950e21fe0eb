//! The tables as they are read: documents' operations, and what is sent by them.

use std::path::Path;

use generator::diagnostics::Diagnostics;
use generator::read::{Source, read};
use serde_json::{Map, Value, json};

use super::expected::Expected;

/// A table: for one document, cells of the specification's table of styles, each with its rows.
pub(crate) struct Table {
    /// The document that it is a part of, for example `openapi-3.0`.
    pub(crate) document: String,
    /// What the document has beside its paths.
    pub(crate) root: Value,
    pub(crate) cells: Vec<Cell>,
}

/// An operation and what is sent by it.
pub(crate) struct Cell {
    /// Where it stands, for messages.
    pub(crate) says: String,
    /// The path template, and the path before what rows expect.
    pub(crate) path: String,
    pub(crate) prefix: String,
    pub(crate) method: String,
    pub(crate) operation: Value,
    /// What the program is started with.
    pub(crate) arguments: Vec<String>,
    /// What follows the host in `--base-url`; `None` where the document's own servers are called.
    pub(crate) base: Option<String>,
    pub(crate) rows: Vec<Row>,
}

/// A call and what must come of it.
pub(crate) struct Row {
    /// What the call is given, as JSON without the braces.
    pub(crate) arguments: String,
    pub(crate) expected: Expected,
}

/// Reads the table in `file`.
pub(crate) fn table(file: &str, text: &str) -> Table {
    let source = Source {
        name: file.to_owned(),
        text: text.to_owned(),
    };
    let mut diagnostics = Diagnostics::new();
    let table =
        read(&source, &mut diagnostics).unwrap_or_else(|| panic!("{file}: {diagnostics:?}"));
    assert_eq!(diagnostics.iter().count(), 0, "{file}: {diagnostics:?}");
    let topic = Path::new(file).file_stem().unwrap().to_str().unwrap();
    let root = table.get("root").cloned().unwrap_or_else(|| json!({}));
    let mut cells = Vec::new();
    for (index, cell) in list(&table, "cells").iter().enumerate() {
        cells.extend(self::cells(
            topic,
            index + 1,
            cell,
            root.get("swagger").is_some(),
        ));
    }
    Table {
        document: word(&table, "document").expect("a table is for a document"),
        root,
        cells,
    }
}

/// One for each kind of value.
fn cells(topic: &str, index: usize, cell: &Value, swagger: bool) -> Vec<Cell> {
    let says = word(cell, "cell").unwrap_or_else(|| panic!("{topic}: cell {index} has no `cell`"));
    match &cell["rows"] {
        Value::Object(kinds) => kinds
            .iter()
            .enumerate()
            .map(|(at, (kind, rows))| {
                let prefix = format!("/{topic}-{index}-{at}");
                let own = cell.get("schemas").and_then(|own| own.get(kind));
                let schema = own.cloned().unwrap_or_else(|| schema(kind));
                let parameter = parameter(cell, schema, swagger);
                let says = format!("{topic}: {says}, {kind}");
                of_parameter(says, prefix, cell, &parameter, rows)
            })
            .collect(),
        rows => vec![whole(
            format!("{topic}: {says}"),
            format!("/{topic}-{index}"),
            cell,
            rows,
        )],
    }
}

/// The parameter of a cell, for values of a schema.
fn parameter(cell: &Value, schema: Value, swagger: bool) -> Value {
    let mut parameter = cell["parameter"]
        .as_object()
        .expect("a cell has a parameter")
        .clone();
    parameter.entry("name").or_insert_with(|| json!("color"));
    if parameter["in"] == "path" {
        parameter.insert("required".to_owned(), json!(true));
    }
    match parameter
        .get("content")
        .and_then(Value::as_str)
        .map(str::to_owned)
    {
        Some(media_type) => {
            parameter.insert(
                "content".to_owned(),
                json!({media_type: {"schema": schema}}),
            );
        }
        // Swagger 2.0 has the words of a schema beside the parameter's own.
        None if swagger => parameter.extend(schema.as_object().unwrap().clone()),
        None => {
            parameter.insert("schema".to_owned(), schema);
        }
    }
    json!(parameter)
}

/// A parameter whose rows are pairs of its value and what is sent: in a path or query the request's target, else the
/// header's line.
fn of_parameter(
    says: String,
    prefix: String,
    cell: &Value,
    parameter: &Value,
    rows: &Value,
) -> Cell {
    let place = parameter["in"].as_str().unwrap();
    let name = parameter["name"].as_str().unwrap().to_owned();
    let path = match word(cell, "path") {
        Some(path) => path,
        None if place == "path" => format!("/{{{name}}}"),
        None => String::new(),
    };
    let key = if place == "querystring" {
        "query"
    } else {
        place
    };
    let rows = rows
        .as_array()
        .unwrap_or_else(|| panic!("{says}: no rows"))
        .iter();
    let rows = rows.map(|row| {
        let (value, expected) = (&row[0], &row[1]);
        let expected = match expected.as_str() {
            None => Expected::read(expected),
            Some(target) if place == "path" || key == "query" => Expected::target(target),
            Some(line) => Expected::header(line),
        };
        let arguments = Map::from_iter([(key.to_owned(), json!({&name: value}))]);
        Row {
            arguments: members(&arguments),
            expected,
        }
    });
    Cell {
        path: format!("{prefix}{path}"),
        method: "get".to_owned(),
        operation: json!({"parameters": [parameter]}),
        arguments: Vec::new(),
        base: Some(String::new()),
        rows: rows.collect(),
        prefix,
        says,
    }
}

/// An operation that is written out, whose rows are calls.
fn whole(says: String, prefix: String, cell: &Value, rows: &Value) -> Cell {
    let (prefix, path) = match (word(cell, "at"), word(cell, "path")) {
        (Some(path), _) => (String::new(), path),
        (None, path) => (prefix.clone(), prefix + &path.unwrap_or_default()),
    };
    let rows = rows
        .as_array()
        .unwrap_or_else(|| panic!("{says}: no rows"))
        .iter();
    let rows = rows.map(|row| {
        let mut given = row
            .as_object()
            .unwrap_or_else(|| panic!("{says}: {row}"))
            .clone();
        let (sent, refused) = (given.shift_remove("sent"), given.shift_remove("refused"));
        given.shift_remove("note");
        let expected = match refused {
            Some(kind) => Expected::read(&json!({"refused": kind})),
            None => Expected::read(&sent.unwrap_or_else(|| panic!("{says}: {row}"))),
        };
        // As text, where JSON's own spelling counts.
        let text = word(row, "text");
        Row {
            arguments: text.unwrap_or_else(|| members(&given)),
            expected,
        }
    });
    let arguments = list(cell, "arguments").iter();
    Cell {
        path,
        method: word(cell, "method").unwrap_or_else(|| "get".to_owned()),
        operation: cell.get("operation").cloned().unwrap_or_else(|| json!({})),
        arguments: arguments
            .map(|one| one.as_str().unwrap().to_owned())
            .collect(),
        base: (cell.get("servers").is_none()).then(|| word(cell, "base").unwrap_or_default()),
        rows: rows.collect(),
        prefix,
        says,
    }
}

/// The schema of a kind of values.
fn schema(kind: &str) -> Value {
    match kind {
        "string" | "integer" | "number" | "boolean" => json!({"type": kind}),
        "array" => json!({"type": "array", "items": {"type": "string"}}),
        "integers" => json!({"type": "array", "items": {"type": "integer"}}),
        "object" => json!({"type": "object", "properties":
            {"R": {"type": "integer"}, "G": {"type": "integer"}, "B": {"type": "integer"}}}),
        "map" => json!({"type": "object", "additionalProperties": {"type": "string"}}),
        "any" => json!({}),
        other => panic!("`{other}` is no kind of values: say what it is under `schemas`"),
    }
}

/// An object as JSON without its braces.
fn members(object: &Map<String, Value>) -> String {
    let text = json!(object).to_string();
    text[1..text.len() - 1].to_owned()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value
        .get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

fn word(value: &Value, key: &str) -> Option<String> {
    value.get(key).map(|value| {
        value
            .as_str()
            .unwrap_or_else(|| panic!("{key}: {value}"))
            .to_owned()
    })
}
