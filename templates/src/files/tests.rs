use std::collections::BTreeSet;
use std::path::Path;

use super::*;

fn on_disk(directory: &Path, prefix: &str, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(directory).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().into_string().unwrap());
        if entry.path().is_dir() {
            on_disk(&entry.path(), &format!("{name}/"), found);
        } else {
            found.insert(name);
        }
    }
}

#[test]
fn every_file_is_carried() {
    let mut found = BTreeSet::new();
    on_disk(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src/runtime"),
        "",
        &mut found,
    );
    let carried: BTreeSet<String> = FILES.iter().map(|file| file.path.to_owned()).collect();
    assert_eq!(found, carried);
    assert!(FILES.is_sorted_by_key(|file| file.path));
}

#[test]
fn packages_decide_files_and_lines() {
    let none = runtime_files(&[], Part::Whole);
    let all = runtime_files(
        &[
            Package::Base64,
            Package::Dispatch,
            Package::Multipart,
            Package::Lines,
            Package::Stream,
            Package::OAuth,
            Package::Time,
            Package::Uuid,
            Package::Xml,
        ],
        Part::Whole,
    );
    assert_eq!(all.len(), FILES.len());
    let gated = FILES.iter().filter(|file| file.package.is_some()).count();
    assert_eq!(none.len(), FILES.len() - gated);
    assert!(none.iter().all(|(path, _)| !path.starts_with("dispatch/")));
    let text = |files: &[(&str, String)], path: &str| {
        files.iter().find(|(at, _)| *at == path).unwrap().1.clone()
    };
    assert!(text(&all, "mod.rs").contains("pub use wire::base64_codec::{Base64, Base64Url};\n"));
    for word in ["Base64", "dispatch"] {
        assert!(!text(&none, "mod.rs").contains(word), "{word}");
    }
    assert!(
        text(&runtime_files(&[Package::Uuid], Part::Whole), "wire/mod.rs")
            .contains("pub mod uuid_format;\n")
    );
    for (path, text) in none {
        assert!(text.lines().all(|line| marked(line).1.is_empty()), "{path}");
        for package in ["base64", "quick_xml", "time", "uuid"] {
            assert!(
                !text.contains(&format!("use {package}::")),
                "{path} needs {package}"
            );
        }
    }
}

#[test]
fn files_can_be_moved() {
    for file in FILES {
        assert!(
            !file.text.contains("#!["),
            "{} has an attribute of its own",
            file.path
        );
        for line in file
            .text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
        {
            let line = line
                .replace("$crate::runtime", "")
                .replace("pub(crate)", "");
            assert!(!line.contains("crate::"), "{}: {line}", file.path);
        }
    }
}

#[test]
fn two_parts_are_the_whole() {
    let paths = |part| -> BTreeSet<&str> {
        let files = runtime_files(&[Package::Stream], part);
        files.into_iter().map(|(path, _)| path).collect()
    };
    let (whole, mut package, client) = (
        paths(Part::Whole),
        paths(Part::Package),
        paths(Part::Client),
    );
    assert!(package.remove("lib.rs"));
    assert!(client.contains("call/stream.rs") && client.contains("mod.rs"));
    assert!(package.is_disjoint(&client));
    let both: BTreeSet<&str> = package.union(&client).copied().collect();
    let inline_only: Vec<&&str> = whole.difference(&both).collect();
    assert_eq!(inline_only, [&"macros.rs"]);
}

#[test]
fn lines_know_their_part() {
    let root = |part| {
        let mut files = runtime_files(&[], part).into_iter();
        files
            .find(|(path, _)| matches!(*path, "mod.rs" | "lib.rs"))
            .unwrap()
            .1
    };
    let (whole, package, client) = (root(Part::Whole), root(Part::Package), root(Part::Client));
    assert!(whole.contains("pub mod call;\n") && whole.contains("mod macros;\n"));
    assert!(package.contains("pub mod answer;\n"));
    assert!(!package.contains("pub mod call;") && !package.contains("macros"));
    assert!(client.contains("pub mod call;\n") && !client.contains("answer"));
    let table = |part| {
        let mut files = runtime_files(&[], part).into_iter();
        files.find(|(path, _)| *path == "object.rs").unwrap().1
    };
    assert!(table(Part::Package).contains("#[macro_export]\nmacro_rules! object"));
    assert!(!table(Part::Whole).contains("#[macro_export]"));
}
