//! Whether a value that was read and written again is still the same.

use serde_json::{Number, Value};

use crate::examples::Kept;

/// Compares what was written with the document's value. What `kept` does not ask for may be gone; numbers, times and
/// UUIDs are equal when they mean the same.
pub(crate) fn same(value: &Value, kept: &Kept, written: &Value) -> Result<(), String> {
    match (value, written) {
        (Value::Object(value), Value::Object(written)) => {
            if let Some(key) = written.keys().find(|key| !value.contains_key(*key)) {
                return Err(format!("`{key}` was not there before"));
            }
            for (key, member) in value {
                let (must, inner) = match kept {
                    Kept::Members(members) => members
                        .get(key)
                        .map_or((false, &Kept::All), |kept| (!kept.one_way, &kept.kept)),
                    _ => (true, &Kept::All),
                };
                match written.get(key) {
                    Some(written) => {
                        same(member, inner, written).map_err(|error| format!("{key}: {error}"))?;
                    }
                    // Where nothing is sent, an optional value that is `null` and none are the same `None`.
                    None if must && !member.is_null() => {
                        return Err(format!("`{key}` is gone"));
                    }
                    None => {}
                }
            }
            Ok(())
        }
        (Value::Array(value), Value::Array(written)) if value.len() == written.len() => {
            for (index, (value, written)) in value.iter().zip(written).enumerate() {
                let kept = match kept {
                    Kept::Each(list) => list.get(index).unwrap_or(&Kept::All),
                    _ => &Kept::All,
                };
                same(value, kept, written).map_err(|error| format!("{index}: {error}"))?;
            }
            Ok(())
        }
        (Value::Number(value), Value::Number(written)) if numbers(value, written) => Ok(()),
        (Value::String(value), Value::String(written)) if texts(value, written) => Ok(()),
        _ if value == written => Ok(()),
        _ => Err(format!("{} became {}", short(value), short(written))),
    }
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "a value of `f32` is written with fewer digits"
)]
fn numbers(value: &Number, written: &Number) -> bool {
    match (value.as_f64(), written.as_f64()) {
        #[allow(clippy::float_cmp, reason = "the same digits give the same number")]
        (Some(value), Some(written)) => value == written || value as f32 == written as f32,
        _ => value == written,
    }
}

fn texts(value: &str, written: &str) -> bool {
    value.eq_ignore_ascii_case(written) && value.len() == 36
        || value == written
        || moment(value) == moment(written)
}

/// A time in one of its spellings; a text that is none stays what it is.
fn moment(text: &str) -> String {
    let upper = text
        .replace('t', "T")
        .replace('z', "Z")
        .replace("+00:00", "Z")
        .replace("-00:00", "Z");
    let Some((date, time)) = upper.split_once('T') else {
        return text.to_owned();
    };
    if !date.starts_with(|c: char| c.is_ascii_digit()) {
        return text.to_owned();
    }
    let zone = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone);
    let clock = if clock.contains('.') {
        clock.trim_end_matches('0').trim_end_matches('.')
    } else {
        clock
    };
    format!("{date}T{clock}{zone}")
}

fn short(value: &Value) -> String {
    let text = value.to_string();
    text.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::same;
    use crate::examples::Kept;

    #[test]
    fn what_counts_as_the_same() {
        for (value, written, expected) in [
            (json!({"a": 1}), json!({"a": 1.0}), true),
            (json!({"a": 1, "x": 2}), json!({"a": 1}), false),
            (json!({}), json!({"b": null}), false),
            (json!({"a": null}), json!({}), true),
            (
                json!(["2020-01-01T00:00:00.500Z"]),
                json!(["2020-01-01T00:00:00.5+00:00"]),
                true,
            ),
            (
                json!("2020-01-01T00:00:00Z"),
                json!("2020-01-01T00:00:01Z"),
                false,
            ),
            (json!("x"), json!("X"), false),
        ] {
            assert_eq!(
                same(&value, &Kept::All, &written).is_ok(),
                expected,
                "{value} {written}"
            );
        }
    }
}
