//! What is found in documents, word for word: `diagnostics/<code>.yaml` (or `<code>_<variant>.yaml`) and beside it the
//! text that people read. `BLESS=1` writes the texts anew.

use generator::diagnostics::Code;
use generator::pipeline::Fate;
use support::bless::assert_text;
use support::generate::{findings, job, job_of_files};
use support::oaxide::{command, run};
use support::{root, tree};

const FOLDER: &str = "tests/diagnostics";

/// The documents: file name and text.
fn documents() -> Vec<(String, String)> {
    let files = tree::read(&root().join(FOLDER)).into_iter();
    files
        .filter(|(name, _)| !name.ends_with(".txt") && !name.ends_with(".toml"))
        .collect()
}

/// The settings beside a document, where there are any: file name and text.
fn settings(document: &str) -> Vec<(String, String)> {
    let (stem, _) = document.rsplit_once('.').unwrap();
    let name = format!("{stem}.oaxide.toml");
    let text = std::fs::read_to_string(root().join(FOLDER).join(&name)).ok();
    text.map(|text| (name, text)).into_iter().collect()
}

/// The code that a file is about; `None` for documents about something else.
fn code(name: &str) -> Option<Code> {
    let stem = name.split(['_', '.']).next().unwrap();
    Code::ALL.iter().copied().find(|code| code.id() == stem)
}

#[test]
fn every_finding_reads_as_expected() {
    for (name, text) in documents() {
        let job = job_of_files(&name, &text, "client", settings(&name));
        if let Some(code) = code(&name) {
            let found = job.diagnostics.iter().any(|finding| finding.code == code);
            assert!(found, "{name} has no `{code}`:\n{}", findings(&job));
        }
        let (stem, _) = name.rsplit_once('.').unwrap();
        assert_text(
            "diagnostics",
            &format!("{FOLDER}/{stem}.txt"),
            &findings(&job),
        );
    }
}

#[test]
fn every_document_is_about_a_code() {
    let others: Vec<String> = documents()
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| code(name).is_none())
        .collect();
    assert_eq!(others, ["ordinary.yaml", "several.yaml"]);
}

#[test]
fn every_text_has_a_document() {
    let files = tree::read(&root().join(FOLDER));
    for text in files.keys().filter(|name| name.ends_with(".txt")) {
        let stem = text.trim_end_matches(".txt");
        let document = ["yaml", "json"].map(|ending| format!("{stem}.{ending}"));
        assert!(
            document.iter().any(|name| files.contains_key(name)),
            "{text} is left over"
        );
    }
}

/// Documents of which nothing can be made, and those of which not all can.
const NOTHING: &[&str] = &["config", "syntax", "version"];
const PARTIAL: &[&str] = &[];

/// What can be made is written, and the exit code says whether that is all; each error has its place.
#[test]
fn the_outcome_is_what_could_be_made() {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in documents() {
        std::fs::write(dir.path().join(&name), &text).unwrap();
        for (name, text) in settings(&name) {
            std::fs::write(dir.path().join(name), text).unwrap();
        }
        let oaxide = || command(env!("CARGO_BIN_EXE_oaxide-under-test"), dir.path());
        let job = job_of_files(&name, &text, "client", settings(&name));
        let about = |list: &[&str]| code(&name).is_some_and(|code| list.contains(&code.id()));
        let nothing = job.fate() == Fate::Nothing;
        assert_eq!(nothing, about(NOTHING), "{name}");
        assert_eq!(job.fate() == Fate::Partial, about(PARTIAL), "{name}");

        let lint = i32::from(job.diagnostics.has_errors());
        let lint = run(oaxide(), &["lint", &name], "").expect(lint);
        if lint.code == Some(1) {
            let stem = name.split('.').next().unwrap();
            let place = format!("--> {stem}.");
            assert!(
                lint.out.contains(&place),
                "{name}: no place in\n{}",
                lint.out
            );
        }
        let strict = &["new", &name, "--output", "out", "--strict"];
        let strict = run(oaxide(), strict, "").expect(i32::from(job.is_flawed()));
        let written = dir.path().join("out");
        assert_eq!(written.exists(), !job.is_flawed(), "{name}: {}", strict.err);
        let exit = i32::from(job.fate() != Fate::Whole);
        let new = run(oaxide(), &["new", &name, "--output", "out"], "").expect(exit);
        assert_eq!(written.exists(), !nothing, "{name}: {}", new.err);
        if nothing {
            assert!(
                new.err.ends_with("nothing was written\n"),
                "{name}: {}",
                new.err
            );
        } else {
            std::fs::remove_dir_all(written).unwrap();
        }
    }
}

#[test]
fn keys_that_are_no_strings_are_ordinary() {
    let text = support::text("tests/diagnostics/ordinary.yaml");
    let job = job("ordinary.yaml", &text, "client");
    assert_eq!(findings(&job), "");
    let tree = support::generate::collection(&[job]);
    let models = &tree["src/client/models/map.rs"];
    for key in [
        "\"0\"", "\"1.5\"", "\"true\"", "\"null\"", "\"on\"", "\"0x10\"",
    ] {
        assert!(models.contains(key), "no {key} in\n{models}");
    }
}
