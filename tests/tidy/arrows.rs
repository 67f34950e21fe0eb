//! The arrows between the generator's modules, and the packages each of them may name.

use std::collections::BTreeSet;

use syn::visit::{self, Visit};
use syn::{Attribute, ItemMod, Meta, Path, UseTree};

use crate::sources;

/// For each module, the modules of its own package that it may name.
const ARROWS: &[(&str, &[&str])] = &[
    // Tools, which know nothing of documents.
    ("parallel", &[]),
    ("quick", &[]),
    ("ir", &[]),
    ("diagnostics", &["ir", "read"]),
    ("read", &["diagnostics", "ir"]),
    ("normalise", &["diagnostics", "ir", "quick", "read"]),
    ("resolve", &["diagnostics", "ir", "read"]),
    (
        "lower",
        &["diagnostics", "ir", "normalise", "quick", "resolve"],
    ),
    ("analyse", &["diagnostics", "ir"]),
    (
        "plan",
        &[
            "analyse",
            "config",
            "diagnostics",
            "ir",
            "lock",
            "parallel",
            "quick",
        ],
    ),
    ("render", &["lock", "parallel", "plan"]),
    ("emit", &["parallel", "render"]),
    ("config", &["diagnostics", "ir"]),
    ("lock", &[]),
    ("options", &["read"]),
    (
        "diff",
        &[
            "analyse",
            "config",
            "diagnostics",
            "ir",
            "lock",
            "lower",
            "normalise",
            "parallel",
            "pipeline",
            "plan",
            "read",
        ],
    ),
    (
        "pipeline",
        &[
            "analyse",
            "config",
            "diagnostics",
            "ir",
            "lock",
            "lower",
            "normalise",
            "parallel",
            "plan",
            "read",
            "render",
        ],
    ),
    (
        "cli",
        &[
            "config",
            "diagnostics",
            "diff",
            "emit",
            "ir",
            "lock",
            "options",
            "parallel",
            "pipeline",
            "plan",
            "read",
            "render",
        ],
    ),
];

/// For each package that only some may name, who may: modules, or single files.
const PACKAGES: &[(&[&str], &[&str])] = &[
    (
        &["quote", "proc_macro2", "syn", "prettyplease"],
        &["render", "emit"],
    ),
    (&["heck"], &["plan"]),
    (&["toml"], &["config"]),
    (&["openapiv3"], &["resolve", "lower"]),
    (&["serde_yaml", "yaml_serde"], &["read/yaml.rs"]),
    (&["saphyr_parser"], &["diagnostics"]),
    (&["annotate_snippets"], &["diagnostics", "cli"]),
    (&["anstyle"], &["diff"]),
    (&["clap", "clap_complete"], &["cli", "options"]),
    (
        &["sha2"],
        &["plan/models/renamed.rs", "render", "emit", "diff"],
    ),
    (&["ureq"], &["read/remote.rs"]),
    (&["templates"], &["render"]),
    (&["pulldown_cmark"], &["plan"]),
];

/// The same for paths of the standard library: the core is a function from text to text.
const STD: &[(&[&str], &[&str])] = &[
    (
        &["std::fs", "std::io"],
        &[
            "main.rs",
            "cli",
            "emit",
            "read/source.rs",
            "read/library.rs",
        ],
    ),
    (&["std::env", "std::process"], &["main.rs", "cli", "emit"]),
    // Patience with a terminal and with the lock of a folder; nothing printed depends on it.
    (&["std::time"], &["cli", "emit", "read/remote.rs"]),
    (&["std::thread"], &["cli", "emit", "parallel.rs"]),
    (&["std::net"], &[]),
    (
        &["std::collections::HashMap", "std::collections::HashSet"],
        &[],
    ),
];

/// The same for macros that print.
const PRINTING: &[&str] = &["print", "println", "eprint", "eprintln", "dbg"];

