//! How long generating takes and how much memory: one large document, documents that grow, and all of them at once.

mod grow;
mod measure;
mod timed;

use std::path::Path;

use crate::catalog::{self, Entry};
use crate::options::{Speed, What, workspace};
use crate::record::Made;
use crate::run::crate_name;
use crate::say::say;
use crate::{Result, generate};

use timed::Timed;
pub(crate) use timed::as_worker;

/// Prints the figures.
pub(crate) fn run(corpus: Option<&Path>, speed: &Speed) -> Result<()> {
    let Some(corpus) = corpus else {
        say("speed: skipped, because there is no `../shared/corpus` beside the workspace");
        return Ok(());
    };
    let entries = catalog::load(corpus)?;
    let folder = workspace()?.join("target/corpus/speed");
    measure::clear(&folder);
    alone(
        entries.last().ok_or("the catalogue is empty")?,
        &folder,
        speed,
    )?;
    grow::run(&entries, &folder, speed)?;
    measure::clear(&folder);
    all(&entries, 1);
    all(&entries, 2);
    Ok(())
}

/// One large document: the whole, its stages, and how long another model takes to read it. The three take turns, so
/// that a machine whose speed drifts does not change what they are to each other.
fn alone(entry: &Entry, folder: &Path, speed: &Speed) -> Result<()> {
    let (path, slug) = (entry.path.as_path(), entry.slug.as_str());
    let (mut whole, mut stages, mut models) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..speed.runs.max(1) {
        whole.push(measure::generated(path, slug, folder)?);
        models.extend(measure::timed(What::Model, path, slug, folder));
        stages.push(measure::timed(What::Stages, path, slug, folder)?);
    }
    let figures = measure::shown(&measure::typical(&whole));
    say(&format!(
        "{slug} alone ({} MB): {figures}",
        entry.bytes / 1_000_000
    ));
    say(&format!("  its stages: {}", steps(&stages)));
    if models.len() < whole.len() {
        say("  `openapiv3::OpenAPI` cannot be read from it");
        return Ok(());
    }
    let ratio = |of: fn(&Made) -> f64, than: fn(&Timed) -> f64| {
        let pairs = whole.iter().zip(&models);
        median(pairs.map(|(made, model)| of(made) / than(model)).collect())
    };
    say(&format!(
        "  text to `serde_json::Value` to `openapiv3::OpenAPI`: {}; generating takes {:.2} times the time, {:.2} times the \
         CPU time",
        steps(&models),
        ratio(|made| made.milliseconds, |model| model.milliseconds),
        ratio(|made| made.cpu, |model| model.cpu),
    ));
    Ok(())
}

/// The median of each step.
fn steps(runs: &[Timed]) -> String {
    let names = runs.first().into_iter().flat_map(|run| &run.steps);
    let steps = names.enumerate().map(|(index, (name, _))| {
        let times = runs.iter().filter_map(|run| Some(run.steps.get(index)?.1));
        format!("{name} {:.0}", median(times.collect()))
    });
    let cpu = median(runs.iter().map(|run| run.cpu).collect());
    let steps: Vec<String> = steps.collect();
    format!("{} ms, {cpu:.0} ms CPU", steps.join(", "))
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// All documents in this one process, by so many threads; nothing is written.
fn all(entries: &[Entry], threads: usize) {
    let start = std::time::Instant::now();
    let next = std::sync::atomic::AtomicUsize::new(0);
    let made = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                // Largest first, so that no thread ends long before the other.
                let mut rest = entries.iter().rev();
                let mut taken = 0;
                loop {
                    let index = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    let Some(entry) = rest.nth(index - taken) else {
                        break;
                    };
                    taken = index + 1;
                    let tree = generate::sources(&entry.path).and_then(|sources| {
                        generate::produce(sources, &crate_name(&entry.slug), &[])
                    });
                    if tree.is_ok_and(|product| product.tree.is_some()) {
                        made.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    }
                }
            });
        }
    });
    say(&format!(
        "all {} documents in one process, {threads} at a time: {:.1} s, {:.0} MB; {} became crates",
        entries.len(),
        start.elapsed().as_secs_f64(),
        generate::peak(),
        made.into_inner(),
    ));
}
