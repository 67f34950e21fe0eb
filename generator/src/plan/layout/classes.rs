//! Which models lie together, and who needs them.

use std::collections::{BTreeMap, BTreeSet};

use super::grouping::Grouping;
use super::reach::{Groups, Reach};
use crate::plan::methods::OperationFile;

/// Models that more groups need are always there.
const MOST_SHARERS: u32 = 6;

/// Files in `shared/`; beyond that, what little a few groups share is always there.
const MOST_SHARED: usize = 100;

/// Why models lie together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// These groups need them, and no others.
    Needed(Groups),
    /// Many groups need them.
    Common,
    /// No operation needs them.
    Extra,
}

/// Which units lie together.
pub(super) fn classes(
    reach: &Reach,
    weights: &[usize],
    grouping: &Grouping,
    files: &[OperationFile],
) -> Vec<Class> {
    let any_operation = files.iter().any(|file| !file.methods.is_empty());
    let all = grouping.count();
    let mut classes: Vec<Class> = reach
        .groups
        .iter()
        .map(|groups| match groups.len() {
            0 if any_operation => Class::Extra,
            0 => Class::Common,
            // What all groups need is there wherever anything is.
            count if count > 1 && count == all => Class::Common,
            1..=MOST_SHARERS => Class::Needed(*groups),
            _ => Class::Common,
        })
        .collect();
    let mut shared: BTreeMap<Class, usize> = BTreeMap::new();
    for (class, weight) in classes.iter().zip(weights) {
        if matches!(class, Class::Needed(groups) if groups.len() > 1) {
            *shared.entry(*class).or_default() += weight;
        }
    }
    let mut lightest: Vec<(usize, Class)> = shared
        .into_iter()
        .map(|(class, weight)| (weight, class))
        .collect();
    lightest.sort_unstable_by(|a, b| b.cmp(a));
    let light: BTreeSet<Class> = lightest
        .into_iter()
        .skip(if grouping.feature(0).is_some() {
            MOST_SHARED
        } else {
            0
        })
        .map(|(_, class)| class)
        .collect();
    let mut queue: Vec<usize> = Vec::new();
    for (unit, class) in classes.iter_mut().enumerate() {
        if light.contains(class) {
            *class = Class::Common;
            queue.push(unit);
        }
    }
    // What is always there names only what is always there.
    while let Some(unit) = queue.pop() {
        for &named in reach.names.get(unit).into_iter().flatten() {
            if let Some(class) = classes
                .get_mut(named)
                .filter(|class| **class != Class::Common)
            {
                *class = Class::Common;
                queue.push(named);
            }
        }
    }
    classes
}
