//! `cargo-public-api`, by the library that it is made of: every public item as a line of text, and which lines differ.

use std::path::Path;

use public_api::diff::PublicApiDiff;
use public_api::{Builder, PublicApi};
use support::cargo::Crate;
use support::compiles::library;

use crate::Sentences;
use crate::cases::Cases;
use crate::exceptions::{Judge, Seen, counts};
use crate::rustdoc::json;

/// What it says of crates that have a module for each case.
pub fn public_api(cases: &Cases) -> Sentences {
    let api = |name: &str, jobs: &[_]| {
        let library = Crate::write(name, library(jobs));
        api(&json(&library, "generated", "default", &[], name))
    };
    let diff = PublicApiDiff::between(api("judged-old", &cases.old), api("judged-new", &cases.new));
    let mut said = Sentences::new();
    let mut say = |seen: Seen, line: String| {
        if !counts(Judge::PublicApi, &line) {
            return;
        }
        let Some(module) = module(&line) else {
            // What is needed by one of many is there for all.
            assert!(line.contains("generated::runtime"), "{line}");
            return;
        };
        let (worst, lines) = said
            .entry(module.to_owned())
            .or_insert((Seen::Nothing, Vec::new()));
        *worst = seen.max(*worst);
        lines.push(line);
    };
    for item in &diff.removed {
        say(Seen::Break, format!("- {item}"));
    }
    for item in &diff.changed {
        say(Seen::Break, format!("- {}\n+ {}", item.old, item.new));
    }
    for item in &diff.added {
        say(Seen::Addition, format!("+ {item}"));
    }
    said
}

fn api(json: &Path) -> PublicApi {
    let builder = Builder::from_rustdoc_json(json)
        .omit_blanket_impls(true)
        .include_function_parameter_names(true);
    builder
        .build()
        .unwrap_or_else(|error| panic!("{}: {error}", json.display()))
}

/// The first module of a case in a line.
fn module(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once("generated::pair")?;
    let end = rest.find(|digit: char| !digit.is_ascii_digit())?;
    let start = line.len() - rest.len() - "pair".len();
    line.get(start..start + "pair".len() + end)
}
