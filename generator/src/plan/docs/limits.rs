//! Limits of a value in words.

use serde_json::Value;

use super::code;
use crate::ir::{Bounds, Description};

/// Says what a value may be: `At least 10 characters.`, `1 to 4999.`, ``Default: `10`.``
pub(in crate::plan) fn limits(bounds: &Bounds, description: &Description) -> String {
    let mut sentences = Vec::new();
    sentences.extend(count(
        bounds.min_length,
        bounds.max_length,
        "character",
        "characters",
    ));
    sentences.extend(range(bounds));
    if let Some(step) = &bounds.multiple_of {
        sentences.push(format!("A multiple of {}", code(&step.to_string())));
    }
    if let Some(pattern) = &bounds.pattern {
        sentences.push(format!("Pattern: {}", code(pattern)));
    }
    sentences.extend(count(
        bounds.min_items,
        bounds.max_items,
        "element",
        "elements",
    ));
    if bounds.unique_items {
        sentences.push("No two elements are equal".to_owned());
    }
    sentences.extend(count(
        bounds.min_properties,
        bounds.max_properties,
        "entry",
        "entries",
    ));
    if let Some(default) = description
        .default
        .as_deref()
        .filter(|value| !value.is_null())
    {
        sentences.push(format!("Default: {}", code(&shown(default))));
    }
    sentences
        .iter()
        .map(|sentence| format!("{sentence}."))
        .collect::<Vec<_>>()
        .join(" ")
}

/// A value as people write it: text without quotes, everything else as JSON.
pub(in crate::plan) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn count(least: Option<u64>, most: Option<u64>, one: &str, many: &str) -> Option<String> {
    let unit = |n: u64| if n == 1 { one } else { many };
    match (least.filter(|&n| n > 0), most) {
        (Some(a), Some(b)) if a == b => Some(format!("Exactly {a} {}", unit(a))),
        (Some(a), Some(b)) => Some(format!("{a} to {b} {many}")),
        (Some(a), None) => Some(format!("At least {a} {}", unit(a))),
        (None, Some(b)) => Some(format!("At most {b} {}", unit(b))),
        (None, None) => None,
    }
}

fn range(bounds: &Bounds) -> Option<String> {
    match (&bounds.minimum, &bounds.maximum) {
        (Some((a, false)), Some((b, false))) => Some(format!("From {a} to {b}")),
        (Some((a, after)), Some((b, before))) => Some(format!(
            "{} {a} and {} {b}",
            if *after { "Greater than" } else { "At least" },
            if *before { "less than" } else { "at most" },
        )),
        (Some((a, true)), None) => Some(format!("Greater than {a}")),
        (Some((a, false)), None) => Some(format!("At least {a}")),
        (None, Some((b, true))) => Some(format!("Less than {b}")),
        (None, Some((b, false))) => Some(format!("At most {b}")),
        (None, None) => None,
    }
}
