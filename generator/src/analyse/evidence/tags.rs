//! Tags: one property whose values are listed in most alternatives.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::analyse::facts::Test;

use super::objects::{Group, Objects};
use super::rows::{Found, Row};

/// How much the values of a property have to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strength {
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

impl Objects<'_> {
    /// By the values of one property that has listed ones in most alternatives.
    pub(super) fn by_tag(&self, group: &Group<'_, '_>, strength: Strength) -> Option<Found> {
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
}
