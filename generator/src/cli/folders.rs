//! Where documents are and where the crate goes.

use std::path::{Path, PathBuf};

use super::Failure;
use crate::options::Generate;

/// The folders of one `generate`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Folders {
    pub(super) specs: PathBuf,
    pub(super) output: PathBuf,
}

/// A document in the folder.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spec {
    /// The module's name: the file's name without its ending.
    pub(super) module: String,
    /// Where to load it from.
    pub(super) path: PathBuf,
    /// What generated files call it, for example `specs/nethsm.yaml`.
    pub(super) file: String,
}

/// What was asked for, or `specs` in `here` or the nearest folder above, with `generated` beside it.
pub(super) fn find(options: &Generate, here: &Path) -> Result<Folders, Failure> {
    let specs = match &options.specs {
        Some(specs) => specs.clone(),
        None => nearest(here)?,
    };
    let output = options.output.clone().unwrap_or_else(|| {
        let beside = specs.parent().map(Path::to_owned).unwrap_or_default();
        beside.join("generated")
    });
    Ok(Folders { specs, output })
}

fn nearest(here: &Path) -> Result<PathBuf, Failure> {
    if here.join("specs").is_dir() {
        return Ok(PathBuf::from("specs"));
    }
    here.ancestors()
        .map(|folder| folder.join("specs"))
        .find(|specs| specs.is_dir())
        .ok_or_else(|| {
            Failure::new(
                "there is no folder `specs` here or above: name one with `--specs`, or use `oaxide new` for one document",
            )
        })
}

/// The documents in `specs`, by module; their names must differ.
pub(super) fn documents(specs: &Path) -> Result<Vec<Spec>, Failure> {
    let unreadable =
        |error: std::io::Error| Failure::new(format!("cannot list `{}`: {error}", specs.display()));
    let folder = specs
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let mut found = Vec::new();
    for entry in std::fs::read_dir(specs).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let is_document = path
            .extension()
            .is_some_and(|ending| ending == "yaml" || ending == "yml" || ending == "json");
        if !is_document || !path.is_file() {
            continue;
        }
        let (Some(module), Some(name)) = (
            path.file_stem().and_then(|name| name.to_str()),
            path.file_name().and_then(|name| name.to_str()),
        ) else {
            return Err(Failure::new(format!(
                "the name of `{}` is not UTF-8",
                path.display()
            )));
        };
        let folder = folder.as_deref().unwrap_or("specs");
        found.push(Spec {
            module: module.to_owned(),
            file: format!("{folder}/{name}"),
            path,
        });
    }
    found.sort();
    for pair in found.windows(2) {
        if let [first, second] = pair
            && first.module == second.module
        {
            return Err(Failure::new(format!(
                "`{}` and `{}` would both become the module `{}`: rename one",
                first.file, second.file, first.module
            )));
        }
    }
    if found.is_empty() {
        return Err(Failure::new(format!(
            "there is no *.yaml, *.yml or *.json in `{}`",
            specs.display()
        )));
    }
    Ok(found)
}
