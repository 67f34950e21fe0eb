//! What an operation is about, from the most general word to the most special one.

use crate::ir::{Operation, Segment};
use crate::plan::names::{singular, words};

/// Words of paths that say how the API is reached, not what an operation is about.
const NOISE: &[&str] = &["api", "apis", "rest", "public", "latest"];

/// Words that say what is done, in front of names that no path explains.
const METHODS: &[&str] = &["get", "put", "post", "delete", "patch", "head", "options"];

/// Deeper paths are not told apart by what comes then.
const DEEPEST: usize = 12;

/// The literal parts of the path that say something, as snake-case words.
pub(super) fn of_path(operation: &Operation) -> Vec<String> {
    let literals = operation
        .segments
        .iter()
        .filter_map(|segment| match segment {
            Segment::Literal(text) => Some(text),
            Segment::Parameter(_) => None,
        });
    literals
        .flat_map(|text| text.split(['/', '.', ':']))
        .map(|part| words(part).join("_"))
        .filter(|part| !part.is_empty() && !NOISE.contains(&part.as_str()) && !is_version(part))
        .take(DEEPEST)
        .collect()
}

/// What a method's name says the operation is about: the word after the verb.
pub(super) fn noun(name: &str) -> String {
    let mut words = words(name);
    if words.len() > 2
        && words
            .first()
            .is_some_and(|word| METHODS.contains(&word.as_str()))
    {
        words.remove(0);
    }
    match words.get(1).or_else(|| words.first()) {
        // `ebs` is no plural.
        Some(word) if word.len() <= 3 => word.clone(),
        Some(word) => singular(word),
        None => String::new(),
    }
}

/// `v1`, `2`, `v2_1`, `v1beta2`.
fn is_version(part: &str) -> bool {
    let digits = part.strip_prefix('v').unwrap_or(part);
    let tail = digits.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_');
    let tail = ["alpha", "beta", "p", "rc"]
        .iter()
        .find_map(|word| tail.strip_prefix(word))
        .unwrap_or(tail);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && tail.chars().all(|c| c.is_ascii_digit() || c == '_')
}
