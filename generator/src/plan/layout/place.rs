//! Models into files.

use std::collections::{BTreeMap, BTreeSet};

use super::classes::{Class, classes};
use super::grouping::Grouping;
use super::names::{file_names, module, wish};
use super::reach::{Groups, Reach, reach};
use super::split::{Bin, Part, split};
use super::{LONG, MANY_SCHEMAS, weight};
use crate::ir::TypeId;
use crate::lock::Kind;
use crate::plan::docs::{Docs, code};
use crate::plan::items::{Item, ModelFile};
use crate::plan::methods::OperationFile;
use crate::plan::models::Unit;
use crate::plan::names::{FeatureName, FileName, Scope, TypeName, Wish, claim_all, words};

/// The files of all models.
pub(in crate::plan) struct Placed {
    /// The files, each where it belongs.
    pub(in crate::plan) files: Vec<ModelFile>,
    /// The feature of the models that no operation needs, where they have one.
    pub(in crate::plan) extra: Option<FeatureName>,
    /// Whether there are many operations or many models.
    pub(in crate::plan) big: bool,
}

/// Decides where models lie; `files` are those of the operations.
pub(in crate::plan) fn place(
    units: Vec<Unit>,
    files: &[OperationFile],
    grouping: &Grouping,
) -> Placed {
    if !grouping.is_big() && units.len() < MANY_SCHEMAS {
        return Placed {
            files: one_each(units),
            extra: None,
            big: false,
        };
    }
    let units = apart(units);
    let reach = reach(&units, files, grouping);
    let weights: Vec<usize> = units.iter().map(weight_of).collect();
    let classes = classes(&reach, &weights, grouping, files);
    let mut by_class: BTreeMap<Class, Vec<usize>> = BTreeMap::new();
    for (unit, class) in classes.into_iter().enumerate() {
        by_class.entry(class).or_default().push(unit);
    }
    let extra = by_class
        .contains_key(&Class::Extra)
        .then(|| Scope::default().claim(&["extra models".to_owned()]));
    let mut folders = Scope::reserving(&["models"]);
    let placer = Placer {
        units: &units,
        weights: &weights,
        reach: &reach,
        files,
        grouping,
        extra: extra.as_ref(),
        common: folders.claim(&["common".to_owned()]),
        shared: folders.claim(&["shared".to_owned()]),
        extras: folders.claim(&["extra".to_owned()]),
        groups: groups(&mut folders, grouping, files),
    };
    let drafts = placer.files(&by_class);
    Placed {
        files: fill(units, drafts),
        extra,
        big: true,
    }
}

fn weight_of(unit: &Unit) -> usize {
    let items = unit.items.iter();
    items.map(|(_, item)| weight::of_item(item)).sum()
}

/// Takes units apart that are too long for a file, and takes out of them what others share: who needs that does not
/// need what stands around it.
fn apart(units: Vec<Unit>) -> Vec<Unit> {
    let items = units.iter().flat_map(|unit| &unit.items);
    let shared: BTreeSet<TypeName> = items
        .filter_map(|(_, item)| item.shares().cloned())
        .collect();
    let mut out: Vec<Unit> = Vec::with_capacity(units.len());
    for unit in units {
        let long = weight_of(&unit) > LONG;
        let leaves = |item: &Item| {
            long || (shared.contains(item.name()) && item.name().as_str() != unit.name)
        };
        let leaving = unit.items.iter().filter(|(_, item)| leaves(item));
        let leaving: BTreeSet<TypeId> = leaving.map(|(id, _)| *id).collect();
        let (leaving, staying): (Vec<_>, Vec<_>) = unit
            .items
            .into_iter()
            .partition(|(id, _)| leaving.contains(id));
        if !staying.is_empty() {
            out.push(Unit {
                name: unit.name,
                items: staying,
            });
        }
        let mut pieces: BTreeMap<TypeId, Unit> = BTreeMap::new();
        for (id, item) in leaving {
            let piece = pieces.entry(id).or_insert_with(|| Unit {
                name: item.name().as_str().to_owned(),
                items: Vec::new(),
            });
            piece.items.push((id, item));
        }
        out.extend(pieces.into_values());
    }
    out
}

