//! Answers: what a success gives, which errors are documented, and how each status is read.

use super::body::{is_json, is_text, preferred};
use super::status::{status_words, variant_name};
use super::{OperationTypes, Planner};
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{Operation, Response, StatusSpec};
use crate::lock::Kind;
use crate::plan::docs::{Docs, code};
use crate::plan::items::Codec;
use crate::plan::methods::{
    AnswerArm, BodyDecoding, ErrorPlan, HeaderPlan, OutcomeEnum, OutcomeVariant, Output,
    StatusPattern,
};
use crate::plan::models::{Side, Typed};
use crate::plan::names::{FunctionName, Page, Scope, TypeName, VariantName, Wish, claim_all};
use crate::plan::rust_type::RustType;

/// Methods every response and failure has anyway.
const RESPONSE_METHODS: &[&str] = &[
    "status",
    "headers",
    "header",
    "header_as",
    "body",
    "into_body",
    "into_parts",
    "deref",
    "fmt",
    "new",
    "clone",
];

/// Everything about the answers of one operation.
pub(super) struct Answers {
    pub(super) accept: String,
    pub(super) output: Output,
    pub(super) error: Option<ErrorPlan>,
    pub(super) arms: Vec<AnswerArm>,
    pub(super) headers: Vec<HeaderPlan>,
    pub(super) error_headers: Vec<HeaderPlan>,
}

/// One documented answer, read.
struct Case<'a> {
    response: &'a Response,
    pattern: StatusPattern,
    success: bool,
    ty: Option<RustType>,
    codec: Option<Codec>,
    decode: BodyDecoding,
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
        cases.sort_by_key(|case| match case.pattern {
            StatusPattern::Exact(status) => (0, status),
            StatusPattern::Range(from, _) => (1, from),
            StatusPattern::Any => (2, 0),
        });
        let (successes, errors): (Vec<&Case<'_>>, Vec<&Case<'_>>) =
            cases.iter().partition(|case| case.success);
        let output = output(&successes, function, &types.output);
        let error = error(&errors, function, &types.error);
        let (mut success_index, mut error_index) = (0, 0);
        let arms = cases
            .iter()
            .map(|case| {
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
                AnswerArm {
                    codec: case.codec.clone(),
                    status: case.pattern,
                    success: case.success,
                    variant,
                    decode: case.decode,
                    media_type: None,
                    optional: case.success && matches!(output, Output::Type(RustType::Option(_))),
                }
            })
            .collect();
        Answers {
            accept: accept.join(", "),
            headers: self.headers(&successes, Kind::Header, page),
            error_headers: self.headers(&errors, Kind::ErrorHeader, page),
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
        for response in &operation.responses {
            let (typed, decode) = self.decoded(operation, response, accept, diagnostics);
            let mut case = |pattern, success| {
                cases.push(Case {
                    response,
                    pattern,
                    success,
                    ty: typed.as_ref().map(|typed| typed.ty.clone()),
                    codec: typed.as_ref().and_then(|typed| typed.codec.clone()),
                    decode,
                });
            };
            match response.status {
                StatusSpec::Exact(status) => {
                    case(StatusPattern::Exact(status), is_success(response.status));
                }
                StatusSpec::Range(hundreds) => {
                    let from = u16::from(hundreds) * 100;
                    case(
                        StatusPattern::Range(from, from + 99),
                        is_success(response.status),
                    );
                }
                StatusSpec::Default => {
                    if !any_success {
                        case(StatusPattern::Range(200, 299), true);
                    }
                    case(StatusPattern::Any, false);
                }
            }
        }
        cases
    }

    fn decoded(
        &self,
        operation: &Operation,
        response: &Response,
        accept: &mut Vec<String>,
        diagnostics: &mut Diagnostics,
    ) -> (Option<Typed>, BodyDecoding) {
        let bodiless = operation.method == "HEAD"
            || matches!(
                response.status,
                StatusSpec::Exact(100..=199 | 204 | 205 | 304)
            );
        let Some((media, others)) = preferred(&response.content).filter(|_| !bodiless) else {
            return (None, BodyDecoding::Empty);
        };
        for other in others {
            diagnostics.report(
                Code::UnsupportedMediaType,
                &other.pointer,
                format!(
                    "the answer is asked for as `{}`; `{}` cannot be chosen",
                    media.name, other.name
                ),
            );
        }
        if !accept.contains(&media.name) {
            accept.push(media.name.clone());
        }
        if is_json(&media.name) {
            let typed = media.ty.map_or(Typed::plain(RustType::Json), |ty| {
                self.models.use_of(ty, Side::Received).placed()
            });
            (Some(typed), BodyDecoding::Json)
        } else if is_text(&media.name) {
            (Some(Typed::plain(RustType::String)), BodyDecoding::Text)
        } else {
            (Some(Typed::plain(RustType::Bytes)), BodyDecoding::Bytes)
        }
    }

    fn headers(&self, cases: &[&Case<'_>], kind: Kind, page: Page<'_>) -> Vec<HeaderPlan> {
        let mut headers: Vec<&crate::ir::Header> = Vec::new();
        for header in cases.iter().flat_map(|case| &case.response.headers) {
            if !headers.iter().any(|known| known.name == header.name) {
                headers.push(header);
            }
        }
        let wishes: Vec<Wish> = headers
            .iter()
            .map(|header| {
                let name = &header.name;
                Wish::new(kind, name, [name.clone(), format!("{name} header")]).spelled(name)
            })
            .collect();
        let names: Vec<FunctionName> =
            page.claim_all(&mut Scope::reserving(RESPONSE_METHODS), wishes);
        headers
            .into_iter()
            .zip(names)
            .map(|(header, method)| {
                let ty = self.models.type_of(header.ty.id, Side::Received).ty;
                let parsed = matches!(
                    ty,
                    RustType::Bool
                        | RustType::I32
                        | RustType::I64
                        | RustType::U32
                        | RustType::U64
                        | RustType::F32
                        | RustType::F64
                );
                let text = header.description.text.as_deref().unwrap_or_default();
                let docs = Docs::from_document(text)
                    .prefixed(&format!("Header {}: ", code(&header.name)))
                    .wrapped(4);
                HeaderPlan {
                    method,
                    wire: header.name.clone(),
                    ty: if parsed { ty } else { RustType::String },
                    docs,
                }
            })
            .collect()
    }
}

