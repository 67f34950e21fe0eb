//! The run over all documents: two at a time, each generated in a process of its own and then compiled.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::catalog::{self, Entry};
use crate::checks::Crate;
use crate::options::{Options, Set, workspace};
use crate::outcome::Outcome;
use crate::record::{Examples, Made, Record};
use crate::{Result, process, say, table};

/// Generating one document three times, counting it and looking through its examples takes less.
const LIMIT: Duration = Duration::from_secs(240);

/// Runs over the documents that were asked for; `false` where one of them is not as it has to be.
pub(crate) fn run(options: &Options) -> Result<bool> {
    let mut entries = catalog::own()?;
    match options.corpus()? {
        Some(corpus) => entries.extend(catalog::load(&corpus)?),
        None => say::say(
            "corpus: there is no `../shared/corpus` beside the workspace (`--corpus DIR` names another): only the documents of `tests/corpus/documents` are looked at",
        ),
    }
    let known = |slug: &&String| !entries.iter().any(|entry| entry.slug == **slug);
    if let Some(unknown) = options.only.iter().find(known) {
        return Err(format!("the catalogue has no document `{unknown}`"));
    }
    let compiled = compiled(options, &entries);
    if !options.only.is_empty() {
        entries.retain(|entry| options.only.contains(&entry.slug));
    }
    let run = Run {
        options,
        folder: workspace()?.join("target/corpus"),
        compiled,
        start: Instant::now(),
    };
    let records = run.all(&entries)?;
    table::print(&records);
    if let Some(csv) = &options.csv {
        crate::disk::write(csv, &table::csv(&records))?;
    }
    Ok(records.iter().all(Record::is_good))
}

/// The documents that are compiled.
fn compiled(options: &Options, entries: &[Entry]) -> Vec<String> {
    if options.no_compile {
        return Vec::new();
    }
    let slugs = |entries: &[&Entry]| entries.iter().map(|entry| entry.slug.clone()).collect();
    if options.set == Set::All || !options.only.is_empty() {
        return slugs(&entries.iter().collect::<Vec<_>>());
    }
    // Our own, and some of each dialect, evenly from the smallest to the middle ones.
    let is_own = |entry: &&Entry| entry.slug.starts_with("own-");
    let mut chosen: Vec<&Entry> = entries.iter().filter(is_own).collect();
    for (dialect, count) in [("2.0", 5), ("3.0", 8), ("3.1", 6), ("3.2", 2)] {
        let of =
            |entry: &&Entry| entry.dialect == dialect && entry.bytes < 120_000 && !is_own(entry);
        let of: Vec<&Entry> = entries.iter().filter(of).collect();
        let step = (of.len() / count).max(1);
        chosen.extend(of.into_iter().step_by(step).take(count));
    }
    slugs(&chosen)
}

struct Run<'a> {
    options: &'a Options,
    /// `target/corpus`.
    folder: PathBuf,
    compiled: Vec<String>,
    start: Instant,
}

impl Run<'_> {
    /// Takes documents one after the other, in as many threads as were asked for.
    fn all(&self, entries: &[Entry]) -> Result<Vec<Record>> {
        let bar = ProgressBar::new(entries.len() as u64);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed} {msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(500));
        let next = AtomicUsize::new(0);
        let records: Mutex<Vec<(usize, Record)>> = Mutex::new(Vec::new());
        let fault: Mutex<Option<String>> = Mutex::new(None);
        std::thread::scope(|scope| {
            for worker in 0..self.options.jobs.max(1) {
                let (next, records, fault, bar) = (&next, &records, &fault, &bar);
                scope.spawn(move || {
                    let target = self.folder.join(format!("build-{worker}"));
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let Some(entry) = entries.get(index) else {
                            break;
                        };
                        bar.set_message(entry.slug.clone());
                        match self.one(entry, &target) {
                            Ok(record) => {
                                if let Ok(mut records) = records.lock() {
                                    records.push((index, record));
                                }
                            }
                            Err(error) => {
                                if let Ok(mut fault) = fault.lock() {
                                    fault.get_or_insert(error);
                                }
                                next.store(entries.len(), Ordering::Relaxed);
                            }
                        }
                        bar.inc(1);
                    }
                });
            }
        });
        bar.finish_and_clear();
        if let Some(fault) = fault.into_inner().ok().flatten() {
            return Err(fault);
        }
        let mut records = records.into_inner().unwrap_or_default();
        records.sort_by_key(|(index, _)| *index);
        Ok(records.into_iter().map(|(_, record)| record).collect())
    }

    fn one(&self, entry: &Entry, target: &Path) -> Result<Record> {
        let folder = self.folder.join("documents").join(&entry.slug);
        let before = Record::load(&folder).filter(|_| self.options.resume);
        let output = folder.join("crate");
        let (made, examples) = generate(entry, &output)?;
        let mut record = Record {
            slug: entry.slug.clone(),
            dialect: entry.dialect.clone(),
            bytes: entry.bytes,
            invalid: entry.invalid,
            made,
            examples,
            checks: crate::record::Checks::default(),
        };
        if let Some(before) = before
            && before.checks.hash == record.made.hash
            && !record.made.hash.is_empty()
        {
            record.checks = before.checks.good();
            if record.checks.examples.is_some()
                && let (Some(now), Some(then)) = (&mut record.examples, before.examples)
            {
                now.good = then.good;
                now.faults = then.faults;
            }
        }
        record.checks.hash.clone_from(&record.made.hash);
        if self.is_compiled(entry, &record) {
            let one = Crate {
                folder: &output,
                target,
                scratch: &folder,
            };
            one.check(
                &self.options.checks,
                &mut record.checks,
                record.examples.as_mut(),
            )?;
        }
        record.save(&folder)?;
        Ok(record)
    }

    fn is_compiled(&self, entry: &Entry, record: &Record) -> bool {
        let minutes = self.start.elapsed().as_secs() / 60;
        matches!(record.made.outcome, Outcome::Whole | Outcome::Partial)
            && self.compiled.contains(&entry.slug)
            && self
                .options
                .max_lines
                .is_none_or(|most| record.made.lines <= most)
            && self.options.minutes.is_none_or(|most| minutes < most)
    }
}

/// Generates in a process of its own.
fn generate(entry: &Entry, output: &Path) -> Result<(Made, Option<Examples>)> {
    let this = std::env::current_exe()
        .map_err(|error| format!("cannot find this program itself: {error}"))?;
    let mut command = Command::new(this);
    command
        .arg("one")
        .arg(&entry.path)
        .arg(crate_name(&entry.slug))
        .arg(output);
    let ended = process::run(&mut command, LIMIT)?;
    let mut lines = ended.out.lines();
    let made = lines
        .next()
        .and_then(|line| serde_json::from_str(line).ok());
    let examples = lines
        .next()
        .and_then(|line| serde_json::from_str(line).ok());
    let made = made.unwrap_or_else(|| Made {
        outcome: if ended.late {
            Outcome::Late
        } else {
            Outcome::Panicked
        },
        message: format!(
            "{} {}",
            ended.status,
            ended.err.lines().next().unwrap_or_default()
        ),
        ..Made::default()
    });
    Ok((made, examples))
}

/// A crate's name for a document: crates share a target folder, so no two may be called the same.
pub(crate) fn crate_name(slug: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let plain: String = slug
        .chars()
        .map(|c| {
            if is_plain(c) {
                c.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .collect();
    format!("api-{}", plain.chars().take(56).collect::<String>())
}
