//! What tells objects apart: a tag, properties that must be there, what these hold, properties that may be there.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::analyse::facts::Test;
use crate::analyse::leaves::{Leaf, is_there, leaves};
use crate::ir::Types;

use super::rows::{Found, Row};
use super::values::by_specificity;
use super::{MANY, decide as decide_values, only, variants};

/// How many telling properties of an alternative that is tried are named.
const MAX_HINTS: usize = 8;
/// How often objects that share their tag are told apart by another one.
const MAX_SPLITS: usize = 6;

/// Objects that are still together, and the tests that have brought them together.
struct Group<'l, 't> {
    leaves: Vec<&'l Leaf<'t>>,
    context: Vec<Test>,
    splits: usize,
}

struct Objects<'a> {
    types: &'a Types,
    preferred: Option<&'a str>,
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
    fn separate(&self, group: &Group<'_, '_>) -> Found {
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
                if let Some(found) = self.by_values(group) {
                    return found;
                }
            }
            for strength in [Strength::Listed, Strength::Optional] {
                if let Some(found) = self.by_tag(group, strength) {
                    return found;
                }
            }
        }
        self.by_hints(group)
    }

    /// By the values of one property that has listed ones in most alternatives.
    fn by_tag(&self, group: &Group<'_, '_>, strength: Strength) -> Option<Found> {
        let mut best: Option<Split> = None;
        for property in self.candidates(group) {
            let Some(split) = self.split(group, property, strength) else {
                continue;
            };
            let better = best
                .as_ref()
                .is_none_or(|best| split.parts.len() > best.parts.len());
            if better {
                best = Some(split);
            }
            if best.is_some() && self.preferred == Some(property) {
                break;
            }
        }
        let split = best?;
        let mut found = Found::default();
        for (values, members) in &split.parts {
            let mut context = group.context.clone();
            context.push(Test::Key(
                split.property.clone(),
                vec![Test::Value(values.clone())],
            ));
            found.extend(self.separate(&group.part(members, context)));
        }
        if let [variant] = split.optional[..] {
            let mut tests = group.context.clone();
            tests.push(Test::Lacks(split.property.clone()));
            found.rows.push(Row {
                variant,
                tests,
                sure: true,
                rest: false,
                has: Vec::new(),
            });
        }
        if !split.rest.is_empty() {
            let mut rest = self.separate(&group.part(&split.rest, group.context.clone()));
            for row in &mut rest.rows {
                row.rest = true;
            }
            found.extend(rest);
        }
        Some(found)
    }

    /// The properties that may be a tag, that of the discriminator first.
    fn candidates<'l>(&self, group: &Group<'l, '_>) -> Vec<&'l str> {
        let mut seen: IndexMap<&str, ()> = IndexMap::new();
        for leaf in &group.leaves {
            seen.extend(leaf.tags.iter().map(|(name, _)| (*name, ())));
        }
        for leaf in &group.leaves {
            let listed = leaf
                .fields
                .keys()
                .filter(|name| leaf.constants(self.types, name).is_some());
            seen.extend(listed.map(|name| (*name, ())));
        }
        let mut list: Vec<&str> = seen.into_keys().collect();
        list.sort_by_key(|name| Some(*name) != self.preferred);
        list
    }

    /// The parts that the values of a property make; `None` where these do not tell enough.
    fn split(&self, group: &Group<'_, '_>, property: &str, strength: Strength) -> Option<Split> {
        let mut parts: Vec<(BTreeSet<String>, Vec<usize>, Vec<String>)> = Vec::new();
        let mut owner: BTreeMap<String, usize> = BTreeMap::new();
        let (mut rest, mut optional) = (Vec::new(), Vec::new());
        let (mut single, mut listed) = (0, 0);
        for (index, leaf) in group.leaves.iter().enumerate() {
            let Some((values, there)) = leaf
                .constants(self.types, property)
                .filter(|(_, there)| *there || strength == Strength::Optional)
            else {
                rest.push(index);
                continue;
            };
            if !there && !optional.contains(&leaf.variant) {
                optional.push(leaf.variant);
            }
            listed += 1;
            single += usize::from(values.len() == 1 || self.preferred == Some(property));
            let mut touched: Vec<usize> = values
                .iter()
                .filter_map(|value| owner.get(value).copied())
                .collect();
            touched.sort_unstable();
            touched.dedup();
            let target = touched.first().copied().unwrap_or(parts.len());
            if target == parts.len() {
                parts.push((BTreeSet::new(), Vec::new(), Vec::new()));
            }
            // Parts that this leaf joins become one.
            for other in touched.into_iter().skip(1) {
                let Some(part) = parts.get_mut(other).map(std::mem::take) else {
                    continue;
                };
                for value in &part.2 {
                    owner.insert(value.clone(), target);
                }
                if let Some(into) = parts.get_mut(target) {
                    into.1.extend(part.1);
                    into.0.extend(part.0);
                    into.2.extend(part.2);
                }
            }
            let Some(part) = parts.get_mut(target) else {
                continue;
            };
            part.1.push(index);
            for value in values {
                owner.insert(value.clone(), target);
                if part.0.insert(value.clone()) {
                    part.2.push(value);
                }
            }
        }
        parts.retain(|(_, members, _)| !members.is_empty());
        // What has no listed values may have any, so it comes after what has. An alternative is not torn apart.
        let torn = rest.iter().any(|index| {
            let variant = group.leaves.get(*index).map(|leaf| leaf.variant);
            parts.iter().any(|(_, members, _)| {
                members
                    .iter()
                    .any(|member| group.leaves.get(*member).map(|leaf| leaf.variant) == variant)
            })
        });
        let telling = match strength {
            Strength::Telling => single * 2 > listed && !(torn && self.preferred != Some(property)),
            Strength::Listed | Strength::Optional => true,
        };
        let enough = parts.len() + usize::from(!rest.is_empty()) > 1;
        (telling && enough && !parts.is_empty()).then(|| Split {
            property: property.to_owned(),
            parts: parts
                .into_iter()
                .map(|(_, members, values)| (values, members))
                .collect(),
            rest,
            optional,
        })
    }

    /// By properties that must be there in one alternative and are not known in the others.
    fn by_keys(&self, group: &Group<'_, '_>) -> Option<Found> {
        let all = variants(&group.leaves);
        let mut declared: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for leaf in &group.leaves {
            for name in leaf.fields.keys() {
                declared.entry(name).or_default().insert(leaf.variant);
            }
        }
        let mut left: Vec<usize> = all.clone();
        let mut found = Found::default();
        loop {
            let next = left.iter().enumerate().find_map(|(at, variant)| {
                let keys = self.own_keys(group, *variant, &declared)?;
                Some((at, *variant, keys))
            });
            let Some((at, variant, keys)) = next.filter(|_| left.len() > 1) else {
                break;
            };
            for key in keys {
                let mut tests = group.context.clone();
                tests.push(Test::Key(key.clone(), Vec::new()));
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

    /// The last alternative: by a key of its own where it has one, so that something new is taken for none.
    fn last(&self, group: &Group<'_, '_>, part: &Group<'_, '_>, variant: usize) -> Found {
        let mut declared: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for leaf in &group.leaves {
            for name in leaf.fields.keys() {
                declared.entry(name).or_default().insert(leaf.variant);
            }
        }
        let Some(keys) = self.own_keys(group, variant, &declared) else {
            return self.separate(part);
        };
        let rows = keys.into_iter().map(|key| {
            let mut tests = group.context.clone();
            tests.push(Test::Key(key, Vec::new()));
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

    /// For each leaf of an alternative a key that is always there and that only this alternative declares.
    fn own_keys(
        &self,
        group: &Group<'_, '_>,
        variant: usize,
        declared: &BTreeMap<&str, BTreeSet<usize>>,
    ) -> Option<Vec<String>> {
        let mut keys: Vec<String> = Vec::new();
        for leaf in group.leaves.iter().filter(|leaf| leaf.variant == variant) {
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

    /// By what one property holds that is there in all alternatives.
    fn by_values(&self, group: &Group<'_, '_>) -> Option<Found> {
        let first = group.leaves.first()?;
        for (name, field) in &first.fields {
            if !is_there(self.types, field) {
                continue;
            }
            let mut inner: Vec<Leaf<'_>> = Vec::new();
            let everywhere = group.leaves.iter().all(|leaf| {
                let Some(field) = leaf.fields.get(name).filter(|f| is_there(self.types, f)) else {
                    return false;
                };
                inner.extend(leaves(self.types, leaf.variant, field.ty));
                true
            });
            if !everywhere || inner.iter().any(|leaf| leaf.json == "any") {
                continue;
            }
            let inner: Vec<&Leaf<'_>> = inner.iter().collect();
            let mut found = decide_values(self.types, &inner, None, self.nesting - 1);
            if !found.is_sure() || found.rows.iter().any(|row| says_little(&row.tests)) {
                continue;
            }
            for row in &mut found.rows {
                let tests = std::mem::take(&mut row.tests);
                row.tests.clone_from(&group.context);
                row.tests.push(Test::Key((*name).to_owned(), tests));
            }
            return Some(found);
        }
        None
    }

    /// Alternatives that have to be tried: those of which a property of their own is there before the others.
    fn by_hints(&self, group: &Group<'_, '_>) -> Found {
        let mut declared: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for leaf in &group.leaves {
            for name in leaf.fields.keys() {
                declared.entry(name).or_default().insert(leaf.variant);
            }
        }
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

/// Whether a test of a value only says that it has a type all values have.
fn says_little(tests: &[Test]) -> bool {
    tests.is_empty()
}

impl<'l, 't> Group<'l, 't> {
    /// The tests for the whole group.
    fn tests(&self) -> Vec<Test> {
        if self.context.is_empty() {
            vec![Test::Type(vec!["object"])]
        } else {
            self.context.clone()
        }
    }

    fn part(&self, members: &[usize], context: Vec<Test>) -> Self {
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

/// How much the values of a property have to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strength {
    /// It is there for sure, and most alternatives have one value.
    Telling,
    /// It is there for sure.
    Listed,
    /// It may be left out.
    Optional,
}

/// Parts of a group that the values of a property make.
struct Split {
    property: String,
    /// The values of a part, and its leaves by index.
    parts: Vec<(Vec<String>, Vec<usize>)>,
    /// Leaves for which no values are listed.
    rest: Vec<usize>,
    /// Alternatives that may leave the property out.
    optional: Vec<usize>,
}
