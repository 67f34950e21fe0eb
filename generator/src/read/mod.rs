//! Text in, tree out: YAML and JSON become one [`serde_json::Value`], keys in the document's order.

mod json;
mod library;
mod meant;
mod remote;
mod source;
mod sources;
mod tree;
mod uri;
mod written;
mod yaml;

#[cfg(test)]
mod tests;

pub use library::{Access, Refusal};
pub use source::{ReadError, Source};
pub use sources::Sources;
pub use uri::{Uri, percent_decode};

use serde_json::Value;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, FileId, place};
use crate::ir::Pointer;

/// Why a text is not a document, with line and column from 1 where they are known.
#[derive(Debug)]
struct SyntaxError {
    message: String,
    position: Option<(usize, usize)>,
}

/// Reads the text of `source` as YAML or JSON.
///
/// Broken syntax, an empty document and a document that is not a mapping are findings, and nothing is returned.
/// Repeated keys are findings too: the first one counts, and reading goes on.
pub fn read(source: &Source, diagnostics: &mut Diagnostics) -> Option<Value> {
    if source.text.trim_start_matches('\u{feff}').trim().is_empty() {
        diagnostics
            .report(Code::Syntax, &Pointer::root(), "the document is empty")
            .help("an OpenAPI document starts with its version, for example `openapi: 3.0.3`");
        return None;
    }
    let tree = read_file(source, FileId::MAIN, diagnostics)?;
    if !tree.is_object() {
        diagnostics
            .report(
                Code::Syntax,
                &Pointer::root(),
                format!("the document is {}, not a mapping", describe(&tree)),
            )
            .help("an OpenAPI document is one mapping with the keys `openapi`, `info` and `paths`");
        return None;
    }
    Some(tree)
}

/// Reads one of the files of a document, which may hold any value.
pub fn read_file(source: &Source, file: FileId, diagnostics: &mut Diagnostics) -> Option<Value> {
    let text = source.text.as_str();
    let content = text.strip_prefix('\u{feff}').unwrap_or(text);
    match parse(content) {
        Ok((mut tree, faults)) => {
            report_faults(text, file, &faults, diagnostics);
            written::restore(content, &mut tree, file, diagnostics);
            Some(tree)
        }
        Err(error) => {
            let finding = diagnostics
                .report(Code::Syntax, &Pointer::root(), error.message)
                .in_file(file);
            if let Some((line, column)) = error.position {
                finding.at_position(line, column);
            }
            None
        }
    }
}

fn parse(text: &str) -> Result<(Value, Vec<tree::Fault>), SyntaxError> {
    if is_json(text) {
        json::parse(text)
    } else {
        yaml::parse(text)
    }
}

/// Whether a text is read as JSON, which is faster and stricter: where it looks like it (a brace and a quoted key).
/// Else it is YAML.
#[must_use]
pub fn is_json(text: &str) -> bool {
    let inside = text.trim_start().strip_prefix('{').map(str::trim_start);
    inside.is_some_and(|inside| inside.starts_with(['"', '}']))
}

fn report_faults(text: &str, file: FileId, faults: &[tree::Fault], diagnostics: &mut Diagnostics) {
    let repeated: Vec<Pointer> = faults
        .iter()
        .filter(|fault| fault.repeated_key)
        .map(|fault| fault.pointer.clone())
        .collect();
    let places = (!repeated.is_empty()).then(|| place::Places::find(text, &repeated));
    for fault in faults {
        let finding: &mut Diagnostic = if fault.repeated_key {
            let key = fault.pointer.last().unwrap_or_default();
            let finding = diagnostics.report(
                Code::DuplicateKey,
                &fault.pointer,
                format!("the key `{key}` stands here for the second time"),
            );
            finding
                .related(&fault.pointer, "first stands here")
                .help("remove or rename one of the two; the first one was used")
        } else {
            diagnostics.report(Code::InvalidValue, &fault.pointer, fault.message.clone())
        };
        finding.in_file(file);
        let second = places
            .as_ref()
            .filter(|_| fault.repeated_key)
            .and_then(|places| places.get(&fault.pointer))
            .and_then(|place| place.again);
        if let Some(span) = second {
            finding.at_position(span.line, span.column);
        }
        finding.at_key = fault.repeated_key;
    }
}

/// What a value is, in words, for messages.
#[must_use]
pub fn describe(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a mapping",
    }
}
