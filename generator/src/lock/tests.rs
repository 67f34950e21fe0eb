use super::*;

fn lock(entries: &[(&str, Kind, &str, &str, &str)]) -> Lock {
    let mut lock = Lock::new();
    for (module, kind, owner, id, name) in entries {
        let names = lock.entry((*module).to_owned()).or_default();
        assert_eq!(names.insert(*kind, owner, id, name), None);
    }
    lock
}

fn sample() -> Lock {
    lock(&[
        ("a", Kind::Type, "", "/components/schemas/User", "User"),
        ("a", Kind::Field, "User", "real name", "real_name"),
        ("a", Kind::Field, "User", " = \n\"", "value"),
        ("a", Kind::Field, "User", "", "empty"),
        ("a", Kind::Operation, "", "GET /users/{id}", "get_user"),
        ("b", Kind::Variant, "State", "größe = 1", "Größe1"),
    ])
}

#[test]
fn a_lock_reads_back() {
    let text = print(&sample());
    assert_eq!(parse(&text), Ok(sample()));
    let lines: Vec<&str> = text.lines().skip(2).collect();
    assert_eq!(
        lines,
        [
            "lock 1",
            "",
            "[a]",
            "field User.empty = \"\"",
            "field User.real_name = real name",
            "field User.value = \" = \\n\\\"\"",
            "operation get_user = GET /users/{id}",
            "type User = /components/schemas/User",
            "",
            "[b]",
            "variant State.Größe1 = größe = 1",
        ]
    );
}

#[test]
fn both_sides_of_a_merge_count() {
    let text = "lock 1\n[a]\n<<<<<<< ours\ntype A = /a\n||||||| base\ntype Old = /old\n=======\ntype B = /b\n[c]\ntype C = /c\n>>>>>>> theirs\n";
    let read = parse(text).unwrap();
    assert_eq!(read["a"].get(Kind::Type, "", "/a"), Some("A"));
    assert_eq!(read["a"].get(Kind::Type, "", "/b"), Some("B"));
    assert_eq!(read["a"].get(Kind::Type, "", "/old"), None);
    assert_eq!(read["c"].get(Kind::Type, "", "/c"), Some("C"));
}

#[test]
fn what_is_wrong_is_said() {
    let line = |line, text: &str| LockError::Line {
        line,
        text: text.to_owned(),
    };
    for (text, expected) in [
        ("", LockError::Version),
        ("lock 2\n", LockError::Version),
        ("type A = /a\n", LockError::Version),
        ("lock 1\nhello\n", line(2, "hello")),
        ("lock 1\nkind A = /a\n", line(2, "kind A = /a")),
        ("lock 1\ntype A B = /a\n", line(2, "type A B = /a")),
        ("lock 1\ntype A = \"/a\n", line(2, "type A = \"/a")),
        (
            "lock 1\ntype A = /a\n\ntype B = /a\n",
            LockError::TwoNames {
                lines: (2, 4),
                names: ("A".to_owned(), "B".to_owned()),
            },
        ),
        (
            "lock 1\ntype A = /a\ntype A = /b\n",
            LockError::TwoThings {
                lines: (2, 3),
                name: "A".to_owned(),
            },
        ),
    ] {
        assert_eq!(parse(text), Err(expected.clone()), "{text:?}");
        let said = expected.to_string();
        assert!(said.contains(FILE) && said.contains(':'), "{said}");
    }
    assert!(parse("lock 1\ntype A = /a\ntype A = /a\n").is_ok());
}

#[test]
fn many_names_are_read_in_time() {
    let mut names = Names::default();
    for index in 0..10_000 {
        let pointer = format!("/components/schemas/T{index}");
        assert_eq!(
            names.insert(Kind::Type, "", &pointer, &format!("T{index}")),
            None
        );
    }
    let lock = Lock::from([("a".to_owned(), names)]);
    assert_eq!(parse(&print(&lock)), Ok(lock));
}
