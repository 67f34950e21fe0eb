//! Findings for programs.

use serde::Serialize;

use super::{Located, Report};
use crate::diagnostics::Severity;

#[derive(Serialize)]
struct Object<'a> {
    code: &'static str,
    severity: Severity,
    message: &'a str,
    help: Option<&'a str>,
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    pointer: &'a str,
    degraded: bool,
    related: Option<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    pointer: &'a str,
}

pub(super) fn render(report: &Report<'_>) -> String {
    let mut text = String::new();
    for located in &report.findings {
        // Plain data always serialises.
        if let Ok(line) = serde_json::to_string(&object(located)) {
            text.push_str(&line);
            text.push('\n');
        }
    }
    text
}

fn object<'a>(located: &'a Located<'a>) -> Object<'a> {
    let finding = located.finding;
    Object {
        code: finding.code.id(),
        severity: finding.severity(),
        message: &finding.message,
        help: finding.help.as_deref(),
        file: &located.spot.source.name,
        line: located.spot.span.map(|span| span.line),
        column: located.spot.span.map(|span| span.column),
        pointer: located.spot.pointer.as_str(),
        degraded: finding.degraded,
        related: finding.related.as_ref().zip(located.related.as_ref()).map(
            |((_, message), related)| Related {
                message,
                file: &related.source.name,
                line: related.span.map(|span| span.line),
                column: related.span.map(|span| span.column),
                pointer: related.pointer.as_str(),
            },
        ),
    }
}
