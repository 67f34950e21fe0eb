//! `cargo-semver-checks`: some 260 questions to what rustdoc says of two crates.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use generator::diff::surface::surface;
use generator::pipeline::{Job, standalone};
use generator::plan::Target;
use support::cargo::Crate;
use support::tree::Tree;

use crate::Sentences;
use crate::cases::Cases;
use crate::exceptions::{Judge, Seen, counts};
use crate::rustdoc::{EVERYTHING, json};

/// What it says of the two crates of each case: methods of `Call<ListPets>` and `Call<FindPet>` are methods of `Call` to
/// it, so that cases cannot share crates.
pub fn semver_checks(cases: &Cases) -> Sentences {
    let mut files = Files::default();
    let mut said = Sentences::new();
    for ((module, old), new) in cases.all.keys().zip(&cases.old).zip(&cases.new) {
        let (old, new) = (files.of(old), files.of(new));
        if old == new {
            continue;
        }
        let mut sentences = compared(&old, &new);
        sentences.retain(|(_, line)| counts(Judge::SemverChecks, line));
        let seen = sentences.iter().map(|(seen, _)| *seen).max();
        if let Some(seen) = seen {
            let lines = sentences.into_iter().map(|(_, line)| line).collect();
            said.insert(module.clone(), (seen, lines));
        }
    }
    said
}

/// What rustdoc says of crates, each of which is asked for once.
#[derive(Default)]
struct Files(BTreeMap<Tree, PathBuf>);

impl Files {
    fn of(&mut self, job: &Job) -> PathBuf {
        let mut tree = standalone(job, "client").unwrap().unwrap();
        let code = ["src/", "runtime/"];
        tree.retain(|path, _| code.iter().any(|it| path.starts_with(it)) || path == "Cargo.toml");
        // Many have the same old crate, but for what it is called in examples and to servers.
        let Target { module, path } = &job.target;
        for text in tree.values_mut() {
            *text = text.replace(path, "client").replace(module, "client");
        }
        if let Some(file) = self.0.get(&tree) {
            return file.clone();
        }
        let surface = surface(job.plan.as_ref().unwrap());
        let mut features = vec!["validate"];
        features.extend(surface.features.keys().map(String::as_str));
        let name = format!("client{}", self.0.len());
        let library = Crate::write("judged-client", tree.clone());
        let file = json(&library, "client", &features.join(","), EVERYTHING, &name);
        self.0.insert(tree, file.clone());
        file
    }
}

/// What is found, each with the name of the lint.
fn compared(old: &Path, new: &Path) -> Vec<(Seen, String)> {
    let mut command = Command::new("cargo-semver-checks");
    command.args([
        "semver-checks",
        "--release-type",
        "patch",
        "--color",
        "never",
    ]);
    command.arg("--baseline-rustdoc").arg(old);
    command.arg("--current-rustdoc").arg(new);
    let output = command
        .output()
        .expect("cargo-semver-checks is installed: `cargo install --locked cargo-semver-checks`");
    let said = String::from_utf8_lossy(&output.stdout);
    let mut found = Vec::new();
    let mut lint = "";
    let mut inside = false;
    for line in said.lines() {
        if let Some(title) = line.strip_prefix("--- ") {
            lint = title.split_whitespace().nth(1).unwrap_or_default();
            inside = false;
        } else if line == "Failed in:" {
            inside = true;
        } else if inside && line.starts_with("  ") {
            found.push((weight(lint), format!("{lint} {}", line.trim())));
        }
    }
    assert_eq!(
        output.status.success(),
        found.is_empty(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    found
}

/// Whether a lint asks for a new major version, or a minor one.
fn weight(lint: &str) -> Seen {
    let lint = lint.trim_end_matches(':');
    if lint.ends_with("_marked_deprecated") || lint.ends_with("_must_use_added") {
        Seen::Addition
    } else {
        Seen::Break
    }
}