/// A file for each unit.
fn one_each(units: Vec<Unit>) -> Vec<ModelFile> {
    let wishes: Vec<Wish> = units
        .iter()
        .map(|unit| {
            let names = match module(&unit.name) {
                Some(_) => [unit.name.clone(), format!("{} model", unit.name)],
                None => ["model".to_owned(), "type".to_owned()],
            };
            Wish::new(Kind::Type, &unit.name, names)
        })
        .collect();
    // A module is not called like the one it is in (clippy's `module_inception`).
    let names: Vec<FileName> = claim_all(&mut Scope::reserving(&["models"]), &wishes);
    units
        .into_iter()
        .zip(names)
        .map(|(unit, file)| ModelFile {
            folder: None,
            file,
            docs: Docs::default(),
            features: Vec::new(),
            items: unit.items.into_iter().map(|(_, item)| item).collect(),
        })
        .collect()
}

/// What the groups' modules are called below `models/`.
fn groups(
    folders: &mut Scope<FileName>,
    grouping: &Grouping,
    files: &[OperationFile],
) -> Vec<FileName> {
    let count = (0..files.len())
        .map(|file| grouping.group_of(file) + 1)
        .max();
    let modules = (0..count.unwrap_or(1)).map(|group| {
        let module = grouping
            .module(group)
            .map_or("operations", FileName::as_str);
        wish(module, "models")
    });
    claim_all(folders, &modules.collect::<Vec<_>>())
}

/// A file and the units in it.
struct Draft {
    folder: Option<FileName>,
    file: FileName,
    docs: Docs,
    features: Vec<FeatureName>,
    units: Vec<usize>,
}

struct Placer<'a> {
    units: &'a [Unit],
    weights: &'a [usize],
    reach: &'a Reach,
    files: &'a [OperationFile],
    grouping: &'a Grouping,
    extra: Option<&'a FeatureName>,
    common: FileName,
    shared: FileName,
    extras: FileName,
    groups: Vec<FileName>,
}

