//! Validation against the document's limits.
#![cfg(feature = "validate")]

use std::collections::BTreeMap;

use crate::runtime::{Checker, Encode, Nullable, Secret, Serializer, Validate};

struct Group {
    name: String,
    size: i64,
    share: f64,
    tags: Vec<String>,
    grid: Option<BTreeMap<String, Vec<Nullable<i64>>>>,
    extra: BTreeMap<String, String>,
    members: Vec<Member>,
    by_role: BTreeMap<String, Member>,
    owner: Nullable<Box<Member>>,
    note: Nullable<Secret>,
}

#[derive(Debug, PartialEq)]
struct Member {
    name: String,
}

impl Validate for Group {
    fn check(&self, check: &mut Checker) {
        check
            .field("name", &self.name)
            .length(2..=4)
            .pattern("^[a-z\u{e9}]+$");
        check
            .field("size", &self.size)
            .at_least(1)
            .below(10)
            .multiple_of(3);
        check
            .field("share", &self.share)
            .above(0.0)
            .at_most(1.0)
            .multiple_of(0.1);
        check.field("tags", &self.tags).count(..=2).unique();
        for (name, tag) in Checker::each("tags", &self.tags) {
            check.field(&name, tag).length(1..);
        }
        for (name, row) in Checker::each("grid", &self.grid) {
            check.field(&name, row).count(..=2);
            for (name, cell) in Checker::each(&name, row) {
                check.field(&name, cell).at_most(9);
            }
        }
        for (name, text) in Checker::each("", &self.extra) {
            check.field(&name, text).length(..=3);
        }
        check.field("members", &self.members).count(1..);
        check.nested("members", &self.members);
        check.nested("byRole", &self.by_role);
        check.nested("owner", &self.owner);
        check.field("note", &self.note).length(..=3);
    }
}

impl Encode for Member {
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.name.encode(serializer)
    }
}

impl Validate for Member {
    fn check(&self, check: &mut Checker) {
        check.field("name", &self.name).length(1..);
    }
}

fn member(name: &str) -> Member {
    Member {
        name: name.to_owned(),
    }
}

fn group() -> Group {
    Group {
        name: "ab\u{e9}".to_owned(),
        size: 9,
        share: 0.3,
        tags: vec!["x".to_owned()],
        grid: None,
        extra: BTreeMap::new(),
        members: vec![member("m")],
        by_role: BTreeMap::new(),
        owner: Nullable::Absent,
        note: Nullable::Null,
    }
}

#[test]
fn a_good_value_passes() {
    assert_eq!(group().validate(), Ok(()));
}

#[test]
fn every_limit_is_checked() {
    let cases: [(fn(&mut Group), &str); 19] = [
        (
            |group| group.name = "\u{e9}".to_owned(),
            "`name` has 1 characters, at least 2 are needed",
        ),
        (
            |group| group.name = "abcde".to_owned(),
            "`name` has 5 characters, at most 4 are allowed",
        ),
        (
            |group| group.name = "AB".to_owned(),
            "`name` does not match the pattern `^[a-z\u{e9}]+$`",
        ),
        (|group| group.size = 0, "`size` is 0, at least 1 is needed"),
        (
            |group| group.size = 12,
            "`size` is 12, less than 10 is allowed",
        ),
        (
            |group| group.size = 4,
            "`size` is 4, which is no multiple of 3",
        ),
        (
            |group| group.share = 0.0,
            "`share` is 0, more than 0 is needed",
        ),
        (
            |group| group.share = 1.1,
            "`share` is 1.1, at most 1 is allowed",
        ),
        (
            |group| group.share = 0.25,
            "`share` is 0.25, which is no multiple of 0.1",
        ),
        (
            |group| group.tags = vec!["x".to_owned(), "y".to_owned(), "x".to_owned()],
            "`tags` has 3 elements, at most 2 are allowed; `tags` has an element twice, the second time at [2]",
        ),
        (
            |group| group.tags = vec![String::new()],
            "`tags[0]` has 0 characters, at least 1 are needed",
        ),
        (
            |group| group.grid = Some([("a".to_owned(), vec![Nullable::Value(10)])].into()),
            "`grid.a[0]` is 10, at most 9 is allowed",
        ),
        (
            |group| group.grid = Some([("a".to_owned(), vec![Nullable::Null; 3])].into()),
            "`grid.a` has 3 elements, at most 2 are allowed",
        ),
        (
            |group| drop(group.extra.insert("x-y".to_owned(), "long".to_owned())),
            "`x-y` has 4 characters, at most 3 are allowed",
        ),
        (
            |group| group.note = Nullable::Value("long".into()),
            "`note` has 4 characters, at most 3 are allowed",
        ),
        (
            |group| group.members.clear(),
            "`members` has 0 elements, at least 1 are needed",
        ),
        (
            |group| group.members.push(member("")),
            "`members[1].name` has 0 characters, at least 1 are needed",
        ),
        (
            |group| drop(group.by_role.insert("boss".to_owned(), member(""))),
            "`byRole.boss.name` has 0 characters, at least 1 are needed",
        ),
        (
            |group| group.owner = Nullable::Value(Box::new(member(""))),
            "`owner.name` has 0 characters, at least 1 are needed",
        ),
    ];
    for (change, message) in cases {
        let mut group = group();
        change(&mut group);
        let errors = group.validate().unwrap_err();
        assert_eq!(errors.to_string(), message);
        assert!(errors.iter().all(|error| message.contains(error.path())));
    }
}

struct Text(&'static str, String);

impl Validate for Text {
    fn check(&self, check: &mut Checker) {
        check.field("text", &self.1).pattern(self.0);
    }
}

#[test]
fn white_space_is_that_of_ecma_262() {
    for (pattern, text, fits) in [
        (r"^\s$", "\u{a0}", true),
        (r"^\s$", "\u{feff}", true),
        (r"^[\sx]+$", "x\u{2003}\t", true),
        (r"^\S$", "\u{2029}", false),
        (r"^\S\\s$", "x\\s", true),
        (r"^[\]s]\s$", "s ", true),
        (r"^\s$", "x", false),
    ] {
        let valid = Text(pattern, text.to_owned()).validate().is_ok();
        assert_eq!(valid, fits, "{pattern} {text:?}");
    }
}

struct Step(f64, f64);

impl Validate for Step {
    fn check(&self, check: &mut Checker) {
        check.field("step", &self.1).multiple_of(self.0);
    }
}

#[test]
fn steps_of_very_large_numbers() {
    for (step, value, fits) in [
        (0.5, 1e308, true),
        (0.1, 1e308, false),
        (0.1, 0.3, true),
        (0.1, 0.35, false),
    ] {
        assert_eq!(Step(step, value).validate().is_ok(), fits, "{value} {step}");
    }
}

#[test]
fn not_a_number_fits_no_limit() {
    let mut group = group();
    group.share = f64::NAN;
    assert!(group.validate().is_err());
}
