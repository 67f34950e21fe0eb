//! Answers: what a success gives, which errors are documented, and how each status is read.

use super::media::{Family, Offer, accepted, is_range, rank, twin};
use super::outcomes::{error, outcome_of, output};
use super::{OperationTypes, Planner, streams};
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{MediaType, Operation, Response, Sequence, StatusSpec};
use crate::lock::Kind;
use crate::plan::methods::{AnswerArm, BodyDecoding, ErrorPlan, HeaderPlan, Output, StatusPattern};
use crate::plan::models::{Side, Typed};
use crate::plan::names::{FunctionName, Page};
use crate::plan::rust_type::RustType;

/// Everything about the answers of one operation.
pub(super) struct Answers {
    pub(super) accept: String,
    pub(super) output: Output,
    pub(super) error: Option<ErrorPlan>,
    pub(super) arms: Vec<AnswerArm>,
    pub(super) headers: Vec<HeaderPlan>,
    pub(super) error_headers: Vec<HeaderPlan>,
}

/// One documented answer, read: what a status gives, or what some of its media types give.
pub(super) struct Case<'a> {
    pub(super) response: &'a Response,
    pub(super) pattern: StatusPattern,
    success: bool,
    pub(super) ty: Option<RustType>,
    /// A media type that tells it from others of the same status; `None` where there are no others.
    pub(super) media: Option<&'a MediaType>,
    readings: Vec<Reading>,
}

/// One way to read a body.
#[derive(Clone)]
struct Reading {
    typed: Option<Typed>,
    decode: BodyDecoding,
    /// Where the status has several: for these media types only.
    media_types: Vec<String>,
}

impl Reading {
    fn ty(&self) -> Option<&RustType> {
        self.typed.as_ref().map(|typed| &typed.ty)
    }
}

