//! The same table for other generators: each makes a crate for each document, and cargo compiles it.

mod compile;
mod generate;
mod report;
mod row;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use rivals::generate::Ending;
use rivals::tools::Tool;
use rivals::{message, operations};

use crate::catalog::{self, Entry};
use crate::options::{Options, Peers, workspace};
use crate::{Result, declared, disk, say, workers};

use compile::Place;
use row::Row;

/// Runs all generators over the documents, and prints what came of it.
pub(crate) fn run(options: &Options, peers: &Peers) -> Result<()> {
    let mut entries = catalog::all(options)?;
    catalog::keep(&mut entries, &peers.only)?;
    let root = workspace()?.join("target/corpus/peers");
    let mut missing = BTreeMap::new();
    for &tool in &peers.tools {
        if let Err(why) = tool.install(&root, say::complain) {
            missing.insert(tool, format!("cannot be installed: {why}"));
        }
    }
    let run = Run {
        peers,
        folders: [root.clone(), workspace()?],
        corpus: options.corpus()?,
        root,
        missing,
        start: Instant::now(),
    };
    let rows = workers::each(&entries, peers.jobs, |worker, entry| run.one(worker, entry))?;
    let rows: Vec<Row> = rows.into_iter().flatten().collect();
    report::print(&rows, &peers.tools);
    if let Some(file) = &peers.csv {
        disk::write(file, &report::csv(&rows))?;
    }
    Ok(())
}

struct Run<'a> {
    peers: &'a Peers,
    /// `target/corpus/peers`.
    root: PathBuf,
    /// Folders whose names say nothing in a message.
    folders: [PathBuf; 2],
    corpus: Option<PathBuf>,
    /// Generators that are not there, and why.
    missing: BTreeMap<Tool, String>,
    start: Instant,
}

impl Run<'_> {
    /// All generators on one document.
    fn one(&self, worker: usize, entry: &Entry) -> Result<Vec<Row>> {
        let file = self.root.join("rows").join(format!("{}.json", entry.slug));
        let before = row::load(&file);
        let declared = declared::count(&entry.path).map(|declared| declared.operations);
        let mut rows = Vec::new();
        for &tool in &self.peers.tools {
            let mut row = Row::new(entry, tool, declared.as_ref().map(BTreeSet::len));
            row = match self.left_out(entry, tool) {
                Some(why) => self.known(&before, tool).unwrap_or(row.not_tried(&why)),
                None => self.tried(worker, entry, row, declared.as_ref(), &before)?,
            };
            self.scrub(&mut row);
            rows.push(row);
        }
        // What earlier runs found out with generators that this one leaves out stays known.
        let is_known = |row: &Row| {
            rows.iter()
                .any(|now| now.tool == row.tool && now.is_tried())
        };
        let mut kept = before;
        kept.retain(|row| !is_known(row));
        kept.extend(rows.iter().filter(|row| row.is_tried()).cloned());
        row::save(&file, &kept)?;
        Ok(rows)
    }

    /// What an earlier run found out about a document that this one leaves out.
    fn known(&self, before: &[Row], tool: Tool) -> Option<Row> {
        let is_it = |row: &&Row| row.tool == tool && row.version == tool.version();
        before
            .iter()
            .find(is_it)
            .filter(|_| self.peers.resume)
            .cloned()
    }

    /// Why a document is not tried.
    fn left_out(&self, entry: &Entry, tool: Tool) -> Option<String> {
        if let Some(why) = self.missing.get(&tool) {
            return Some(why.clone());
        }
        if let Some(most) = self.peers.max_bytes.filter(|most| entry.bytes > *most) {
            return Some(format!("larger than {most} bytes"));
        }
        let minutes = self.start.elapsed().as_secs() / 60;
        let over = self.peers.minutes.is_some_and(|most| minutes >= most);
        over.then(|| "the time was over".to_owned())
    }

    fn tried(
        &self,
        worker: usize,
        entry: &Entry,
        mut row: Row,
        declared: Option<&BTreeSet<String>>,
        before: &[Row],
    ) -> Result<Row> {
        let limit = Duration::from_secs(self.peers.seconds);
        let place = Place::new(&self.root, row.tool, worker);
        let package = place.package();
        row.made = generate::generate(row.tool, &self.root, &entry.path, &package, limit)?;
        if row.made.ending != Ending::Made {
            return Ok(row);
        }
        let found = operations::below(&package, row.tool);
        row.made.found = found.len();
        row.made.there = declared.map_or(0, |declared| operations::there(declared, &found));
        if self.peers.resume {
            row.reuse(before, self.peers.seconds);
        }
        if row.check.is_none() && !self.peers.no_compile {
            row.check = Some(place.check(row.tool, limit)?);
        }
        Ok(row)
    }

    /// Messages without the paths of this machine.
    fn scrub(&self, row: &mut Row) {
        let folders = self.folders.iter().chain(&self.corpus);
        let folders: Vec<_> = folders.map(PathBuf::as_path).collect();
        row.made.message = message::scrub(&row.made.message, &folders);
        if let Some(check) = &mut row.check {
            check.fault = message::scrub(&check.fault, &folders);
        }
    }
}
