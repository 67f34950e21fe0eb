//! Operations into groups, groups into files.

use super::about::About;
use super::drafts::{Draft, by_meaning, by_tag};
use super::names::{file_names, module, wish};
use super::split::{Part, split};
use super::{LONG, MANY_OPERATIONS, RESERVED_FEATURES, keys, merge, weight};
use crate::ir::Api;
use crate::plan::Target;
use crate::plan::api::Group;
use crate::plan::docs::{Docs, code};
use crate::plan::methods::{Method, OperationFile};
use crate::plan::names::{FeatureName, FileName, Scope, Wish, claim_all, words};

/// Where each operation lives.
pub(in crate::plan) struct Grouping {
    groups: Vec<Group>,
    files: Vec<File>,
    /// The file of each operation.
    file_of: Vec<usize>,
    /// Whether each group has a feature.
    featured: bool,
    /// Whether the document has many operations.
    big: bool,
}

struct File {
    group: usize,
    folder: Option<FileName>,
    name: FileName,
    docs: Docs,
}

impl Grouping {
    /// Decides where all operations live; `methods` are what they become, in the document's order.
    pub(in crate::plan) fn of(api: &Api, methods: &[Method]) -> Self {
        let big = api.operations.len() >= MANY_OPERATIONS;
        let mut drafts = by_tag(&api.operations);
        if big {
            drafts = merge::limit(by_meaning(&api.operations, drafts, methods));
            drafts.sort_by_cached_key(|draft| module(&draft.name));
        }
        let wishes: Vec<Wish> = drafts
            .iter()
            .map(|draft| wish(&draft.name, "operations"))
            .collect();
        let features: Vec<FeatureName> =
            claim_all(&mut Scope::reserving(RESERVED_FEATURES), &wishes);
        let wishes = drafts.iter().map(|draft| wish(&draft.name, "tag"));
        // A module is not called like the one it is in (clippy's `module_inception`).
        let modules: Vec<FileName> = claim_all(
            &mut Scope::reserving(&["operations"]),
            &wishes.collect::<Vec<_>>(),
        );
        let mut grouping = Self {
            groups: Vec::new(),
            files: Vec::new(),
            file_of: vec![0; api.operations.len()],
            featured: big && drafts.len() > 1,
            big,
        };
        let alone = drafts.len() == 1;
        for ((draft, module), feature) in drafts.iter().zip(modules).zip(features) {
            grouping.lay_out(api, methods, draft, (!alone).then_some(&module));
            grouping.groups.push(Group {
                module,
                feature,
                docs: draft.about.docs(api),
                summary: draft.about.summary(api),
                operations: draft.operations.len(),
            });
        }
        grouping
    }

    /// Adds the files of one group; `module` is `None` where it is the only one.
    fn lay_out(&mut self, api: &Api, methods: &[Method], draft: &Draft, module: Option<&FileName>) {
        let group = self.groups.len();
        let bins = if self.big {
            bins(api, methods, draft)
        } else {
            vec![(String::new(), draft.operations.clone())]
        };
        if let [(_, operations)] = bins.as_slice() {
            let name = module
                .cloned()
                .unwrap_or_else(|| Scope::default().claim(&["operations".to_owned()]));
            let docs = draft.about.docs(api);
            self.add(
                operations,
                File {
                    group,
                    folder: None,
                    name,
                    docs,
                },
            );
            return;
        }
        let inside = module.map_or("operations", FileName::as_str);
        let files = file_names(inside, bins.iter().map(|(name, _)| name.as_str()));
        for ((name, operations), file) in bins.iter().zip(files) {
            let about = if name.is_empty() { file.as_str() } else { name };
            let file = File {
                group,
                folder: module.cloned(),
                docs: Docs::ours(format!("Operations: {}, {}.", code(inside), code(about))),
                name: file,
            };
            self.add(operations, file);
        }
    }

    fn add(&mut self, operations: &[usize], file: File) {
        for &operation in operations {
            if let Some(slot) = self.file_of.get_mut(operation) {
                *slot = self.files.len();
            }
        }
        self.files.push(file);
    }

    /// The files, filled with `methods`, which are in the document's order. At least one.
    pub(in crate::plan) fn files(&self, methods: Vec<Method>) -> Vec<OperationFile> {
        let mut files: Vec<OperationFile> = self
            .files
            .iter()
            .map(|file| OperationFile {
                folder: file.folder.clone(),
                file: file.name.clone(),
                feature: self.feature(file.group).cloned(),
                docs: file.docs.clone(),
                methods: Vec::new(),
            })
            .collect();
        for (method, file) in methods.into_iter().zip(&self.file_of) {
            if let Some(file) = files.get_mut(*file) {
                file.methods.push(method);
            }
        }
        if files.is_empty() {
            files.push(OperationFile {
                folder: None,
                file: Scope::default().claim(&["operations".to_owned()]),
                feature: None,
                docs: About::Untagged.docs(&Api::default()),
                methods: Vec::new(),
            });
        }
        files
    }

    /// The groups with a feature each; none where there are no features.
    pub(in crate::plan) fn groups(&self) -> Vec<Group> {
        if self.featured {
            self.groups.clone()
        } else {
            Vec::new()
        }
    }

    /// How many groups there are.
    pub(super) fn count(&self) -> u32 {
        u32::try_from(self.groups.len()).unwrap_or(u32::MAX)
    }

    /// The group of a file.
    pub(super) fn group_of(&self, file: usize) -> usize {
        self.files.get(file).map_or(0, |file| file.group)
    }

    /// The module of a group.
    pub(super) fn module(&self, group: usize) -> Option<&FileName> {
        self.groups.get(group).map(|group| &group.module)
    }

    /// The feature of a group, where it has one.
    pub(super) fn feature(&self, group: usize) -> Option<&FeatureName> {
        let group = self.groups.get(group).filter(|_| self.featured)?;
        Some(&group.feature)
    }

    /// Whether the document has many operations.
    pub(super) fn is_big(&self) -> bool {
        self.big
    }
}

/// The way from the operations' files to the API's module, for links. `target` is where users find the API.
pub(in crate::plan) fn way_up(api: &Api, target: &Target) -> String {
    if api.operations.len() < MANY_OPERATIONS {
        let in_folder = by_tag(&api.operations).len() > 1;
        return if in_folder { "super::super" } else { "super" }.to_owned();
    }
    match target.path.split_once("::") {
        Some((_, path)) => format!("crate::{path}"),
        None => "crate".to_owned(),
    }
}

/// The files of a group of a big document: their names and operations.
fn bins(api: &Api, methods: &[Method], draft: &Draft) -> Vec<(String, Vec<usize>)> {
    let parts: Vec<Part> = draft
        .operations
        .iter()
        .filter_map(|index| {
            let operation = api.operations.get(*index)?;
            let mut key = Vec::new();
            if matches!(draft.about, About::Several(_)) {
                key.extend(operation.tags.first().map(|tag| words(tag).join("_")));
            }
            key.extend(keys::of_path(operation));
            // Where paths say no more, names do.
            let method = methods.get(*index)?;
            key.push(String::new());
            key.extend(words(method.name.bare()));
            Some(Part {
                key,
                weight: weight::of_method(method),
            })
        })
        .collect();
    split(&parts, LONG)
        .into_iter()
        .map(|bin| {
            let operations = bin.parts.iter();
            let operations = operations.filter_map(|part| draft.operations.get(*part).copied());
            let name = bin.name.strip_prefix(&draft.name).unwrap_or(&bin.name);
            (
                name.trim_start_matches('_').to_owned(),
                operations.collect(),
            )
        })
        .collect()
}
