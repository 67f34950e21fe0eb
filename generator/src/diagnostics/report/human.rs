//! Findings for people.

use std::collections::BTreeMap;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::excerpt::excerpt;
use super::{Located, Report, Spot};
use crate::diagnostics::{FileId, Lines, Severity};

pub(super) fn render(report: &Report<'_>, colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut out = String::new();
    let mut texts = Texts::default();
    for alike in alike(&report.findings) {
        let group = group(&mut texts, &alike);
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out
}

/// How many further places of one finding are named.
const MOST_PLACES: usize = 3;

/// Findings that say the same, each at the place of the first; one with a second place of its own stays alone.
fn alike<'a>(findings: &'a [Located<'a>]) -> Vec<Vec<&'a Located<'a>>> {
    let mut groups: Vec<Vec<&Located<'_>>> = Vec::new();
    let mut known = BTreeMap::new();
    for located in findings {
        let finding = located.finding;
        let said = (finding.code, &finding.message, &finding.help);
        let same = known.get(&said).filter(|_| finding.related.is_none());
        if let Some(group) = same.and_then(|index: &usize| groups.get_mut(*index)) {
            group.push(located);
            continue;
        }
        if finding.related.is_none() {
            known.insert(said, groups.len());
        }
        groups.push(vec![located]);
    }
    groups
}

/// `x.yaml:7:3, x.yaml:9:3 and 2,904 more places`; `None` where there is but one place.
fn others(places: &[&Located<'_>]) -> Option<String> {
    let (named, rest) = places
        .split_at_checked(MOST_PLACES)
        .unwrap_or((places, &[]));
    let named: Vec<String> = named
        .iter()
        .map(|located| {
            let spot = &located.spot;
            let name = &spot.source.name;
            spot.span.map_or_else(
                || format!("{name} {}", spot.pointer),
                |span| format!("{name}:{}:{}", span.line, span.column),
            )
        })
        .collect();
    match (named.split_last(), rest.len()) {
        (None, _) => None,
        (Some((only, [])), 0) => Some(only.clone()),
        (Some((last, first)), 0) => Some(format!("{} and {last}", first.join(", "))),
        (_, 1) => Some(format!("{} and one more place", named.join(", "))),
        (_, count) => Some(format!(
            "{} and {} more places",
            named.join(", "),
            thousands(count)
        )),
    }
}

/// `12,345`.
fn thousands(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The lines of the texts that were needed so far.
#[derive(Default)]
struct Texts<'a>(BTreeMap<FileId, Lines<'a>>);

impl<'a> Texts<'a> {
    fn of(&mut self, spot: &Spot<'a>) -> &Lines<'a> {
        let text = spot.source.text.as_str();
        let lines = || Lines::of(text.strip_prefix('\u{feff}').unwrap_or(text));
        self.0.entry(spot.file).or_insert_with(lines)
    }
}

fn group<'a>(texts: &mut Texts<'a>, alike: &[&'a Located<'a>]) -> Group<'a> {
    let Some((located, more)) = alike.split_first() else {
        return Group::with_level(Level::NOTE);
    };
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
        texts,
        &located.spot,
        AnnotationKind::Primary,
        "",
    );
    if let (Some((_, label)), Some(related)) = (&finding.related, &located.related)
        && related.span.is_some()
    {
        group = place(group, texts, related, AnnotationKind::Context, label);
    }
    if !located.spot.pointer.as_str().is_empty() {
        let pointer = Level::NOTE.with_name("pointer");
        group = group.element(pointer.message(printable(located.spot.pointer.as_str())));
    }
    if let Some(places) = others(more) {
        let also = Level::NOTE.with_name("also at");
        group = group.element(also.message(printable(&places)));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(printable(help)));
    }
    group
}

/// ` --> file:line:column` and the line itself.
fn place<'a>(
    group: Group<'a>,
    texts: &mut Texts<'a>,
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
    let Some(excerpt) = excerpt(texts.of(spot), span) else {
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