impl Placer<'_> {
    fn files(&self, by_class: &BTreeMap<Class, Vec<usize>>) -> Vec<Draft> {
        let mut drafts = Vec::new();
        let mut shared = Vec::new();
        for (class, units) in by_class {
            match class {
                Class::Common => {
                    let docs = Docs::ours("Models that many operations need.");
                    Self::folder((&self.common, &docs), &[], self.bins(units), &mut drafts);
                }
                Class::Extra => {
                    let features: Vec<FeatureName> = self.extra.into_iter().cloned().collect();
                    let docs = Docs::ours("Models that no operation needs.");
                    Self::folder(
                        (&self.extras, &docs),
                        &features,
                        self.bins(units),
                        &mut drafts,
                    );
                }
                Class::Needed(groups) if groups.len() == 1 => {
                    for group in groups.iter() {
                        let features: Vec<FeatureName> =
                            self.grouping.feature(group).into_iter().cloned().collect();
                        if let Some(folder) = self.groups.get(group) {
                            let docs = self.needed_by(*groups);
                            let bins = self.by_operations(units);
                            Self::folder((folder, &docs), &features, bins, &mut drafts);
                        }
                    }
                }
                Class::Needed(groups) => shared.push((*groups, self.bins(units))),
            }
        }
        self.shared(shared, &mut drafts);
        drafts
    }

    /// Adds a folder, or one file where that is enough.
    fn folder(
        (folder, docs): (&FileName, &Docs),
        features: &[FeatureName],
        bins: Vec<Bin>,
        drafts: &mut Vec<Draft>,
    ) {
        let alone = bins.len() == 1;
        let names = file_names(folder.as_str(), bins.iter().map(|bin| bin.name.as_str()));
        for (bin, name) in bins.into_iter().zip(names) {
            drafts.push(Draft {
                folder: (!alone).then(|| folder.clone()),
                file: if alone { folder.clone() } else { name },
                docs: docs.clone(),
                features: features.to_vec(),
                units: bin.parts,
            });
        }
    }

    /// Adds what a few groups share.
    fn shared(&self, shared: Vec<(Groups, Vec<Bin>)>, drafts: &mut Vec<Draft>) {
        let sharers: Vec<Wish> = shared
            .iter()
            .map(|(groups, _)| wish(&self.sharers(*groups), "models"))
            .collect();
        let sharers: Vec<FileName> = claim_all(&mut Scope::default(), &sharers);
        let mut names = Vec::new();
        let mut parts = Vec::new();
        for ((groups, bins), sharers) in shared.into_iter().zip(sharers) {
            let features = groups
                .iter()
                .filter_map(|group| self.grouping.feature(group));
            let features: Vec<FeatureName> = features.cloned().collect();
            for bin in bins {
                names.push(format!("{sharers} {}", bin.name));
                parts.push((groups, features.clone(), bin.parts));
            }
        }
        let files = file_names(self.shared.as_str(), names.iter().map(String::as_str));
        for (file, (groups, features, units)) in files.into_iter().zip(parts) {
            drafts.push(Draft {
                folder: Some(self.shared.clone()),
                file,
                docs: self.needed_by(groups),
                features,
                units,
            });
        }
    }

    /// Whose models a file holds.
    fn needed_by(&self, groups: Groups) -> Docs {
        let modules = groups
            .iter()
            .filter_map(|group| self.grouping.module(group));
        let modules: Vec<String> = modules.map(|module| code(module.as_str())).collect();
        Docs::ours(format!("Models of the operations {}.", modules.join(", "))).wrapped(4)
    }

    /// What groups are called together.
    fn sharers(&self, groups: Groups) -> String {
        let modules: Vec<&str> = groups
            .iter()
            .filter_map(|group| self.grouping.module(group))
            .map(FileName::as_str)
            .collect();
        match modules.as_slice() {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [first, second] => format!("{first} and {second}"),
            [first, rest @ ..] => format!("{first} and {} more", rest.len()),
        }
    }

    fn part(&self, unit: usize) -> Part {
        let name = self.units.get(unit).map_or("", |unit| unit.name.as_str());
        Part {
            key: words(name),
            weight: self.weights.get(unit).copied().unwrap_or_default(),
        }
    }

    /// Files by the models' names.
    fn bins(&self, units: &[usize]) -> Vec<Bin> {
        let parts: Vec<Part> = units.iter().map(|unit| self.part(*unit)).collect();
        let mut bins = split(&parts, LONG);
        for bin in &mut bins {
            for part in &mut bin.parts {
                *part = units.get(*part).copied().unwrap_or_default();
            }
        }
        bins
    }

    /// Files like those of the operations that need the models first.
    fn by_operations(&self, units: &[usize]) -> Vec<Bin> {
        let weights = units.iter().filter_map(|unit| self.weights.get(*unit));
        if weights.sum::<usize>() <= LONG {
            return vec![Bin {
                name: String::new(),
                parts: units.to_vec(),
            }];
        }
        let mut by_file: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for &unit in units {
            let first = self.reach.first.get(unit).copied().flatten();
            by_file
                .entry(first.unwrap_or_default())
                .or_default()
                .push(unit);
        }
        let one = by_file.len() == 1;
        let mut bins = Vec::new();
        for (file, units) in by_file {
            let name = self.files.get(file).map_or("", |file| file.file.as_str());
            for mut bin in self.bins(&units) {
                if !one {
                    bin.name = format!("{name} {}", bin.name);
                }
                bins.push(bin);
            }
        }
        bins
    }
}

fn fill(units: Vec<Unit>, drafts: Vec<Draft>) -> Vec<ModelFile> {
    let mut units: Vec<Option<Unit>> = units.into_iter().map(Some).collect();
    drafts
        .into_iter()
        .map(|draft| ModelFile {
            folder: draft.folder,
            file: draft.file,
            docs: draft.docs,
            features: draft.features,
            items: draft
                .units
                .iter()
                .filter_map(|unit| units.get_mut(*unit)?.take())
                .flat_map(|unit| unit.items)
                .map(|(_, item)| item)
                .collect(),
        })
        .collect()
}
