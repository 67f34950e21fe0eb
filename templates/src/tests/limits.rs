//! Validation against the document's limits.
#![cfg(feature = "validate")]

use std::collections::BTreeMap;
use std::ops::Bound;

use crate::runtime::{Checker, Integer, Items, Nullable, Number, Text, Validate};

struct Group {
    name: String,
    size: i64,
    share: f64,
    tags: Vec<String>,
    members: Vec<Member>,
    by_role: BTreeMap<String, Member>,
    owner: Nullable<Box<Member>>,
}

struct Member {
    name: String,
}

impl Validate for Group {
    fn check(&self, check: &mut Checker) {
        check.field("name").text(
            &self.name,
            Text {
                min_length: Some(2),
                max_length: Some(4),
                pattern: Some("^[a-z\u{e9}]+$"),
            },
        );
        check.field("size").integer(
            self.size,
            Integer {
                minimum: Bound::Included(1),
                maximum: Bound::Excluded(10),
                multiple_of: Some(3),
            },
        );
        check.field("share").number(
            self.share,
            Number {
                minimum: Bound::Excluded(0.0),
                maximum: Bound::Included(1.0),
                multiple_of: Some(0.1),
            },
        );
        check
            .field("tags")
            .items(
                self.tags.len(),
                Items {
                    min: None,
                    max: Some(2),
                },
            )
            .unique(&self.tags);
        check
            .field("members")
            .items(
                self.members.len(),
                Items {
                    min: Some(1),
                    max: None,
                },
            )
            .nested(&self.members);
        check.field("byRole").nested(&self.by_role);
        check.field("owner").nested(&self.owner);
    }
}

impl Validate for Member {
    fn check(&self, check: &mut Checker) {
        check.field("name").text(
            &self.name,
            Text {
                min_length: Some(1),
                ..Text::default()
            },
        );
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
        members: vec![member("m")],
        by_role: BTreeMap::new(),
        owner: Nullable::Absent,
    }
}

#[test]
fn a_good_value_passes() {
    assert_eq!(group().validate(), Ok(()));
}

#[test]
fn every_limit_is_checked() {
    let cases: [(fn(&mut Group), &str); 14] = [
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

#[test]
fn not_a_number_fits_no_limit() {
    let mut group = group();
    group.share = f64::NAN;
    assert!(group.validate().is_err());
}
