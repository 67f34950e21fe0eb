//! `oaxide inspect`.

use super::console::Console;
use super::lint::{open, target};
use super::{Failure, Outcome};
use crate::config::Settings;
use crate::diagnostics::{Diagnostics, Severity};
use crate::ir::dump::dump;
use crate::lock::Names;
use crate::options::{Document, Stage};
use crate::pipeline;

/// Prints what is there even where the document has errors: that is when somebody looks.
pub(super) fn run(
    document: &Document,
    stage: Stage,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let progress = console.progress();
    progress.step(format!("reading {}", document.path));
    let mut sources = open(document)?;
    let mut diagnostics = Diagnostics::new();
    let text = match stage {
        Stage::Raw => pipeline::document(&mut sources, &mut diagnostics)
            .map(|document| format!("{:#}\n", document.value)),
        Stage::Ir => {
            pipeline::understand(&mut sources, &mut diagnostics).map(|meaning| dump(&meaning.api))
        }
        Stage::Plan => pipeline::plan(
            &mut sources,
            &target(),
            &Names::default(),
            Settings::default(),
            &mut diagnostics,
        )
        .map(|plan| dump(&plan)),
    };
    drop(progress);
    diagnostics.deduplicate();
    console.findings(&sources, &diagnostics, Severity::Warning);
    if let Some(text) = &text {
        console.print(text);
    }
    Ok(match text {
        Some(_) if !diagnostics.has_errors() => Outcome::Done,
        _ => Outcome::Findings,
    })
}
