//! Documents of more and more copies of a real one: time and memory must not grow faster than the text.

use std::path::Path;

use serde_json::{Map, Value};

use super::measure;
use crate::catalog::Entry;
use crate::options::Speed;
use crate::record::Made;
use crate::say::say;
use crate::{Result, disk, generate};

/// The sizes of documents made of a real one's pieces, in MB.
const SIZES: [usize; 5] = [1, 2, 5, 10, 20];

/// Prints a line for each size.
#[allow(clippy::cast_precision_loss, reason = "a measurement")]
pub(super) fn run(entries: &[Entry], folder: &Path, speed: &Speed) -> Result<()> {
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
    let mut first: Option<(f64, Made)> = None;
    for size in SIZES {
        let text = copies(&tree, size * 1_000_000)?;
        let file = folder.join(format!("{size}.json"));
        disk::write(&file, &text)?;
        let megabytes = text.len() as f64 / 1e6;
        let made: Vec<Made> = (0..speed.runs.max(1))
            .map(|_| measure::generated(&file, &format!("grown-{size}"), folder))
            .collect::<Result<_>>()?;
        let figures = measure::typical(&made);
        let first = first.get_or_insert_with(|| (megabytes, figures.clone()));
        let (base, before) = (first.0, &first.1);
        say(&format!(
            "{megabytes:>6.1} MB: {}; {:.1} times the text, {:.1} times the time, {:.1} times the CPU time, {:.1} times \
             the memory",
            measure::shown(&figures),
            megabytes / base,
            figures.milliseconds / before.milliseconds,
            figures.cpu / before.cpu,
            figures.peak / before.peak,
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
