//! Which groups need which models.

use std::collections::BTreeMap;

use super::MOST_GROUPS;
use super::grouping::Grouping;
use crate::plan::methods::{Method, OperationFile};
use crate::plan::models::Unit;
use crate::plan::rust_type::RustType;

const WORDS: usize = MOST_GROUPS.div_ceil(64);

/// A set of groups.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Groups([u64; WORDS]);

impl Groups {
    /// The set of one group.
    pub(super) fn one(group: usize) -> Self {
        let mut set = Self::default();
        if let Some(word) = set.0.get_mut(group / 64) {
            *word = 1 << (group % 64);
        }
        set
    }

    /// How many groups are in it.
    pub(super) fn len(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// Its groups in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        let set = self.0;
        (0..WORDS * 64).filter(move |group| {
            set.get(group / 64)
                .is_some_and(|word| word >> (group % 64) & 1 == 1)
        })
    }

    /// Adds another set; whether that changed anything.
    fn add(&mut self, other: Self) -> bool {
        let before = *self;
        for (word, more) in self.0.iter_mut().zip(other.0) {
            *word |= more;
        }
        *self != before
    }
}

/// What is known about the need for each unit.
pub(super) struct Reach {
    /// The units that each unit names.
    pub(super) names: Vec<Vec<usize>>,
    /// The groups that need it.
    pub(super) groups: Vec<Groups>,
    /// The first file of operations that needs it; `None` where none does.
    pub(super) first: Vec<Option<usize>>,
}

/// Follows the names from operations to models and from models to models. Every unit is visited again only when
/// another group turns out to need it.
pub(super) fn reach(units: &[Unit], files: &[OperationFile], grouping: &Grouping) -> Reach {
    let mut unit_of: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, unit) in units.iter().enumerate() {
        unit_of.extend(
            unit.items
                .iter()
                .map(|(_, item)| (item.name().as_str(), index)),
        );
    }
    let behind = |types: Vec<&RustType>| -> Vec<usize> {
        let models = types.into_iter().flat_map(RustType::models);
        models
            .filter_map(|name| unit_of.get(name.as_str()).copied())
            .collect()
    };
    let names_of = |(index, unit): (usize, &Unit)| {
        let types = unit.items.iter().flat_map(|(_, item)| item.types());
        let mut units = behind(types.collect());
        units.sort_unstable();
        units.dedup();
        units.retain(|other| *other != index);
        units
    };
    let mut reach = Reach {
        names: units.iter().enumerate().map(names_of).collect(),
        groups: vec![Groups::default(); units.len()],
        first: vec![None; units.len()],
    };
    for (file, operations) in files.iter().enumerate() {
        let group = Groups::one(grouping.group_of(file));
        let types = operations.methods.iter().flat_map(Method::types);
        reach.mark(behind(types.collect()), file, group);
    }
    reach
}

impl Reach {
    /// Notes that the operations of `file`, which is in `group`, need the units `from` and all that they name.
    fn mark(&mut self, from: Vec<usize>, file: usize, group: Groups) {
        let mut queue = from;
        while let Some(unit) = queue.pop() {
            if let Some(first) = self.first.get_mut(unit) {
                first.get_or_insert(file);
            }
            let changed = self.groups.get_mut(unit).is_some_and(|set| set.add(group));
            if changed {
                queue.extend(self.names.get(unit).into_iter().flatten());
            }
        }
    }
}
