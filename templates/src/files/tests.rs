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
    let none = runtime_files(&[]);
    let all = runtime_files(&[
        Package::Base64,
        Package::Dispatch,
        Package::Multipart,
        Package::Lines,
        Package::Stream,
        Package::OAuth,
        Package::Time,
        Package::Uuid,
        Package::Xml,
    ]);
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
        text(&runtime_files(&[Package::Uuid]), "wire/mod.rs").contains("pub mod uuid_format;\n")
    );
    for (path, text) in none {
        assert!(!text.contains(MARK), "{path}");
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
