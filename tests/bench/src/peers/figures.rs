//! All figures, one for each document, generator and measure, and the CSV file (RFC 4180) that they are kept in.

use std::path::Path;

use rivals::{csv, disk};

use crate::Result;

/// One figure.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Figure {
    pub(crate) document: String,
    /// Operations and component schemas in the document.
    pub(crate) operations: usize,
    pub(crate) schemas: usize,
    pub(crate) tool: String,
    pub(crate) version: String,
    /// What was measured, with its unit: `check_cpu_s`.
    pub(crate) measure: String,
    /// None where there is no figure, and `note` says why.
    pub(crate) value: Option<f64>,
    /// How many runs the value is the median of.
    pub(crate) runs: usize,
    /// `late: ..`, `refused: ..`, or what else is to be known.
    pub(crate) note: String,
    /// The machine and the compiler.
    pub(crate) machine: String,
}

const NAMES: &str =
    "document,operations,schemas,generator,version,measure,value,runs,note,machine\n";

/// Figures in the order in which they came.
#[derive(Debug, Default)]
pub(crate) struct Figures(Vec<Figure>);

impl Figures {
    /// Those of an earlier run; none where there is no such file.
    pub(crate) fn load(file: &Path) -> Self {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        let rows = csv::rows(&text).into_iter().skip(1);
        Self(rows.filter_map(|row| read(&row)).collect())
    }

    pub(crate) fn save(&self, file: &Path) -> Result<()> {
        let mut text = NAMES.to_owned();
        for figure in &self.0 {
            text.push_str(&csv::line(&written(figure)));
        }
        disk::write(file, &text)
    }

    /// Adds a figure, in the place of an older one of the same thing.
    pub(crate) fn put(&mut self, figure: Figure) {
        let same = |old: &&mut Figure| {
            old.document == figure.document
                && old.tool == figure.tool
                && old.measure == figure.measure
        };
        match self.0.iter_mut().find(same) {
            Some(old) => *old = figure,
            None => self.0.push(figure),
        }
    }

    /// Removes the figures of a document and a generator whose measure begins like this.
    pub(crate) fn forget(&mut self, document: &str, tool: &str, prefix: &str) {
        self.0.retain(|figure| {
            figure.document != document
                || figure.tool != tool
                || !figure.measure.starts_with(prefix)
        });
    }

    pub(crate) fn get(&self, document: &str, tool: &str, measure: &str) -> Option<&Figure> {
        self.0.iter().find(|figure| {
            figure.document == document && figure.tool == tool && figure.measure == measure
        })
    }

    /// The value of a figure that has one.
    pub(crate) fn value(&self, document: &str, tool: &str, measure: &str) -> Option<f64> {
        self.get(document, tool, measure)?.value
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Figure> {
        self.0.iter()
    }

    /// The documents by name and operations, those with fewest operations first.
    pub(crate) fn documents(&self) -> Vec<(&str, usize)> {
        let all = self.0.iter();
        let mut documents: Vec<(&str, usize)> = all
            .map(|figure| (figure.document.as_str(), figure.operations))
            .collect();
        documents.sort_by_key(|&(name, operations)| (operations, name));
        documents.dedup();
        documents
    }
}

fn read(row: &[String]) -> Option<Figure> {
    let [
        document,
        operations,
        schemas,
        tool,
        version,
        measure,
        value,
        runs,
        note,
        machine,
    ] = row
    else {
        return None;
    };
    Some(Figure {
        document: document.clone(),
        operations: operations.parse().ok()?,
        schemas: schemas.parse().ok()?,
        tool: tool.clone(),
        version: version.clone(),
        measure: measure.clone(),
        value: value.parse().ok(),
        runs: runs.parse().ok()?,
        note: note.clone(),
        machine: machine.clone(),
    })
}

fn written(figure: &Figure) -> [String; 10] {
    [
        figure.document.clone(),
        figure.operations.to_string(),
        figure.schemas.to_string(),
        figure.tool.clone(),
        figure.version.clone(),
        figure.measure.clone(),
        figure.value.map(in_csv).unwrap_or_default(),
        figure.runs.to_string(),
        figure.note.clone(),
        figure.machine.clone(),
    ]
}

/// A thousandth is more than can be measured.
fn in_csv(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Figure, in_csv, read, written};

    #[test]
    fn what_is_written_is_read_again() {
        let figure = Figure {
            document: "pets".to_owned(),
            value: Some(1.25),
            note: "a, \"b\"".to_owned(),
            ..Figure::default()
        };
        assert_eq!(read(&written(&figure)), Some(figure));
    }

    #[test]
    fn numbers_have_no_needless_digits() {
        let texts = [120.0, 0.0304, 1.5].map(in_csv);
        assert_eq!(texts, ["120", "0.03", "1.5"]);
    }
}
