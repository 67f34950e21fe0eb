//! `oaxide lint`.

use std::path::Path;

use super::console::Console;
use super::{Failure, Outcome, config};
use crate::options::Document;
use crate::pipeline::{Fate, Job};
use crate::plan::Target;
use crate::read::{ReadError, Sources};

pub(super) fn run(
    document: &Document,
    strict: bool,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let progress = console.progress();
    progress.step(format!("reading {}", document.path));
    let mut job = Job::new(open(document)?, String::new(), target());
    job.config = config::beside(Path::new(&document.path))?;
    job.run();
    drop(progress);
    console.report(&job.sources, &job.diagnostics);
    console.summary(&job);
    let faulty = job.fate() != Fate::Whole || job.diagnostics.has_errors();
    Ok(if faulty || (strict && job.is_flawed()) {
        Outcome::Findings
    } else {
        Outcome::Done
    })
}

/// Loads a document.
pub(super) fn open(document: &Document) -> Result<Sources, ReadError> {
    Sources::open(&document.path, &document.access)
}

/// A name for a client that nobody will see.
pub(super) fn target() -> Target {
    Target {
        module: "client".to_owned(),
        path: "client".to_owned(),
    }
}
