//! Limits of numbers.

use serde_json::{Number, Value};

use super::super::version::Dialect;
use super::{Findings, Path, Schema};
use crate::diagnostics::Code;

/// `exclusiveMinimum: 3` becomes `minimum: 3` with `exclusiveMinimum: true`; the same for the maximum.
///
/// Where both limits stand, the stricter one stays.
pub(super) fn exclusive(schema: &mut Schema, path: &Path<'_>, findings: &mut Findings<'_>) {
    let stricter_minimum = |exclusive: f64, inclusive: f64| exclusive >= inclusive;
    let stricter_maximum = |exclusive: f64, inclusive: f64| exclusive <= inclusive;
    one_side(
        schema,
        ["exclusiveMinimum", "minimum"],
        stricter_minimum,
        path,
        findings,
    );
    one_side(
        schema,
        ["exclusiveMaximum", "maximum"],
        stricter_maximum,
        path,
        findings,
    );
}

fn one_side(
    schema: &mut Schema,
    [exclusive, inclusive]: [&str; 2],
    stricter: impl Fn(f64, f64) -> bool,
    path: &Path<'_>,
    findings: &mut Findings<'_>,
) {
    let limit = match schema.get(exclusive) {
        Some(Value::Number(limit)) => limit.clone(),
        Some(Value::Bool(_)) if findings.dialect >= Dialect::V31 => {
            let message = format!("`{exclusive}` is a number, not a boolean,");
            findings.other_dialect(&path.key(exclusive), &message);
            return;
        }
        _ => return,
    };
    findings.since_31(
        &path.key(exclusive),
        &format!("a number as `{exclusive}` is new"),
    );
    let other = schema.get(inclusive).and_then(Value::as_f64);
    if other.is_some_and(|other| !stricter(limit.as_f64().unwrap_or(other), other)) {
        schema.shift_remove(exclusive);
        return;
    }
    schema.insert(exclusive.to_owned(), Value::Bool(true));
    schema.insert(inclusive.to_owned(), Value::Number(limit));
}

/// Limits of integers are written as integers: `1.0` is `1` (JSON Schema 2020-12 core, section 4.2.1), a fraction is
/// rounded to the nearest integer that satisfies it. Where limits say that values beyond 64 bits are meant, the format
/// becomes `bigint`.
pub(super) fn whole(schema: &mut Schema, path: &Path<'_>, findings: &mut Findings<'_>) {
    if schema.get("type").is_none_or(|name| name != "integer") {
        return;
    }
    for (keyword, exclusive, upward) in [
        ("minimum", "exclusiveMinimum", true),
        ("maximum", "exclusiveMaximum", false),
        ("multipleOf", "", true),
    ] {
        let Some(Value::Number(limit)) = schema.get(keyword) else {
            continue;
        };
        // The nearest float to the largest integer with a sign is often written for that.
        let unsigned = limit.as_u64().is_some_and(|limit| limit != 1 << 63);
        if limit.is_i64() || (unsigned && keyword != "multipleOf") {
            continue;
        }
        let float = limit.as_f64().unwrap_or_default();
        let rounded = if upward { float.ceil() } else { float.floor() };
        let is_whole = float.fract() == 0.0;
        match as_integer(rounded).filter(|_| !limit.is_u64()) {
            Some(integer) if is_whole || keyword != "multipleOf" => {
                schema.insert(keyword.to_owned(), Value::Number(integer));
                if !is_whole {
                    schema.shift_remove(exclusive);
                }
            }
            _ => {
                let here = path.key(keyword);
                if is_large(keyword, float) {
                    // Said by the format, so that a type is chosen that holds such values.
                    schema
                        .entry("format")
                        .or_insert_with(|| Value::from("bigint"));
                    continue;
                }
                if is_beyond(keyword, float) {
                    let message =
                        format!("`{keyword}` is beyond 64 bits, so that it has no effect");
                    findings.once(Code::IgnoredKeyword, &here, message, "");
                } else {
                    let message = format!("`{keyword}: {limit}` of an integer is not checked");
                    findings.report(Code::UnsupportedKeyword, &here, message);
                }
                schema.shift_remove(keyword);
                schema.shift_remove(exclusive);
            }
        }
    }
    if let Some(Value::Array(values)) = schema.get_mut("enum") {
        for value in values {
            if let Some(float) = value
                .as_f64()
                .filter(|float| value.is_f64() && float.fract() == 0.0)
                && let Some(integer) = as_integer(float)
            {
                *value = Value::Number(integer);
            }
        }
    }
}

/// Whether values beyond 64 bits are meant: not a limit that is the nearest float to the largest integer of 64 bits.
fn is_large(keyword: &str, limit: f64) -> bool {
    let range = -9_223_372_036_854_775_808.0..=18_446_744_073_709_551_616.0;
    matches!(keyword, "minimum" | "maximum") && !range.contains(&limit)
}

/// Whether every integer of 64 bits, with or without a sign, keeps within the limit.
fn is_beyond(keyword: &str, limit: f64) -> bool {
    const MINIMUM: f64 = -9_223_372_036_854_775_808.0;
    // The nearest floats to the largest integers with and without a sign; documents often hold those.
    const MAXIMA: [f64; 2] = [9_223_372_036_854_775_808.0, 18_446_744_073_709_551_616.0];
    match keyword {
        "minimum" => limit <= MINIMUM,
        "maximum" => MAXIMA.contains(&limit) || MAXIMA.iter().all(|maximum| limit > *maximum),
        _ => false,
    }
}

/// The integer that a whole float stands for, within 64 bits.
fn as_integer(float: f64) -> Option<Number> {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if !(-LIMIT..LIMIT).contains(&float) {
        return None;
    }
    // Printing a whole float gives its digits without a point.
    format!("{float:.0}").parse::<i64>().ok().map(Number::from)
}
