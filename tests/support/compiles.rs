//! Modules that use a library: which of them rustc refuses.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use generator::pipeline::Job;

use crate::cargo::Crate;
use crate::generate::collection;
use crate::tree::Tree;

/// The library of `jobs` for programs: with what needs a feature, without TLS, which takes long to compile.
#[must_use]
pub fn library(jobs: &[Job]) -> Tree {
    let mut tree = collection(jobs);
    let manifest = tree.get_mut("Cargo.toml").expect("a crate has a manifest");
    *manifest = manifest.replace("default = [\"rustls\", ", "default = [\"validate\", ");
    tree
}

/// What rustc says of each of `modules`, texts by name, that does not compile against `library`.
///
/// They are one program, which is quick. As some errors keep rustc from looking for others, it is asked again without
/// what it refused, until it refuses nothing.
///
/// # Panics
/// When it refuses something else.
#[must_use]
pub fn refused(
    name: &str,
    mut library: Tree,
    modules: &BTreeMap<String, String>,
) -> BTreeMap<String, Vec<String>> {
    for (module, text) in modules {
        library.insert(format!("examples/usage/{module}.rs"), text.clone());
    }
    let mut refused: BTreeMap<String, Vec<String>> = BTreeMap::new();
    loop {
        let mut main = String::new();
        for module in modules.keys().filter(|name| !refused.contains_key(*name)) {
            let _ = writeln!(main, "mod {module};");
        }
        main.push_str("fn main() {}\n");
        library.insert("examples/usage/main.rs".to_owned(), main);
        let usage = Crate::write(name, library.clone());
        let said = usage.said(&["check", "--example", "usage", "--message-format", "short"]);
        let before = refused.len();
        for line in said.lines() {
            let Some((file, error)) = line
                .split_once(".rs:")
                .filter(|(_, rest)| rest.contains(": error"))
            else {
                continue;
            };
            let module = file.strip_prefix("examples/usage/");
            let module = module.unwrap_or_else(|| panic!("an error elsewhere: {line}"));
            refused
                .entry(module.to_owned())
                .or_default()
                .push(error.to_owned());
        }
        if refused.len() == before {
            assert!(!said.contains("error"), "{said}");
            return refused;
        }
    }
}
