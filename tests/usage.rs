//! What [`generator::diff::surface`] lists of a crate is what is printed, and rustc finds it there.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use generator::diff::surface::{Shape, surface};
use generator::pipeline::{Job, standalone};
use printed::{Printed, printed};
use support::cargo::Crate;
use support::compiles::library;
use support::generate::collection;
use support::topics::{all, documents, generate};
use support::usage::{usage, usage_at_root};

#[path = "usage/printed.rs"]
mod printed;

/// A program of modules.
fn program(modules: &[String]) -> String {
    let mut text = String::new();
    for (index, module) in modules.iter().enumerate() {
        let _ = writeln!(text, "mod usage{index} {{\n{module}\n}}");
    }
    text + "fn main() {}\n"
}

/// Nothing is listed that is not there, and types are written as they are.
#[test]
fn what_is_listed_is_there() {
    let mut jobs: Vec<Job> = all().iter().map(|topic| generate(topic)).collect();
    jobs.extend(documents());
    let modules: Vec<String> = jobs
        .iter()
        .map(|job| {
            let plan = job.plan.as_ref().unwrap();
            usage(&surface(plan), "generated", plan.module.as_str())
        })
        .collect();
    let items = modules
        .iter()
        .map(|text| text.lines().count())
        .sum::<usize>();
    assert!(items > 3_000, "only {items} items");
    let mut tree = library(&jobs);
    tree.insert("examples/all.rs".to_owned(), program(&modules));
    let library = Crate::write("usage-all", tree);
    library.cargo(&["check", "--example", "all"], &[]);
}

/// Nothing that is printed is missing.
#[test]
fn what_is_there_is_listed() {
    let mut jobs: Vec<Job> = all().iter().map(|topic| generate(topic)).collect();
    jobs.extend(documents());
    let tree = collection(&jobs);
    let mut count = 0;
    for job in &jobs {
        let plan = job.plan.as_ref().unwrap();
        let listed: Printed = surface(plan)
            .items
            .into_iter()
            .filter(|(path, item)| match item.shape {
                Shape::Feature | Shape::Name | Shape::Associated(_) => false,
                Shape::Impl => path.ends_with(": Default"),
                _ => true,
            })
            .map(|(path, item)| (path, item.deprecated))
            .collect();
        let printed = printed(&tree, &format!("src/{}/", plan.module));
        let missing: Vec<_> = printed
            .iter()
            .filter(|(path, _)| !listed.contains_key(*path))
            .collect();
        assert!(missing.is_empty(), "{}: {missing:#?}", plan.module);
        assert_eq!(listed, printed, "{}", plan.module);
        count += listed.len();
    }
    assert!(count > 3_000, "only {count} items");
}

/// What only some crates have: parts of the runtime, and features.
#[test]
fn what_only_some_crates_have_is_listed() {
    let mut parts: BTreeMap<Vec<String>, BTreeSet<String>> = BTreeMap::new();
    for topic in all() {
        let job = generate(&topic);
        let surface = surface(job.plan.as_ref().unwrap());
        let tree = standalone(&job, "sample").unwrap().unwrap();
        let of = |shape: &str| -> Vec<String> {
            let paths = surface.items.keys().filter(|path| path.starts_with(shape));
            paths.cloned().collect()
        };
        let files: Vec<&str> = tree
            .keys()
            .map(String::as_str)
            .filter(|path| path.starts_with("runtime/src/") || path.starts_with("src/runtime/"))
            .filter(|path| !path.contains("/dispatch/"))
            .collect();
        if !job.dispatch {
            parts
                .entry(of("runtime::"))
                .or_default()
                .insert(files.join(" "));
        }
        let manifest: BTreeSet<&str> = tree["Cargo.toml"]
            .lines()
            .skip_while(|line| *line != "[features]")
            .skip(1)
            .take_while(|line| !line.starts_with('['))
            .filter_map(|line| line.split_once(" = ").map(|(name, _)| name))
            .filter(|name| !ALWAYS.contains(name))
            .collect();
        let listed: BTreeSet<&str> = surface.features.keys().map(String::as_str).collect();
        assert_eq!(manifest, listed, "{topic}");
        assert_eq!(of("feature ").len(), listed.len());
    }
    assert!(parts.len() > 8, "{parts:#?}");
    let files: BTreeSet<&String> = parts.values().flatten().collect();
    assert!(parts.values().all(|files| files.len() == 1), "{parts:#?}");
    assert_eq!(files.len(), parts.len(), "{parts:#?}");
}

/// Features of every crate.
const ALWAYS: &[&str] = &[
    "default",
    "rustls",
    "native-tls",
    "http2",
    "gzip",
    "brotli",
    "zstd",
    "retry",
    "tower",
    "validate",
    "dispatch",
];

/// What a feature brings is there with that feature alone.
#[test]
fn what_a_feature_brings_is_there() {
    let mut job = generate("groups");
    job.target.module = "zoo".to_owned();
    job.target.path = "zoo".to_owned();
    job.run();
    let mut surface = surface(job.plan.as_ref().unwrap());
    let features: Vec<String> = surface.features.keys().cloned().collect();
    assert!(features.len() > 3, "{features:?}");
    let mut tree = standalone(&job, "usage-zoo").unwrap().unwrap();
    let everything = surface.items.clone();
    let mut counts = BTreeSet::new();
    for feature in &features {
        surface.items.clone_from(&everything);
        let brought: BTreeSet<String> = surface
            .items
            .iter()
            .filter(|(_, item)| surface.brings(feature, &item.features))
            .map(|(path, _)| path.clone())
            .collect();
        surface.items.retain(|path, _| brought.contains(path));
        counts.insert(surface.items.len());
        let text = usage_at_root(&surface, "usage_zoo") + "fn main() {}\n";
        tree.insert(format!("examples/{feature}.rs"), text);
    }
    assert!(counts.len() > 2, "{counts:?}");
    let zoo = Crate::write("usage-zoo", tree);
    for feature in &features {
        let with = format!("validate,{feature}");
        let arguments = [
            "check",
            "--no-default-features",
            "--features",
            &with,
            "--example",
            feature,
        ];
        zoo.cargo(&arguments, &[]);
    }
}
