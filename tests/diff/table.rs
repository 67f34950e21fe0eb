//! The table of kinds of change.

use support::pairs::Verdicts;
use support::text;

/// A kind of change, and what it means.
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) change: String,
    request: String,
    response: String,
    rust: String,
}

/// The rows of `tests/diff/kinds.tsv`.
pub(crate) fn rows() -> Vec<Row> {
    let text = text("tests/diff/kinds.tsv");
    text.lines().skip(1).map(row).collect()
}

fn row(line: &str) -> Row {
    let cells: Vec<&str> = line.split('\t').collect();
    let [id, change, request, response, rust] = cells[..] else {
        panic!("not five columns: {line}");
    };
    Row {
        id: id.to_owned(),
        change: change.to_owned(),
        request: request.to_owned(),
        response: response.to_owned(),
        rust: rust.to_owned(),
    }
}

impl Row {
    /// Whether all three verdicts are in the table. A cell may have several, for example `B/N` where there are two ways
    /// of the change, or `M or 0`.
    pub(crate) fn allows(&self, verdicts: &Verdicts) -> bool {
        let has = |cell: &str, word: &str| {
            let letters = cell.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
            letters.filter_map(meaning).any(|meaning| meaning == word)
        };
        has(&self.request, &verdicts.request)
            && has(&self.response, &verdicts.response)
            && has(&self.rust, &verdicts.rust)
    }
}

fn meaning(letter: &str) -> Option<&'static str> {
    Some(match letter {
        "B" => "breaking",
        "W" => "risky",
        "N" => "compatible",
        "-" | "0" => "none",
        "M" => "major",
        "m" => "minor",
        "p" => "patch",
        _ => return None,
    })
}
