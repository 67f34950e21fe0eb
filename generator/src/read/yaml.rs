//! YAML text. The only file that names `serde_yaml`.

use std::cell::RefCell;

use serde::de::DeserializeSeed as _;
use serde_json::Value;

use super::SyntaxError;
use super::tree::{Fault, TreeSeed};

/// Reads one YAML document. Aliases are bounded by the parser ("repetition limit exceeded").
pub(super) fn parse(text: &str) -> Result<(Value, Vec<Fault>), SyntaxError> {
    let faults = RefCell::default();
    let tree = TreeSeed::root(&faults)
        .deserialize(serde_yaml::Deserializer::from_str(text))
        .map_err(|error| syntax_error(&error))?;
    Ok((tree, faults.into_inner()))
}

fn syntax_error(error: &serde_yaml::Error) -> SyntaxError {
    let text = error.to_string();
    let message = text
        .rsplit_once(" at line ")
        .filter(|(_, place)| place.starts_with(|c: char| c.is_ascii_digit()))
        .map_or(text.as_str(), |(message, _)| message);
    SyntaxError {
        message: format!("this is not YAML: {message}"),
        position: error
            .location()
            .map(|location| (location.line(), location.column())),
    }
}
