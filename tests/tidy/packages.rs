//! What depends on what, and that what is shipped is what is tested.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;
use support::generate::collection;
use support::topics::generate;
use support::{root, tree};

use crate::sources;

/// Topics that together need every package and every file of the runtime.
const WITH_ALL_PACKAGES: [&str; 8] = [
    "formats",
    "constraints",
    "dispatch-by-name",
    "multipart",
    "oauth2",
    "openid-connect",
    "streams",
    "xml-bodies",
];

/// The packages of the workspace with their dependencies, from Cargo itself.
fn packages() -> BTreeMap<String, Vec<Value>> {
    let cargo = std::env::var_os("CARGO").unwrap_or("cargo".into());
    let output = Command::new(cargo)
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    let packages = metadata["packages"].as_array().unwrap();
    packages
        .iter()
        .map(|package| {
            let name = package["name"].as_str().unwrap().to_owned();
            (name, package["dependencies"].as_array().unwrap().clone())
        })
        .collect()
}

/// The packages of the workspace that `package` names, in any way.
fn own<'a>(packages: &'a BTreeMap<String, Vec<Value>>, package: &str) -> Vec<&'a str> {
    let names = packages[package]
        .iter()
        .map(|dependency| dependency["name"].as_str().unwrap());
    names.filter(|name| packages.contains_key(*name)).collect()
}

#[test]
fn arrows_between_packages() {
    let packages = packages();
    assert_eq!(own(&packages, "templates"), [""; 0]);
    assert_eq!(own(&packages, "generator"), ["templates"]);
    let templates = packages["generator"]
        .iter()
        .find(|found| found["name"] == "templates")
        .unwrap();
    assert_eq!(
        templates["features"],
        Value::Array(Vec::new()),
        "the generator must not compile the runtime"
    );
    if packages.contains_key("generated") {
        assert_eq!(
            own(&packages, "generated"),
            ["generated-runtime"],
            "generated code stands alone"
        );
        assert_eq!(own(&packages, "generated-runtime"), [""; 0]);
    }
    for (name, dependencies) in &packages {
        let knows_tests = dependencies.iter().any(|found| found["name"] == "e2e");
        assert!(!knows_tests, "{name} depends on the tests");
    }
}

/// A generated manifest asks for the versions that the runtime is tested with.
#[test]
fn shipped_versions_are_tested_versions() {
    let packages = packages();
    let tree = collection(&WITH_ALL_PACKAGES.map(generate));
    let manifest = &tree["runtime/Cargo.toml"];
    let dependencies = manifest.split("[dependencies]").nth(1).unwrap();
    let dependencies = dependencies.split("\n[").next().unwrap();
    let mut seen = 0;
    for line in dependencies.lines().filter(|line| line.contains(" = ")) {
        let (name, what) = line.split_once(" = ").unwrap();
        let version = what
            .trim_start_matches("{ version = ")
            .trim_start_matches('"')
            .split('"')
            .next()
            .unwrap();
        let tested = packages["templates"]
            .iter()
            .find(|found| found["name"] == name && found["kind"].is_null())
            .unwrap_or_else(|| panic!("the runtime is tested without `{name}`"));
        assert_eq!(tested["req"], format!("^{version}"), "{name}");
        seen += 1;
    }
    assert!(seen > 5, "{dependencies}");
}

/// Every file below `templates/src` is compiled where it lies: a module of the package, not text.
#[test]
fn templates_are_modules() {
    let files = sources("templates/src");
    let paths: Vec<&String> = files.iter().map(|(path, _)| path).collect();
    for path in paths.iter().filter(|path| **path != "templates/src/lib.rs") {
        let (folder, file) = path.rsplit_once('/').unwrap();
        let (parent, name) = match file {
            "mod.rs" => folder.rsplit_once('/').unwrap(),
            file => (folder, file.trim_end_matches(".rs")),
        };
        let declared = [
            format!("{parent}/mod.rs"),
            format!("{parent}.rs"),
            format!("{parent}/lib.rs"),
        ];
        let declaration = format!("mod {name};");
        let found = files
            .iter()
            .any(|(path, text)| declared.contains(path) && text.contains(&declaration));
        assert!(found, "nothing declares {path}");
    }
    let other = tree::read(&root().join("templates/files"));
    let rust: Vec<&String> = other.keys().filter(|path| path.ends_with(".rs")).collect();
    assert!(
        rust.is_empty(),
        "Rust that is not compiled where it lies: {rust:?}"
    );
}

/// Every file of the runtime reaches generated crates as it is tested.
#[test]
fn the_runtime_is_copied_as_it_is() {
    let tree = collection(&WITH_ALL_PACKAGES.map(generate));
    let runtime = sources("templates/src/runtime");
    assert!(runtime.len() > 10);
    for (path, text) in runtime {
        let path = path.trim_start_matches("templates/src/runtime/");
        // The root is taken apart, and short paths are for clients that are one crate.
        if matches!(path, "mod.rs" | "macros.rs") {
            continue;
        }
        let copied = tree
            .get(&format!("runtime/src/{path}"))
            .or_else(|| tree.get(&format!("src/runtime/{path}")))
            .unwrap_or_else(|| panic!("{path} is missing"));
        // Below a header of its own, and with nothing left out, since all packages are used here; the marks that say
        // where a line is wanted are not copied.
        let unmarked: Vec<&str> = text
            .lines()
            .filter(|line| !line.contains(" // without: ") && !line.contains(" // layout: inline"))
            .map(|line| line.split(" // package: ").next().unwrap_or(line))
            .map(|line| line.split(" // layout: ").next().unwrap_or(line))
            .collect();
        let expected = unmarked.join("\n");
        assert!(
            copied.trim_end().ends_with(expected.trim_end()),
            "{path} was changed on the way"
        );
    }
}
