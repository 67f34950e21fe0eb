//! The pipeline, for documents of the repository.

use generator::diagnostics::report::Report;
use generator::lock::{self, Names};
use generator::pipeline::{self, Fate, Job};
use generator::plan::Target;
use generator::read::{Source, Sources};

use crate::tree::Tree;

/// Takes the document `text` through all stages but the last; `name` is what it is called in messages and in files,
/// and `module` the module's name.
#[must_use]
pub fn job(name: &str, text: &str, module: &str) -> Job {
    job_of_files(name, text, module, Vec::new())
}

/// The same for a document that refers to `others`: their names, from the document's folder, and texts.
/// Settings are among them where they are called as beside the document (`openapi.oaxide.toml`), and the names of the
/// last run where there is an `oaxide.lock`.
#[must_use]
pub fn job_of_files(
    name: &str,
    text: &str,
    module: &str,
    mut others: Vec<(String, String)>,
) -> Job {
    let lock = others.iter().position(|(name, _)| name == lock::FILE);
    let before = lock.map(|at| {
        let (_, text) = others.swap_remove(at);
        let lock = lock::parse(&text).unwrap_or_else(|error| panic!("{error}"));
        lock.into_values().next().unwrap_or_default()
    });
    job_of(name, text, module, others, before.unwrap_or_default())
}

/// What the next run makes of the document of `job`: the names are in the lock then.
#[must_use]
pub fn again(job: &Job) -> Job {
    let main = job.sources.main();
    let others = job.sources.iter().skip(1);
    let others = others.map(|source| (source.name.clone(), source.text.clone()));
    let names = job.plan.as_ref().expect("it has a plan").names.clone();
    let mut next = job_of(
        &main.name,
        &main.text,
        &job.target.module,
        others.collect(),
        names,
    );
    next.dispatch = job.dispatch;
    next
}

fn job_of(
    name: &str,
    text: &str,
    module: &str,
    others: Vec<(String, String)>,
    before: Names,
) -> Job {
    let source = Source {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    let target = Target {
        module: module.to_owned(),
        path: format!("generated::{module}"),
    };
    let (stem, _) = name.rsplit_once('.').unwrap_or((name, ""));
    let settings = format!("{stem}.oaxide.toml");
    let (config, others): (Vec<_>, Vec<_>) =
        others.into_iter().partition(|(name, _)| *name == settings);
    let mut job = Job::new(Sources::in_memory(source, others), name.to_owned(), target);
    let config = config.into_iter().next();
    job.before = before;
    job.config = config.map(|(name, text)| Source { name, text });
    job.run();
    job
}

/// The findings as the command prints them, without colour.
#[must_use]
pub fn findings(job: &Job) -> String {
    Report::new(&job.sources, &job.diagnostics).human(false)
}

/// The crate with a module for each of `jobs`, something of each of which must have been made.
#[must_use]
pub fn collection(jobs: &[Job]) -> Tree {
    for job in jobs {
        assert!(
            job.fate() != Fate::Nothing,
            "{}:\n{}",
            job.target.module,
            findings(job)
        );
    }
    pipeline::collection(jobs).unwrap_or_else(|error| panic!("{error}"))
}
