//! `requestBody` and `responses`.

use crate::diagnostics::Code;
use crate::ir::{Header, Location, RequestBody, Response, StatusSpec};
use crate::resolve::Place;

use super::Lowerer;
use super::parameters::component_words;
use super::words::Words;

impl<'d> Lowerer<'d, '_> {
    /// The body of an operation; `None` where there is none, or it has no content.
    pub(super) fn request_body(
        &mut self,
        operation: &Place<'d>,
        words: &Words,
    ) -> Option<RequestBody> {
        let place = operation.child("requestBody")?;
        let place = self.document.follow(&place, self.diagnostics)?;
        let words = component_words(&place).unwrap_or_else(|| words.with("Body"));
        let content = self.content(&place, &words);
        if content.is_empty() {
            self.diagnostics
                .report(
                    Code::MissingKeyword,
                    &place.pointer,
                    "this body has no `content`: nothing is sent",
                )
                .help("say which media types it has")
                .degrades();
            return None;
        }
        Some(RequestBody {
            description: place.text("description").map(str::to_owned),
            required: place.flag("required"),
            pointer: place.pointer,
            content,
        })
    }

    /// The answers of an operation, in the document's order.
    pub(super) fn responses(&mut self, operation: &Place<'d>, words: &Words) -> Vec<Response> {
        let Some(responses) = operation.child("responses") else {
            return Vec::new();
        };
        let entries: Vec<(&str, Place<'d>)> = responses
            .members()
            .filter(|(key, _)| !key.starts_with("x-"))
            .collect();
        let several = entries.len() > 1;
        let mut list: Vec<Response> = Vec::new();
        for (key, place) in entries {
            // `audit` has taken other keys away.
            let Some(status) = status(key) else {
                continue;
            };
            // `4XX` beside `4xx`.
            if list.iter().any(|response| response.status == status) {
                self.diagnostics
                    .report(
                        Code::DuplicateKey,
                        &place.pointer,
                        format!("the status `{key}` stands here for the second time; the first one counts"),
                    )
                    .at_key()
                    .degrades();
                continue;
            }
            let Some(place) = self.document.follow(&place, self.diagnostics) else {
                // An answer of which nothing is known but its status.
                list.push(Response {
                    status,
                    description: None,
                    headers: Vec::new(),
                    content: Vec::new(),
                    pointer: place.pointer,
                });
                continue;
            };
            let words = component_words(&place).map_or_else(
                || {
                    let words = words.with("Response");
                    if several { words.with(key) } else { words }
                },
                |words| words.with("Response"),
            );
            list.push(Response {
                status,
                description: response_text(&place),
                headers: self.headers(&place, &words),
                content: self.content(&place, &words),
                pointer: place.pointer,
            });
        }
        list
    }

    fn headers(&mut self, response: &Place<'d>, words: &Words) -> Vec<Header> {
        let Some(headers) = response.child("headers") else {
            return Vec::new();
        };
        let mut list = Vec::new();
        for (written, place) in headers.members() {
            let name = written.to_ascii_lowercase();
            // The content says it already (OAS 3.0.3 section 4.7.17.1).
            if name == "content-type" {
                continue;
            }
            let Some(place) = self.document.follow(&place, self.diagnostics) else {
                continue;
            };
            let words = component_words(&place).unwrap_or_else(|| words.with(written));
            let (_, ty, description) = self.value(&place, Location::Header, &words);
            list.push(Header {
                name,
                required: place.flag("required"),
                ty,
                description,
            });
        }
        list
    }
}

/// `description`, or the `summary` of 3.2 where there is none.
fn response_text(place: &Place<'_>) -> Option<String> {
    let texts = ["description", "summary"]
        .into_iter()
        .filter_map(|key| place.text(key));
    texts
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
        .next()
}

/// A key of `responses`.
fn status(key: &str) -> Option<StatusSpec> {
    if key.eq_ignore_ascii_case("default") {
        return Some(StatusSpec::Default);
    }
    if let Some(hundreds) = key.strip_suffix("XX").or_else(|| key.strip_suffix("xx")) {
        let hundreds: u8 = hundreds.parse().ok()?;
        return (1..=5)
            .contains(&hundreds)
            .then_some(StatusSpec::Range(hundreds));
    }
    let code: u16 = key.parse().ok()?;
    (key.len() == 3 && (100..=599).contains(&code)).then_some(StatusSpec::Exact(code))
}
