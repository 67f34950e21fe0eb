//! The documentation of an operation: everything its page would say.

use super::Planner;
use super::outcomes::outcome_of;
use super::status::status_words;
use crate::ir::{Operation, Response, StatusSpec};
use crate::plan::docs::{Docs, code};
use crate::plan::methods::{AnswerArm, Method, Output, StatusPattern};
use crate::plan::rust_type::RustType;

impl Planner<'_> {
    pub(super) fn docs(&self, operation: &Operation, method: &Method) -> Docs {
        let mut docs = head(operation, method);
        docs.paragraph(Docs::ours(format!(
            "`{} {}`",
            method.http_method,
            plain(&method.path)
        )));
        if let Some(url) = &operation.external_docs {
            docs.paragraph(Docs::from_document(&format!("See {url}")));
        }
        docs.section("Parameters", self.parameter_list(operation, method));
        docs.section("Body", body(method));
        let mut answers = outcomes(operation, method, true);
        answers.paragraph(stream(method));
        docs.section("Answers", answers);
        docs.section("Errors", errors(operation, method));
        docs.section("Authorization", self.authorization(operation));
        docs.section("Examples", self.example.of(operation, method));
        docs
    }

    fn parameter_list(&self, operation: &Operation, method: &Method) -> Docs {
        let described = |wire: &str, place| {
            operation
                .parameters
                .iter()
                .find(|parameter| {
                    parameter.name == wire && super::parameters::place(parameter.location) == place
                })
                .map_or_else(Docs::default, |parameter| self.parameter_docs(parameter))
        };
        Docs::list(
            method
                .arguments
                .iter()
                .map(|argument| (argument, false))
                .chain(method.setters.iter().map(|setter| (setter, true)))
                .map(|(parameter, optional)| {
                    let note = if optional { " (optional)" } else { "" };
                    described(&parameter.wire, parameter.place)
                        .prefixed(&format!("`{}`{note}: ", parameter.name))
                }),
        )
    }

    fn authorization(&self, operation: &Operation) -> Docs {
        if operation.security.is_empty() {
            return Docs::ours("None: no credential is sent.");
        }
        let alternatives = operation.security.iter().map(|alternative| {
            let schemes: Vec<String> = alternative
                .schemes
                .iter()
                .map(|(name, scopes)| {
                    let scheme = self.schemes.iter().find(|scheme| scheme.wire == *name);
                    let link = match scheme {
                        Some(scheme) => {
                            format!(
                                "[`{0}`]({1}::ClientBuilder::{0})",
                                scheme.method.bare(),
                                self.up
                            )
                        }
                        None => code(name),
                    };
                    if scopes.is_empty() {
                        link
                    } else {
                        let scopes: Vec<String> = scopes.iter().map(|scope| code(scope)).collect();
                        format!("{link} with {}", scopes.join(", "))
                    }
                })
                .collect();
            Docs::ours(if schemes.is_empty() {
                "no credential".to_owned()
            } else {
                schemes.join(" and ")
            })
        });
        let alternatives: Vec<Docs> = alternatives.collect();
        if let [only] = alternatives.as_slice() {
            return only.clone().sentence("").dot();
        }
        Docs::list(alternatives)
    }
}

/// The summary as a sentence, then the description unless it repeats it.
fn head(operation: &Operation, method: &Method) -> Docs {
    let summary = operation
        .summary
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty());
    let description = operation
        .description
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty());
    // FastAPI makes summaries of function names; the description says more.
    let mechanical = |text: &str| Docs::says_no_more_than(text, method.name.as_str());
    let shown = summary.filter(|text| description.is_none() || !mechanical(text));
    let mut docs = Docs::from_document(shown.unwrap_or_default()).dot();
    let same = |text: &str| {
        summary.is_some_and(|summary| summary.trim_end_matches('.') == text.trim_end_matches('.'))
    };
    docs.paragraph(Docs::from_document(
        description
            .filter(|text| shown.is_none() || !same(text))
            .unwrap_or_default(),
    ));
    if docs.is_empty() {
        docs = Docs::ours(format!("Calls {}.", code(&super::identity(operation))));
    }
    docs
}

/// Text for our own code spans.
fn plain(text: &str) -> String {
    text.replace('`', "'")
}

fn body(method: &Method) -> Docs {
    match &method.body {
        Some(body) if body.required => body.docs.clone(),
        Some(body) => body.docs.clone().prefixed("Optional, see `body`: "),
        None => Docs::default(),
    }
}

