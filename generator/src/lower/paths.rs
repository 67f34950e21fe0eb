//! Path and URL templates: text with `{name}` in it (OAS 3.0.3 section 4.7.8.2).

use crate::ir::Segment;

/// The braces of a template do not match, or hold no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unbalanced;

/// Takes a template apart; neighbouring text is one segment.
pub(super) fn template(text: &str) -> Result<Vec<Segment>, Unbalanced> {
    let mut segments = Vec::new();
    let mut rest = text;
    while let Some((literal, after)) = rest.split_once('{') {
        let (name, tail) = after.split_once('}').ok_or(Unbalanced)?;
        if name.is_empty() || name.contains('{') || literal.contains('}') {
            return Err(Unbalanced);
        }
        if !literal.is_empty() {
            segments.push(Segment::Literal(literal.to_owned()));
        }
        segments.push(Segment::Parameter(name.to_owned()));
        rest = tail;
    }
    if rest.contains('}') {
        return Err(Unbalanced);
    }
    if !rest.is_empty() {
        segments.push(Segment::Literal(rest.to_owned()));
    }
    Ok(segments)
}

/// Takes the fragment off: it tells paths of a document apart, and is never part of a request (RFC 9110 section 7.1).
pub(super) fn without_fragment(path: &str) -> &str {
    path.split_once('#').map_or(path, |(before, _)| before)
}

/// Gives segments such as `{+name}`, `{name*}` and `{/name}` (RFC 6570) the names of the `declared` parameters; returns
/// those names.
pub(super) fn expressions(segments: &mut [Segment], declared: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for segment in segments {
        let Segment::Parameter(name) = segment else {
            continue;
        };
        if declared.contains(&name.as_str()) {
            continue;
        }
        let bare = name.trim_start_matches(['+', '#', '.', '/', ';']);
        let bare = bare.strip_suffix('*').unwrap_or(bare);
        if declared.contains(&bare) {
            found.push(bare.to_owned());
            *name = bare.to_owned();
        }
    }
    found
}

/// Takes a path apart whose braces do not match: a brace beside the name of one of the `declared` parameters is meant
/// to be around it, any other is text.
pub(super) fn mended(text: &str, declared: &[&str]) -> Vec<Segment> {
    let mut segments = Vec::new();
    for piece in text.split_inclusive('/') {
        if let Ok(fine) = template(piece) {
            segments.extend(fine);
        } else {
            mend(piece, declared, &mut segments);
        }
    }
    segments
}

fn mend(piece: &str, declared: &[&str], segments: &mut Vec<Segment>) {
    let longest = |fits: &dyn Fn(&str) -> bool| {
        let fitting = declared
            .iter()
            .filter(|name| !name.is_empty() && fits(name));
        fitting.max_by_key(|name| name.len()).copied()
    };
    let mut literal = String::new();
    let mut rest = piece;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        rest = after;
        let name = match c {
            '{' => longest(&|name| after.starts_with(name)),
            '}' => longest(&|name| literal.ends_with(name)),
            _ => None,
        };
        let Some(name) = name else {
            literal.push(c);
            continue;
        };
        if c == '{' {
            rest = after.strip_prefix(name).unwrap_or(after);
            rest = rest.strip_prefix('}').unwrap_or(rest);
        } else {
            literal.truncate(literal.len() - name.len());
        }
        if !literal.is_empty() {
            segments.push(Segment::Literal(std::mem::take(&mut literal)));
        }
        segments.push(Segment::Parameter(name.to_owned()));
    }
    if !literal.is_empty() {
        segments.push(Segment::Literal(literal));
    }
}

/// The template that `segments` make, in which braces stand around names only.
pub(super) fn written(segments: &[Segment]) -> String {
    let parts = segments.iter().map(|segment| match segment {
        Segment::Literal(text) => text.replace('{', "%7B").replace('}', "%7D"),
        Segment::Parameter(name) => format!("{{{name}}}"),
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_taken_apart() {
        let literal = |text: &str| Segment::Literal(text.to_owned());
        let name = |text: &str| Segment::Parameter(text.to_owned());
        let cases = [
            ("/users", Ok(vec![literal("/users")])),
            ("/users/{id}", Ok(vec![literal("/users/"), name("id")])),
            (
                "/{a}{b}.json",
                Ok(vec![literal("/"), name("a"), name("b"), literal(".json")]),
            ),
            ("", Ok(vec![])),
            ("/{id", Err(Unbalanced)),
            ("/id}", Err(Unbalanced)),
            ("/{}", Err(Unbalanced)),
            ("/{a{b}}", Err(Unbalanced)),
        ];
        for (text, expected) in cases {
            assert_eq!(template(text), expected, "{text}");
        }
    }

    #[test]
    fn expressions_have_the_names_of_parameters() {
        let mut segments = template("/{+name}/{ids*}/{x+}/{id}").unwrap();
        let found = expressions(&mut segments, &["name", "ids", "id", "x"]);
        assert_eq!(written(&segments), "/{name}/{ids}/{x+}/{id}");
        assert_eq!(found, ["name", "ids"]);
        assert_eq!(without_fragment("/a#b=c"), "/a");
    }

    #[test]
    fn braces_that_do_not_match_are_mended() {
        let cases = [
            ("/a/{id", "/a/{id}"),
            ("/a/{id/b", "/a/{id}/b"),
            ("/a/id}/b/{other}", "/a/{id}/b/{other}"),
            ("/a/{{id}}", "/a/%7B{id}%7D"),
            ("/a/x-id}.json", "/a/x-{id}.json"),
            ("/a/{idea}/{", "/a/{idea}/%7B"),
            ("/a/{}", "/a/%7B%7D"),
            ("/a/{nobody", "/a/%7Bnobody"),
            ("/{id}/{ideal", "/{id}/{ideal}"),
        ];
        for (text, expected) in cases {
            let segments = mended(text, &["id", "ideal"]);
            assert_eq!(written(&segments), expected, "{text}");
        }
    }
}
