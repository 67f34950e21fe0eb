use super::*;

fn moved(before: &[(&str, &str)], now: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut names = Names::default();
    for (key, shape) in before {
        let _ = names.insert(Kind::Shape, "", key, shape);
    }
    let now = now
        .iter()
        .map(|(key, shape)| ((*key).to_owned(), (*shape).to_owned()));
    let moved = Moved::find(&names, &now.collect());
    let back = |(new, old): (&String, &String)| moved.to.get(old) == Some(new);
    assert!(moved.from.iter().all(back));
    moved.to.into_iter().map(|(old, new)| (new, old)).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let pairs = expected
        .iter()
        .map(|(new, old)| ((*new).to_owned(), (*old).to_owned()));
    pairs.collect()
}

#[test]
fn only_one_schema_of_a_shape_is_an_old_one() {
    assert_eq!(
        moved(&[("/Cat", "1")], &[("/Kitten", "1")]),
        pairs(&[("/Kitten", "/Cat")])
    );
    assert_eq!(
        moved(&[("/Cat", "1")], &[("/Kitten", "1"), ("/Dog", "1")]),
        []
    );
    // It was there before.
    assert_eq!(moved(&[("/Cat", "1"), ("/Dog", "1")], &[("/Dog", "1")]), []);
    assert_eq!(
        moved(&[("/Cat", "1")], &[("/Cat", "2"), ("/Kitten", "1")]),
        []
    );
}

#[test]
fn what_is_inside_goes_with_it() {
    let before = [
        ("/Cat", "1"),
        ("/Cat/home", "2"),
        ("/Cat/work", "2"),
        ("/Cats", "2"),
    ];
    let now = [
        ("/Kitten", "1"),
        ("/Kitten/home", "2"),
        ("/Kitten/work", "2"),
    ];
    let expected = [
        ("/Kitten", "/Cat"),
        ("/Kitten/home", "/Cat/home"),
        ("/Kitten/work", "/Cat/work"),
    ];
    assert_eq!(moved(&before, &now), pairs(&expected));
}

#[test]
fn several_that_became_one_are_called_by_all_names() {
    let found = moved(&[("/a/home", "1"), ("/b/home", "1")], &[("/Address", "1")]);
    assert_eq!(
        found,
        pairs(&[("/Address", "/a/home"), ("/Address", "/b/home")])
    );
}
