//! `oaxide lint`.

use super::console::Console;
use super::{Failure, Outcome};
use crate::pipeline::Job;
use crate::plan::Target;
use crate::read::Source;

pub(super) fn run(document: &str, console: &mut Console) -> Result<Outcome, Failure> {
    let progress = console.progress();
    progress.step(format!("reading {document}"));
    let mut job = Job::new(Source::open(document)?, String::new(), target());
    job.run();
    drop(progress);
    console.report(&job.sources, &job.diagnostics);
    Ok(outcome(&job))
}

/// A name for a client that nobody will see.
pub(super) fn target() -> Target {
    Target {
        module: "client".to_owned(),
        path: "client".to_owned(),
    }
}

pub(super) fn outcome(job: &Job) -> Outcome {
    if job.has_failed() {
        Outcome::Findings
    } else {
        Outcome::Done
    }
}
