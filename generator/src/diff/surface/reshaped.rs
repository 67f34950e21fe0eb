//! What differs between two forms of one item.

use std::collections::BTreeSet;

use super::Surface;
use super::compare::What;
use super::item::{Argument, Receiver, Shape};
use crate::diff::verdict::Semver;

/// What differs between two forms of an item, the second of which is in `new`.
pub(super) fn reshaped(before: &Shape, after: &Shape, new: &Surface) -> Option<(What, Semver)> {
    if let (Shape::Variant { payload: was, .. }, Shape::Variant { payload: is, .. }) =
        (before, after)
    {
        return (was != is).then_some((What::Changed, Semver::Major));
    }
    let (Some((was, given)), Some((is, wanted))) = (function(before), function(after)) else {
        return (before != after).then_some((What::Changed, Semver::Major));
    };
    let fits = |all: &dyn Fn(&str, &str) -> bool| {
        given.len() == wanted.len()
            && given
                .iter()
                .zip(wanted)
                .all(|(before, after)| all(&before.ty, &after.ty))
    };
    if was != is || !fits(&|before, after| accepts(before, after, new)) {
        return Some((What::Changed, Semver::Major));
    }
    if changed_places(given, wanted) {
        return Some((What::Swapped, Semver::Major));
    }
    if !fits(&|before, after| before == after) {
        return Some((What::Generalised, Semver::Minor));
    }
    let mut pairs = given.iter().zip(wanted);
    let renamed = pairs.any(|(before, after)| before.name != after.name);
    renamed.then_some((What::Renamed, Semver::Patch))
}

/// Whether an argument of type `after` takes all that one of type `before` took.
fn accepts(before: &str, after: &str, new: &Surface) -> bool {
    let into = |ty| str::strip_prefix(ty, "impl Into<")?.strip_suffix('>');
    if before == after {
        return true;
    }
    match (into(before), into(after)) {
        (None, Some(after)) => {
            let nullable = after.strip_prefix("runtime::Nullable<");
            let inner = nullable.and_then(|inner| inner.strip_suffix('>'));
            let from = || format!("{after}: From<{before}>");
            after == before || inner == Some(before) || new.items.contains_key(&from())
        }
        // All that is a token is a way to one.
        (Some("runtime::Token"), Some("OAuth2")) => true,
        _ => false,
    }
}

/// How a function takes its object and what it gives, and what else it takes.
fn function(shape: &Shape) -> Option<((Receiver, &str), &[Argument])> {
    match shape {
        Shape::Function {
            receiver,
            arguments,
            output,
        } => Some(((*receiver, output), arguments)),
        _ => None,
    }
}

/// Whether something that both lists have is at another place.
fn changed_places(before: &[Argument], after: &[Argument]) -> bool {
    let wires: BTreeSet<&str> = after
        .iter()
        .map(|argument| argument.wire.as_str())
        .collect();
    let mut places = before.iter().zip(after);
    places.any(|(one, other)| one.wire != other.wire && wires.contains(one.wire.as_str()))
}
