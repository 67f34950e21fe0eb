//! Findings for people.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::excerpt::excerpt;
use super::{Located, Report};
use crate::diagnostics::Severity;
use crate::diagnostics::place::Span;

pub(super) fn render(report: &Report<'_>, colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let text = report.source.text.as_str();
    let lines: Vec<&str> = text
        .strip_prefix('\u{feff}')
        .unwrap_or(text)
        .lines()
        .collect();
    let mut out = String::new();
    for located in &report.findings {
        let group = group(&report.source.name, &lines, located);
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out
}

fn group<'a>(file: &'a str, lines: &[&str], located: &'a Located<'a>) -> Group<'a> {
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
        file,
        lines,
        located.span,
        AnnotationKind::Primary,
        "",
    );
    if let (Some((_, label)), Some(span)) = (&finding.related, located.related) {
        group = place(
            group,
            file,
            lines,
            Some(span),
            AnnotationKind::Context,
            label,
        );
    }
    if !finding.pointer.as_str().is_empty() {
        let pointer = Level::NOTE.with_name("pointer");
        group = group.element(pointer.message(printable(finding.pointer.as_str())));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(printable(help)));
    }
    group
}

/// ` --> file:line:column` and the line itself.
fn place<'a>(
    group: Group<'a>,
    file: &'a str,
    lines: &[&str],
    span: Option<Span>,
    kind: AnnotationKind,
    label: &'a str,
) -> Group<'a> {
    let origin = Origin::path(file);
    let Some(span) = span else {
        return group.element(origin);
    };
    let origin = origin.line(span.line).char_column(span.column);
    let Some(excerpt) = excerpt(lines, span) else {
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
