//! `oneOf` and `anyOf`.

use super::{Comparison, Pair};
use crate::diff::edition::Edition;
use crate::diff::found::Found;
use crate::diff::kind::Kind;
use crate::ir::{NameHint, Pointer, TypeKind, Union, Variant};

pub(super) fn compare(pair: Pair<'_>, old: &Union, new: &Union, out: &mut Comparison) {
    let matches = matched(pair, old, new);
    let any_of = old.any_of && new.any_of;
    for (index, variant) in old.variants.iter().enumerate() {
        let name = name(pair.old_edition, variant);
        let now = matches.iter().find(|(old, _)| *old == index);
        let Some(now) = now.and_then(|(_, now)| new.variants.get(*now)) else {
            let kind = if any_of {
                Kind::AnyOfRemoved
            } else {
                Kind::OneOfRemoved
            };
            let place = at(&pair.old.pointer, old, index);
            let message = format!("{} may not be {name} any more", pair.label);
            out.found
                .push(Found::new(kind, &place, &pair.new.pointer, message));
            continue;
        };
        tags(pair, variant, now, &name, out);
        out.child(pair, variant.ty, now.ty, pair.label.alternative(index));
    }
    for (index, variant) in new.variants.iter().enumerate() {
        if matches.iter().any(|(_, new)| *new == index) {
            continue;
        }
        let kind = if any_of {
            Kind::AnyOfAdded
        } else {
            Kind::OneOfAdded
        };
        let place = at(&pair.new.pointer, new, index);
        let name = name(pair.new_edition, variant);
        let message = format!("{} may be {name} now", pair.label);
        out.found
            .push(Found::new(kind, &pair.old.pointer, &place, message));
    }
    if old.any_of != new.any_of {
        let says = if new.any_of { "several" } else { "only one" };
        let message = format!("{says} of the alternatives of {} may hold now", pair.label);
        out.report(pair, Kind::UnionMode, message);
    }
    discriminator(pair, old, new, out);
    if old.discriminator.is_none() && told_apart(pair, old, new, &matches) {
        out.allows_more();
    }
    order(pair, &matches, out);
}

/// Where an alternative stands.
fn at(union: &Pointer, of: &Union, index: usize) -> Pointer {
    let key = if of.any_of { "anyOf" } else { "oneOf" };
    union.child(key).child(index)
}

