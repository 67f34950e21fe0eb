//! Texts: of formats, of patterns, of all lengths, and with what has a meaning in URLs.

use serde_json::Value;

use crate::flat::Flat;
use crate::hints::Hints;

/// Texts of formats and of encodings, in the form that a client writes too.
const KNOWN: &[&str] = &[
    "c56a4180-65aa-42ec-a945-5fd21dec0538",
    "2020-01-02T03:04:05Z",
    "2020-01-02",
    "https://example.org/a?b=c",
    "192.0.2.1",
    "2001:db8::1",
    "a@example.org",
    "aGk=",
    "ABCDEFGH",
    "4142",
    "{}",
    "{\"a\":\"b\"}",
    "[]",
    "[\"b\"]",
    "5",
];

/// Texts for everything else.
const PLAIN: &[&str] = &[
    "text",
    "",
    "a",
    "A",
    "ab",
    "AB",
    "ABC",
    "Text 1",
    "a,b",
    "a|b",
    "a&b=c/d?e;f#g+h%20",
    "Grüße ✓",
    "true",
    "17",
];

pub(crate) fn texts(flat: &Flat, hints: &Hints) -> Vec<String> {
    let special = ["format", "contentEncoding", "contentMediaType"];
    let is_special = special.iter().any(|key| flat.contains_key(*key));
    let patterns = flat.get("pattern").and_then(Value::as_str);
    let mut all: Vec<String> = patterns.into_iter().flat_map(of_pattern).collect();
    if matches!(
        flat.get("format").and_then(Value::as_str),
        Some("binary" | "byte")
    ) {
        all.push("aGk=".to_owned());
    }
    let lengths = hints.lengths(flat, "minLength", "maxLength");
    let lengths: Vec<String> = lengths
        .into_iter()
        .map(|length| "x".repeat(length))
        .collect();
    let (first, second) = if is_special {
        (KNOWN, PLAIN)
    } else {
        (PLAIN, KNOWN)
    };
    all.extend(first.iter().chain(second).map(|text| (*text).to_owned()));
    all.extend(hints.texts.iter().cloned());
    all.extend(lengths);
    all.extend(
        hints
            .patterns
            .iter()
            .flat_map(|pattern| of_pattern(pattern)),
    );
    all
}

/// Texts that match a pattern of literals, classes, and repetitions of those; the caller checks them.
pub(crate) fn of_pattern(pattern: &str) -> Vec<String> {
    (0..5).map(|extra| matching(pattern, extra)).collect()
}

fn matching(pattern: &str, extra: usize) -> String {
    let mut text = String::new();
    let mut rest = pattern.chars().peekable();
    while let Some(c) = rest.next() {
        let letters: Vec<char> = match c {
            '^' | '$' => continue,
            '[' => {
                let class: String = rest.by_ref().take_while(|c| *c != ']').collect();
                class.chars().filter(|c| *c != '-').collect()
            }
            '\\' => match rest.next() {
                Some('d') => vec!['4', '2'],
                Some('w') => vec!['w', 'x'],
                other => other.into_iter().collect(),
            },
            '.' => vec!['d', 'e'],
            other => vec![other],
        };
        let (least, most) = match rest.peek() {
            Some('+') => (1, 9),
            Some('*') => (0, 9),
            Some('?') => (0, 1),
            Some('{') => {
                let limits: String = rest.by_ref().skip(1).take_while(|c| *c != '}').collect();
                let mut numbers = limits.split(',').map(|number| number.parse().unwrap_or(9));
                let least = numbers.next().unwrap_or(1);
                (least, numbers.next().unwrap_or(least))
            }
            _ => (1, 1),
        };
        if matches!(rest.peek(), Some('+' | '*' | '?')) {
            rest.next();
        }
        let count = (least + extra).min(most);
        text.extend(
            letters
                .iter()
                .cycle()
                .take(if letters.is_empty() { 0 } else { count }),
        );
    }
    text
}