impl Planner<'_> {
    pub(super) fn answers(
        &self,
        operation: &Operation,
        (function, types): (&FunctionName, &OperationTypes),
        page: Page<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Answers {
        let mut accept: Vec<String> = Vec::new();
        let mut cases = self.cases(operation, &mut accept, diagnostics);
        cases.sort_by_key(|case| case.pattern.order());
        let (successes, errors): (Vec<&Case<'_>>, Vec<&Case<'_>>) =
            cases.iter().partition(|case| case.success);
        let output = output(&successes, function, &types.output);
        let error = error(&errors, function, &types.error);
        let (mut success_index, mut error_index) = (0, 0);
        let mut arms = Vec::new();
        for case in &cases {
            let index = if case.success {
                &mut success_index
            } else {
                &mut error_index
            };
            let outcome = outcome_of(case.success, &output, error.as_ref());
            let variant = outcome
                .and_then(|outcome| outcome.variants.get(*index))
                .map(|v| v.name.clone());
            *index += 1;
            arms.extend(case.readings.iter().map(|reading| AnswerArm {
                codec: reading.typed.as_ref().and_then(|typed| typed.codec.clone()),
                status: case.pattern,
                success: case.success,
                variant: variant.clone(),
                decode: reading.decode.clone(),
                media_types: reading.media_types.clone(),
                // What may be `null` has its own place for nothing.
                optional: case.success
                    && matches!(output, Output::Type(RustType::Option(_)))
                    && !matches!(case.ty, Some(RustType::Option(_))),
            }));
        }
        // Within a status: exact media types, ranges, what is left.
        arms.sort_by_key(|arm| (arm.status.order(), guard_order(&arm.media_types)));
        Answers {
            accept: accept.join(", "),
            headers: self.headers(responses(&successes), Kind::Header, page),
            error_headers: self.headers(responses(&errors), Kind::ErrorHeader, page),
            output,
            error,
            arms,
        }
    }

    fn cases<'a>(
        &self,
        operation: &'a Operation,
        accept: &mut Vec<String>,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Case<'a>> {
        let any_success = operation
            .responses
            .iter()
            .any(|response| is_success(response.status));
        let mut cases = Vec::new();
        let mut offered: Vec<Offer> = Vec::new();
        for response in &operation.responses {
            let groups = self.groups(operation, response, &mut offered, diagnostics);
            let success = is_success(response.status);
            let patterns = match response.status {
                StatusSpec::Exact(status) => vec![(StatusPattern::Exact(status), success)],
                StatusSpec::Range(hundreds) => {
                    let from = u16::from(hundreds) * 100;
                    vec![(StatusPattern::Range(from, from + 99), success)]
                }
                StatusSpec::Default if any_success => vec![(StatusPattern::Any, false)],
                StatusSpec::Default => vec![
                    (StatusPattern::Range(200, 299), true),
                    (StatusPattern::Any, false),
                ],
            };
            for (pattern, success) in patterns {
                cases.extend(groups.iter().map(|(media, readings)| Case {
                    response,
                    pattern,
                    success,
                    ty: readings.first().and_then(Reading::ty).cloned(),
                    media: media.filter(|_| groups.len() > 1),
                    readings: readings.clone(),
                }));
            }
        }
        accept.extend(accepted(offered));
        cases
    }

    /// The readings of an answer's body by the type they give, with a media type of each; the best first.
    fn groups<'a>(
        &self,
        operation: &Operation,
        response: &'a Response,
        offered: &mut Vec<Offer>,
        diagnostics: &mut Diagnostics,
    ) -> Vec<(Option<&'a MediaType>, Vec<Reading>)> {
        let bodiless = operation.method == "HEAD"
            || matches!(
                response.status,
                StatusSpec::Exact(100..=199 | 204 | 205 | 304)
            );
        if bodiless || response.content.is_empty() {
            let reading = Reading {
                typed: None,
                decode: BodyDecoding::Empty,
                media_types: Vec::new(),
            };
            return vec![(None, vec![reading])];
        }
        if let Some(stream) = self.only_stream(operation, response) {
            offered.extend(stream.forms.iter().map(|(name, _)| Offer {
                rank: 0,
                name: name.clone(),
                parameters: String::new(),
                success: true,
            }));
            let reading = Reading {
                typed: Some(streams::list(&stream)),
                decode: BodyDecoding::Items,
                media_types: Vec::new(),
            };
            return vec![(response.content.first(), vec![reading])];
        }
        let mut groups: Vec<(Option<&'a MediaType>, Vec<Reading>)> = Vec::new();
        for (media, family) in self.readable(response, diagnostics) {
            let lost = !matches!(family, Family::Json | Family::Xml | Family::Text);
            // The items of a sequence are told apart by `stream`.
            if lost && self.structured(media) && Sequence::of(&media.name).is_none() {
                let message = format!(
                    "`{}` is read as bytes: the caller takes it apart",
                    media.name
                );
                let finding =
                    diagnostics.report(Code::UnsupportedMediaType, &media.pointer, message);
                finding.degrades();
            }
            offered.push(Offer {
                rank: rank(media, family),
                name: media.name.clone(),
                parameters: media.parameters.clone(),
                success: is_success(response.status),
            });
            let mut reading = self.reading(media, family);
            reading.media_types.push(media.name.clone());
            let twin = twin(media, family).filter(|twin| {
                let mut others = response.content.iter();
                !others.any(|other| other.name == *twin)
            });
            reading.media_types.extend(twin.map(str::to_owned));
            let group = groups
                .iter_mut()
                .find(|(_, readings)| readings.iter().any(|other| other.ty() == reading.ty()));
            let Some((_, readings)) = group else {
                groups.push((Some(media), vec![reading]));
                continue;
            };
            let alike = |other: &&mut Reading| {
                other.decode == reading.decode && other.typed == reading.typed
            };
            match readings.iter_mut().find(alike) {
                Some(other) => other.media_types.append(&mut reading.media_types),
                None => readings.push(reading),
            }
        }
        open(&mut groups);
        groups
    }

    /// The media types of an answer that can be read, the best first. Others are not asked for.
    fn readable<'a>(
        &self,
        response: &'a Response,
        diagnostics: &mut Diagnostics,
    ) -> Vec<(&'a MediaType, Family)> {
        let mut list: Vec<(&MediaType, Family)> = response
            .content
            .iter()
            .filter(|media| !self.is_beside_others(response, media))
            .map(|media| (media, self.family(media)))
            .collect();
        list.sort_by_key(|(media, family)| rank(media, *family));
        let Some((best, best_family)) = list.first().copied() else {
            return list;
        };
        list.retain(|(media, family)| {
            if std::ptr::eq(*media, best) || !self.is_unwritable(media, *family) {
                return true;
            }
            // The same under a name that says less (ASP.NET says `text/plain` of all its JSON).
            if *family != Family::Text || best_family != Family::Json {
                diagnostics.report(
                    Code::UnsupportedMediaType,
                    &media.pointer,
                    format!(
                        "the answer is asked for as `{}`; `{}` cannot be chosen",
                        best.name, media.name
                    ),
                );
            }
            false
        });
        list
    }

    fn reading(&self, media: &MediaType, family: Family) -> Reading {
        let typed = || {
            media.ty.map_or(Typed::plain(RustType::Json), |ty| {
                self.models.use_of(ty, Side::Received).placed()
            })
        };
        let (typed, decode) = match family {
            Family::Json => (typed(), BodyDecoding::Json),
            Family::Xml => match self.xml.root(media) {
                Some(root) => (typed(), BodyDecoding::Xml(root.clone())),
                None => (Typed::plain(RustType::Bytes), BodyDecoding::Bytes),
            },
            Family::Form | Family::Multipart | Family::Lines | Family::Bytes => {
                (Typed::plain(RustType::Bytes), BodyDecoding::Bytes)
            }
            Family::Text => (Typed::plain(RustType::String), BodyDecoding::Text),
        };
        Reading {
            typed: Some(typed),
            decode,
            media_types: Vec::new(),
        }
    }
}

