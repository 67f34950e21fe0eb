//! What tells objects apart: a tag, properties that must be there, what these hold, properties that may be there.

use std::collections::{BTreeMap, BTreeSet};

use crate::analyse::facts::Test;
use crate::analyse::leaves::{Leaf, is_there, leaves};
use crate::ir::Types;

use super::rows::{Found, Row};
use super::tags::Strength;
use super::values::by_specificity;
use super::{MANY, decide as decide_values, only, variants};

/// How many telling properties of an alternative that is tried are named.
const MAX_HINTS: usize = 8;
/// How often objects that share their tag are told apart by another one.
const MAX_SPLITS: usize = 6;

/// Objects that are still together, and the tests that have brought them together.
pub(super) struct Group<'l, 't> {
    pub(super) leaves: Vec<&'l Leaf<'t>>,
    pub(super) context: Vec<Test>,
    splits: usize,
}

/// Of more alternatives than these, properties that may be left out are not looked into.
const FEW: usize = 16;

pub(super) struct Objects<'a> {
    pub(super) types: &'a Types,
    /// The property of a discriminator.
    pub(super) preferred: Option<&'a str>,
    nesting: usize,
}

/// What tells objects apart; `preferred` is the property of a discriminator.
pub(super) fn decide(
    types: &Types,
    leaves: &[&Leaf<'_>],
    preferred: Option<&str>,
    nesting: usize,
) -> Found {
    let objects = Objects {
        types,
        preferred,
        nesting,
    };
    objects.separate(&Group {
        leaves: leaves.to_vec(),
        context: Vec::new(),
        splits: MAX_SPLITS,
    })
}

impl Objects<'_> {
    pub(super) fn separate(&self, group: &Group<'_, '_>) -> Found {
        let context = group.tests();
        if let Some(found) = only(&group.leaves, &context) {
            return found;
        }
        if group.splits > 0 {
            if let Some(found) = self.by_tag(group, Strength::Telling) {
                return found;
            }
            if variants(&group.leaves).len() <= MANY {
                if let Some(found) = self.by_keys(group) {
                    return found;
                }
                if let Some(found) = self.by_values(group, true) {
                    return found;
                }
            }
            for strength in [Strength::Listed, Strength::Optional] {
                if let Some(found) = self.by_tag(group, strength) {
                    return found;
                }
            }
            if variants(&group.leaves).len() <= FEW
                && let Some(found) = self.by_values(group, false)
            {
                return found;
            }
        }
        self.by_hints(group)
    }

    /// By properties that must be there in one alternative and are not known in the others.
    fn by_keys(&self, group: &Group<'_, '_>) -> Option<Found> {
        let all = variants(&group.leaves);
        let mut declared = group.declared();
        let mut left: Vec<usize> = all.clone();
        let mut found = Found::default();
        loop {
            let next = left.iter().enumerate().find_map(|(at, variant)| {
                let keys = group.own_keys(*variant, &declared)?;
                Some((at, *variant, keys))
            });
            let Some((at, variant, keys)) = next.filter(|_| left.len() > 1) else {
                break;
            };
            for key in keys {
                let tests = group.with(Test::Key(key.clone(), Vec::new()));
                // A key that an alternative before this one knows tells them apart in this order only.
                let rest = group
                    .leaves
                    .iter()
                    .any(|leaf| leaf.variant != variant && leaf.declares(&key));
                found.rows.push(Row {
                    variant,
                    tests,
                    sure: true,
                    rest,
                    has: Vec::new(),
                });
            }
            for users in declared.values_mut() {
                users.remove(&variant);
            }
            left.remove(at);
        }
        if left.len() == all.len() {
            return None;
        }
        let members: Vec<usize> = group.members(|leaf| left.contains(&leaf.variant));
        let part = group.part(&members, group.context.clone());
        let mut rest = match left[..] {
            [variant] => self.last(group, &part, variant),
            _ => self.separate(&part),
        };
        for row in &mut rest.rows {
            row.rest = true;
        }
        found.extend(rest);
        Some(found)
    }

    /// The last alternative: by a key of its own, or any that must be there, so that something new is taken for none.
    fn last(&self, group: &Group<'_, '_>, part: &Group<'_, '_>, variant: usize) -> Found {
        let declared = group.declared();
        let own = group.own_keys(variant, &declared);
        let Some(keys) = own.or_else(|| part.required_keys()) else {
            return self.separate(part);
        };
        let rows = keys.into_iter().map(|key| {
            let tests = group.with(Test::Key(key, Vec::new()));
            Row {
                variant,
                tests,
                sure: true,
                rest: true,
                has: Vec::new(),
            }
        });
        Found {
            rows: rows.collect(),
            undecided: Vec::new(),
        }
    }

    /// By what one property holds that all alternatives declare; where it may be left out, they are tried then.
    fn by_values(&self, group: &Group<'_, '_>, always: bool) -> Option<Found> {
        let first = group.leaves.first()?;
        for name in first.fields.keys() {
            let mut inner: Vec<Leaf<'_>> = Vec::new();
            let mut there = true;
            let everywhere = group.leaves.iter().all(|leaf| {
                let Some(field) = leaf.fields.get(name) else {
                    return false;
                };
                there &= is_there(self.types, field);
                inner.extend(leaves(self.types, leaf.variant, field.ty));
                true
            });
            if !everywhere || there != always || inner.iter().any(|leaf| leaf.json == "any") {
                continue;
            }
            let inner: Vec<&Leaf<'_>> = inner.iter().collect();
            let mut found = decide_values(self.types, &inner, None, self.nesting - 1);
            if !found.is_sure() || found.rows.iter().any(|row| row.tests.is_empty()) {
                continue;
            }
            for row in &mut found.rows {
                let tests = std::mem::take(&mut row.tests);
                row.tests = group.with(Test::Key((*name).to_owned(), tests));
            }
            if !there {
                // Without the property any of them may be meant, and reads all there is.
                let mut rest = self.by_hints(group);
                for row in &mut rest.rows {
                    row.tests = group.with(Test::Lacks((*name).to_owned()));
                    row.has.clear();
                }
                found.rows.extend(rest.rows);
            }
            return Some(found);
        }
        None
    }

    /// Alternatives that have to be tried: those of which a property of their own is there before the others.
    fn by_hints(&self, group: &Group<'_, '_>) -> Found {
        let declared = group.declared();
        let order = by_specificity(self.types, &group.leaves);
        let mut silent = Vec::new();
        let mut rows = Vec::new();
        for variant in order {
            let mut has: Vec<String> = Vec::new();
            for leaf in group.leaves.iter().filter(|leaf| leaf.variant == variant) {
                let own = leaf
                    .fields
                    .keys()
                    .filter(|name| declared.get(**name).is_some_and(|users| users.len() == 1));
                has.extend(own.map(|name| (*name).to_owned()));
            }
            has.truncate(MAX_HINTS);
            if has.is_empty() {
                silent.push(variant);
            }
            rows.push(Row {
                variant,
                tests: group.tests(),
                sure: false,
                rest: true,
                has,
            });
        }
        Found {
            rows,
            // Properties of their own tell all alternatives but one apart, wherever one of them is there.
            undecided: if silent.len() > 1 {
                vec![silent]
            } else {
                Vec::new()
            },
        }
    }
}

