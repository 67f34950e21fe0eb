//! One document, from text to a crate on disk, and all that can be said about it without compiling.
//!
//! This runs in a process of its own, so that its memory is its own, and so that a stack that overflows or a loop
//! without an end costs one document.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Mutex;
use std::time::Instant;

use generator::diagnostics::Severity;
use generator::options::With;
use generator::pipeline::{self, Fate, Job};
use generator::plan::{ApiPlan, Target};
use generator::read::{Access, Source, Sources};
use generator::render::OutputTree;
use sha2::{Digest, Sha256};

use crate::declared::{self, Declared};
use crate::disk;
use crate::options::One;
use crate::outcome::Outcome;
use crate::record::{Examples, Made};
use crate::{Result, examples, places, say, twin};

/// What one run of the generator gives.
pub(crate) struct Product {
    pub(crate) job: Job,
    /// `None` where nothing can be made of the document.
    pub(crate) tree: Option<OutputTree>,
}

/// Takes a document through all stages but the writing, as `oaxide new` does.
pub(crate) fn produce(sources: Sources, name: &str, with: &[With]) -> Result<Product> {
    let library = library(name);
    let file = Path::new(&sources.main().name)
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let target = Target {
        module: library.clone(),
        path: library,
    };
    let mut job = Job::new(sources, file, target);
    job.dispatch = with.contains(&With::Dispatch);
    job.run();
    let tree = if job.fate() == Fate::Nothing {
        None
    } else {
        pipeline::standalone(&job, name)
            .transpose()
            .map_err(|error| error.to_string())?
    };
    Ok(Product { job, tree })
}

/// The library's name of the crate `name`.
pub(crate) fn library(name: &str) -> String {
    name.replace('-', "_")
}

/// Loads the main file of the document at `path`.
pub(crate) fn open(path: &Path) -> Result<Source> {
    Source::open(text_of(path)?).map_err(|error| error.to_string())
}

/// Loads the document at `path` as `oaxide new` does: it may refer to files below its folder.
pub(crate) fn sources(path: &Path) -> Result<Sources> {
    Sources::open(text_of(path)?, &Access::default()).map_err(|error| error.to_string())
}

fn text_of(path: &Path) -> Result<&str> {
    path.to_str()
        .ok_or_else(|| format!("`{}` is not UTF-8", path.display()))
}

/// Generates one document and prints what happened: a line of [`Made`], then one of [`Examples`].
pub(crate) fn as_worker(one: &One) -> Result<()> {
    // The place of a panic is only known while it unwinds.
    static PANIC: Mutex<String> = Mutex::new(String::new());
    std::panic::set_hook(Box::new(|panic| {
        if let Ok(mut message) = PANIC.lock() {
            *message = panic.to_string().replace('\n', " ");
        }
    }));
    let caught = catch_unwind(AssertUnwindSafe(|| generate(one)));
    let (made, job) = if let Ok(done) = caught {
        done?
    } else {
        let message = PANIC
            .lock()
            .map(|message| message.clone())
            .unwrap_or_default();
        let made = Made {
            outcome: Outcome::Panicked,
            message,
            ..Made::default()
        };
        (made, None)
    };
    print(&made)?;
    if one.only_measure {
        return Ok(());
    }
    let library = library(&one.name);
    let types = job.map(|job| places::types(&job, &library));
    let found = match types {
        Some(types) => examples::write(&one.document, &types, &library, &one.output)?,
        None => Examples::default(),
    };
    print(&found)
}

fn print(value: &impl serde::Serialize) -> Result<()> {
    say::say(&serde_json::to_string(value).map_err(|error| error.to_string())?);
    Ok(())
}

fn generate(one: &One) -> Result<(Made, Option<Job>)> {
    let start = Instant::now();
    let product = match produce(sources(&one.document)?, &one.name, &one.with) {
        Ok(product) => product,
        Err(message) => {
            return Ok((
                Made {
                    outcome: Outcome::Failed,
                    message,
                    ..Made::default()
                },
                None,
            ));
        }
    };
    let mut made = Made {
        outcome: match product.job.fate() {
            Fate::Whole => Outcome::Whole,
            Fate::Partial => Outcome::Partial,
            Fate::Nothing => Outcome::Nothing,
        },
        ..Made::default()
    };
    if let Some(tree) = &product.tree
        && let Err(error) = generator::emit::write(&one.output, tree)
    {
        made.outcome = Outcome::Failed;
        made.message = error.to_string();
    }
    made.milliseconds = start.elapsed().as_secs_f64() * 1e3;
    made.cpu = processor_time();
    made.peak = peak();
    if one.only_measure {
        return Ok((made, None));
    }
    describe(&product, &mut made);
    if let Some(declared) = declared::count(&one.document) {
        compare(&declared, product.job.plan.as_ref(), &mut made);
    }
    if let Some(tree) = &product.tree {
        again(one, product.job.sources.main(), tree, &mut made)?;
    }
    Ok((made, Some(product.job)))
}