#[test]
fn stages_name_only_what_they_build_on() {
    let mut faults = Vec::new();
    for file in Named::of_generator() {
        let Some((_, allowed)) = ARROWS.iter().find(|(module, _)| *module == file.module()) else {
            assert!(
                matches!(file.path.as_str(), "main.rs" | "lib.rs"),
                "{} is in no module that ARROWS knows: add it there",
                file.path
            );
            continue;
        };
        for path in &file.paths {
            let Some(module) = path.strip_prefix("crate::") else {
                continue;
            };
            let module = module.split("::").next().unwrap();
            let known = ARROWS.iter().any(|(known, _)| *known == module);
            if known && module != file.module() && !allowed.contains(&module) {
                faults.push(format!("{} names `{path}`", file.path));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "arrows that must not exist:\n{}",
        faults.join("\n")
    );
}

#[test]
fn packages_stay_where_they_belong() {
    let mut faults = Vec::new();
    for file in Named::of_generator() {
        for (names, homes) in PACKAGES.iter().chain(STD) {
            let foreign = |path: &&String| {
                names
                    .iter()
                    .any(|name| **path == *name || path.starts_with(&format!("{name}::")))
            };
            if !file.is_in(homes) {
                faults.extend(
                    file.paths
                        .iter()
                        .filter(foreign)
                        .map(|path| format!("{} names `{path}`", file.path)),
                );
            }
        }
        faults.extend(
            file.macros
                .iter()
                .filter(|name| PRINTING.contains(&name.as_str()))
                .map(|name| format!("{} calls `{name}!`", file.path)),
        );
    }
    assert!(
        faults.is_empty(),
        "names that belong elsewhere:\n{}",
        faults.join("\n")
    );
}

/// What a file names.
#[derive(Default)]
struct Named {
    /// Below `generator/src`.
    path: String,
    /// Full paths in `use`s, and paths with at least two parts in code.
    paths: BTreeSet<String>,
    macros: BTreeSet<String>,
}

impl Named {
    fn of_generator() -> Vec<Self> {
        let files = sources("generator/src");
        assert!(files.len() > 50, "only {} files", files.len());
        files
            .into_iter()
            .map(|(path, text)| {
                let file = syn::parse_file(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
                let mut named = Self {
                    path: path.trim_start_matches("generator/src/").to_owned(),
                    ..Self::default()
                };
                named.visit_file(&file);
                named
            })
            .collect()
    }

    /// The module at the crate's root that the file belongs to.
    fn module(&self) -> &str {
        self.path.split('/').next().unwrap().trim_end_matches(".rs")
    }

    fn is_in(&self, homes: &[&str]) -> bool {
        homes
            .iter()
            .any(|home| *home == self.path || *home == self.module())
    }

    fn add_use(&mut self, prefix: &str, tree: &UseTree) {
        let joined = |name: &dyn std::fmt::Display| {
            if prefix.is_empty() {
                name.to_string()
            } else {
                format!("{prefix}::{name}")
            }
        };
        match tree {
            UseTree::Path(path) => self.add_use(&joined(&path.ident), &path.tree),
            UseTree::Group(group) => group
                .items
                .iter()
                .for_each(|tree| self.add_use(prefix, tree)),
            UseTree::Name(name) => drop(self.paths.insert(joined(&name.ident))),
            UseTree::Rename(rename) => drop(self.paths.insert(joined(&rename.ident))),
            UseTree::Glob(_) => drop(self.paths.insert(prefix.to_owned())),
        }
    }
}

impl<'ast> Visit<'ast> for Named {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.add_use("", &item.tree);
    }

    fn visit_path(&mut self, path: &'ast Path) {
        let parts: Vec<String> = path
            .segments
            .iter()
            .map(|part| part.ident.to_string())
            .collect();
        if parts.len() > 1 {
            self.paths.insert(parts.join("::"));
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        if let Some(last) = mac.path.segments.last() {
            self.macros.insert(last.ident.to_string());
        }
        visit::visit_macro(self, mac);
    }

    /// Tests may name what they like.
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if !item.attrs.iter().any(is_test_attribute) {
            visit::visit_item_mod(self, item);
        }
    }
}

fn is_test_attribute(attribute: &Attribute) -> bool {
    matches!(&attribute.meta, Meta::List(list)
        if list.path.is_ident("cfg") && list.tokens.to_string().contains("test"))
}
