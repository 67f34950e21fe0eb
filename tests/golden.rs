//! What is printed for documents of one idea each: `golden/<topic>/openapi.yaml` becomes `golden/<topic>/expected/`,
//! and what is found in it `golden/<topic>/findings.txt`. `BLESS=1` writes both anew.

use generator::diagnostics::Diagnostics;
use generator::pipeline::Job;
use support::bless::{assert_text, assert_tree};
use support::generate::{collection, findings, job};
use support::topics::{all, generate};

#[test]
fn every_topic_is_printed_as_expected() {
    let mut failures = Vec::new();
    for topic in all() {
        let outcome = std::panic::catch_unwind(|| {
            let generated = generate(&topic);
            let folder = format!("tests/golden/{topic}");
            assert_text(
                "golden",
                &format!("{folder}/findings.txt"),
                &findings(&generated),
            );
            let module = topic.replace('-', "_");
            let prefix = format!("src/{module}/");
            let tree = collection(&[generated])
                .into_iter()
                .filter_map(|(path, text)| Some((path.strip_prefix(&prefix)?.to_owned(), text)))
                .collect();
            assert_tree("golden", &format!("{folder}/expected"), &tree);
        });
        if outcome.is_err() {
            failures.push(topic);
        }
    }
    assert!(
        failures.is_empty(),
        "{} topics differ: {}",
        failures.len(),
        failures.join(", ")
    );
}

#[test]
fn a_second_run_prints_the_same() {
    for topic in all() {
        let [first, second] = [(); 2].map(|()| collection(&[generate(&topic)]));
        assert!(first == second, "{topic}: two runs differ");
    }
}

/// Keys in another order would mean another document; JSON and YAML with the same keys do not.
#[test]
fn json_prints_the_same_as_yaml() {
    for topic in all() {
        let module = topic.replace('-', "_");
        let yaml = generate(&topic);
        let tree = generator::read::read(&yaml.source, &mut Diagnostics::new()).unwrap();
        let json = serde_json::to_string_pretty(&tree).unwrap();
        let json = job(&yaml.source.name, &json, &module);
        let codes = |job: &Job| {
            job.diagnostics
                .iter()
                .map(|found| found.code)
                .collect::<Vec<_>>()
        };
        assert_eq!(codes(&yaml), codes(&json), "{topic}");
        let [yaml, json] = [yaml, json].map(|job| {
            let mut tree = collection(&[job]);
            // It holds the digest of the text.
            tree.remove(".generated");
            tree
        });
        assert!(yaml == json, "{topic}: YAML and JSON differ");
    }
}