fn describe(product: &Product, made: &mut Made) {
    let diagnostics = &product.job.diagnostics;
    for finding in diagnostics.iter() {
        match finding.severity() {
            Severity::Error => made.errors += 1,
            Severity::Unsupported => made.unsupported += 1,
            Severity::Warning => made.warnings += 1,
            Severity::Note => made.notes += 1,
        }
    }
    made.degraded = diagnostics.degraded();
    if made.outcome == Outcome::Nothing {
        let error = diagnostics
            .iter()
            .find(|finding| finding.severity() == Severity::Error);
        made.message = error.map(|error| error.message.clone()).unwrap_or_default();
    }
    if let Some(tree) = &product.tree {
        made.files = tree.len();
        let rust = tree.iter().filter(|(path, _)| is_rust(path));
        made.lines = rust.map(|(_, text)| text.lines().count()).sum();
        made.hash = hash(tree);
    }
}

/// What the document declares against what the plan has.
fn compare(declared: &Declared, plan: Option<&ApiPlan>, made: &mut Made) {
    made.declared = declared.operations.len();
    made.schemas = declared.schemas.len();
    let Some(plan) = plan else { return };
    let methods = plan.operations.iter().flat_map(|file| &file.methods);
    let there: BTreeSet<String> = methods
        .map(|method| {
            format!(
                "{} {}",
                method.http_method.to_ascii_lowercase(),
                method.path
            )
        })
        .collect();
    made.generated = plan.operations.iter().map(|file| file.methods.len()).sum();
    let is_lost = |operation: &&String| {
        let (method, path) = operation.split_once(' ').unwrap_or_default();
        let method = method.to_ascii_lowercase();
        let sent = declared::sent(path);
        !there.contains(&format!("{method} {path}")) && !there.contains(&format!("{method} {sent}"))
    };
    let lost = declared.operations.iter().filter(is_lost);
    made.lost = lost.cloned().collect();
    // Paths that differ in their fragments only are sent alike, so each may hide another that is missing.
    let missing = made
        .declared
        .saturating_sub(made.generated + made.lost.len());
    made.lost
        .extend((0..missing).map(|_| "one of those with the same path".to_owned()));
    let typed: BTreeSet<&str> = plan
        .schemas
        .iter()
        .map(|schema| schema.pointer.as_str())
        .collect();
    let is_typed = |name: &&String| {
        let name = name.replace('~', "~0").replace('/', "~1");
        ["components/schemas", "definitions"]
            .iter()
            .any(|holder| typed.contains(format!("/{holder}/{name}").as_str()))
    };
    made.untyped = declared
        .schemas
        .iter()
        .filter(|name| !is_typed(name))
        .cloned()
        .collect();
}

/// A second run, and the twin.
fn again(one: &One, source: &Source, tree: &OutputTree, made: &mut Made) -> Result<()> {
    let second = produce(sources(&one.document)?, &one.name, &one.with)?;
    made.repeats = Some(second.tree.as_ref() == Some(tree));
    if let Some(twin) = twin::of(source) {
        let other = sources(&one.document)?.with_text(twin.text);
        let produced = produce(other.clone(), &one.name, &one.with)?;
        made.twin = Some(twin::compare(tree, &produced.tree.unwrap_or_default()));
        made.changes = twin::changes(sources(&one.document)?, other);
    }
    Ok(())
}

fn is_rust(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|ending| ending == "rs")
}

fn hash(tree: &OutputTree) -> String {
    let mut digest = Sha256::new();
    for (path, text) in tree {
        for part in [path, text] {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part.as_bytes());
        }
    }
    let mut text = String::new();
    for byte in digest.finalize() {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// What this process has worked so far, in milliseconds: user and system, all threads.
#[allow(clippy::cast_precision_loss, reason = "a measurement")]
pub(crate) fn processor_time() -> f64 {
    let used = nix::sys::resource::getrusage(nix::sys::resource::UsageWho::RUSAGE_SELF);
    used.map_or(f64::NAN, |used| {
        let times = [used.user_time(), used.system_time()];
        times
            .iter()
            .map(|time| time.tv_sec() as f64 * 1e3 + time.tv_usec() as f64 / 1e3)
            .sum()
    })
}

/// The largest resident set of this process so far, in MB.
#[allow(clippy::cast_precision_loss, reason = "a measurement")]
pub(crate) fn peak() -> f64 {
    // The kernel's count for this very process; `getrusage` also knows that of the program that started it.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kibibytes.map_or_else(
        || {
            let used = nix::sys::resource::getrusage(nix::sys::resource::UsageWho::RUSAGE_SELF);
            used.map(|used| used.max_rss() as f64 / 1e6)
                .unwrap_or_default()
        },
        |kibibytes| kibibytes * 1024.0 / 1e6,
    )
}

/// Puts a file beside the crate's own.
pub(crate) fn add(output: &Path, file: &str, text: &str) -> Result<()> {
    disk::write(&output.join(file), text)
}
