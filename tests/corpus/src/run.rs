//! The run over all documents: two at a time, each generated in a process of its own and then compiled.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use generator::options::With;

use crate::catalog::{self, Entry};
use crate::checks::Crate;
use crate::options::{Options, Set, workspace};
use crate::outcome::Outcome;
use crate::record::{Examples, Made, Record};
use crate::{Result, process, table, workers};

/// Generating one document three times, counting it and looking through its examples takes less.
const LIMIT: Duration = Duration::from_secs(240);

/// Runs over the documents that were asked for; `false` where one of them is not as it has to be.
pub(crate) fn run(options: &Options) -> Result<bool> {
    let mut entries = catalog::all(options)?;
    let compiled = compiled(options, &entries);
    catalog::keep(&mut entries, &options.only)?;
    let run = Run {
        options,
        folder: workspace()?.join("target/corpus"),
        compiled,
        start: Instant::now(),
    };
    let records = workers::each(&entries, options.jobs, |worker, entry| {
        run.one(entry, &run.folder.join(format!("build-{worker}")))
    })?;
    table::print(&records);
    if let Some(csv) = &options.csv {
        crate::disk::write(csv, &table::as_csv(&records))?;
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
    fn one(&self, entry: &Entry, target: &Path) -> Result<Record> {
        let folder = self.folder.join("documents").join(&entry.slug);
        let before = Record::load(&folder).filter(|_| self.options.resume);
        let output = folder.join("crate");
        let (made, examples) = generate(entry, &output, &self.options.with)?;
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
fn generate(entry: &Entry, output: &Path, with: &[With]) -> Result<(Made, Option<Examples>)> {
    let this = std::env::current_exe()
        .map_err(|error| format!("cannot find this program itself: {error}"))?;
    let mut command = Command::new(this);
    command
        .arg("one")
        .arg(&entry.path)
        .arg(crate_name(&entry.slug))
        .arg(output);
    for With::Dispatch in with {
        command.args(["--with", "dispatch"]);
    }
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
