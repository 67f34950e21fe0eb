//! Limits of values (JSON Schema validation vocabulary).

use std::cmp::Ordering;

use serde_json::Number;

use super::{Comparison, Pair};
use crate::diff::kind::Kind;
use crate::diff::verdict::Wire;
use crate::ir::Bounds;

/// How a limit changed.
enum Change {
    Set,
    Tightened,
    Loosened,
    /// Neither of the two holds the other.
    Moved,
}

pub(super) fn compare(pair: Pair<'_>, out: &mut Comparison) {
    let (old, new) = (pair.old.bounds(), pair.new.bounds());
    if old == new {
        return;
    }
    for (name, change) in limits(old, new) {
        let Some(change) = change else { continue };
        let label = pair.label;
        let (kind, says) = match change {
            Change::Set => (Kind::LimitSet, "is limited"),
            Change::Tightened => (Kind::LimitTightened, "is stricter"),
            Change::Loosened => (Kind::LimitLoosened, "is less strict"),
            Change::Moved => (Kind::LimitTightened, "is different"),
        };
        let message = match change {
            Change::Set => format!("{label} {says} by `{name}`"),
            _ => format!("`{name}` of {label} {says}"),
        };
        out.report(pair, kind, message);
        if let (Change::Moved, Some(found)) = (change, out.found.last_mut()) {
            found.response = Wire::Breaking;
        }
    }
    pattern(pair, out);
    match (old.unique_items, new.unique_items) {
        (false, true) => {
            let message = format!("the elements of {} must differ now", pair.label);
            out.report(pair, Kind::UniqueItemsAdded, message);
        }
        (true, false) => {
            let message = format!("the elements of {} need not differ any more", pair.label);
            out.report(pair, Kind::UniqueItemsRemoved, message);
        }
        _ => {}
    }
}

fn pattern(pair: Pair<'_>, out: &mut Comparison) {
    let label = pair.label;
    let (kind, message) = match (&pair.old.bounds().pattern, &pair.new.bounds().pattern) {
        (None, Some(new)) => (
            Kind::PatternAdded,
            format!("{label} must match the pattern `{new}` now"),
        ),
        (Some(old), None) => (
            Kind::PatternRemoved,
            format!("{label} need not match the pattern `{old}` any more"),
        ),
        (Some(old), Some(new)) if old != new => (
            Kind::PatternChanged,
            format!("{label} must match the pattern `{new}` instead of `{old}`"),
        ),
        _ => return,
    };
    out.report(pair, kind, message);
}

fn limits(old: &Bounds, new: &Bounds) -> Vec<(&'static str, Option<Change>)> {
    // None can be fewer than nothing.
    let least = |old: Option<u64>, new: Option<u64>| {
        let limits = |least: &u64| *least > 0;
        change(old.filter(limits), new.filter(limits), |old, new| {
            new.cmp(&old)
        })
    };
    let most = |old: Option<u64>, new: Option<u64>| change(old, new, |old, new| old.cmp(&new));
    vec![
        ("minLength", least(old.min_length, new.min_length)),
        ("maxLength", most(old.max_length, new.max_length)),
        ("minItems", least(old.min_items, new.min_items)),
        ("maxItems", most(old.max_items, new.max_items)),
        (
            "minProperties",
            least(old.min_properties, new.min_properties),
        ),
        (
            "maxProperties",
            most(old.max_properties, new.max_properties),
        ),
        (
            "minimum",
            change(old.minimum.as_ref(), new.minimum.as_ref(), |old, new| {
                compared(&new.0, &old.0).then(new.1.cmp(&old.1))
            }),
        ),
        (
            "maximum",
            change(old.maximum.as_ref(), new.maximum.as_ref(), |old, new| {
                compared(&old.0, &new.0).then(new.1.cmp(&old.1))
            }),
        ),
        (
            "multipleOf",
            multiple(old.multiple_of.as_ref(), new.multiple_of.as_ref()),
        ),
    ]
}

/// What became of a limit; `stricter` is `Greater` where the second one allows less.
fn change<T>(
    old: Option<T>,
    new: Option<T>,
    stricter: impl Fn(T, T) -> Ordering,
) -> Option<Change> {
    match (old, new) {
        (None, None) => None,
        (None, Some(_)) => Some(Change::Set),
        (Some(_), None) => Some(Change::Loosened),
        (Some(old), Some(new)) => match stricter(old, new) {
            Ordering::Equal => None,
            Ordering::Greater => Some(Change::Tightened),
            Ordering::Less => Some(Change::Loosened),
        },
    }
}

fn compared(one: &Number, other: &Number) -> Ordering {
    let exact = one.as_i128().zip(other.as_i128());
    exact.map_or_else(
        || {
            let both = one.as_f64().zip(other.as_f64());
            both.and_then(|(one, other)| one.partial_cmp(&other))
                .unwrap_or(Ordering::Equal)
        },
        |(one, other)| one.cmp(&other),
    )
}

fn multiple(old: Option<&Number>, new: Option<&Number>) -> Option<Change> {
    let (old, new) = match (old, new) {
        (None, None) => return None,
        (None, Some(_)) => return Some(Change::Set),
        (Some(_), None) => return Some(Change::Loosened),
        (Some(old), Some(new)) => (old.as_f64()?, new.as_f64()?),
    };
    let divides = |one: f64, other: f64| {
        let times = one / other;
        (times - times.round()).abs() < 1e-9
    };
    match (divides(new, old), divides(old, new)) {
        (true, true) => None,
        (true, false) => Some(Change::Tightened),
        (false, true) => Some(Change::Loosened),
        (false, false) => Some(Change::Moved),
    }
}
