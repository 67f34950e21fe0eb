//! Modules and what of them is exported, with the features they need.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::plan::names::{FeatureName, FileName};

/// One module.
#[derive(Debug)]
pub(super) struct Module<'a> {
    pub(super) name: &'a FileName,
    /// The features of which any one needs it; empty where it is always there.
    features: Vec<&'a FeatureName>,
    /// Whether users may name it.
    pub(super) public: bool,
    /// Whether it may be empty, because all that it holds needs features.
    may_be_empty: bool,
}

impl<'a> Module<'a> {
    /// A private one.
    pub(super) fn new(name: &'a FileName, features: Vec<&'a FeatureName>) -> Self {
        Self {
            name,
            features,
            public: false,
            may_be_empty: false,
        }
    }
}

/// Modules that hold others, with these.
pub(super) type Folders<'a> = BTreeMap<&'a FileName, Vec<Module<'a>>>;

/// The modules at the top, and those in folders. What all of a folder need, the folder needs.
pub(super) fn by_folder<'a>(
    files: impl Iterator<Item = (Option<&'a FileName>, Module<'a>)>,
) -> (Vec<Module<'a>>, Folders<'a>) {
    let mut top = Vec::new();
    let mut folders: Folders<'a> = BTreeMap::new();
    for (folder, module) in files {
        match folder {
            Some(folder) => folders.entry(folder).or_default().push(module),
            None => top.push(module),
        }
    }
    for (name, modules) in &mut folders {
        let features = match modules.split_first() {
            Some((first, rest)) if rest.iter().all(|other| other.features == first.features) => {
                first.features.clone()
            }
            _ => Vec::new(),
        };
        if !features.is_empty() {
            for module in modules.iter_mut() {
                module.features.clear();
            }
        }
        let may_be_empty =
            features.is_empty() && modules.iter().all(|module| !module.features.is_empty());
        top.push(Module {
            may_be_empty,
            ..Module::new(name, features)
        });
    }
    (top, folders)
}

/// `mod users;` and `pub use users::*;` for each, in alphabetical order; `features` says whether they are gated.
pub(super) fn declarations(modules: &[Module<'_>], features: bool) -> String {
    let mut modules: Vec<&Module<'_>> = modules.iter().collect();
    modules.sort_by_key(|module| module.name);
    let mut text = String::new();
    let mut exports = String::new();
    for module in modules {
        let name = module.name;
        let cfg = if features {
            cfg(&module.features)
        } else {
            String::new()
        };
        let visibility = if module.public { "pub " } else { "" };
        let allow = if features && module.may_be_empty {
            "#[allow(unused_imports, reason = \"features decide what is in it\")]\n"
        } else {
            ""
        };
        let _ = writeln!(text, "{cfg}{visibility}mod {name};");
        let _ = writeln!(exports, "{cfg}{allow}pub use {name}::*;");
    }
    format!("{text}\n{exports}")
}

/// `#[cfg(any(feature = "a", feature = "b"))]`; nothing for what is always there.
pub(super) fn cfg(features: &[&FeatureName]) -> String {
    let features: Vec<String> = features
        .iter()
        .map(|feature| format!("feature = \"{feature}\""))
        .collect();
    match features.as_slice() {
        [] => String::new(),
        [one] => format!("#[cfg({one})]\n"),
        several => {
            let line = format!("#[cfg(any({}))]\n", several.join(", "));
            if line.len() <= 101 {
                return line;
            }
            format!("#[cfg(any(\n    {}\n))]\n", several.join(",\n    "))
        }
    }
}

/// The path of a module's file below the API's folder.
pub(super) fn path(root: &str, folder: Option<&FileName>, file: &FileName) -> String {
    match folder {
        Some(folder) => format!("{root}/{folder}/{file}.rs"),
        None => format!("{root}/{file}.rs"),
    }
}
