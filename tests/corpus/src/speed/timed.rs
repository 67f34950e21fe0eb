//! What takes the time: the generator's stages one by one, and, to compare with, reading the same text with the typed
//! model of OpenAPI that Rust has.

use std::path::Path;
use std::time::Instant;

use generator::config::Settings;
use generator::diagnostics::Diagnostics;
use generator::lock::Names;
use generator::pipeline::{self, Job};
use generator::plan::{self, Given, Target};
use generator::{analyse, emit, lower, normalise, read};
use serde::{Deserialize, Serialize};

use crate::options::{self, What};
use crate::{Result, generate, say};

/// Steps in their order, in milliseconds by the clock, and processor time of the whole.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Timed {
    pub(crate) steps: Vec<(String, f64)>,
    pub(crate) milliseconds: f64,
    pub(crate) cpu: f64,
}

/// Takes the time and prints it.
pub(crate) fn as_worker(options: &options::Timed) -> Result<()> {
    let mut clock = Clock {
        last: Instant::now(),
        timed: Timed::default(),
    };
    match options.what {
        What::Stages => stages(&options.document, &options.output, &mut clock)?,
        What::Model => model(&options.document, &mut clock)?,
    }
    let mut timed = clock.timed;
    timed.milliseconds = timed.steps.iter().map(|(_, time)| time).sum();
    timed.cpu = generate::processor_time();
    say::say(&serde_json::to_string(&timed).map_err(|error| error.to_string())?);
    Ok(())
}

struct Clock {
    last: Instant,
    timed: Timed,
}

impl Clock {
    /// Notes that a step has ended.
    fn done(&mut self, step: &str) {
        let now = Instant::now();
        let time = (now - self.last).as_secs_f64() * 1e3;
        self.timed.steps.push((step.to_owned(), time));
        self.last = now;
    }
}

/// The stages of `generator::pipeline`, in its order.
fn stages(document: &Path, output: &Path, clock: &mut Clock) -> Result<()> {
    let target = Target {
        module: "timed".to_owned(),
        path: "timed".to_owned(),
    };
    let mut diagnostics = Diagnostics::new();
    let mut sources = generate::sources(document)?;
    clock.done("load");
    let unreadable = || format!("{} cannot be read", document.display());
    let tree = read::read(sources.main(), &mut diagnostics).ok_or_else(unreadable)?;
    clock.done("read");
    let tree = normalise::bundle(tree, &mut sources, &mut diagnostics);
    clock.done("bundle");
    let tree = normalise::normalise(tree, &mut diagnostics).ok_or_else(unreadable)?;
    clock.done("normalise");
    let mut api = lower::lower(&tree, &mut diagnostics);
    clock.done("lower");
    let analysis = analyse::analyse(&mut api, &mut diagnostics);
    clock.done("analyse");
    let given = Given {
        before: &Names::default(),
        settings: &Settings::default(),
    };
    let plan = plan::plan(&api, &analysis, &target, given, &mut diagnostics);
    clock.done("plan");
    drop((tree, api, analysis));
    clock.done("drop");
    let mut job = Job::new(sources, "timed.json".to_owned(), target);
    job.diagnostics = diagnostics;
    job.plan = Some(plan);
    let files = pipeline::standalone(&job, "timed")
        .ok_or_else(unreadable)?
        .map_err(|error| error.to_string())?;
    clock.done("render");
    emit::write(output, &files).map_err(|error| error.to_string())?;
    clock.done("emit");
    Ok(())
}

/// From text to `serde_json::Value` to `openapiv3::OpenAPI`.
fn model(document: &Path, clock: &mut Clock) -> Result<()> {
    let text = generate::open(document)?.text;
    clock.done("load");
    let values: serde_json::Value =
        serde_json::from_str(&text).map_err(|error| error.to_string())?;
    clock.done("values");
    let model: openapiv3::OpenAPI =
        serde_json::from_value(values).map_err(|error| error.to_string())?;
    clock.done("model");
    // Whoever reads it wants to use it: it is not dropped here.
    std::mem::forget(std::hint::black_box(model));
    Ok(())
}
