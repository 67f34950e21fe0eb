//! One document after the other, one step after the other, generators in turns: what else the machine does meets all.

use std::time::Instant;

use rivals::{files, operations};

use super::documents::Document;
use super::figures::Figures;
use super::options::{Options, Step};
use super::place::Place;
use super::record::Record;
use super::steps::{self, Measured};
use crate::sample::Sample;
use crate::{Result, report};

/// What takes more CPU seconds than this is measured once.
const LONG: f64 = 60.0;

/// A run over documents.
pub(crate) struct Run {
    options: Options,
    record: Record,
    start: Instant,
}

/// A crate that is measured, and what came of its runs so far.
struct Turn<'a> {
    place: &'a Place,
    measured: Measured,
    samples: Vec<Sample>,
    fault: Option<String>,
}

impl Run {
    pub(crate) fn new(options: Options, record: Record) -> Self {
        Self {
            options,
            record,
            start: Instant::now(),
        }
    }

    /// Everything that is known at the end.
    pub(crate) fn into_figures(self) -> Result<Figures> {
        self.record.save()?;
        Ok(self.record.into_figures())
    }

    /// All steps of one document for all generators.
    pub(crate) fn document(&mut self, document: &Document, places: &[&Place]) -> Result<()> {
        let steps: Vec<Step> = self
            .options
            .steps
            .iter()
            .copied()
            .filter(|step| !document.only_ours || matches!(step, Step::Generate | Step::Check))
            .collect();
        let asks = |run: &Self, place: &Place| {
            let mut steps = steps.iter();
            steps.any(|step| run.record.is_asked(document, place.tool, *step))
        };
        let asked: Vec<&Place> = places
            .iter()
            .copied()
            .filter(|place| asks(self, place))
            .collect();
        if asked.is_empty() || self.is_over() {
            return Ok(());
        }
        let made = self.generate(document, &asked)?;
        for step in steps.into_iter().filter(|step| *step != Step::Generate) {
            if self.is_over() {
                break;
            }
            let of_step = |place: &&Place| self.record.is_asked(document, place.tool, step);
            let places: Vec<&Place> = made.iter().copied().filter(of_step).collect();
            self.compile(document, step, &places)?;
        }
        Ok(())
    }

    /// Generators in turns; gives those that made a crate.
    fn generate<'a>(
        &mut self,
        document: &Document,
        places: &[&'a Place],
    ) -> Result<Vec<&'a Place>> {
        self.progress(document, Step::Generate, "in turns");
        let mut samples = vec![Vec::new(); places.len()];
        let mut faults = vec![None; places.len()];
        let is_step = self.options.steps.contains(&Step::Generate);
        let is_measured = |run: &Self, place: &Place| {
            is_step && run.record.is_asked(document, place.tool, Step::Generate)
        };
        for _ in 0..self.options.runs.max(1) {
            for ((place, samples), fault) in places.iter().zip(&mut samples).zip(&mut faults) {
                // Where nothing is to be measured, the crate is all that is wanted.
                let is_done = !samples.is_empty() && !is_measured(self, place);
                if fault.is_some() || is_done || is_enough(samples) {
                    continue;
                }
                match place.generate(&document.path)? {
                    Ok(sample) => samples.push(sample),
                    Err(why) => *fault = Some(why),
                }
            }
        }
        let mut made = Vec::new();
        for ((place, samples), fault) in places.iter().zip(samples).zip(faults) {
            if let Some(why) = fault {
                self.record
                    .failure(document, place.tool, Step::Generate, &why);
                continue;
            }
            made.push(*place);
            if !is_measured(self, place) {
                continue;
            }
            self.record
                .samples(document, place.tool, Step::Generate, &samples, "");
            let package = place.package();
            let found = operations::below(&package, place.tool);
            let lines = files::size(&package).lines;
            self.record.count(
                document,
                place.tool,
                "operations",
                count(operations::different(&found)),
            );
            self.record
                .count(document, place.tool, "lines", count(lines));
        }
        self.record.save()?;
        Ok(made)
    }

    /// One step for all generators, in turns.
    fn compile(&mut self, document: &Document, step: Step, places: &[&Place]) -> Result<()> {
        let mut turns = Vec::new();
        if let (Step::Incremental, Some(place)) = (step, places.first()) {
            place.forget_increments();
        }
        for place in places {
            let tool = place.tool.name();
            self.progress(document, step, &format!("dependencies of {tool}"));
            match Measured::prepare(step, place)? {
                Ok(measured) => turns.push(Turn {
                    place,
                    measured,
                    samples: Vec::new(),
                    fault: None,
                }),
                Err(why) => self.record.failure(document, place.tool, step, &why),
            }
        }
        self.progress(document, step, "in turns");
        if step == Step::Llvm {
            for turn in &mut turns {
                self.llvm(document, turn)?;
            }
            return self.record.save();
        }
        for _ in 0..self.options.runs.max(1) {
            for turn in &mut turns {
                if turn.fault.is_some() || is_enough(&turn.samples) {
                    continue;
                }
                match turn.measured.run(turn.place)? {
                    Ok(sample) => turn.samples.push(sample),
                    Err(why) => turn.fault = Some(why),
                }
            }
        }
        for turn in turns {
            let tool = turn.place.tool;
            match turn.fault {
                Some(why) => self.record.failure(document, tool, step, &why),
                None => {
                    self.record
                        .samples(document, tool, step, &turn.samples, &turn.measured.note());
                }
            }
        }
        self.record.save()
    }

    fn llvm(&mut self, document: &Document, turn: &mut Turn<'_>) -> Result<()> {
        let remove = |place: &Place| {
            for path in place.written("ll") {
                let _ = std::fs::remove_file(path);
            }
        };
        remove(turn.place);
        match turn.measured.run(turn.place)? {
            Ok(_) => {
                let lines = steps::llvm_lines(turn.place)?;
                self.record
                    .count(document, turn.place.tool, "llvm_lines", lines);
            }
            Err(why) => self
                .record
                .failure(document, turn.place.tool, Step::Llvm, &why),
        }
        remove(turn.place);
        Ok(())
    }

    fn is_over(&self) -> bool {
        let minutes = self.start.elapsed().as_secs() / 60;
        self.options.minutes.is_some_and(|most| minutes >= most)
    }

    fn progress(&self, document: &Document, step: Step, what: &str) {
        let minutes = self.start.elapsed().as_secs() / 60;
        let (document, step) = (&document.name, step.name());
        report::progress(&format!("{minutes} min: {document}, {step}: {what}"));
    }
}

/// Whether one run is all there is time for.
fn is_enough(samples: &[Sample]) -> bool {
    samples.last().is_some_and(|sample| sample.cpu > LONG)
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::INFINITY, f64::from)
}
