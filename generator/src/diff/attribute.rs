//! Which change of the document is the cause of which change of the Rust API.

mod index;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::change::Item;
use super::edition::Edition;
use super::found::{Found, Ways};
use super::kind::Kind;
use super::surface::{ApiChange, Owner, What};
use super::verdict::Semver;
use crate::ir::Pointer;
use index::{Index, Near};

/// A change of the document with what follows in Rust.
#[derive(Debug)]
pub(super) struct Caused {
    pub(super) found: Found,
    pub(super) rust_api: Semver,
    pub(super) items: Vec<Item>,
}

/// Gives every change of the API to the changes of the document that are nearest to what it comes from. Those without a
/// cause become changes of their own: a name that moved, a type that needs a `Box` now.
pub(super) fn attribute(
    found: Vec<Found>,
    api: Vec<ApiChange>,
    same_code: bool,
    old: &Edition,
    new: &Edition,
) -> Vec<Caused> {
    let (old_index, new_index) = (
        Index::of(
            old,
            places(&found, |one| (&one.old, one.about.as_ref().map(|of| &of.0))),
            Kind::is_added,
        ),
        Index::of(
            new,
            places(&found, |one| (&one.new, one.about.as_ref().map(|of| &of.1))),
            Kind::is_removed,
        ),
    );
    let least = if same_code {
        Semver::None
    } else {
        Semver::Patch
    };
    let mut caused: Vec<Caused> = found
        .into_iter()
        .map(|found| Caused {
            found,
            rust_api: least,
            items: Vec::new(),
        })
        .collect();
    let mut shared = Vec::new();
    let mut orphans: BTreeMap<(Pointer, Pointer), Vec<ApiChange>> = BTreeMap::new();
    for change in api {
        if change.owner == Owner::Api {
            shared.push(change);
            continue;
        }
        let deprecation = matches!(change.what, What::Deprecated | What::Undeprecated);
        // What is new stands in the new document only.
        let in_old = (change.what != What::Added)
            .then(|| old_index.causes(&change.owner, deprecation))
            .flatten();
        let in_new = (change.what != What::Removed)
            .then(|| new_index.causes(&change.owner, deprecation))
            .flatten();
        let near = nearest(in_old, in_new);
        // What comes with a type, or goes with its last use, is not a change of its own; nor are constructors and setters
        // that come with the first request that a model is sent in.
        if near.is_empty() && (change.path.contains(": ") || is_making(&change)) {
            shared.push(change);
            continue;
        }
        if near.is_empty() {
            let place = (
                old_index.place(&change.owner),
                new_index.place(&change.owner),
            );
            orphans.entry(place).or_default().push(change);
            continue;
        }
        let mut item = item(&change);
        let kinds = near.iter().filter_map(|index| caused.get(*index));
        if change.what == What::Renamed && kinds.map(|one| one.found.kind).any(is_exchange) {
            // What callers pass means something else.
            item.verdict = Semver::Major;
        }
        for index in near {
            if let Some(cause) = caused.get_mut(index) {
                cause.rust_api = cause.rust_api.max(item.verdict);
                cause.items.push(item.clone());
            }
        }
    }
    caused.retain(|one| !is_name(one.found.kind) || one.rust_api > Semver::Patch);
    caused.extend(
        orphans
            .into_iter()
            .map(|((old, new), changes)| orphan(&old, &new, &changes)),
    );
    // What comes with a type, such as a module of the runtime, is caused by whatever brought the type.
    let worst = caused
        .iter_mut()
        .filter(|one| !one.items.is_empty())
        .max_by_key(|one| one.rust_api);
    match worst {
        _ if shared.is_empty() => {}
        Some(worst) => {
            let verdict = shared.iter().map(|change| change.verdict).max();
            worst.rust_api = worst.rust_api.max(verdict.unwrap_or_default());
            worst.items.extend(shared.iter().map(item));
        }
        None => caused.push(orphan(&Pointer::root(), &Pointer::root(), &shared)),
    }
    caused
}

/// Whether a function of a model came or went that makes values of it.
fn is_making(change: &ApiChange) -> bool {
    let sided = matches!(change.what, What::Added | What::Removed);
    sided && change.path.starts_with("models::") && change.path.ends_with("()")
}

/// The places of changes, by their index.
fn places<'f>(
    found: &'f [Found],
    of: impl Fn(&'f Found) -> (&'f Pointer, Option<&'f Pointer>),
) -> Vec<(usize, Kind, &'f Pointer)> {
    let mut places = Vec::new();
    for (index, one) in found.iter().enumerate() {
        let (place, about) = of(one);
        places.push((index, one.kind, place));
        places.extend(about.map(|about| (index, one.kind, about)));
    }
    places
}

/// Kinds that can put one thing in the place of another.
fn is_exchange(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::ParameterRemoved
            | Kind::RequiredParameterAdded
            | Kind::RequiredPropertyRemoved
            | Kind::RequiredPropertyAdded
    )
}

/// Kinds that matter only where a name in Rust is different.
fn is_name(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::SchemaRenamed | Kind::SchemaExchanged | Kind::SchemaExtracted | Kind::SchemaInlined
    )
}

fn item(change: &ApiChange) -> Item {
    Item {
        path: change.path.clone(),
        old: change.old.clone(),
        new: change.new.clone(),
        verdict: change.verdict,
    }
}

fn orphan(old: &Pointer, new: &Pointer, changes: &[ApiChange]) -> Caused {
    let rust_api = changes.iter().map(|change| change.verdict).max();
    let rust_api = rust_api.unwrap_or_default();
    let worst = changes.iter().find(|change| change.verdict == rust_api);
    let path = worst.map_or("", |change| change.path.as_str());
    let says = match worst.map(|change| change.what) {
        Some(What::Added) => "is new",
        Some(What::Removed) => "is gone",
        Some(What::Deprecated) => "is deprecated",
        Some(What::Undeprecated) => "is not deprecated any more",
        _ => "is different",
    };
    let message = match changes.len() {
        0 | 1 => format!("`{path}` {says} in Rust"),
        2 => format!("`{path}` {says} in Rust, and so is another item"),
        more => format!(
            "`{path}` {says} in Rust, and so are {} other items",
            more - 1
        ),
    };
    Caused {
        found: Found::new(Kind::RustApi, old, new, message).on(Ways::NONE),
        rust_api,
        items: changes.iter().map(item).collect(),
    }
}

/// Those of two searches that are nearest: a distance, and what is there.
fn nearest(old: Option<Near>, new: Option<Near>) -> BTreeSet<usize> {
    match (old, new) {
        (Some(old), Some(new)) => match old.0.cmp(&new.0) {
            Ordering::Less => old.1,
            Ordering::Equal => &old.1 | &new.1,
            Ordering::Greater => new.1,
        },
        (Some((_, only)), None) | (None, Some((_, only))) => only,
        (None, None) => BTreeSet::new(),
    }
}
