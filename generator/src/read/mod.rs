//! Text in, tree out: YAML and JSON become one [`serde_json::Value`], keys in the document's order.

mod json;
mod source;
mod sources;
mod tree;
mod yaml;

#[cfg(test)]
mod tests;

pub use source::{ReadError, Source};
pub use sources::Sources;

use serde_json::Value;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, place};
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
    let text = source
        .text
        .strip_prefix('\u{feff}')
        .unwrap_or(source.text.as_str());
    if text.trim().is_empty() {
        diagnostics
            .report(Code::Syntax, &Pointer::root(), "the document is empty")
            .help("an OpenAPI document starts with its version, for example `openapi: 3.0.3`");
        return None;
    }
    let (tree, faults) = match parse(text) {
        Ok(read) => read,
        Err(error) => {
            let finding = diagnostics.report(Code::Syntax, &Pointer::root(), error.message);
            if let Some((line, column)) = error.position {
                finding.at_position(line, column);
            }
            return None;
        }
    };
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
    report_faults(&source.text, &faults, diagnostics);
    Some(tree)
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

fn report_faults(text: &str, faults: &[tree::Fault], diagnostics: &mut Diagnostics) {
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
