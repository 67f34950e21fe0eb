//! Part `peers`: what generators of Rust clients cost, on the same documents in one run.

mod documents;
mod figures;
mod machine;
mod options;
mod place;
mod plot;
mod record;
mod run;
mod steps;
mod tables;

use std::time::Duration;

use clap::Parser as _;
use rivals::disk;
use rivals::tools::Tool;

use crate::crates::build_oaxide;
use crate::{Result, report, workspace};

use options::{Options, Step};
use place::{Limit, Place};
use record::Record;
use run::Run;

/// Measures, and writes figures, tables and plot.
pub(crate) fn run(arguments: impl Iterator<Item = String>) -> Result<()> {
    let options = Options::parse_from(arguments);
    let root = workspace()?;
    let [csv, markdown, plot] = options.outputs(&root);
    let documents = documents::all(&options, &root)?;
    let ours = build_oaxide(&root)?;
    let limit = Limit {
        time: Duration::from_secs(options.seconds),
        memory: options.memory.saturating_mul(1_000_000_000),
    };
    let mut record = Record::new(&options, &root, csv)?;
    let mut places = Vec::new();
    for &tool in &options.tools {
        let place = Place::new(tool, &root, &ours, limit);
        match place.install() {
            Ok(()) => places.push(place),
            Err(why) => {
                for document in documents.iter().filter(|document| !document.only_ours) {
                    record.failure(document, tool, Step::Generate, &format!("missing: {why}"));
                }
            }
        }
    }
    let mut run = Run::new(options, record);
    for document in &documents {
        let is_wanted = |place: &&Place| !document.only_ours || place.tool == Tool::Oaxide;
        let wanted: Vec<&Place> = places.iter().filter(is_wanted).collect();
        run.document(document, &wanted)?;
    }
    places.iter().for_each(Place::clear);
    let figures = run.into_figures()?;
    let text = tables::markdown(&figures);
    disk::write(&markdown, &text)?;
    disk::write(&plot, &plot::svg(&figures))?;
    report::say(&text);
    Ok(())
}
