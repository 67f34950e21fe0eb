//! Findings for people.

use std::collections::BTreeMap;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::excerpt::excerpt;
use super::{Located, Report, Spot};
use crate::diagnostics::{FileId, Severity};

pub(super) fn render(report: &Report<'_>, colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut out = String::new();
    let mut lines = Lines::default();
    for located in &report.findings {
        let group = group(&mut lines, located);
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out
}

/// The lines of the texts that were needed so far.
#[derive(Default)]
struct Lines<'a>(BTreeMap<FileId, Vec<&'a str>>);

impl<'a> Lines<'a> {
    fn of(&mut self, spot: &Spot<'a>) -> &[&'a str] {
        let text = spot.source.text.as_str();
        let lines = || {
            let text = text.strip_prefix('\u{feff}').unwrap_or(text);
            text.lines().collect()
        };
        self.0.entry(spot.file).or_insert_with(lines)
    }
}

fn group<'a>(lines: &mut Lines<'a>, located: &'a Located<'a>) -> Group<'a> {
    let finding = located.finding;
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Unsupported => Level::WARNING.with_name("unsupported"),
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(printable(&finding.message))
        .id(finding.code.id());
    let mut group = place(
        Group::with_title(title),
        lines,
        &located.spot,
        AnnotationKind::Primary,
        "",
    );
    if let (Some((_, label)), Some(related)) = (&finding.related, &located.related)
        && related.span.is_some()
    {
        group = place(group, lines, related, AnnotationKind::Context, label);
    }
    if !located.spot.pointer.as_str().is_empty() {
        let pointer = Level::NOTE.with_name("pointer");
        group = group.element(pointer.message(printable(located.spot.pointer.as_str())));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(printable(help)));
    }
    group
}

/// ` --> file:line:column` and the line itself.
fn place<'a>(
    group: Group<'a>,
    lines: &mut Lines<'a>,
    spot: &'a Spot<'a>,
    kind: AnnotationKind,
    label: &'a str,
) -> Group<'a> {
    let file = spot.source.name.as_str();
    let origin = Origin::path(file);
    let Some(span) = spot.span else {
        return group.element(origin);
    };
    let origin = origin.line(span.line).char_column(span.column);
    let Some(excerpt) = excerpt(lines.of(spot), span) else {
        return group.element(origin);
    };
    if !excerpt.in_place {
        return group
            .element(origin)
            .element(Level::NOTE.with_name("excerpt").message(excerpt.text));
    }
    let mut annotation = kind.span(excerpt.marked);
    if !label.is_empty() {
        annotation = annotation.label(printable(label));
    }
    group.element(
        Snippet::source(excerpt.text)
            .path(file)
            .line_start(span.line)
            .annotation(annotation),
    )
}

/// A document's own words must not move the cursor or change colours.
fn printable(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() && c != '\n' {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect()
}
