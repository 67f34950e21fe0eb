//! The report as Markdown: what one pastes into a release or a pull request.

use std::fmt::Write as _;

use super::{Change, Report, Semver, Wire, conclusion, groups, some};

/// How many operations and items are named.
const SHOWN: usize = 6;

/// The report as Markdown (CommonMark with the tables of GitHub).
#[must_use]
pub fn markdown(report: &Report) -> String {
    let summary = report.summary;
    if report.changes.is_empty() {
        return "No change.\n".to_owned();
    }
    let mut text = String::new();
    let _ = writeln!(
        text,
        "| Requests | Answers | Rust API | Behaviour |\n| --- | --- | --- | --- |\n| {} | {} | {} | {} |\n",
        summary.wire_request.word(),
        summary.wire_response.word(),
        summary.rust_api.word(),
        if summary.behaviour {
            "different"
        } else {
            "the same"
        },
    );
    let sentence = conclusion(summary);
    let mut letters = sentence.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let _ = writeln!(text, "{}{}.\n", first.collect::<String>(), letters.as_str());
    for (group, changes) in groups(report) {
        let _ = writeln!(text, "## {}\n", group.title());
        for change in changes {
            one(&mut text, change);
        }
        text.push('\n');
    }
    if !report.not_compared.is_empty() {
        text.push_str("## Not compared\n\n");
        for spot in &report.not_compared {
            let _ = writeln!(text, "- `{}:{}:{}`", spot.file, spot.line, spot.column);
        }
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

fn one(text: &mut String, change: &Change) {
    let _ = writeln!(text, "- {} (`{}`)", line(&change.message), change.id.id());
    let mut verdicts = Vec::new();
    if change.wire_request > Wire::Compatible {
        verdicts.push(format!("requests {}", change.wire_request.word()));
    }
    if change.wire_response > Wire::Compatible {
        verdicts.push(format!("answers {}", change.wire_response.word()));
    }
    if change.rust_api > Semver::Patch {
        verdicts.push(format!("Rust API {}", change.rust_api.word()));
    }
    if !verdicts.is_empty() {
        let _ = writeln!(text, "  - {}", verdicts.join(", "));
    }
    let operations: Vec<String> = change.operations.iter().map(|name| code(name)).collect();
    if !operations.is_empty() {
        let _ = writeln!(text, "  - in {}", some(&operations, SHOWN));
    }
    let items: Vec<String> = change.rust.iter().map(|item| code(&item.path)).collect();
    if !items.is_empty() {
        let _ = writeln!(text, "  - Rust: {}", some(&items, SHOWN));
    }
}

/// Text of a document that stays text: on one line, and outside of code nothing is markup.
fn line(message: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in message.chars() {
        match c {
            '`' => inside = !inside,
            '\n' | '\r' => {
                text.push(' ');
                continue;
            }
            '<' | '>' | '[' | ']' | '*' | '_' | '\\' | '!' | '#' | '@' if !inside => {
                text.push('\\');
            }
            _ => {}
        }
        text.push(c);
    }
    if inside {
        text.push('`');
    }
    text
}

/// Inline code, whatever is inside.
fn code(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}
