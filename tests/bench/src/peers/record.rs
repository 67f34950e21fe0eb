//! What was measured becomes figures.

use std::path::{Path, PathBuf};

use rivals::message;
use rivals::tools::Tool;

use super::documents::Document;
use super::figures::{Figure, Figures};
use super::machine;
use super::options::{Options, Step};
use crate::Result;
use crate::sample::{Sample, median};

/// All figures so far, and what each of them depends on.
pub(crate) struct Record {
    figures: Figures,
    csv: PathBuf,
    machine: String,
    commit: String,
    /// Whether figures of an earlier run stand for those of this one.
    resume: bool,
    /// Folders whose names say nothing in a message.
    folders: [PathBuf; 2],
}

impl Record {
    pub(crate) fn new(options: &Options, root: &Path, csv: PathBuf) -> Result<Self> {
        Ok(Self {
            figures: Figures::load(&csv),
            csv,
            machine: machine::describe()?,
            commit: machine::commit(root)?,
            resume: options.resume,
            folders: [root.to_owned(), options.corpus(root)?],
        })
    }

    pub(crate) fn into_figures(self) -> Figures {
        self.figures
    }

    pub(crate) fn save(&self) -> Result<()> {
        self.figures.save(&self.csv)
    }

    /// Whether a step is to be measured: not where an earlier run did, with the same versions on the same machine.
    pub(crate) fn is_asked(&self, document: &Document, tool: Tool, step: Step) -> bool {
        if matches!(step, Step::Tag | Step::Runtime) && tool != Tool::Oaxide {
            return false;
        }
        let known = self
            .figures
            .get(&document.name, tool.name(), &step.first_measure());
        let is_same =
            |known: &Figure| known.version == self.version(tool) && known.machine == self.machine;
        !(self.resume && known.is_some_and(is_same))
    }

    fn version(&self, tool: Tool) -> String {
        match tool {
            Tool::Oaxide => self.commit.clone(),
            other => other.version().to_owned(),
        }
    }

    fn figure(&self, document: &Document, tool: Tool, measure: &str) -> Figure {
        Figure {
            document: document.name.clone(),
            operations: document.operations,
            schemas: document.schemas,
            tool: tool.name().to_owned(),
            version: self.version(tool),
            measure: measure.to_owned(),
            machine: self.machine.clone(),
            ..Figure::default()
        }
    }

    pub(crate) fn count(&mut self, document: &Document, tool: Tool, measure: &str, value: f64) {
        let mut figure = self.figure(document, tool, measure);
        (figure.value, figure.runs) = (Some(value), 1);
        self.figures.put(figure);
    }

    pub(crate) fn samples(
        &mut self,
        document: &Document,
        tool: Tool,
        step: Step,
        samples: &[Sample],
        note: &str,
    ) {
        type Of = fn(&Sample) -> f64;
        let measures: [(&str, Of); 3] = [
            ("cpu_s", |sample| sample.cpu),
            ("wall_s", |sample| sample.wall),
            ("peak_mb", |sample| sample.peak),
        ];
        for (measure, of) in measures {
            let mut figure = self.figure(document, tool, &format!("{}_{measure}", step.name()));
            figure.value = Some(median(samples.iter().map(of)));
            figure.runs = samples.len();
            note.clone_into(&mut figure.note);
            self.figures.put(figure);
        }
    }

    pub(crate) fn failure(&mut self, document: &Document, tool: Tool, step: Step, why: &str) {
        // What an earlier run measured holds no longer; without a crate nothing does.
        let prefix = match step {
            Step::Generate => "",
            Step::Llvm => "llvm_",
            step => step.name(),
        };
        self.figures.forget(&document.name, tool.name(), prefix);
        let mut figure = self.figure(document, tool, &step.first_measure());
        let folders = self.folders.each_ref().map(PathBuf::as_path);
        figure.note = message::scrub(why, &folders);
        self.figures.put(figure);
    }
}
