//! Keys of `content`: a media type with its parameters (RFC 9110 section 8.3.1), and what documents write instead.

/// A media type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MediaKey {
    /// Lower case, without parameters.
    pub(super) name: String,
    /// What stands behind it, from the semicolon on, where a header can carry it.
    pub(super) parameters: String,
}

/// The media type in lower case, without parameters.
pub(super) fn name(written: &str) -> String {
    let keys = read(written).map_or_else(|meant| meant, |key| vec![key]);
    let first = keys.into_iter().next();
    first.map(|key| key.name).unwrap_or_default()
}

/// Reads a key. `Err` has what is meant where it is no single media type: parameters behind a comma belong to what
/// stands before them, several media types are one after the other.
pub(super) fn read(written: &str) -> Result<MediaKey, Vec<MediaKey>> {
    let mut keys: Vec<MediaKey> = Vec::new();
    let mut repaired = false;
    for (separator, piece) in pieces(written) {
        let piece = piece.trim();
        let is_type = piece
            .split(['=', '"'])
            .next()
            .unwrap_or_default()
            .contains('/');
        match keys.last_mut() {
            Some(key) if !is_type => {
                repaired |= separator == ',';
                let weight = piece.to_ascii_lowercase().starts_with("q=");
                if !piece.is_empty() && !weight {
                    key.parameters.push_str("; ");
                    key.parameters.push_str(piece);
                }
            }
            last => {
                repaired |= last.is_some();
                keys.push(MediaKey {
                    name: piece.to_ascii_lowercase(),
                    parameters: String::new(),
                });
            }
        }
    }
    for key in &mut keys {
        if !is_visible(&key.parameters) {
            key.parameters.clear();
        }
    }
    if repaired {
        return Err(keys);
    }
    let (name, parameters) = written.split_at(written.find(';').unwrap_or(written.len()));
    let parameters = parameters.trim_end();
    let carried = is_visible(parameters) && parameters.len() > 1;
    Ok(MediaKey {
        name: name.trim().to_ascii_lowercase(),
        parameters: if carried { parameters } else { "" }.to_owned(),
    })
}

fn is_visible(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// What semicolons and commas outside of quotes separate, each with what stands before it.
fn pieces(written: &str) -> Vec<(char, &str)> {
    let mut pieces = Vec::new();
    let (mut start, mut separator) = (0, ';');
    let (mut quoted, mut escaped) = (false, false);
    for (at, c) in written.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            ';' | ',' if !quoted => {
                pieces.push((separator, written.get(start..at).unwrap_or_default()));
                (start, separator) = (at + 1, c);
            }
            _ => {}
        }
    }
    pieces.push((separator, written.get(start..).unwrap_or_default()));
    pieces
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn keys() {
        for (written, expected) in [
            ("application/json", &[("application/json", "")][..]),
            (
                "Text/Plain; charset=UTF-8",
                &[("text/plain", "; charset=UTF-8")],
            ),
            (
                "a/b;p=\"x,y;z\\\"/\";q=1",
                &[("a/b", ";p=\"x,y;z\\\"/\";q=1")],
            ),
            ("a/b;", &[("a/b", "")]),
            ("json", &[("json", "")]),
            ("", &[("", "")]),
        ] {
            let key = read(written).unwrap();
            assert_eq!([(&*key.name, &*key.parameters)], expected, "{written}");
        }
        for (written, expected) in [
            (
                "application/json, okta-version=1.0.0",
                &[("application/json", "; okta-version=1.0.0")][..],
            ),
            ("a/b, C/d", &[("a/b", ""), ("c/d", "")]),
            (
                "text/html,a/b; v=1;q=0.9,*/*;q=0.8",
                &[("text/html", ""), ("a/b", "; v=1"), ("*/*", "")],
            ),
            ("a/b; c/d", &[("a/b", ""), ("c/d", "")]),
            ("a/b, p=\u{e9}", &[("a/b", "")]),
            ("a/b,", &[("a/b", "")]),
        ] {
            let keys = read(written).unwrap_err();
            let keys: Vec<(&str, &str)> = keys
                .iter()
                .map(|key| (key.name.as_str(), key.parameters.as_str()))
                .collect();
            assert_eq!(keys, expected, "{written}");
        }
    }
}