/// Which alternatives are the same: those of one name, then those of one kind in their order.
fn matched(pair: Pair<'_>, old: &Union, new: &Union) -> Vec<(usize, usize)> {
    let mut matches: Vec<(usize, usize)> = Vec::new();
    let is_same: [fn(Pair<'_>, &Variant, &Variant) -> bool; 2] = [same_name, same_kind];
    for is_same in is_same {
        for (index, variant) in old.variants.iter().enumerate() {
            if matches.iter().any(|(old, _)| *old == index) {
                continue;
            }
            let now = new.variants.iter().enumerate().find(|(now, other)| {
                !matches.iter().any(|(_, new)| new == now) && is_same(pair, variant, other)
            });
            matches.extend(now.map(|(now, _)| (index, now)));
        }
    }
    matches.sort_unstable();
    matches
}

fn same_name(pair: Pair<'_>, old: &Variant, new: &Variant) -> bool {
    let old = &pair.old_edition.api.types.get(old.ty.id).name;
    matches!(old, NameHint::Component(_)) && *old == pair.new_edition.api.types.get(new.ty.id).name
}

/// Inline ones; of two components with other names one is gone and one is new.
fn same_kind(pair: Pair<'_>, old: &Variant, new: &Variant) -> bool {
    let old = pair.old_edition.api.types.get(old.ty.id);
    let new = pair.new_edition.api.types.get(new.ty.id);
    let inline = |name: &NameHint| !matches!(name, NameHint::Component(_));
    (inline(&old.name) || inline(&new.name))
        && std::mem::discriminant(&old.kind) == std::mem::discriminant(&new.kind)
}

fn tags(pair: Pair<'_>, old: &Variant, new: &Variant, name: &str, out: &mut Comparison) {
    let lost: Vec<&String> = old
        .tags
        .iter()
        .filter(|tag| !new.tags.contains(tag))
        .collect();
    let won: Vec<&String> = new
        .tags
        .iter()
        .filter(|tag| !old.tags.contains(tag))
        .collect();
    let label = pair.label;
    // Where there was no discriminator, or is none any more, that is the change.
    if old.tags.is_empty() || new.tags.is_empty() {
        return;
    }
    match (lost.as_slice(), won.as_slice()) {
        ([], []) => {}
        ([was], [is]) => {
            let message = format!("{name} in {label} is known by `{is}` instead of `{was}`");
            out.report(pair, Kind::TagChanged, message);
        }
        (lost, won) => {
            for tag in lost {
                let message = format!("{name} in {label} is not known by `{tag}` any more");
                out.report(pair, Kind::TagRemoved, message);
            }
            for tag in won {
                let message = format!("{name} in {label} is known by `{tag}` too");
                out.report(pair, Kind::TagAdded, message);
            }
        }
    }
}

fn discriminator(pair: Pair<'_>, old: &Union, new: &Union, out: &mut Comparison) {
    let label = pair.label;
    let (kind, message) = match (&old.discriminator, &new.discriminator) {
        (None, Some(new)) => (
            Kind::DiscriminatorAdded,
            format!(
                "`{}` tells the alternatives of {label} apart now",
                new.property
            ),
        ),
        (Some(old), None) => (
            Kind::DiscriminatorRemoved,
            format!(
                "`{}` does not tell the alternatives of {label} apart any more",
                old.property
            ),
        ),
        (Some(old), Some(new)) if old != new => (
            Kind::DiscriminatorRenamed,
            format!(
                "`{}` tells the alternatives of {label} apart instead of `{}`",
                new.property, old.property
            ),
        ),
        _ => return,
    };
    out.report(pair, kind, message);
}

/// Whether the property that tells alternatives apart now could hold nothing else before.
fn told_apart(pair: Pair<'_>, old: &Union, new: &Union, matches: &[(usize, usize)]) -> bool {
    let Some(discriminator) = &new.discriminator else {
        return false;
    };
    matches.iter().all(|(was, is)| {
        let (Some(was), Some(is)) = (old.variants.get(*was), new.variants.get(*is)) else {
            return false;
        };
        let types = &pair.old_edition.api.types;
        let TypeKind::Object(object) = &types.get(types.resolve(was.ty).id).kind else {
            return false;
        };
        let mut fields = object.fields.iter();
        let field = fields.find(|field| field.name == discriminator.property && field.required);
        field.is_some_and(|field| match &types.get(types.resolve(field.ty).id).kind {
            TypeKind::Enum(values) => values.iter().all(|value| {
                let text = value.value.as_str();
                text.is_some_and(|text| is.tags.iter().any(|tag| tag == text))
            }),
            _ => false,
        })
    })
}

/// Another order matters only where alternatives are tried.
fn order(pair: Pair<'_>, matches: &[(usize, usize)], out: &mut Comparison) {
    let tried = pair
        .old_edition
        .analysis
        .evidence(pair.old_id)
        .is_some_and(|evidence| evidence.rules.iter().any(|rule| !rule.sure));
    if tried && !matches.is_sorted_by_key(|(_, new)| *new) {
        let message = format!("the alternatives of {} stand in another order", pair.label);
        out.report(pair, Kind::VariantsReordered, message);
    }
}

fn name(edition: &Edition, variant: &Variant) -> String {
    let ty = edition.api.types.get(variant.ty.id);
    match (&ty.name, &ty.kind) {
        (NameHint::Component(name), _) => format!("`{name}`"),
        (_, TypeKind::Object(_)) => "an object of its own".to_owned(),
        (_, kind) => super::scalars::described(kind),
    }
}
