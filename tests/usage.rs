//! What [`generator::diff::surface`] says of a crate, as rustc sees it: a program that uses every item of the old API
//! compiles against the new crate where the change is not major, and does not where it is.

use std::fmt::Write as _;

use generator::diff::surface::{Shape, What, compare, surface};
use generator::diff::verdict::Semver;
use generator::pipeline::Job;
use printed::{Printed, printed};
use support::cargo::Crate;
use support::generate::{collection, job};
use support::topics::{all, documents, generate};
use support::usage::usage;

#[path = "usage/printed.rs"]
mod printed;
#[path = "../generator/src/diff/surface/tests/table.rs"]
mod table;

/// A crate for programs: with what needs a feature, without TLS, which takes long to compile.
fn library(name: &str, jobs: &[Job], programs: &[(String, String)]) -> Crate {
    let mut tree = collection(jobs);
    let manifest = tree.get_mut("Cargo.toml").unwrap();
    *manifest = manifest.replace("default = [\"rustls\", ", "default = [\"validate\", ");
    for (name, text) in programs {
        tree.insert(format!("examples/{name}.rs"), text.clone());
    }
    Crate::write(name, tree)
}

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
    let programs = [("all".to_owned(), program(&modules))];
    let library = library("usage-all", &jobs, &programs);
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

/// rustc and we judge alike, but for arguments that change places, which rustc cannot see.
#[test]
fn what_is_major_does_not_compile() {
    let base = support::text("generator/src/diff/surface/tests/base.yaml");
    let old = job("openapi.yaml", &base, "old");
    let old_surface = surface(old.plan.as_ref().unwrap());
    let mut jobs = vec![old];
    let (mut programs, mut expected) = (Vec::new(), Vec::new());
    for (index, (name, edits, _)) in table::TABLE.iter().enumerate() {
        let text = edits
            .iter()
            .fold(base.clone(), |text, (old, new)| text.replace(old, new));
        let module = format!("new{index}");
        let mut new = job("openapi.yaml", &text, &module);
        new.before = jobs[0].plan.as_ref().unwrap().names.clone();
        new.run();
        let changes = compare(&old_surface, &surface(new.plan.as_ref().unwrap()));
        let seen = |what: What| !matches!(what, What::Swapped | What::Gated);
        let major = changes
            .iter()
            .any(|change| change.verdict == Semver::Major && seen(change.what));
        expected.push((format!("pair{index}"), *name, major));
        let program_text = program(&[usage(&old_surface, "generated", &module)]);
        programs.push((format!("pair{index}"), program_text));
        jobs.push(new);
    }
    let library = library("usage-pairs", &jobs, &programs);
    let said = library.said(&[
        "check",
        "--examples",
        "--keep-going",
        "--message-format",
        "short",
    ]);
    let wrong: Vec<&(String, &str, bool)> = expected
        .iter()
        .filter(|(program, _, major)| said.contains(&format!("(example \"{program}\")")) != *major)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}:\n{said}");
}
