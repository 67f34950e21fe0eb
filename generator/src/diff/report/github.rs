//! The report as annotations of GitHub Actions: workflow commands, which show at the lines of a pull request.

use std::fmt::Write as _;

use super::{Change, Group, Report, conclusion, groups};

/// One command a line: errors for what breaks on the wire, warnings for what may, or breaks Rust code, notices for the
/// rest.
#[must_use]
pub fn github(report: &Report) -> String {
    let mut text = String::new();
    for (group, changes) in groups(report) {
        let level = match group {
            Group::Breaking => "error",
            Group::Risky | Group::RustMajor => "warning",
            Group::Fine => "notice",
        };
        for change in changes {
            let place = &change.new;
            let _ = writeln!(
                text,
                "::{level} file={},line={},col={},title={}::{}",
                property(&place.file),
                place.line,
                place.column,
                property(change.id.id()),
                data(&message(change))
            );
        }
    }
    for place in &report.not_compared {
        let _ = writeln!(
            text,
            "::warning file={},line={},col={},title=not compared::This could not be read.",
            property(&place.file),
            place.line,
            place.column
        );
    }
    if !report.changes.is_empty() {
        let sentence = conclusion(report.summary);
        let _ = writeln!(text, "::notice title=oaxide diff::{}", data(&sentence));
    }
    text
}

fn message(change: &Change) -> String {
    let mut message = format!(
        "{}\nrequests {}, answers {}, Rust API {}",
        change.message,
        change.wire_request.word(),
        change.wire_response.word(),
        change.rust_api.word()
    );
    if !change.operations.is_empty() {
        let _ = write!(message, "\nin {}", change.operations.join(", "));
    }
    message
}

/// The text of a command: line breaks are escaped, as the runner undoes it.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property, where the separators are escaped too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
