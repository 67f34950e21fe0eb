//! `oaxide explain`.

use super::console::Console;
use super::{Failure, Outcome};
use crate::diagnostics::{Code, Severity};

pub(super) fn run(name: Option<&str>, console: &mut Console) -> Result<Outcome, Failure> {
    let Some(name) = name else {
        for code in Code::ALL {
            console.print(&format!("{:<26} {}\n", code.id(), code.summary()));
        }
        return Ok(Outcome::Done);
    };
    let Some(code) = Code::ALL.iter().find(|code| code.id() == name) else {
        return Err(Failure::new(format!(
            "there is no code `{name}`: `oaxide explain` lists all of them"
        )));
    };
    let (severity, effect) = effect(code.severity());
    console.print(&format!(
        "{} ({severity})\n\n{}\n{effect}\n",
        code.id(),
        code.summary()
    ));
    Ok(Outcome::Done)
}

fn effect(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Error => (
            "error",
            "The document is wrong: nothing is written until it is mended.",
        ),
        Severity::Unsupported => (
            "unsupported",
            "The document is right, but the generated code is less precise there, or lacks it; `.generated` lists it.",
        ),
        Severity::Warning => (
            "warning",
            "It was understood, but is probably not what was meant.",
        ),
        Severity::Note => ("note", "For information; nothing is lost."),
    }
}
