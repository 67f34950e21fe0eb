//! Media types: `consumes` and `produces`.

use serde_json::Value;

pub(super) const JSON: &str = "application/json";
pub(super) const MULTIPART: &str = "multipart/form-data";
pub(super) const URLENCODED: &str = "application/x-www-form-urlencoded";
pub(super) const BYTES: &str = "application/octet-stream";

/// The texts of a list, each once.
pub(super) fn texts(value: Option<Value>) -> Vec<String> {
    let Some(Value::Array(list)) = value else {
        return Vec::new();
    };
    let mut texts: Vec<String> = Vec::new();
    for item in list {
        match item {
            Value::String(text) if !text.trim().is_empty() && !texts.contains(&text) => {
                texts.push(text);
            }
            _ => {}
        }
    }
    texts
}

/// The media type in lower case, without parameters.
pub(super) fn bare(written: &str) -> String {
    let name = written.split(';').next().unwrap_or_default();
    name.trim().to_ascii_lowercase()
}

/// The media types of a body with a schema.
pub(super) fn of_body(consumes: &[String]) -> Vec<String> {
    or(consumes.to_vec(), JSON)
}

/// The media types of a form; a file needs parts of its own.
pub(super) fn of_form(consumes: &[String], has_file: bool) -> Vec<String> {
    let fits = |written: &&String| match bare(written).as_str() {
        MULTIPART => true,
        URLENCODED => !has_file,
        _ => false,
    };
    let usual = if has_file { MULTIPART } else { URLENCODED };
    or(consumes.iter().filter(fits).cloned().collect(), usual)
}

/// The media types of an answer with a schema. What is said of all answers is often not meant for files.
pub(super) fn of_answer(produces: &[String], is_file: bool) -> Vec<String> {
    let is_json = |written: &String| bare(written).contains("json");
    let fits = produces
        .iter()
        .filter(|written| !(is_file && is_json(written)));
    or(fits.cloned().collect(), if is_file { BYTES } else { JSON })
}

fn or(mut types: Vec<String>, usual: &str) -> Vec<String> {
    if types.is_empty() {
        types.push(usual.to_owned());
    }
    types
}
