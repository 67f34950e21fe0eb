//! The report for a terminal.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::{Change, Group, Report, Semver, Wire, conclusion, groups, some};

/// How many operations and items are named.
const SHOWN: usize = 4;

/// How long what an item was and what it is may be together, to stand in one line.
const LINE: usize = 80;

/// The report as text, with colours where the reader has them.
#[must_use]
pub fn text(report: &Report, colour: bool) -> String {
    let mut text = String::new();
    let paint = Paint(colour);
    for (group, changes) in groups(report) {
        let title = format!("{} ({})", group.title(), changes.len());
        let _ = writeln!(text, "{}\n", paint.with(style(group).bold(), &title));
        for change in changes {
            one(&mut text, change, paint);
        }
    }
    for spot in &report.not_compared {
        let _ = writeln!(
            text,
            "not compared: {}:{}:{} could not be read",
            spot.file, spot.line, spot.column
        );
    }
    let summary = report.summary;
    if report.changes.is_empty() {
        text.push_str("no change\n");
        return text;
    }
    let _ = writeln!(
        text,
        "requests {}, answers {}, Rust API {}{}: {}",
        paint.wire(summary.wire_request),
        paint.wire(summary.wire_response),
        paint.semver(summary.rust_api),
        if summary.behaviour {
            ", other behaviour"
        } else {
            ""
        },
        conclusion(summary)
    );
    text
}

fn one(text: &mut String, change: &Change, paint: Paint) {
    let bold = Style::new().bold();
    let _ = writeln!(
        text,
        "{}: {}",
        paint.with(style(Group::of(change)), change.id.id()),
        paint.with(bold, &change.message)
    );
    let mut verdicts = Vec::new();
    for (name, verdict) in [
        ("requests", change.wire_request),
        ("answers", change.wire_response),
    ] {
        if verdict != Wire::None {
            verdicts.push(format!("{name} {}", paint.wire(verdict)));
        }
    }
    verdicts.push(format!("Rust API {}", paint.semver(change.rust_api)));
    let _ = writeln!(text, "  {}", verdicts.join(", "));
    let place = |spot: &super::super::Spot| format!("{}:{}:{}", spot.file, spot.line, spot.column);
    let _ = writeln!(text, "  {} -> {}", place(&change.old), place(&change.new));
    if !change.operations.is_empty() {
        let _ = writeln!(text, "  in {}", some(&change.operations, SHOWN));
    }
    for item in change.rust.iter().take(SHOWN) {
        let _ = match (&item.old, &item.new) {
            (Some(old), Some(new)) if old.len() + new.len() > LINE => {
                writeln!(text, "  {}\n    - {old}\n    + {new}", item.path)
            }
            (Some(old), Some(new)) => writeln!(text, "  {}: {old} -> {new}", item.path),
            (Some(_), None) => writeln!(text, "  - {}", item.path),
            (None, Some(_)) => writeln!(text, "  + {}", item.path),
            (None, None) => writeln!(text, "  {}", item.path),
        };
    }
    if let Some(more) = change
        .rust
        .len()
        .checked_sub(SHOWN)
        .filter(|more| *more > 0)
    {
        let _ = writeln!(text, "  and {more} more");
    }
    let dim = Style::new().dimmed();
    let _ = writeln!(text, "  {}\n", paint.with(dim, &change.fingerprint));
}

fn style(group: Group) -> Style {
    AnsiColor::on_default(match group {
        Group::Breaking => AnsiColor::Red,
        Group::Risky => AnsiColor::Yellow,
        Group::RustMajor => AnsiColor::Magenta,
        Group::Fine => AnsiColor::Green,
    })
}

/// Whether there are colours.
#[derive(Clone, Copy)]
struct Paint(bool);

impl Paint {
    fn with(self, style: Style, text: &str) -> String {
        if self.0 {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }

    fn wire(self, verdict: Wire) -> String {
        let group = match verdict {
            Wire::Breaking => Group::Breaking,
            Wire::Risky => Group::Risky,
            Wire::Compatible | Wire::None => Group::Fine,
        };
        self.with(style(group), verdict.word())
    }

    fn semver(self, verdict: Semver) -> String {
        let group = match verdict {
            Semver::Major => Group::RustMajor,
            Semver::Minor | Semver::Patch | Semver::None => Group::Fine,
        };
        self.with(style(group), verdict.word())
    }
}