/// What a success gives: `name` is for an enum where successes differ.
fn output(successes: &[&Case<'_>], function: &FunctionName, name: &TypeName) -> Output {
    let mut types: Vec<&RustType> = Vec::new();
    for ty in successes.iter().filter_map(|case| case.ty.as_ref()) {
        if !types.contains(&ty) {
            types.push(ty);
        }
    }
    let some_empty = successes.iter().any(|case| case.ty.is_none());
    match (types.as_slice(), some_empty) {
        ([], _) => Output::Type(RustType::Unit),
        ([only], false) => Output::Type((*only).clone()),
        ([only], true) => Output::Type(match only {
            RustType::Option(_) => (*only).clone(),
            _ => RustType::Option(Box::new((*only).clone())),
        }),
        _ => Output::Enum(outcome(
            name.clone(),
            format!(
                "The documented successes of [`Client::{}`].",
                function.bare()
            ),
            successes,
        )),
    }
}

/// The enum of documented errors; `None` where there are none.
fn error(errors: &[&Case<'_>], function: &FunctionName, name: &TypeName) -> Option<ErrorPlan> {
    let docs = || format!("The documented errors of [`Client::{}`].", function.bare());
    (!errors.is_empty()).then(|| outcome(name.clone(), docs(), errors))
}

/// The enum whose variant an answer is; `None` where successes have one plain type.
pub(super) fn outcome_of<'a>(
    success: bool,
    output: &'a Output,
    error: Option<&'a ErrorPlan>,
) -> Option<&'a OutcomeEnum> {
    match output {
        _ if !success => error,
        Output::Enum(outcome) => Some(outcome),
        Output::Type(_) => None,
    }
}

fn is_success(status: StatusSpec) -> bool {
    matches!(status, StatusSpec::Exact(200..=299) | StatusSpec::Range(2))
}

fn outcome(name: TypeName, docs: String, cases: &[&Case<'_>]) -> OutcomeEnum {
    let wishes: Vec<Wish> = cases
        .iter()
        .map(|case| {
            let name = variant_name(case.pattern);
            Wish::new(Kind::Variant, name.clone(), [name])
        })
        .collect();
    let names: Vec<VariantName> = claim_all(&mut Scope::default(), &wishes);
    let variants = cases
        .iter()
        .zip(names)
        .map(|(case, name)| {
            let text = case.response.description.as_deref().unwrap_or_default();
            OutcomeVariant {
                name,
                docs: Docs::from_document(text)
                    .prefixed(&format!("{}: ", status_words(case.pattern))),
                ty: case.ty.clone(),
            }
        })
        .collect();
    OutcomeEnum {
        name,
        docs: Docs::ours(docs),
        variants,
    }
}
