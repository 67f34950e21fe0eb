//! Findings: values with a code, a place and a way out. Every stage adds to one [`Diagnostics`] and goes on with the
//! smallest loss; printing is the command line's business (see [`report`]).

mod code;
mod lines;
pub mod origins;
mod path;
pub mod place;
pub mod report;

pub use code::{Code, Severity};
pub use lines::Lines;
pub use origins::{FileId, Origins};
pub use path::Path;

use crate::ir::Pointer;

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind it is.
    pub code: Code,
    /// Where in the tree; in the text of `file` where that is given.
    pub pointer: Pointer,
    /// The file whose own text is meant, for what is found before its parts have places in the tree.
    pub file: Option<FileId>,
    /// Whether the key rather than the value at `pointer` is meant.
    pub at_key: bool,
    /// A place found by a parser, where no pointer exists (broken syntax): line and column, both from 1.
    pub position: Option<(usize, usize)>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// A second place worth showing, with what it is (for example "first declared here").
    pub related: Option<(Pointer, String)>,
    /// Whether an operation or schema is generated with less precision, or not at all, because of this.
    pub degraded: bool,
}

impl Diagnostic {
    /// The code's severity.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// Adds advice.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Points at the key, not at its value.
    pub fn at_key(&mut self) -> &mut Self {
        self.at_key = true;
        self
    }

    /// Shows a second place.
    pub fn related(&mut self, pointer: &Pointer, label: impl Into<String>) -> &mut Self {
        self.related = Some((pointer.clone(), label.into()));
        self
    }

    /// Says that the generated code lacks something because of this.
    pub fn degrades(&mut self) -> &mut Self {
        self.degraded = true;
        self
    }

    /// Says that the pointer and the position are those of the text of `file`.
    pub fn in_file(&mut self, file: FileId) -> &mut Self {
        self.file = Some(file);
        self
    }

    /// Gives the place that a parser reported.
    pub fn at_position(&mut self, line: usize, column: usize) -> &mut Self {
        self.position = Some((line, column));
        self
    }
}

/// The findings of one run, in the order they were made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    origins: Origins,
}

impl Diagnostics {
    /// Nothing found yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding and gives it back to be completed (`.help(..)`, `.degrades()`, ...).
    #[allow(
        clippy::indexing_slicing,
        clippy::missing_panics_doc,
        reason = "the element was pushed just before"
    )]
    pub fn report(
        &mut self,
        code: Code,
        pointer: &Pointer,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let index = self.list.len();
        self.list.push(Diagnostic {
            code,
            pointer: pointer.clone(),
            file: None,
            at_key: false,
            position: None,
            message: message.into(),
            help: None,
            related: None,
            degraded: false,
        });
        &mut self.list[index]
    }

    /// Adds findings that were made elsewhere in the same tree.
    pub fn append(&mut self, mut others: Self) {
        self.list.append(&mut others.list);
    }

    /// All findings.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Where the parts of the tree were read.
    #[must_use]
    pub fn origins(&self) -> &Origins {
        &self.origins
    }

    /// The same, to note that something was moved.
    pub fn origins_mut(&mut self) -> &mut Origins {
        &mut self.origins
    }

    /// The file and the place in its text that `finding` is about.
    #[must_use]
    pub fn place(&self, finding: &Diagnostic) -> (FileId, Pointer) {
        match finding.file {
            Some(file) => (file, finding.pointer.clone()),
            None => self.origins.of(&finding.pointer),
        }
    }

    /// Settles the places of what was found so far: moves that are noted later are about a tree that is rebuilt now.
    pub fn pin(&mut self) {
        for finding in &mut self.list {
            if finding.file.is_none() && finding.position.is_none() {
                let (file, pointer) = self.origins.of(&finding.pointer);
                finding.file = Some(file);
                finding.pointer = pointer;
                if let Some((related, _)) = &mut finding.related {
                    *related = self.origins.of(related).1;
                }
            }
        }
    }

    /// The worst severity; `None` where nothing was found.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.list.iter().map(Diagnostic::severity).max()
    }

    /// Whether the document is wrong somewhere.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.worst() == Some(Severity::Error)
    }

    /// How many findings say that the generated code lacks something.
    #[must_use]
    pub fn degraded(&self) -> usize {
        self.list.iter().filter(|finding| finding.degraded).count()
    }

    /// Sorts by place in the document's text order is the reporter's work; this drops exact repetitions.
    pub fn deduplicate(&mut self) {
        let mut seen = std::collections::BTreeSet::new();
        self.list
            .retain(|d| seen.insert((d.code, d.file, d.pointer.clone(), d.message.clone())));
    }
}
