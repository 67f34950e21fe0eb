//! JSON text (RFC 8259).

use std::cell::RefCell;

use serde::de::DeserializeSeed as _;
use serde_json::Value;

use super::SyntaxError;
use super::tree::{Fault, TreeSeed};

/// Reads one JSON text.
pub(super) fn parse(text: &str) -> Result<(Value, Vec<Fault>), SyntaxError> {
    let faults = RefCell::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let tree = TreeSeed::root(&faults)
        .deserialize(&mut deserializer)
        .and_then(|tree| deserializer.end().map(|()| tree))
        .map_err(|error| syntax_error(&error))?;
    Ok((tree, faults.into_inner()))
}

fn syntax_error(error: &serde_json::Error) -> SyntaxError {
    let text = error.to_string();
    let message = text.split(" at line ").next().unwrap_or_default();
    SyntaxError {
        message: format!("this is not JSON: {message}"),
        position: (error.line() > 0).then(|| (error.line(), error.column().max(1))),
    }
}
