//! How long generating takes and how much memory: one large document, documents that grow, and all of them at once.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde_json::{Map, Value};

use crate::catalog::{self, Entry};
use crate::options::{Speed, workspace};
use crate::record::Made;
use crate::run::crate_name;
use crate::say::say;
use crate::{Result, disk, generate, process};

/// Nothing takes that long.
const LIMIT: Duration = Duration::from_secs(120);
/// The sizes of documents made of a real one's pieces, in MB.
const SIZES: [usize; 5] = [1, 2, 5, 10, 20];

/// Prints the figures.
pub(crate) fn run(corpus: Option<&Path>, speed: &Speed) -> Result<()> {
    let Some(corpus) = corpus else {
        say("speed: skipped, because there is no `../shared/corpus` beside the workspace");
        return Ok(());
    };
    let entries = catalog::load(corpus)?;
    let folder = workspace()?.join("target/corpus/speed");
    let large = entries.last().ok_or("the catalogue is empty")?;
    let figures = measure(&large.path, &large.slug, &folder, speed.runs)?;
    say(&format!(
        "{} alone ({} MB): {}",
        large.slug,
        large.bytes / 1_000_000,
        figures.shown()
    ));
    grow(&entries, &folder, speed)?;
    all(&entries, 1);
    all(&entries, 2);
    Ok(())
}

/// The median of several runs.
struct Figures {
    milliseconds: f64,
    peak: f64,
}

impl Figures {
    fn shown(&self) -> String {
        format!("{:.0} ms, {:.0} MB", self.milliseconds, self.peak)
    }
}

fn measure(document: &Path, slug: &str, folder: &Path, runs: usize) -> Result<Figures> {
    let this = std::env::current_exe()
        .map_err(|error| format!("cannot find this program itself: {error}"))?;
    let output = folder.join("crate").join(slug);
    let mut times = Vec::new();
    let mut peaks = Vec::new();
    for _ in 0..runs.max(1) {
        // Each run writes a new crate.
        let _ = std::fs::remove_dir_all(&output);
        let mut command = Command::new(&this);
        command
            .arg("one")
            .arg("--only-measure")
            .arg(document)
            .arg(crate_name(slug))
            .arg(&output);
        let ended = process::run(&mut command, LIMIT)?;
        let made: Made = serde_json::from_str(ended.out.trim())
            .map_err(|_| format!("{slug}: {} {}", ended.status, ended.err))?;
        times.push(made.milliseconds);
        peaks.push(made.peak);
    }
    let _ = std::fs::remove_dir_all(&output);
    Ok(Figures {
        milliseconds: median(times),
        peak: median(peaks),
    })
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Documents of more and more copies of a real one.
#[allow(clippy::cast_precision_loss, reason = "a measurement")]
fn grow(entries: &[Entry], folder: &Path, speed: &Speed) -> Result<()> {
    let chosen = match &speed.slug {
        Some(slug) => entries.iter().find(|entry| entry.slug == *slug),
        // Half a megabyte: the smallest size has two copies.
        None => entries
            .iter()
            .rfind(|entry| entry.dialect == "3.0" && entry.bytes < 500_000),
    };
    let entry = chosen.ok_or("the catalogue has no such document")?;
    let source = generate::open(&entry.path)?;
    let tree = generator::read::read(&source, &mut generator::diagnostics::Diagnostics::new())
        .ok_or_else(|| format!("{} cannot be read", entry.slug))?;
    say(&format!("copies of {}:", entry.slug));
    let mut first: Option<(f64, f64, f64)> = None;
    for size in SIZES {
        let text = copies(&tree, size * 1_000_000)?;
        let file = folder.join(format!("{size}.json"));
        disk::write(&file, &text)?;
        let megabytes = text.len() as f64 / 1e6;
        let figures = measure(&file, &format!("grown-{size}"), folder, speed.runs)?;
        let (base, time, peak) =
            *first.get_or_insert((megabytes, figures.milliseconds, figures.peak));
        say(&format!(
            "{megabytes:>6.1} MB: {}; {:.1} times the text, {:.1} times the time, {:.1} times the memory",
            figures.shown(),
            megabytes / base,
            figures.milliseconds / time,
            figures.peak / peak,
        ));
    }
    Ok(())
}

/// The document repeated until it has `size` bytes; what is copied gets names of its own.
fn copies(tree: &Value, size: usize) -> Result<String> {
    let mut whole = tree.clone();
    let text = |value: &Value| serde_json::to_string(value).map_err(|error| error.to_string());
    let single = text(tree)?.len().max(1);
    for number in 1..size.div_ceil(single) {
        let mut copy = tree.clone();
        rename(&mut copy, number);
        for holder in ["/paths", "/components/schemas"] {
            let from = copy
                .pointer_mut(holder)
                .and_then(Value::as_object_mut)
                .map(std::mem::take)
                .unwrap_or_default();
            let renamed = from.into_iter().map(|(key, value)| match holder {
                "/paths" => (format!("/copy{number}{key}"), value),
                _ => (format!("{key}Copy{number}"), value),
            });
            if let Some(to) = whole.pointer_mut(holder).and_then(Value::as_object_mut) {
                to.extend(renamed.collect::<Map<String, Value>>());
            }
        }
    }
    text(&whole)
}

/// Gives references to schemas, operationIds and tags the copy's number.
fn rename(value: &mut Value, number: usize) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(|value| rename(value, number)),
        Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                match (key.as_str(), &mut *value) {
                    ("$ref", Value::String(to)) if to.starts_with("#/components/schemas/") => {
                        *to = format!("{to}Copy{number}");
                    }
                    ("operationId", Value::String(id)) => *id = format!("{id}Copy{number}"),
                    ("tags", Value::Array(tags)) => {
                        for tag in tags {
                            if let Value::String(tag) = tag {
                                *tag = format!("{tag} copy {number}");
                            }
                        }
                    }
                    _ => rename(value, number),
                }
            }
        }
        _ => {}
    }
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