fn responses<'a>(cases: &[&Case<'a>]) -> impl Iterator<Item = &'a Response> {
    cases.iter().map(|case| case.response)
}

/// Takes the condition from the best reading, which stands for whatever else a server calls its answer. Where a range
/// would catch what the best one is for, its own media types are asked for first.
fn open(groups: &mut [(Option<&MediaType>, Vec<Reading>)]) {
    let any = |readings: &[Reading], condition: fn(&str) -> bool| {
        let mut names = readings.iter().flat_map(|reading| &reading.media_types);
        names.any(|name| condition(name))
    };
    let caught = groups.iter().any(|(_, readings)| any(readings, is_range));
    let Some((_, readings)) = groups.first_mut() else {
        return;
    };
    let Some(best) = readings.first_mut() else {
        return;
    };
    let exact: Vec<String> = std::mem::take(&mut best.media_types)
        .into_iter()
        .filter(|name| !is_range(name))
        .collect();
    let only = groups
        .iter()
        .map(|(_, readings)| readings.len())
        .sum::<usize>()
        == 1;
    if let Some((_, readings)) = groups.first_mut()
        && let Some(best) = readings.first().cloned()
        && caught
        && !only
        && !exact.is_empty()
    {
        readings.push(Reading {
            media_types: exact,
            ..best
        });
    }
}

/// Where a condition stands among those of its status.
fn guard_order(media_types: &[String]) -> u8 {
    match media_types {
        [] => 3,
        list if list.iter().any(|name| name == "*/*") => 2,
        list if list.iter().any(|name| is_range(name)) => 1,
        _ => 0,
    }
}

fn is_success(status: StatusSpec) -> bool {
    matches!(status, StatusSpec::Exact(200..=299) | StatusSpec::Range(2))
}
