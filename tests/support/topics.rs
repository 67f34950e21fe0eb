//! The documents of the golden tests.

use generator::pipeline::Job;

use crate::generate::{job, job_of_files};
use crate::{root, text, tree};

/// The names of all topics, sorted.
#[must_use]
pub fn all() -> Vec<String> {
    let dir = root().join("tests/golden");
    let mut topics: Vec<String> = std::fs::read_dir(&dir)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().join("openapi.yaml").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    topics.sort();
    assert!(
        topics.len() > 20,
        "only {} topics in {}",
        topics.len(),
        dir.display()
    );
    topics
}

/// What the document of `topic` becomes; with calls by name where that is what the topic is about.
#[must_use]
pub fn generate(topic: &str) -> Job {
    const NAME: &str = "openapi.yaml";
    let folder = format!("tests/golden/{topic}");
    let files = tree::read(&root().join(&folder));
    let others = files.into_iter().filter(|(name, _)| {
        name != NAME && name != "findings.txt" && !name.starts_with("expected/")
    });
    let text = text(&format!("{folder}/{NAME}"));
    let mut job = job_of_files(NAME, &text, &topic.replace('-', "_"), others.collect());
    job.dispatch = topic.starts_with("dispatch");
    job
}

/// What the five documented APIs become.
#[must_use]
pub fn documents() -> Vec<Job> {
    ["ghc", "guardian", "nethsm", "odin", "user_management"]
        .map(|name| {
            let path = format!("specs/{name}.yaml");
            job(&path, &text(&path), name)
        })
        .into()
}
