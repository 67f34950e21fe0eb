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
}
