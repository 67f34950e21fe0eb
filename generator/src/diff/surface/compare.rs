//! What differs between two public APIs, and what that means for code that uses the first.

use std::collections::btree_map::Iter;
use std::iter::Peekable;
use std::sync::Arc;

use super::Surface;
use super::client::ALL;
use super::item::{Features, Item, Shape};
use super::owner::Owner;
use super::reshaped::reshaped;
use crate::diff::verdict::Semver;

/// A change of a public API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiChange {
    /// The item, as in [`Surface::items`]; `features` for the move of a whole crate behind features.
    pub path: String,
    /// What became of it.
    pub what: What,
    /// What that means for users.
    pub verdict: Semver,
    /// How it was written.
    pub old: Option<String>,
    /// How it is written.
    pub new: Option<String>,
    /// What of the document it comes from: of the new one, unless the item was removed.
    pub owner: Owner,
}

/// What became of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// It is new.
    Added,
    /// It is no more.
    Removed,
    /// Its type or its signature is another.
    Changed,
    /// A function takes what it took, and more: `impl Into<T>` instead of `T`.
    Generalised,
    /// Arguments of the same types mean other things: what compiles means something else.
    Swapped,
    /// An argument has another name, which callers do not write.
    Renamed,
    /// It needs a feature that it did not need.
    Gated,
    /// It needs a feature less.
    Ungated,
    /// It is deprecated now.
    Deprecated,
    /// It is not deprecated any more.
    Undeprecated,
}

impl What {
    /// How it is written.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Generalised => "generalised",
            Self::Swapped => "swapped",
            Self::Renamed => "renamed",
            Self::Gated => "gated",
            Self::Ungated => "ungated",
            Self::Deprecated => "deprecated",
            Self::Undeprecated => "undeprecated",
        }
    }
}

/// Compares two APIs. What comes, goes or is deprecated together with what it belongs to is not listed.
#[must_use]
pub fn compare(old: &Surface, new: &Surface) -> Vec<ApiChange> {
    let mut changes = Vec::new();
    let mut moved = false;
    for (path, before, after) in pairs(old, new) {
        let whole = |what: What| -> bool {
            let within = before.or(after).and_then(|item| item.within.as_ref());
            within.is_some_and(|parent| {
                let (before, after) = (old.items.get(&**parent), new.items.get(&**parent));
                whole_change(before, after) == Some(what) || is_another_kind(before, after)
            })
        };
        let mut add = |what: What, verdict: Semver| {
            if let Some(item) = after.or(before) {
                changes.push(ApiChange {
                    path: path.to_owned(),
                    what,
                    verdict,
                    old: before.map(|item| text(item, path, what == What::Undeprecated)),
                    new: after.map(|item| text(item, path, what == What::Deprecated)),
                    owner: item.owner.clone(),
                });
            }
        };
        let (Some(before), Some(after)) = (before, after) else {
            let (what, verdict) = one_sided(before, after);
            if !whole(what) {
                add(what, verdict);
            }
            continue;
        };
        if let Some((what, verdict)) = reshaped(&before.shape, &after.shape, new) {
            add(what, verdict);
        }
        match gating(old, new, &before.features, &after.features) {
            Some(_) if moves_whole(new, before, after) => moved = true,
            Some(what) if !same_features_of_parent(old, new, before, after) => {
                let verdict = if what == What::Gated {
                    Semver::Major
                } else {
                    Semver::Patch
                };
                add(what, verdict);
            }
            _ => {}
        }
        let deprecation = whole_change(Some(before), Some(after));
        if let Some(what) = deprecation.filter(|what| !whole(*what)) {
            let verdict = if what == What::Deprecated {
                Semver::Minor
            } else {
                Semver::Patch
            };
            add(what, verdict);
        }
    }
    changes.extend(moved.then(whole_crate));
    changes.sort_by(|one, other| (&one.path, one.what).cmp(&(&other.path, other.what)));
    changes
}

fn text(item: &Item, path: &str, deprecated: bool) -> String {
    let attribute = if deprecated { "#[deprecated] " } else { "" };
    attribute.to_owned() + &item.shape.text(path)
}

