//! The files of a document: loaded once when something names them, parsed once when something looks into them.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::Value;

use super::{Base, FileId, Pointer, Target};
use crate::diagnostics::Diagnostics;
use crate::read::{Refusal, Sources, Uri, read_file};

/// What is known of the files so far.
pub(super) struct Files<'a> {
    sources: &'a mut Sources,
    list: Vec<File>,
    /// Files by where they were asked for, or why they cannot be had.
    known: BTreeMap<Uri, Result<FileId, Refusal>>,
    /// Schema resources and documents that name themselves (`$id`, `$self`).
    named: BTreeMap<Uri, Target>,
}

struct File {
    uri: Option<Uri>,
    tree: Tree,
    /// Places by the root of the resource that they are in, and by their name there.
    anchors: BTreeMap<(Pointer, String), Pointer>,
    /// Those of them that are dynamic.
    dynamic: BTreeSet<(Pointer, String)>,
    /// The first place of each name, wherever it is.
    anywhere: BTreeMap<String, Pointer>,
    /// The places with an `$id` or `$self`, and the URI that counts there.
    resources: BTreeMap<Pointer, Uri>,
}

enum Tree {
    Unread,
    Broken,
    Read(Rc<Value>),
}

/// What is left of the files when everything was read.
pub(super) struct Trees {
    pub(super) main: Rc<Value>,
    others: Vec<Option<Rc<Value>>>,
}

impl Trees {
    /// The tree of a file other than the main one.
    pub(super) fn get(&self, file: FileId) -> Option<&Rc<Value>> {
        self.others.get(file.index().checked_sub(1)?)?.as_ref()
    }
}

impl<'a> Files<'a> {
    pub(super) fn new(main: Value, sources: &'a mut Sources) -> Self {
        let uri = sources.base().cloned();
        let mut files = Self {
            sources,
            list: Vec::new(),
            known: BTreeMap::new(),
            named: BTreeMap::new(),
        };
        if let Some(uri) = &uri {
            files.known.insert(uri.clone(), Ok(FileId::MAIN));
        }
        files.list.push(File::new(uri, Tree::Unread));
        // What was added before is no part of the document (the settings), but it has its number.
        let others = files
            .sources
            .iter()
            .skip(1)
            .map(|_| File::new(None, Tree::Broken));
        files.list.extend(others);
        files.set_tree(FileId::MAIN, main);
        files
    }

    /// The name of a file in messages.
    pub(super) fn name(&self, file: FileId) -> String {
        let source = self.sources.get(file);
        source.map(|source| source.name.clone()).unwrap_or_default()
    }

    /// The text of a file.
    pub(super) fn text(&self, file: FileId) -> &str {
        self.sources
            .get(file)
            .map_or("", |source| source.text.as_str())
    }

    /// The tree of a file; `None` where its text is neither YAML nor JSON, which is reported once.
    pub(super) fn tree(
        &mut self,
        file: FileId,
        diagnostics: &mut Diagnostics,
    ) -> Option<Rc<Value>> {
        let entry = self.list.get_mut(file.index())?;
        match &entry.tree {
            Tree::Read(tree) => return Some(Rc::clone(tree)),
            Tree::Broken => return None,
            Tree::Unread => entry.tree = Tree::Broken,
        }
        let tree = read_file(self.sources.get(file)?, file, diagnostics)?;
        Some(self.set_tree(file, tree))
    }

    fn set_tree(&mut self, file: FileId, tree: Value) -> Rc<Value> {
        let tree = Rc::new(tree);
        let text = self.text(file);
        let names_itself = ["$id", "$self", "$anchor", "$dynamicAnchor"]
            .iter()
            .any(|keyword| text.contains(keyword));
        if names_itself {
            let base = self.file(file).and_then(|file| file.uri.clone());
            let mut found = Found::default();
            let root = Pointer::root();
            scan(&tree, &root, (&base.unwrap_or_default(), &root), &mut found);
            for (pointer, uri) in &found.resources {
                self.named.entry(uri.clone()).or_insert_with(|| Target {
                    file,
                    pointer: pointer.clone(),
                });
            }
            if let Some(entry) = self.list.get_mut(file.index()) {
                entry.anchors = found.anchors;
                entry.dynamic = found.dynamic;
                entry.anywhere = found.anywhere;
                entry.resources = found.resources;
            }
        }
        if let Some(entry) = self.list.get_mut(file.index()) {
            entry.tree = Tree::Read(Rc::clone(&tree));
        }
        tree
    }

    fn file(&self, file: FileId) -> Option<&File> {
        self.list.get(file.index())
    }

    /// What references at a place are relative to: the nearest `$id` around it counts.
    pub(super) fn base(&self, at: &Target) -> Base {
        let resources = self.file(at.file).map(|file| &file.resources);
        let nearest = resources
            .filter(|resources| !resources.is_empty())
            .and_then(|resources| {
                let mut around = Some(at.pointer.clone());
                while let Some(pointer) = around {
                    if let Some(uri) = resources.get(&pointer) {
                        return Some(Rc::new((uri.clone(), pointer)));
                    }
                    around = pointer.parent();
                }
                None
            });
        Base {
            file: at.file,
            resource: nearest,
        }
    }

