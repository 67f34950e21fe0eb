use std::path::PathBuf;

use rivals::generate::Ending;

use super::{Check, Row};
use crate::catalog::Entry;
use rivals::tools::Tool;

fn row(declared: Option<usize>, there: usize, check: Option<Check>) -> Row {
    let entry = Entry {
        slug: "pets".to_owned(),
        path: PathBuf::new(),
        dialect: "3.0".to_owned(),
        bytes: 1,
        ..Entry::default()
    };
    let mut row = Row::new(&entry, Tool::Ploidy, declared);
    row.made.ending = Ending::Made;
    row.made.hash = "1".to_owned();
    row.made.there = there;
    row.check = check;
    row
}

fn check(ok: bool, late: bool) -> Check {
    Check {
        ok,
        late,
        limit: 60,
        ..Check::default()
    }
}

#[test]
fn complete_is_compiled_with_all_operations() {
    let good = || Some(check(true, false));
    for (row, expected) in [
        (row(Some(3), 3, good()), true),
        (row(Some(0), 0, good()), true),
        (row(Some(3), 2, good()), false),
        (row(None, 0, good()), false),
        (row(Some(3), 3, Some(check(false, false))), false),
        (row(Some(3), 3, Some(check(false, true))), false),
        (row(Some(3), 3, None), false),
    ] {
        assert_eq!(row.is_complete(), expected, "{row:?}");
    }
}

#[test]
fn a_verdict_is_reused_for_an_equal_crate_only() {
    let reused = |before: &Row, limit| {
        let mut now = row(Some(3), 3, None);
        now.reuse(std::slice::from_ref(before), limit);
        now.check.is_some()
    };
    let good = row(Some(3), 3, Some(check(true, false)));
    assert!(reused(&good, 120));
    let late = row(Some(3), 3, Some(check(false, true)));
    assert!(reused(&late, 60));
    assert!(!reused(&late, 61), "it may be in time now");
    let mut other = good.clone();
    other.made.hash = "2".to_owned();
    assert!(!reused(&other, 60));
    let mut other = good;
    other.tool = Tool::Oaxide;
    assert!(!reused(&other, 60));
}