/// One line for each documented status: what it means, what it holds, its headers.
fn outcomes(operation: &Operation, method: &Method, success: bool) -> Docs {
    let outcome = outcome_of(success, &method.output, method.error.as_ref());
    let position = |arm: &AnswerArm| {
        let variants = outcome.map_or(&[][..], |outcome| &outcome.variants);
        variants
            .iter()
            .position(|variant| Some(&variant.name) == arm.variant.as_ref())
    };
    let mut arms: Vec<&AnswerArm> = method
        .answers
        .iter()
        .filter(|arm| arm.success == success)
        .collect();
    // Several media types of one status that give the same are one line.
    arms.sort_by_key(|arm| (arm.status.order(), position(arm)));
    arms.dedup_by_key(|arm| (arm.status.order(), position(arm)));
    Docs::list(arms.into_iter().map(|arm| {
        let response = response_of(operation, arm);
        let text = response
            .and_then(|response| response.description.as_deref())
            .unwrap_or_default();
        let mut head = status_words(arm.status);
        if let Some(link) = link(method, arm) {
            head = format!("{head} {link}");
        }
        let mut docs = Docs::from_document(text).prefixed(&format!("{head}: "));
        let headers: Vec<String> = response
            .map(|response| {
                response
                    .headers
                    .iter()
                    .map(|header| code(&header.name))
                    .collect()
            })
            .unwrap_or_default();
        if !headers.is_empty() {
            docs = docs.sentence(&format!("Headers: {}.", headers.join(", ")));
        }
        docs
    }))
}

/// Where the items of the answer are had as they come.
fn stream(method: &Method) -> Docs {
    let Some(stream) = &method.stream else {
        return Docs::default();
    };
    let item = match stream.item.leaf() {
        RustType::Model(name) => format!(", each [`models::{name}`]"),
        RustType::Event => ", each an [`Event`](crate::runtime::Event)".to_owned(),
        _ => String::new(),
    };
    let types: Vec<String> = stream.forms.iter().map(|(name, _)| code(name)).collect();
    let whole = if stream.always {
        "; without it, all of them are waited for"
    } else {
        ""
    };
    Docs::ours(format!(
        "[`stream`](crate::runtime::Call::stream) gives the items of {} as they come{item}{whole}.",
        types.join(" or ")
    ))
}

fn errors(operation: &Operation, method: &Method) -> Docs {
    let documented = outcomes(operation, method, false);
    if documented.is_empty() {
        return Docs::ours(
            "No error is documented; see [`Error`](crate::runtime::Error) for what else can go wrong.",
        );
    }
    let mut docs = documented;
    docs.paragraph(Docs::ours(
        "See [`Error`](crate::runtime::Error) for what else can go wrong.",
    ));
    docs
}

/// A link to what the answer is in Rust.
fn link(method: &Method, arm: &AnswerArm) -> Option<String> {
    let outcome = outcome_of(arm.success, &method.output, method.error.as_ref());
    if let (Some(outcome), Some(variant)) = (outcome, &arm.variant) {
        return Some(format!("[`{0}::{1}`]", outcome.name, variant));
    }
    let Output::Type(ty) = &method.output else {
        return None;
    };
    match ty.leaf() {
        // The file imports `models` for this very type.
        RustType::Model(name) => Some(format!("[`models::{name}`]")),
        _ => None,
    }
}

fn response_of<'a>(operation: &'a Operation, arm: &AnswerArm) -> Option<&'a Response> {
    operation
        .responses
        .iter()
        .find(|response| match (response.status, arm.status) {
            (StatusSpec::Exact(a), StatusPattern::Exact(b)) => a == b,
            (StatusSpec::Range(hundreds), StatusPattern::Range(from, _)) => {
                u16::from(hundreds) * 100 == from
            }
            (StatusSpec::Default, StatusPattern::Any) => true,
            (StatusSpec::Default, StatusPattern::Range(200, _)) => !operation
                .responses
                .iter()
                .any(|other| other.status == StatusSpec::Range(2)),
            _ => false,
        })
}

/// The lines of the example in an operation's documentation.
pub(in crate::plan) fn example_of(docs: &Docs) -> Docs {
    let mut lines = docs
        .lines
        .iter()
        .skip_while(|line| *line != "# Examples")
        .skip(1)
        .skip_while(|line| line.is_empty());
    Docs {
        lines: lines.by_ref().cloned().collect(),
    }
}