    /// The schema resource that a schema with this `$id` is.
    pub(super) fn resource(&self, base: &Base, id: &str) -> Option<Rc<(Uri, Pointer)>> {
        let around = match &base.resource {
            Some(resource) => resource.0.clone(),
            None => self.file(base.file)?.uri.clone().unwrap_or_default(),
        };
        let uri = around.resolve(&Uri::parse(id).0);
        let target = self.named.get(&uri).filter(|at| at.file == base.file)?;
        Some(Rc::new((uri, target.pointer.clone())))
    }

    /// The place called `name` by an `$anchor` of the resource at `root`; where there is none, people mean the file.
    pub(super) fn anchor(&self, file: FileId, root: &Pointer, name: &str) -> Option<&Pointer> {
        let file = self.file(file)?;
        let own = file.anchors.get(&(root.clone(), name.to_owned()));
        own.or_else(|| file.anywhere.get(name))
    }

    /// The place that a dynamic reference to `name` means, which by itself leads to a dynamic anchor of the resource at
    /// `root`: that of the outermost resource around it, since that is where who reads the file comes from.
    pub(super) fn dynamic_anchor(
        &self,
        file: FileId,
        root: &Pointer,
        name: &str,
    ) -> Option<&Pointer> {
        let file = self.file(file)?;
        let key = |root: &Pointer| (root.clone(), name.to_owned());
        let mut outermost = key(root);
        if !file.dynamic.contains(&outermost) {
            return None;
        }
        let mut around = root.parent();
        while let Some(pointer) = around {
            let resource = key(&pointer);
            if file.dynamic.contains(&resource) {
                outermost = resource;
            }
            around = pointer.parent();
        }
        file.anchors.get(&outermost)
    }

    /// The document or resource that `uri` names from `base`; it is loaded if it has to be.
    pub(super) fn locate(&mut self, base: &Base, uri: &Uri) -> Result<Target, Refusal> {
        let file = self.file(base.file).and_then(|file| file.uri.clone());
        let resource = base.resource.as_ref().map(|resource| resource.0.clone());
        // The specification wants the name that a resource gives itself; people mean the folder all the same.
        let bases: Vec<Uri> = match (resource, file) {
            (Some(resource), Some(file)) => vec![resource, file],
            (one, other) => vec![one.or(other).unwrap_or_default()],
        };
        let targets: Vec<Uri> = bases.iter().map(|base| base.resolve(uri)).collect();
        let mut refusal = Refusal::Missing(None);
        for target in &targets {
            if let Some(found) = self.named.get(target) {
                return Ok(found.clone());
            }
        }
        for target in targets {
            match self.load(target) {
                Ok(file) => {
                    return Ok(Target {
                        file,
                        pointer: Pointer::root(),
                    });
                }
                Err(error) => refusal = error,
            }
        }
        Err(refusal)
    }

    fn load(&mut self, uri: Uri) -> Result<FileId, Refusal> {
        if let Some(known) = self.known.get(&uri) {
            return known.clone();
        }
        let loaded = self.sources.load(&uri);
        if loaded.is_ok() {
            self.list.push(File::new(Some(uri.clone()), Tree::Unread));
        }
        self.known.insert(uri, loaded.clone());
        loaded
    }

    /// Gives the trees away.
    pub(super) fn into_trees(self) -> Trees {
        let mut trees = self.list.into_iter().map(|file| match file.tree {
            Tree::Read(tree) => Some(tree),
            _ => None,
        });
        Trees {
            main: trees.next().flatten().unwrap_or_default(),
            others: trees.collect(),
        }
    }
}

impl File {
    fn new(uri: Option<Uri>, tree: Tree) -> Self {
        Self {
            uri,
            tree,
            anchors: BTreeMap::new(),
            dynamic: BTreeSet::new(),
            anywhere: BTreeMap::new(),
            resources: BTreeMap::new(),
        }
    }
}

#[derive(Default)]
struct Found {
    anchors: BTreeMap<(Pointer, String), Pointer>,
    dynamic: BTreeSet<(Pointer, String)>,
    anywhere: BTreeMap<String, Pointer>,
    resources: BTreeMap<Pointer, Uri>,
}

/// Looks for names that a text gives its own parts. What holds data rather than schemas is not looked into.
fn scan(value: &Value, at: &Pointer, resource: (&Uri, &Pointer), found: &mut Found) {
    const DATA: &[&str] = &["example", "examples", "default", "enum", "const", "value"];
    match value {
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                scan(value, &at.child(index), resource, found);
            }
        }
        Value::Object(map) => {
            let text = |keyword: &str| map.get(keyword).and_then(Value::as_str);
            let own = text("$id").or_else(|| text("$self").filter(|_| at.parent().is_none()));
            let (mut base, mut root) = (resource.0.clone(), resource.1);
            if let Some(own) = own
                && !own.starts_with('#')
            {
                (base, root) = (base.resolve(&Uri::parse(own).0), at);
                found.resources.insert(at.clone(), base.clone());
            }
            for name in ["$anchor", "$dynamicAnchor"].into_iter().filter_map(text) {
                let first = found.anywhere.entry(name.to_owned());
                first.or_insert_with(|| at.clone());
                let own = found.anchors.entry((root.clone(), name.to_owned()));
                own.or_insert_with(|| at.clone());
            }
            if let Some(name) = text("$dynamicAnchor") {
                found.dynamic.insert((root.clone(), name.to_owned()));
            }
            for (key, value) in map {
                if !DATA.contains(&key.as_str()) && !key.starts_with("x-") {
                    scan(value, &at.child(key), (&base, root), found);
                }
            }
        }
        _ => {}
    }
}