impl<'t> Group<'_, 't> {
    /// The alternatives that declare each property.
    fn declared(&self) -> BTreeMap<&'t str, BTreeSet<usize>> {
        let mut declared: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for leaf in &self.leaves {
            for name in leaf.fields.keys() {
                declared.entry(name).or_default().insert(leaf.variant);
            }
        }
        declared
    }

    /// For each leaf of an alternative a key that is always there and that only this alternative declares.
    fn own_keys(
        &self,
        variant: usize,
        declared: &BTreeMap<&str, BTreeSet<usize>>,
    ) -> Option<Vec<String>> {
        let mut keys: Vec<String> = Vec::new();
        for leaf in self.leaves.iter().filter(|leaf| leaf.variant == variant) {
            let key = leaf.fields.iter().find(|(name, field)| {
                field.required
                    && declared
                        .get(*name)
                        .is_some_and(|users| users.iter().all(|user| *user == variant))
            });
            let (name, _) = key?;
            if !keys.iter().any(|known| known == name) {
                keys.push((*name).to_owned());
            }
        }
        Some(keys)
    }

    /// The tests for the whole group, and one more.
    fn with(&self, test: Test) -> Vec<Test> {
        let mut tests = self.context.clone();
        tests.push(test);
        tests
    }

    /// For each leaf a key that is always there.
    fn required_keys(&self) -> Option<Vec<String>> {
        let keys = self.leaves.iter().map(|leaf| {
            let mut required = leaf.fields.iter().filter(|(_, field)| field.required);
            required.next().map(|(name, _)| (*name).to_owned())
        });
        let keys: Option<BTreeSet<String>> = keys.collect();
        keys.map(|keys| keys.into_iter().collect())
    }

    /// The tests for the whole group.
    fn tests(&self) -> Vec<Test> {
        if self.context.is_empty() {
            vec![Test::Type(vec!["object"])]
        } else {
            self.context.clone()
        }
    }

    pub(super) fn part(&self, members: &[usize], context: Vec<Test>) -> Self {
        Self {
            leaves: members
                .iter()
                .filter_map(|index| self.leaves.get(*index).copied())
                .collect(),
            context,
            splits: self.splits.saturating_sub(1),
        }
    }

    fn members(&self, wanted: impl Fn(&Leaf<'t>) -> bool) -> Vec<usize> {
        let numbered = self.leaves.iter().enumerate();
        numbered
            .filter(|(_, leaf)| wanted(leaf))
            .map(|(index, _)| index)
            .collect()
    }
}
