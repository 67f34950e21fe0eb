//! Limits of a value that has to keep two sets of them.

use serde_json::Number;

use crate::ir::Bounds;

/// The stricter of each limit. Of two patterns the first stays, and of two steps that are no integers: no single one
/// says both (see [`left_out`]).
pub(super) fn both(left: Bounds, right: Bounds) -> Bounds {
    Bounds {
        minimum: stricter(left.minimum, right.minimum, |a, b| a > b),
        maximum: stricter(left.maximum, right.maximum, |a, b| a < b),
        multiple_of: step(left.multiple_of, right.multiple_of),
        min_length: left.min_length.max(right.min_length),
        max_length: least(left.max_length, right.max_length),
        pattern: left.pattern.or(right.pattern),
        min_items: left.min_items.max(right.min_items),
        max_items: least(left.max_items, right.max_items),
        unique_items: left.unique_items || right.unique_items,
        min_properties: left.min_properties.max(right.min_properties),
        max_properties: least(left.max_properties, right.max_properties),
    }
}

/// The keywords of `right` of which [`both`] keeps nothing.
pub(super) fn left_out(left: &Bounds, right: &Bounds) -> Vec<&'static str> {
    let pattern = matches!((&left.pattern, &right.pattern), (Some(a), Some(b)) if a != b);
    let step = match (&left.multiple_of, &right.multiple_of) {
        (Some(a), Some(b)) => a != b && common(a, b).is_none(),
        _ => false,
    };
    let found = [(pattern, "pattern"), (step, "multipleOf")];
    let found = found.into_iter().filter(|(lost, _)| *lost);
    found.map(|(_, keyword)| keyword).collect()
}

fn step(left: Option<Number>, right: Option<Number>) -> Option<Number> {
    let (Some(a), Some(b)) = (&left, &right) else {
        return left.or(right);
    };
    common(a, b).map(Number::from).or(left)
}

/// The least common multiple of two integers.
fn common(left: &Number, right: &Number) -> Option<u64> {
    let (a, b) = (left.as_u64()?, right.as_u64()?);
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    a.checked_div(x)?.checked_mul(b)
}

fn least(left: Option<u64>, right: Option<u64>) -> Option<u64> {
    match (left, right) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

fn stricter(
    left: Option<(Number, bool)>,
    right: Option<(Number, bool)>,
    beats: fn(f64, f64) -> bool,
) -> Option<(Number, bool)> {
    let (Some(a), Some(b)) = (&left, &right) else {
        return left.or(right);
    };
    let (x, y) = (a.0.as_f64()?, b.0.as_f64()?);
    let right_wins = beats(y, x) || (!beats(x, y) && b.1);
    if right_wins { right } else { left }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stricter_limit_wins() {
        let minimum = |value: i64, exclusive| Bounds {
            minimum: Some((value.into(), exclusive)),
            ..Bounds::default()
        };
        let maximum = |value: i64, exclusive| Bounds {
            maximum: Some((value.into(), exclusive)),
            ..Bounds::default()
        };
        let steps = |step: Number| Bounds {
            multiple_of: Some(step),
            ..Bounds::default()
        };
        let lengths = |min, max| Bounds {
            min_length: min,
            max_length: max,
            ..Bounds::default()
        };
        let cases = [
            (minimum(1, false), minimum(2, false), minimum(2, false)),
            (minimum(2, true), minimum(2, false), minimum(2, true)),
            (minimum(2, false), minimum(2, true), minimum(2, true)),
            (maximum(1, false), maximum(2, true), maximum(1, false)),
            (maximum(3, false), Bounds::default(), maximum(3, false)),
            (steps(4.into()), steps(6.into()), steps(12.into())),
            (
                lengths(Some(1), None),
                lengths(Some(2), Some(9)),
                lengths(Some(2), Some(9)),
            ),
            (
                lengths(None, Some(4)),
                lengths(Some(2), Some(9)),
                lengths(Some(2), Some(4)),
            ),
        ];
        for (left, right, expected) in cases {
            assert_eq!(left_out(&left, &right), [""; 0]);
            assert_eq!(both(left, right), expected);
        }
    }

    #[test]
    fn what_no_single_limit_says_is_named() {
        let bounds = |pattern: &str, step: f64| Bounds {
            pattern: Some(pattern.to_owned()),
            multiple_of: Number::from_f64(step),
            ..Bounds::default()
        };
        let cases = [
            (
                bounds("a", 0.5),
                bounds("b", 0.3),
                &["pattern", "multipleOf"][..],
            ),
            (bounds("a", 0.5), bounds("a", 0.5), &[]),
            (bounds("a", 0.5), Bounds::default(), &[]),
        ];
        for (left, right, expected) in cases {
            assert_eq!(left_out(&left, &right), expected);
            assert_eq!(both(left.clone(), right), left);
        }
    }
}
