//! Operations into groups, groups into files.

use indexmap::IndexMap;

use super::about::About;
use super::split::{Part, split};
use super::{LONG, MANY_OPERATIONS, RESERVED_FEATURES, keys, merge, weight};
use crate::ir::{Api, Operation};
use crate::lock::Kind;
use crate::plan::Target;
use crate::plan::api::Group;
use crate::plan::docs::{Docs, code};
use crate::plan::methods::{Method, OperationFile};
use crate::plan::names::{FeatureName, FileName, Name, Scope, Wish, claim_all, words};

/// A group by path with fewer operations than this is none.
const FEW: usize = 3;

/// A group in the making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    /// What its module is to be called.
    pub(super) name: String,
    /// What its operations have in common.
    pub(super) about: About,
    /// The indices of its operations, in the document's order.
    pub(super) operations: Vec<usize>,
}

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
            drafts.sort_by(|a, b| a.name.cmp(&b.name));
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

/// A wish for `name`, or for it with a word.
pub(super) fn wish(name: &str, word: &str) -> Wish {
    let candidates = [short(name), short(&format!("{name} {word}"))];
    Wish::new(Kind::Operation, name, candidates)
}

/// Names for the files of a folder. None is the folder's own, as clippy wants it.
pub(super) fn file_names<'a>(folder: &str, names: impl Iterator<Item = &'a str>) -> Vec<FileName> {
    let wishes: Vec<Wish> = names
        .map(|name| {
            let candidates = match name {
                "" => ["general".to_owned(), "other".to_owned()],
                name => [short(name), "general".to_owned()],
            };
            Wish::new(Kind::Operation, name, candidates)
        })
        .collect();
    claim_all(&mut Scope::reserving(&[folder]), &wishes)
}

/// A name's first words, as many as fit a path that people read.
fn short(name: &str) -> String {
    const LONGEST: usize = 44;
    let mut text = String::new();
    for word in words(name) {
        if !text.is_empty() && text.len() + 1 + word.len() > LONGEST {
            break;
        }
        if !text.is_empty() {
            text.push('_');
        }
        text.push_str(&word);
    }
    if text.is_empty() {
        name.to_owned()
    } else {
        text
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

/// Operations by their first tag; tags that make the same module share it.
fn by_tag(operations: &[Operation]) -> Vec<Draft> {
    collect(operations.iter().enumerate().map(|(index, operation)| {
        let about = match operation.tags.first().map(String::as_str) {
            None | Some("") => About::Untagged,
            Some(tag) => About::Tag(tag.to_owned()),
        };
        (about, index)
    }))
}

/// Groups by what modules they make, in the order of their first operation.
fn collect(operations: impl Iterator<Item = (About, usize)>) -> Vec<Draft> {
    let mut drafts: IndexMap<String, Draft> = IndexMap::new();
    for (about, index) in operations {
        let module = FileName::natural(about.name()).to_lowercase();
        let draft = drafts.entry(module).or_insert_with(|| Draft {
            name: about.name().to_owned(),
            about,
            operations: Vec::new(),
        });
        draft.operations.push(index);
    }
    drafts.into_values().collect()
}

/// Tags, unless they say nothing: then paths.
fn by_meaning(operations: &[Operation], tagged: Vec<Draft>, methods: &[Method]) -> Vec<Draft> {
    let one = tagged.len() == 1;
    let mut groups = Vec::new();
    for draft in tagged {
        let many = draft.operations.len() >= MANY_OPERATIONS;
        let says_nothing = one || (draft.about == About::Untagged && many);
        if !says_nothing {
            groups.push(draft);
            continue;
        }
        let mut found = by_path(operations, &draft.operations);
        let few = |found: &[Draft]| -> usize {
            let few = found.iter().filter(|draft| draft.operations.len() < FEW);
            few.map(|draft| draft.operations.len()).sum()
        };
        if few(&found) * 2 > draft.operations.len() {
            let by_name = by_name(&draft.operations, methods);
            if few(&by_name) < few(&found) {
                found = by_name;
            }
        }
        let (kept, rest): (Vec<_>, Vec<_>) = found
            .into_iter()
            .partition(|draft| draft.operations.len() >= FEW);
        groups.extend(kept);
        groups.extend(merge::join(rest));
    }
    // An untagged `/users` belongs to the tag `users`.
    let mut modules: IndexMap<String, Draft> = IndexMap::new();
    for draft in groups {
        let module = FileName::natural(&draft.name).to_lowercase();
        if let Some(known) = modules.get_mut(&module) {
            known.operations.extend(draft.operations);
            known.operations.sort_unstable();
        } else {
            modules.insert(module, draft);
        }
    }
    modules.into_values().collect()
}

/// Operations by the first part of their paths that tells them apart.
fn by_path(operations: &[Operation], indices: &[usize]) -> Vec<Draft> {
    let keyed: Vec<(usize, Vec<String>)> = indices
        .iter()
        .filter_map(|index| Some((*index, keys::of_path(operations.get(*index)?))))
        .collect();
    let mut depth_of = vec![0; keyed.len()];
    let mut all: Vec<usize> = (0..keyed.len()).collect();
    // A part that most operations share says little: they are told apart by the next one.
    while all.len() * 2 > keyed.len() {
        let mut branches: IndexMap<&str, Vec<usize>> = IndexMap::new();
        for &at in &all {
            let Some((_, key)) = keyed.get(at) else {
                continue;
            };
            let depth = depth_of.get(at).copied().unwrap_or_default();
            if let Some(part) = key.get(depth) {
                branches.entry(part).or_default().push(at);
            }
        }
        let biggest = branches
            .into_values()
            .max_by_key(Vec::len)
            .unwrap_or_default();
        let deeper = biggest.len() * 2 > keyed.len();
        all = if deeper { biggest } else { Vec::new() };
        for at in &all {
            if let Some(depth) = depth_of.get_mut(*at) {
                *depth += 1;
            }
        }
    }
    collect(keyed.iter().zip(depth_of).map(|((index, key), depth)| {
        let part = key.get(depth).or_else(|| key.last());
        let about = part.map_or(About::Untagged, |part| About::Path(part.clone()));
        (about, *index)
    }))
}

/// Operations by what their names say they are about.
fn by_name(indices: &[usize], methods: &[Method]) -> Vec<Draft> {
    collect(indices.iter().map(|index| {
        let name = methods.get(*index).map_or("", |method| method.name.bare());
        (About::Path(keys::noun(name)), *index)
    }))
}
