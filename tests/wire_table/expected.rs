//! What a row says must come, and how it is compared with what came: as bytes.

use serde_json::Value;

use super::server::Recorded;

/// What must come of a call.
#[derive(Debug, Default)]
pub(crate) struct Expected {
    /// The kind of the error, where nothing may be sent.
    refused: Option<String>,
    /// What follows the cell's own path in the request line.
    target: String,
    /// Lines as they are sent, `name: value`; all but `host`, `user-agent`, `accept: */*`, and
    /// `content-length`, which is sent where there is a body or the method means one (RFC 9110 section 8.6).
    headers: Vec<String>,
    body: Vec<u8>,
}

impl Expected {
    /// A request without a body and without headers of its own.
    pub(crate) fn target(target: &str) -> Self {
        Self {
            target: target.to_owned(),
            ..Self::default()
        }
    }

    /// A request with one header, or none where `line` is empty.
    pub(crate) fn header(line: &str) -> Self {
        let line = Some(line.to_owned());
        Self {
            headers: line.into_iter().filter(|line| !line.is_empty()).collect(),
            ..Self::default()
        }
    }

    /// Reads `{target, headers, body}`, of which any may be missing, or `{refused}`. A body that is a list are lines,
    /// with CR LF between them.
    pub(crate) fn read(value: &Value) -> Self {
        let mut expected = Self::default();
        let map = value.as_object().unwrap_or_else(|| panic!("{value}"));
        let text = |value: &Value| {
            value
                .as_str()
                .unwrap_or_else(|| panic!("{value}"))
                .to_owned()
        };
        for (key, value) in map {
            match key.as_str() {
                "refused" => expected.refused = Some(text(value)),
                "target" => expected.target = text(value),
                "headers" => {
                    expected.headers = value.as_array().unwrap().iter().map(text).collect();
                }
                "body" => {
                    let lines = value
                        .as_array()
                        .map(|lines| lines.iter().map(text).collect::<Vec<_>>());
                    expected.body = lines
                        .map_or_else(|| text(value), |lines| lines.join("\r\n"))
                        .into_bytes();
                }
                "bytes" => {
                    let bytes = value.as_array().unwrap().iter();
                    expected.body = bytes
                        .map(|byte| u8::try_from(byte.as_u64().unwrap()).unwrap())
                        .collect();
                }
                other => panic!("`{other}` is no part of a request: {value}"),
            }
        }
        expected
    }

    /// What is wrong with what came of a call to `host` by `method` below `prefix`, as the program says and as the server
    /// recorded; `None` where it is what was expected.
    pub(crate) fn differs(
        &self,
        (method, prefix, host): (&str, &str, &str),
        answer: &Value,
        seen: &[Recorded],
    ) -> Option<String> {
        let error = answer.get("error");
        if let Some(kind) = &self.refused {
            let right = seen.is_empty() && error.is_some_and(|error| error["kind"] == **kind);
            return (!right).then(|| {
                let heads: Vec<&str> = seen.iter().map(|seen| seen.head.as_str()).collect();
                format!("expected to be refused as `{kind}`\n  answer {answer}\n  sent   {heads:?}")
            });
        }
        let [seen] = seen else {
            return Some(format!(
                "expected one request, not {}\n  answer {answer}",
                seen.len()
            ));
        };
        if error.is_some() {
            return Some(format!("the answer was not understood: {answer}"));
        }
        let boundary = boundary(seen);
        let fill = |text: &str| text.replace("{boundary}", &boundary);
        let line = format!(
            "{} {prefix}{} HTTP/1.1",
            method.to_ascii_uppercase(),
            self.target
        );
        let mut wrong = differing("line", &line, &seen.line);
        let mut headers: Vec<String> = self.headers.iter().map(|line| lower(&fill(line))).collect();
        if !headers.iter().any(|line| line.starts_with("host: ")) {
            headers.push(format!("host: {host}"));
        }
        let length = seen.body.len();
        if length > 0 || matches!(method, "post" | "put" | "patch") {
            headers.push(format!("content-length: {length}"));
        }
        headers.sort();
        wrong += &differing("headers", &headers.join("\n"), &headers_of(seen));
        let body = fill(&String::from_utf8_lossy(&self.body));
        let same = seen.body == body.as_bytes() || seen.body == self.body;
        if !same {
            wrong += &differing("body", &body, &String::from_utf8_lossy(&seen.body));
        }
        (!wrong.is_empty()).then_some(wrong)
    }
}

/// The boundary of a body of several parts, which is another one each time (RFC 2046 section 5.1.1).
fn boundary(seen: &Recorded) -> String {
    let content_type = seen.header("content-type").unwrap_or_default();
    let (_, boundary) = content_type.split_once("boundary=").unwrap_or_default();
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"'()+_,-./:=?".contains(&byte);
    assert!(
        boundary.len() <= 70 && boundary.bytes().all(fits),
        "{boundary}"
    );
    boundary.to_owned()
}

/// The lines of the head, sorted, without those that every request has and no row says.
fn headers_of(seen: &Recorded) -> String {
    let mut lines: Vec<String> = seen.head.split("\r\n").skip(1).map(lower).collect();
    lines.retain(|line| line != "accept: */*" && !line.starts_with("user-agent: "));
    lines.sort();
    lines.join("\n")
}

/// A header's line with its name in lower case (RFC 9110 section 5.1).
fn lower(line: &str) -> String {
    match line.split_once(':') {
        Some((name, value)) => format!("{}:{value}", name.to_ascii_lowercase()),
        None => line.to_owned(),
    }
}

fn differing(what: &str, expected: &str, actual: &str) -> String {
    if expected == actual {
        return String::new();
    }
    format!("\n  {what}\n    expected {expected:?}\n    sent     {actual:?}")
}
