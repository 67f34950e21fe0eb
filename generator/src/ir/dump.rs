//! Stable, readable text of any value of this pipeline: what `oaxide inspect` prints.

#[cfg(test)]
mod tests;

use serde::Serialize;
use serde_json::Value;

/// How many characters a list or mapping may have to stand on one line.
const INLINE: usize = 90;

/// Prints `value` as indented text: `key: value`, list elements after their index, small things on one line. What is
/// null or empty is left out.
///
/// Values whose keys are not text cannot be printed; the text then says so.
#[must_use]
pub fn dump(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(value) => {
            let mut out = String::new();
            block(&value, 0, &mut out);
            out
        }
        Err(error) => format!("(cannot be printed: {error})\n"),
    }
}

/// The lines of a mapping or list.
fn block(value: &Value, depth: usize, out: &mut String) {
    match value {
        Value::Object(map) => {
            for (key, value) in map.iter().filter(|(_, value)| !is_nothing(value)) {
                entry(&word(key), ":", value, depth, out);
            }
        }
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                entry(&format!("[{index}]"), "", value, depth, out);
            }
        }
        scalar => {
            out.push_str(&inline(scalar).unwrap_or_default());
            out.push('\n');
        }
    }
}

/// `key: value`, or `key:` and the value below it.
fn entry(key: &str, separator: &str, value: &Value, depth: usize, out: &mut String) {
    out.push_str(&"  ".repeat(depth));
    out.push_str(key);
    out.push_str(separator);
    if let Some(text) = inline(value) {
        out.push(' ');
        out.push_str(&text);
        out.push('\n');
    } else {
        out.push('\n');
        block(value, depth + 1, out);
    }
}

/// The value on one line, if it is small enough.
fn inline(value: &Value) -> Option<String> {
    let text = match value {
        Value::Object(map) => {
            let parts: Option<Vec<String>> = map
                .iter()
                .filter(|(_, value)| !is_nothing(value))
                .map(|(key, value)| Some(format!("{}: {}", word(key), inline(value)?)))
                .collect();
            format!("{{{}}}", parts?.join(", "))
        }
        Value::Array(list) => {
            let parts: Option<Vec<String>> = list.iter().map(inline).collect();
            format!("[{}]", parts?.join(", "))
        }
        Value::String(text) => return Some(word(text)),
        other => return Some(other.to_string()),
    };
    (text.len() <= INLINE).then_some(text)
}

/// Text as it is where that is clear, else in quotes.
fn word(text: &str) -> String {
    let clear = !text.is_empty()
        && text.trim() == text
        && !text.contains(|c: char| c.is_control() || "\"'{}[],#".contains(c))
        && !text.contains(": ")
        && text.parse::<f64>().is_err()
        && !matches!(text, "true" | "false" | "null");
    if clear {
        text.to_owned()
    } else {
        Value::from(text).to_string()
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}