/// An item that is in one of them only.
fn one_sided(before: Option<&Item>, after: Option<&Item>) -> (What, Semver) {
    let closed = |item: &Item| {
        matches!(
            item.shape,
            Shape::Variant {
                exhaustive: true,
                ..
            }
        )
    };
    match (before, after) {
        (Some(_), _) => (What::Removed, Semver::Major),
        // Who matches on all variants of a closed enumeration has one too few.
        (None, Some(after)) if closed(after) => (What::Added, Semver::Major),
        (None, _) => (What::Added, Semver::Minor),
    }
}

/// What becomes of an item and of all that belongs to it.
fn whole_change(before: Option<&Item>, after: Option<&Item>) -> Option<What> {
    match (before, after) {
        (Some(_), None) => Some(What::Removed),
        (None, Some(_)) => Some(What::Added),
        (Some(before), Some(after)) => match (before.deprecated, after.deprecated) {
            (false, true) => Some(What::Deprecated),
            (true, false) => Some(What::Undeprecated),
            _ => None,
        },
        (None, None) => None,
    }
}

/// Whether a struct became an enum, or a type an alias: of its members there is nothing to be said.
fn is_another_kind(before: Option<&Item>, after: Option<&Item>) -> bool {
    let kind = |item: &Item| match &item.shape {
        Shape::Type(head) => u8::from(head.contains("pub enum ")),
        _ => 2,
    };
    before
        .zip(after)
        .is_some_and(|(before, after)| kind(before) != kind(after))
}

/// Whether somebody who had the item has it no more, or everybody who had it has it with less.
fn gating(old: &Surface, new: &Surface, before: &Features, after: &Features) -> Option<What> {
    if before == after {
        return None;
    }
    let Some(features) = before else {
        return Some(What::Gated);
    };
    // A feature that is gone is a change of its own.
    let mut known = features
        .iter()
        .filter(|feature| new.features.contains_key(&***feature));
    if known.any(|feature| !new.brings(feature, after)) {
        return Some(What::Gated);
    }
    let Some(features) = after else {
        return Some(What::Ungated);
    };
    let mut known = features
        .iter()
        .filter(|feature| old.features.contains_key(&***feature));
    known
        .any(|feature| !old.brings(feature, before))
        .then_some(What::Ungated)
}

/// Whether an item is behind a feature that is on by default and was behind none: said once for all of them.
fn moves_whole(new: &Surface, before: &Item, after: &Item) -> bool {
    before.features.is_none() && new.brings(ALL, &after.features)
}

/// Whether what an item belongs to moves in the same way.
fn same_features_of_parent(old: &Surface, new: &Surface, before: &Item, after: &Item) -> bool {
    let parent = |surface: &Surface, item: &Item| -> Option<Features> {
        let parent: &Arc<str> = item.within.as_ref()?;
        Some(surface.items.get(&**parent)?.features.clone())
    };
    parent(old, before).is_some_and(|features| features == before.features)
        && parent(new, after).is_some_and(|features| features == after.features)
}

fn whole_crate() -> ApiChange {
    ApiChange {
        path: "features".to_owned(),
        what: What::Gated,
        verdict: Semver::Major,
        old: Some("everything is always there".to_owned()),
        new: Some(format!("default = [\"{ALL}\", ..]")),
        owner: Owner::Api,
    }
}

/// A path, and its items in the old and in the new API.
type Pair<'s> = (&'s str, Option<&'s Item>, Option<&'s Item>);

/// All items of both, by path.
fn pairs<'s>(old: &'s Surface, new: &'s Surface) -> impl Iterator<Item = Pair<'s>> {
    let mut olds = old.items.iter().peekable();
    let mut news = new.items.iter().peekable();
    std::iter::from_fn(move || {
        let first = match (path(&mut olds), path(&mut news)) {
            (Some(old), Some(new)) => old.min(new),
            (old, new) => old.or(new)?,
        };
        let take = |items: &mut Items<'s>| next_called(items, first);
        Some((first, take(&mut olds), take(&mut news)))
    })
}

type Items<'s> = Peekable<Iter<'s, String, Item>>;

fn path<'s>(items: &mut Items<'s>) -> Option<&'s str> {
    items.peek().map(|(path, _)| path.as_str())
}

fn next_called<'s>(items: &mut Items<'s>, path: &str) -> Option<&'s Item> {
    let (_, item) = items.next_if(|(next, _)| next.as_str() == path)?;
    Some(item)
}
