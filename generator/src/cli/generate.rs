//! `oaxide generate`.

use serde_json::json;

use super::console::{Console, operations, plural};
use super::folders::{self, Folders, Spec};
use super::{Failure, Outcome, config, names, only, outcome};
use crate::diagnostics::Severity;
use crate::emit::{self, Drift, DriftKind};
use crate::options::Generate;
use crate::pipeline::{self, Fate, Job};
use crate::plan::api::Counts;
use crate::plan::{self, Target};
use crate::read::{Access, Sources};

/// How many lines of differences `--check` shows.
const DIFF_LINES: usize = 100;

pub(super) fn run(options: &Generate, console: &mut Console) -> Result<Outcome, Failure> {
    let here = std::env::current_dir()?;
    let folders = folders::find(options, &here)?;
    let specs = folders::documents(&folders.specs)?;
    let only = options.only.as_deref();
    if let Some(only) = only
        && !specs.iter().any(|spec| spec.module == only)
    {
        let known: Vec<&str> = specs.iter().map(|spec| spec.module.as_str()).collect();
        return Err(Failure::new(format!(
            "there is no document `{only}` in `{}`; there are: {}",
            folders.specs.display(),
            known.join(", ")
        )));
    }
    let mut lock = names::read(&folders.output)?;
    let progress = console.progress();
    let mut jobs = Vec::new();
    for spec in &specs {
        progress.step(format!("reading {}", spec.file));
        let mut job = load(spec, &options.access)?;
        job.before = lock
            .remove(&plan::module_name(&spec.module))
            .unwrap_or_default();
        job.config = config::beside(&spec.path)?;
        job.run();
        jobs.push(job);
    }
    progress.step("printing Rust");
    let refused = |job: &Job| job.fate() == Fate::Nothing || (options.strict && job.is_flawed());
    let failed = jobs.iter().any(refused);
    let tree = (!failed).then(|| pipeline::collection(&jobs)).transpose()?;
    drop(progress);

    for (spec, job) in specs.iter().zip(&jobs) {
        // The others matter only where they keep this one from being written.
        if only.is_none_or(|only| only == spec.module) || refused(job) {
            console.findings(&job.sources, &job.diagnostics, Severity::Warning);
            console.summary(job);
        }
    }
    let Some(mut tree) = tree else {
        console.news("nothing was written");
        return Ok(Outcome::Findings);
    };
    if let Some(only) = only {
        let others = jobs
            .iter()
            .zip(&specs)
            .filter(|(_, spec)| spec.module != only);
        let modules = others.filter_map(|(job, _)| Some(job.plan.as_ref()?.module.as_str()));
        only::keep(&mut tree, &folders.output, modules)?;
    }
    let concerned = jobs.iter().zip(&specs);
    let concerned = concerned.filter(|(_, spec)| only.is_none_or(|only| only == spec.module));
    let ending = outcome(concerned.map(|(job, _)| job));
    if options.check {
        let drift = emit::check(&folders.output, &tree)?;
        let drift = show_drift(&drift, &folders, console);
        return Ok(if drift == Outcome::Done {
            ending
        } else {
            drift
        });
    }
    let written = emit::write(&folders.output, &tree)?;
    let counts = jobs.iter().filter_map(|job| job.plan.as_ref());
    let counts = counts.fold(Counts::default(), |sum, plan| Counts {
        declared: sum.declared + plan.counts.declared,
        generated: sum.generated + plan.counts.generated,
        schemas: sum.schemas + plan.counts.schemas,
    });
    console.news(&format!(
        "{}: {}, {}; {} written, {} removed, {} unchanged",
        folders.output.display(),
        plural(jobs.len(), "API"),
        operations(counts),
        plural(written.written.len(), "file"),
        written.removed.len(),
        written.unchanged,
    ));
    Ok(ending)
}

fn load(spec: &Spec, access: &Access) -> Result<Job, Failure> {
    let path = spec
        .path
        .to_str()
        .ok_or_else(|| Failure::new(format!("`{}` is not UTF-8", spec.path.display())))?;
    let target = Target {
        module: spec.module.clone(),
        path: format!("generated::{}", spec.module),
    };
    Ok(Job::new(
        Sources::open(path, access)?,
        spec.file.clone(),
        target,
    ))
}

fn show_drift(drift: &[Drift], folders: &Folders, console: &mut Console) -> Outcome {
    if drift.is_empty() {
        console.news(&format!("{} is up to date", folders.output.display()));
        return Outcome::Done;
    }
    let mut lines: Vec<String> = Vec::new();
    for Drift { path, kind } in drift {
        let (word, diff) = match kind {
            DriftKind::Missing => ("missing", ""),
            DriftKind::Different { diff } => ("different", diff.as_str()),
            DriftKind::Orphan => ("orphan", ""),
        };
        if console.is_json() {
            console.print_json(&json!({"drift": word, "path": path, "diff": diff}));
        } else if diff.is_empty() {
            lines.push(format!("{word}: {path}"));
        } else {
            lines.extend(diff.lines().map(str::to_owned));
        }
    }
    let hidden = lines.len().saturating_sub(DIFF_LINES);
    lines.truncate(DIFF_LINES);
    for line in &lines {
        console.print(&format!("{line}\n"));
    }
    if hidden > 0 {
        console.print(&format!("... and {} more\n", plural(hidden, "line")));
    }
    console.news(&format!(
        "{} is stale: {}; run `oaxide generate`",
        folders.output.display(),
        plural(drift.len(), "file"),
    ));
    Outcome::Findings
}
