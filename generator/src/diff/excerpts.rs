//! Some lines of both documents around each change, for reports that show them.

use std::collections::{BTreeMap, BTreeSet};

use super::change::Report;
use super::edition::Edition;
use super::spot::Spot;

#[cfg(test)]
mod tests;

/// How many lines stand before the one that is meant.
const BEFORE: usize = 2;

/// How many lines an excerpt has.
const LINES: usize = 7;

/// How many characters of a line are kept.
const WIDTH: usize = 200;

/// How many characters before the column that is meant are kept of a line that is too long.
const LEFT: usize = 60;

/// Lines of the documents that were compared.
#[derive(Debug, Clone, Default)]
pub struct Excerpts {
    /// The names of the documents: old and new.
    pub documents: Vec<(String, String)>,
    old: Side,
    new: Side,
}

/// File, line and column to lines.
type Side = BTreeMap<(String, usize, usize), Excerpt>;

/// Some lines that follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The number of the first line, from 1.
    pub first: usize,
    /// The number of the line that is meant.
    pub meant: usize,
    /// The lines without the indentation that all have; `…` stands for what was cut off.
    pub lines: Vec<String>,
}

impl Excerpts {
    /// Adds what a report of two documents points at.
    pub fn add(&mut self, report: &Report, old: &Edition, new: &Edition) {
        let names = (&old.sources.main().name, &new.sources.main().name);
        self.documents.push((names.0.clone(), names.1.clone()));
        let changes = report.changes.iter();
        gather(
            old,
            changes.clone().map(|change| &change.old),
            &mut self.old,
        );
        gather(new, changes.map(|change| &change.new), &mut self.new);
    }

    /// The lines around a place of the old document.
    #[must_use]
    pub fn of_old(&self, spot: &Spot) -> Option<&Excerpt> {
        self.old.get(&(spot.file.clone(), spot.line, spot.column))
    }

    /// The lines around a place of the new document.
    #[must_use]
    pub fn of_new(&self, spot: &Spot) -> Option<&Excerpt> {
        self.new.get(&(spot.file.clone(), spot.line, spot.column))
    }
}

fn gather<'s>(edition: &Edition, spots: impl Iterator<Item = &'s Spot>, side: &mut Side) {
    let mut wanted: BTreeMap<&str, BTreeSet<(usize, usize)>> = BTreeMap::new();
    for spot in spots {
        let places = wanted.entry(&spot.file).or_default();
        places.insert((spot.line, spot.column));
    }
    for source in edition.sources.iter() {
        let Some(places) = wanted.remove(source.name.as_str()) else {
            continue;
        };
        for ((line, column), excerpt) in around(&source.text, &places) {
            side.insert((source.name.clone(), line, column), excerpt);
        }
    }
}

/// The lines around each place. Places come in order, so that a document on one line is walked once.
fn around(
    text: &str,
    places: &BTreeSet<(usize, usize)>,
) -> impl Iterator<Item = ((usize, usize), Excerpt)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut walked = Walked::default();
    places.iter().filter_map(move |&(meant, column)| {
        let first = meant.saturating_sub(BEFORE).max(1);
        let shown = lines.iter().enumerate().skip(first - 1).take(LINES);
        let mut shown: Vec<String> = shown
            .map(|(index, line)| {
                if index + 1 == meant {
                    walked.window(meant, line, column)
                } else {
                    start(line)
                }
            })
            .collect();
        dedent(&mut shown);
        let excerpt = Excerpt {
            first,
            meant,
            lines: shown,
        };
        (!excerpt.lines.is_empty()).then_some(((meant, column), excerpt))
    })
}

/// The first characters of a line.
fn start(line: &str) -> String {
    match line.char_indices().nth(WIDTH) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line.to_owned(),
    }
}

/// How far a line was walked.
#[derive(Default)]
struct Walked {
    line: usize,
    characters: usize,
    bytes: usize,
}

impl Walked {
    /// The characters around a column, which is not before the last one of the same line.
    fn window(&mut self, number: usize, line: &str, column: usize) -> String {
        if column <= WIDTH {
            return start(line);
        }
        if self.line != number {
            *self = Self {
                line: number,
                ..Self::default()
            };
        }
        let goal = column.saturating_sub(LEFT);
        let rest = line.get(self.bytes..).unwrap_or_default();
        if let Some((bytes, _)) = rest
            .char_indices()
            .nth(goal.saturating_sub(self.characters))
        {
            self.bytes += bytes;
            self.characters = goal.max(self.characters);
        }
        let rest = line.get(self.bytes..).unwrap_or_default();
        format!("…{}", start(rest))
    }
}

/// Takes away the spaces that all lines start with.
fn dedent(lines: &mut [String]) {
    let spaces = |line: &String| line.len() - line.trim_start_matches(' ').len();
    let filled = lines.iter().filter(|line| !line.trim().is_empty());
    let common = filled.map(spaces).min().unwrap_or_default();
    for line in lines {
        let kept = line.get(common..).unwrap_or_default().to_owned();
        *line = kept;
    }
}
