//! The operations in a generated crate, read from its Rust.
//!
//! Each generator writes the method and the path of a request beside the function that sends it. An operation counts
//! where both stand with such a function.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::tools::Tool;

/// What functions send in all Rust files below `folder`, as `get /users/{id}`. An operation may have several functions.
pub fn below(folder: &Path, tool: Tool) -> Vec<String> {
    let mut found = Vec::new();
    for file in crate::files::rust(folder) {
        let text = fs::read_to_string(&file).unwrap_or_default();
        found.extend(in_text(&text, tool));
    }
    found
}

/// How many of the declared operations are among the found ones.
pub fn there(declared: &BTreeSet<String>, found: &[String]) -> usize {
    let found = counted(found);
    counted(declared)
        .iter()
        .map(|(operation, count)| (*count).min(found.get(operation).copied().unwrap_or_default()))
        .sum()
}

/// How many different operations are among the found ones.
pub fn different(found: &[String]) -> usize {
    counted(found).len()
}

fn counted<'a>(operations: impl IntoIterator<Item = &'a String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for operation in operations {
        *counts.entry(as_sent(operation)).or_default() += 1;
    }
    counts
}

/// The operation with its method in small letters, `{}` for each template, and without the fragment of its path, which
/// is never sent: documents use it to tell operations of one path apart.
fn as_sent(operation: &str) -> String {
    let (method, path) = operation.split_once(' ').unwrap_or((operation, ""));
    let mut text = format!("{} ", method.to_ascii_lowercase());
    let mut rest = path.split('#').next().unwrap_or_default();
    while let Some((before, after)) = rest.split_once('{') {
        let Some((_, after)) = after.split_once('}') else {
            break;
        };
        text.push_str(before);
        text.push_str("{}");
        rest = after;
    }
    text.push_str(rest);
    text
}

/// The operations in one file that `tool` wrote.
fn in_text(text: &str, tool: Tool) -> Vec<String> {
    match tool {
        Tool::Oaxide => oaxide(text),
        Tool::Ploidy => before_functions(text, |piece| {
            let name = after_last(piece, "otel.name = \"")?;
            Some(literal(name).0)
        }),
        Tool::Progenitor => before_functions(text, |piece| {
            let rest = on_one_line(after_last(piece, "Sends a `")?);
            let (method, rest) = rest.split_once("` request to `")?;
            let (path, _) = rest.split_once('`')?;
            Some(format!("{method} {}", literal(path).0))
        }),
        Tool::OpenapiGenerator => in_functions(text),
        Tool::OpenapiToRust => before_functions(text, |piece| {
            let lines = piece.lines().rev().map(str::trim);
            let mut named = lines.filter_map(|line| {
                line.strip_prefix("///`")
                    .or_else(|| line.strip_prefix("/// `"))
            });
            named.find_map(|line| {
                let line = line.strip_suffix('`')?;
                line.contains(" /").then(|| line.to_owned())
            })
        }),
    }
}

/// What `read` finds in the text between a function and the `async` function that follows it.
fn before_functions(text: &str, read: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let mut pieces: Vec<&str> = text.split("pub async fn ").collect();
    // What follows the last function belongs to none.
    pieces.pop();
    pieces.into_iter().filter_map(read).collect()
}

/// openapi-generator's operations: the path is that of the first URL in the function, the method that of the first
/// request.
fn in_functions(text: &str) -> Vec<String> {
    let bodies = text.split("pub async fn ").skip(1);
    let read = |body: &str| {
        let (_, url) = body.split_once("format!(\"{}")?;
        let (_, method) = body.split_once("reqwest::Method::")?;
        let method = method.split([',', ')']).next()?;
        Some(format!("{method} {}", literal(url).0))
    };
    bodies.filter_map(read).collect()
}

/// Our operations: a type whose `OperationSpec` says what is sent, and a function that gives a call of it.
fn oaxide(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for piece in text.split("\nimpl Operation for ").skip(1) {
        let Some((name, rest)) = piece.split_once(' ') else {
            continue;
        };
        let field = |field: &str| {
            let (_, value) = rest.split_once(&format!("\n        {field}: \""))?;
            Some(literal(value).0)
        };
        let is_called = text.contains(&format!("-> Call<{name}>"));
        if let (true, Some(method), Some(path)) = (is_called, field("method"), field("path")) {
            found.push(format!("{method} {path}"));
        }
    }
    found
}

/// A comment without the ends of its lines: rustfmt breaks long ones.
fn on_one_line(comment: &str) -> String {
    let words = comment.split_whitespace().filter(|word| *word != "///");
    words.collect::<Vec<_>>().join(" ")
}

fn after_last<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    text.rsplit_once(mark).map(|(_, after)| after)
}

/// The value of a string literal whose opening quote stands before `text`, and what follows it.
fn literal(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return (value, text.get(at + 1..).unwrap_or_default()),
            '\\' => match characters.next() {
                Some((_, escaped @ ('"' | '\\' | '\''))) => value.push(escaped),
                Some((_, other)) => value.extend(['\\', other]),
                None => {}
            },
            other => value.push(other),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests;
