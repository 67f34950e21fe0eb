//! Sequential media types (OAS 3.2.0 section 4.14.3): a body that is one item after the other.

/// How the items of a body are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sequence {
    /// Server-sent events: `text/event-stream`.
    Events,
    /// A line for each item: JSON Lines, NDJSON and their other names.
    Lines,
    /// A record separator before each item: `application/json-seq` (RFC 7464), `+json-seq` (RFC 8091).
    Records,
}

impl Sequence {
    /// What a media type, in lower case and without parameters, says; `None` where it is no sequence.
    #[must_use]
    pub fn of(media_type: &str) -> Option<Self> {
        let (_, subtype) = media_type.split_once('/')?;
        if media_type == "text/event-stream" {
            return Some(Self::Events);
        }
        // Its suffix says what a media type is made of.
        let format = subtype.rsplit('+').next().unwrap_or(subtype);
        if subtype == "stream+json" {
            return Some(Self::Lines);
        }
        match format.strip_prefix("x-").unwrap_or(format) {
            "jsonl" | "jsonlines" | "json-lines" | "ndjson" | "nd-json" | "ldjson"
            | "json-stream" => Some(Self::Lines),
            "json-seq" => Some(Self::Records),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Sequence::{self, Events, Lines, Records};

    #[test]
    fn media_types_of_sequences() {
        for (name, expected) in [
            ("text/event-stream", Some(Events)),
            ("application/jsonl", Some(Lines)),
            ("application/x-jsonlines", Some(Lines)),
            ("application/x-ndjson", Some(Lines)),
            ("application/vnd.acme.log+ndjson", Some(Lines)),
            ("application/stream+json", Some(Lines)),
            ("text/jsonl", Some(Lines)),
            ("application/json-seq", Some(Records)),
            ("application/geo+json-seq", Some(Records)),
            ("application/json", None),
            ("application/vnd.stream+json", None),
            ("text/plain", None),
            ("ndjson", None),
        ] {
            assert_eq!(Sequence::of(name), expected, "{name}");
        }
    }
}
