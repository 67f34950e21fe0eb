//! Comparing one value with what its keyword expects.

use serde_json::{Map, Number, Value};

use super::super::keywords::{Expect, Kind};
use super::{Findings, Path, nearest, object};
use crate::diagnostics::Code;
use crate::read::describe;

/// Checks `value`, and mends it where it can only mean one thing; `false` where it has to go.
pub(super) fn keep(
    value: &mut Value,
    expect: Expect,
    path: &Path<'_>,
    findings: &mut Findings<'_>,
) -> bool {
    if matches!(expect, Expect::Anything) {
        return true;
    }
    if value.is_null() {
        return empty(value, expect, path, findings);
    }
    if !has_type(value, expect) && !coerce(value, expect, path, findings) {
        wrong_type(value, expect, path, findings);
        // An operation can be called even where nothing more is known of it.
        if !matches!(expect, Expect::Object(Kind::Operation)) {
            return false;
        }
        *value = Value::Object(Map::new());
    }
    match (expect, value) {
        (Expect::Choice(words), Value::String(word)) => choice(word, words, path, findings),
        (Expect::Texts, Value::Array(list)) => {
            elements(list, path, |item, path| {
                keep(item, Expect::Text, path, findings)
            });
            true
        }
        (Expect::TextMap, Value::Object(map)) => {
            map.retain(|key, item| keep(item, Expect::Text, &path.key(key), findings));
            true
        }
        (Expect::Object(kind), Value::Object(map)) => object(map, kind, path, findings),
        (Expect::SchemaOrFlag, Value::Object(map)) => object(map, Kind::Schema, path, findings),
        (Expect::List(kind), Value::Array(list)) => {
            elements(list, path, |item, path| {
                keep(item, Expect::Object(kind), path, findings)
            });
            true
        }
        (Expect::Map(kind), Value::Object(map)) => {
            map.retain(|key, item| keep(item, Expect::Object(kind), &path.key(key), findings));
            true
        }
        _ => true,
    }
}

/// Something with no effect is not looked into; it stays only where a strict model can read it.
pub(super) fn keep_ignored(
    value: &mut Value,
    expect: Expect,
    _findings: &mut Findings<'_>,
) -> bool {
    match expect {
        Expect::Object(Kind::Schema) | Expect::List(Kind::Schema) | Expect::Map(Kind::Schema) => {
            has_type(value, expect)
        }
        _ => false,
    }
}

/// Drops the elements that have to go; the others keep their index in messages.
fn elements(
    list: &mut Vec<Value>,
    path: &Path<'_>,
    mut keep: impl FnMut(&mut Value, &Path<'_>) -> bool,
) {
    let mut index = 0;
    list.retain_mut(|item| {
        let here = path.index(index);
        index += 1;
        keep(item, &here)
    });
}

fn has_type(value: &Value, expect: Expect) -> bool {
    match expect {
        Expect::Anything => true,
        Expect::Text | Expect::Choice(_) => value.is_string(),
        Expect::Flag => value.is_boolean(),
        Expect::Count => value.is_u64(),
        Expect::Number => value.is_number(),
        Expect::Texts | Expect::Values | Expect::List(_) => value.is_array(),
        Expect::TextMap | Expect::Object(_) | Expect::Map(_) => value.is_object(),
        Expect::SchemaOrFlag => value.is_boolean() || value.is_object(),
    }
}

/// In YAML a key without a value holds null: for a keyword as good as absent, for an entry of a mapping an empty one.
fn empty(value: &mut Value, expect: Expect, path: &Path<'_>, findings: &mut Findings<'_>) -> bool {
    let message = "nothing stands here, which is null in YAML".to_owned();
    findings.once(
        Code::CoercedValue,
        path,
        message,
        "remove the key, or give it a value",
    );
    match expect {
        Expect::Object(kind) => {
            *value = Value::Object(Map::new());
            keep(value, Expect::Object(kind), path, findings)
        }
        _ => false,
    }
}

/// Reads a value of the wrong type as the one thing it can mean.
fn coerce(value: &mut Value, expect: Expect, path: &Path<'_>, findings: &mut Findings<'_>) -> bool {
    let read = match (expect, &*value) {
        (Expect::Text, Value::Number(number)) => Value::String(number.to_string()),
        (Expect::Text, Value::Bool(flag)) => Value::String(flag.to_string()),
        (Expect::Flag, Value::String(text)) if text == "true" => Value::Bool(true),
        (Expect::Flag, Value::String(text)) if text == "false" => Value::Bool(false),
        (Expect::Count, Value::Number(number)) => match whole(number) {
            // 1.0 is a whole number in JSON Schema; nothing to say about it.
            Some(count) => {
                *value = Value::from(count);
                return true;
            }
            None => return false,
        },
        (Expect::Count, Value::String(text)) => match text.parse::<u64>() {
            Ok(count) => Value::from(count),
            Err(_) => return false,
        },
        (Expect::Number, Value::String(text)) => match text.parse::<Number>() {
            Ok(number) => Value::Number(number),
            Err(_) => return false,
        },
        (Expect::List(Kind::SecurityRequirement | Kind::Server), Value::Object(_)) => {
            Value::Array(vec![value.clone()])
        }
        (Expect::Texts, Value::String(text)) => Value::Array(vec![Value::from(text.as_str())]),
        _ => return false,
    };
    let message = format!("this should be {}, not {}", words(expect), describe(value));
    findings
        .report(Code::CoercedValue, path, message)
        .help(format!("it is read as `{read}`; write it like that"));
    *value = read;
    true
}

fn whole(number: &Number) -> Option<u64> {
    let float = number.as_f64().filter(|float| float.fract() == 0.0)?;
    format!("{float:.0}").parse().ok()
}

fn wrong_type(value: &Value, expect: Expect, path: &Path<'_>, findings: &mut Findings<'_>) {
    let message = format!("this must be {}, not {}", words(expect), describe(value));
    let finding = findings.report(Code::WrongType, path, message);
    if let Expect::Object(Kind::Operation) = expect {
        finding.degrades();
    }
    if let Expect::Texts = expect
        && value.is_boolean()
    {
        finding.help("`required` of a schema lists the properties that must be there");
    }
}

fn words(expect: Expect) -> &'static str {
    match expect {
        Expect::Anything => "a value",
        Expect::Text | Expect::Choice(_) => "text",
        Expect::Flag => "true or false",
        Expect::Count => "a whole number (not negative)",
        Expect::Number => "a number",
        Expect::Texts => "a list of texts",
        Expect::Values => "a list",
        Expect::List(_) => "a list of mappings",
        Expect::TextMap => "a mapping from names to texts",
        Expect::Object(_) | Expect::Map(_) => "a mapping",
        Expect::SchemaOrFlag => "a schema, true or false",
    }
}

fn choice(
    word: &str,
    words: &'static [&'static str],
    path: &Path<'_>,
    findings: &mut Findings<'_>,
) -> bool {
    if words.contains(&word) {
        return true;
    }
    let help = nearest(word, words.iter().copied()).map_or_else(
        || format!("it is one of {}", list_words(words)),
        |meant| format!("did you mean `{meant}`?"),
    );
    findings
        .report(
            Code::InvalidValue,
            path,
            format!("`{word}` is not allowed here"),
        )
        .help(help);
    false
}

/// `a`, `b` and `c`.
fn list_words(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}
