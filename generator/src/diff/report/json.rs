//! The report for programs; [`SCHEMA`] says what it looks like.

use super::Report;

/// The JSON Schema (2020-12) of the report.
pub const SCHEMA: &str = include_str!("schema.json");

/// The report as JSON with a newline at its end.
#[must_use]
pub fn json(report: &Report) -> String {
    // Plain data always serialises.
    let text = serde_json::to_string_pretty(report).unwrap_or_default();
    text + "\n"
}
