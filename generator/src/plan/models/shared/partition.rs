//! Which things are the same, where some of them name others: the coarsest division into classes in which all members
//! of a class begin alike and name members of the same classes in the same order.
//!
//! Everything that begins alike is one class at first; a class is split where its members name different classes, until
//! none is (Moore's minimisation). What names itself is the same as its like: nothing ever told them apart. Of a class
//! that is split the largest part keeps its number, and only who names one of the others is looked at again, so that a
//! thing is moved at most as often as its class can be halved (Hopcroft).

use std::collections::{BTreeMap, BTreeSet};

/// Things and their classes, by number.
pub(super) struct Partition {
    class_of: Vec<usize>,
    members: Vec<BTreeSet<usize>>,
    /// What each thing names.
    names: Vec<Vec<usize>>,
    named_by: Vec<Vec<usize>>,
}

impl Partition {
    /// Divides things; `labels` says which of them begin alike.
    pub(super) fn of(labels: &[usize], names: Vec<Vec<usize>>) -> Self {
        let mut named_by = vec![Vec::new(); labels.len()];
        for (thing, named) in names.iter().enumerate() {
            for other in named {
                if let Some(list) = named_by.get_mut(*other) {
                    list.push(thing);
                }
            }
        }
        let classes = labels.iter().max().map_or(0, |last| last + 1);
        let mut members = vec![BTreeSet::new(); classes];
        for (thing, label) in labels.iter().enumerate() {
            if let Some(class) = members.get_mut(*label) {
                class.insert(thing);
            }
        }
        let mut partition = Self {
            class_of: labels.to_vec(),
            members,
            names,
            named_by,
        };
        partition.refine((0..labels.len()).collect());
        partition
    }

    /// Gives each of these a class of its own.
    pub(super) fn set_apart(&mut self, things: Vec<usize>) {
        let mut pending = BTreeSet::new();
        for thing in things {
            self.split_off(BTreeSet::from([thing]), &mut pending);
        }
        self.refine(pending);
    }

    /// The classes, each with its members.
    pub(super) fn classes(&self) -> &[BTreeSet<usize>] {
        &self.members
    }

    /// Splits classes until none needs it; `pending` are those things that may be told apart from the rest of their
    /// class by what they name.
    fn refine(&mut self, mut pending: BTreeSet<usize>) {
        while !pending.is_empty() {
            let splits = self.splits(&pending);
            pending = BTreeSet::new();
            for part in splits {
                self.split_off(part, &mut pending);
            }
        }
    }

    /// The parts that have to leave their classes. Nothing is moved before all are known: who was not looked at names
    /// the same classes as the rest of its class only as long as nobody has moved.
    fn splits(&self, pending: &BTreeSet<usize>) -> Vec<BTreeSet<usize>> {
        let mut by_class: BTreeMap<usize, BTreeMap<Vec<usize>, BTreeSet<usize>>> = BTreeMap::new();
        for thing in pending {
            let groups = by_class.entry(self.class_of(*thing)).or_default();
            let group = groups.entry(self.key(*thing)).or_default();
            group.insert(*thing);
        }
        let mut splits = Vec::new();
        for (class, mut groups) in by_class {
            let Some(members) = self.members.get(class).filter(|class| class.len() > 1) else {
                continue;
            };
            let touched: usize = groups.values().map(BTreeSet::len).sum();
            let mut untouched = members.len().saturating_sub(touched);
            let rest = members.iter().find(|thing| !pending.contains(*thing));
            if let Some(rest) = rest {
                // These go on naming what the rest of the class names.
                let alike = groups.remove(&self.key(*rest));
                untouched += alike.map_or(0, |group| group.len());
            }
            let mut groups: Vec<BTreeSet<usize>> = groups.into_values().collect();
            groups.sort_by_key(BTreeSet::len);
            if groups
                .last()
                .is_some_and(|largest| largest.len() > untouched)
            {
                groups.pop();
                let moved: BTreeSet<usize> = groups.iter().flatten().copied().collect();
                if untouched > 0 {
                    let of_rest = rest.map(|rest| self.key(*rest));
                    let rest = members.iter().filter(|thing| {
                        !moved.contains(*thing)
                            && (!pending.contains(*thing) || Some(self.key(**thing)) == of_rest)
                    });
                    groups.push(rest.copied().collect());
                }
            }
            splits.append(&mut groups);
        }
        splits
    }

    /// Moves things of one class to a new one, unless they are all of it; `pending` are those who name them.
    fn split_off(&mut self, part: BTreeSet<usize>, pending: &mut BTreeSet<usize>) {
        let old = part.first().map(|thing| self.class_of(*thing));
        let Some(rest) = old.and_then(|old| self.members.get_mut(old)) else {
            return;
        };
        if rest.len() <= part.len() {
            return;
        }
        for thing in &part {
            rest.remove(thing);
        }
        let new = self.members.len();
        for thing in &part {
            if let Some(class) = self.class_of.get_mut(*thing) {
                *class = new;
            }
            pending.extend(self.named_by.get(*thing).into_iter().flatten());
        }
        self.members.push(part);
    }

    fn class_of(&self, thing: usize) -> usize {
        self.class_of.get(thing).copied().unwrap_or_default()
    }

    /// The classes that a thing names.
    fn key(&self, thing: usize) -> Vec<usize> {
        let names = self.names.get(thing).into_iter().flatten();
        names.map(|other| self.class_of(*other)).collect()
    }
}
