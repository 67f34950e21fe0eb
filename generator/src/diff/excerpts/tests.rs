use super::*;

fn at(text: &str, places: &[(usize, usize)]) -> Vec<Excerpt> {
    let places = places.iter().copied().collect();
    around(text, &places).map(|(_, excerpt)| excerpt).collect()
}

#[test]
fn some_lines_around_a_place_lose_their_common_indentation() {
    let text = "a:\n    b:\n      c: 1\n      d: 2\n\n      e: 3\n      f: 4\n      g: 5\n      h: 6\ni: 7\n";
    let excerpt = at(text, &[(4, 7)]).remove(0);
    assert_eq!((excerpt.first, excerpt.meant), (2, 4));
    let expected = ["b:", "  c: 1", "  d: 2", "", "  e: 3", "  f: 4", "  g: 5"];
    assert_eq!(excerpt.lines, expected);
}

#[test]
fn the_ends_of_a_text_are_no_trouble() {
    assert_eq!(at("a: 1", &[(1, 1)]).remove(0).lines, ["a: 1"]);
    assert_eq!(
        at("a: 1\r\nb: 2\r\n", &[(2, 1)]).remove(0).lines,
        ["a: 1", "b: 2"]
    );
    assert!(at("a: 1", &[(9, 1)]).is_empty());
    assert!(at("", &[(1, 1)]).is_empty());
}

#[test]
fn a_document_on_one_line_is_shown_around_each_column() {
    let text = format!("{}X{}Y", "é".repeat(1_000), "ü".repeat(100_000));
    let excerpts = at(
        &text,
        &[(1, 1), (1, 1_001), (1, 1_002), (1, 101_002), (1, 900_000)],
    );
    let lines: Vec<&str> = excerpts.iter().map(|one| one.lines[0].as_str()).collect();
    assert!(lines[0].starts_with('é') && lines[0].ends_with('…'));
    assert!(lines[1].starts_with("…é") && lines[1].contains('X') && lines[1].ends_with('…'));
    assert!(lines[3].ends_with('Y'));
    assert!(lines.iter().all(|line| line.chars().count() <= WIDTH + 2));
}
