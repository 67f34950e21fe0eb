use std::path::PathBuf;

use super::{csv, table};
use crate::catalog::Entry;
use crate::peers::row::{Check, Ending, Made, Row};
use crate::peers::tools::Tool;

fn row(dialect: &str, made: Made, check: Option<Check>) -> Row {
    let entry = Entry {
        slug: "pets".to_owned(),
        path: PathBuf::new(),
        dialect: dialect.to_owned(),
        bytes: 9,
        invalid: false,
    };
    let mut row = Row::new(&entry, Tool::Ploidy, Some(2));
    (row.made, row.check) = (made, check);
    row
}

fn made(ending: Ending, there: usize) -> Made {
    Made {
        ending,
        there,
        message: "a, b".to_owned(),
        ..Made::default()
    }
}

fn check(ok: bool, late: bool) -> Check {
    Check {
        ok,
        late,
        limit: 60,
        seconds: 2.0,
        processor: 1.5,
        peak: 300,
        fault: String::new(),
    }
}

fn rows() -> Vec<Row> {
    vec![
        row("2.0", made(Ending::Refused, 0), None),
        row("3.0", made(Ending::Made, 2), Some(check(true, false))),
        row("3.0", made(Ending::Made, 1), Some(check(true, false))),
        row("3.0", made(Ending::Made, 2), Some(check(false, true))),
        row("3.0", made(Ending::Panicked, 0), None),
        row("3.0", made(Ending::NotTried, 0), None),
    ]
}

#[test]
fn nothing_is_left_out_of_the_sums() {
    let rows = rows();
    let lines = table(Tool::Ploidy, &rows.iter().collect::<Vec<_>>());
    let numbers: Vec<Vec<&str>> = lines
        .iter()
        .skip(2)
        .map(|line| line.split_whitespace().collect())
        .collect();
    assert_eq!(
        numbers,
        [
            [
                "2.0", "1", "0", "0", "1", "0", "0", "0", "0", "0", "0", "2", "0", "0", "0"
            ],
            [
                "3.0", "5", "1", "3", "0", "1", "0", "2", "0", "1", "1", "8", "5", "4", "300"
            ],
            [
                "all", "6", "1", "3", "1", "1", "0", "2", "0", "1", "1", "10", "5", "4", "300"
            ],
        ]
    );
}

#[test]
fn a_row_that_was_not_tried_has_no_figures() {
    let text = csv(&rows());
    let lines = crate::csv::rows(&text);
    assert_eq!(lines.len(), 7);
    assert!(lines.iter().all(|line| line.len() == 19));
    let known = ["slug", "declared", "message"].map(|name| {
        let at = lines[0].iter().position(|cell| cell == name).unwrap();
        lines[6][at].as_str()
    });
    assert_eq!(known, ["pets", "2", "a, b"]);
    assert_eq!(lines[6][5..9], ["not tried", "", "", ""]);
    assert!(lines[6][10..18].iter().all(String::is_empty));
    assert_eq!(lines[4][12..17], ["late", "2.0", "60", "1.5", "300"]);
}
