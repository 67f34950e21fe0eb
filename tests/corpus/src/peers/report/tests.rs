use std::path::PathBuf;

use super::{csv, table};
use crate::catalog::Entry;
use rivals::generate::Ending;

use crate::peers::row::{Check, Made, Row};
use rivals::tools::Tool;

fn row(dialect: &str, made: Made, check: Option<Check>) -> Row {
    let entry = Entry {
        slug: "pets".to_owned(),
        path: PathBuf::new(),
        dialect: dialect.to_owned(),
        bytes: 9,
        ..Entry::default()
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
        row("3.0", made(Ending::Made, 2), None),
        row("3.0", made(Ending::Panicked, 0), None),
        row("3.0", made(Ending::NotTried, 0), None),
    ]
}

#[test]
fn nothing_is_left_out_of_the_sums() {
    let rows = rows();
    let lines = table(Tool::Ploidy, &rows.iter().collect::<Vec<_>>());
    let numbers: Vec<String> = lines
        .iter()
        .skip(2)
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(
        numbers,
        [
            "2.0 1 0 0 1 0 0 0 0 0 0 0 2 0 0 0",
            "3.0 6 1 4 0 1 0 2 0 1 1 1 10 7 4 300",
            "all 7 1 4 1 1 0 2 0 1 1 1 12 7 4 300",
        ]
    );
}

#[test]
fn a_row_that_was_not_tried_has_no_figures() {
    let text = csv(&rows());
    let lines = crate::csv::rows(&text);
    assert_eq!(lines.len(), 8);
    assert!(lines.iter().all(|line| line.len() == 19));
    let known = ["slug", "declared", "message"].map(|name| {
        let at = lines[0].iter().position(|cell| cell == name).unwrap();
        lines[7][at].as_str()
    });
    assert_eq!(known, ["pets", "2", "a, b"]);
    assert_eq!(lines[7][5..9], ["not tried", "", "", ""]);
    assert!(lines[7][10..18].iter().all(String::is_empty));
    assert_eq!(lines[4][12..17], ["late", "2.0", "60", "1.5", "300"]);
}
