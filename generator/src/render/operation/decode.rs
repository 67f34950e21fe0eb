//! `Operation::decode`: a match over the status.

use crate::plan::methods::{AnswerArm, BodyDecoding, Method, Output, StatusPattern};
use crate::render::model::codec_type;
use crate::render::print::{Text, string_literal};
use crate::render::scope::Scope;

/// The function.
pub(super) fn function(scope: &mut Scope<'_>, method: &Method, module: &str) -> Text {
    let answer = scope.runtime("Answer");
    let outcome = scope.runtime("Outcome");
    let arms = arms(scope, method, module);
    let open = !arms
        .iter()
        .any(|arm| arm.statuses == [StatusPattern::Any] && arm.media_types.is_empty());
    let lone = match arms.as_slice() {
        // A match would have one arm.
        [] => Some(format!("{outcome}::Undocumented")),
        [only] if !open => Some(only.value.clone()),
        _ => None,
    };
    let read = lone.as_ref().is_none_or(|value| value.contains("answer."));
    let name = if read { "answer" } else { "_" };
    let mut text = Text::new(1);
    text.signature(
        "fn decode",
        &[format!("{name}: &{answer}")],
        &format!("-> {outcome}<Self> {{"),
    );
    if let Some(value) = lone {
        text.line(value);
    } else {
        text.open("match answer.status() {");
        for arm in &arms {
            text.arm(&pattern(arm), &arm.value);
        }
        if open {
            text.line(format_args!("_ => {outcome}::Undocumented,"));
        }
        text.close("}");
    }
    text.close("}");
    text
}

/// One arm of the match.
struct Arm<'a> {
    statuses: Vec<StatusPattern>,
    media_types: &'a [String],
    value: String,
}

/// The arms, statuses that are read the same way in one.
fn arms<'a>(scope: &mut Scope<'_>, method: &'a Method, module: &str) -> Vec<Arm<'a>> {
    let mut arms: Vec<Arm<'a>> = Vec::new();
    let mut answers: Vec<&AnswerArm> = method.answers.iter().collect();
    let guarded = answers.iter().any(|answer| !answer.media_types.is_empty());
    if guarded {
        // An arm without a condition may take in statuses of later arms, conditions must be met before that.
        answers.sort_by_key(|answer| (answer.status.order().0, answer.media_types.is_empty()));
    }
    for answer in answers {
        let value = value(scope, method, answer, module);
        let known = arms
            .iter_mut()
            .find(|arm| arm.media_types == answer.media_types && arm.value == value);
        if let Some(arm) = known {
            match answer.status {
                StatusPattern::Exact(_) => {
                    arm.statuses.push(answer.status);
                    continue;
                }
                // The statuses before it are among those of the range, which stays behind the exceptions to it.
                StatusPattern::Range(from, to) if !guarded => arm.statuses.retain(
                    |status| !matches!(status, StatusPattern::Exact(at) if (from..=to).contains(at)),
                ),
                StatusPattern::Range(..) | StatusPattern::Any => {}
            }
        }
        arms.push(Arm {
            statuses: vec![answer.status],
            media_types: &answer.media_types,
            value,
        });
    }
    arms.retain(|arm| !arm.statuses.is_empty());
    arms
}

fn pattern(arm: &Arm<'_>) -> String {
    let statuses = in_runs(&arm.statuses)
        .into_iter()
        .map(|status| match status {
            StatusPattern::Exact(status) => status.to_string(),
            StatusPattern::Range(from, to) => format!("{from}..={to}"),
            StatusPattern::Any => "_".to_owned(),
        });
    let statuses: Vec<String> = statuses.collect();
    let statuses = statuses.join(" | ");
    if arm.media_types.is_empty() {
        return statuses;
    }
    let media_types = arm.media_types.iter();
    let guards: Vec<String> = media_types
        .map(|media_type| format!("answer.is({})", string_literal(media_type)))
        .collect();
    format!("{statuses} if {}", guards.join(" || "))
}

/// The statuses, three or more that follow each other as a range.
fn in_runs(statuses: &[StatusPattern]) -> Vec<StatusPattern> {
    let mut runs: Vec<Vec<u16>> = Vec::new();
    let mut others = Vec::new();
    for status in statuses {
        match *status {
            StatusPattern::Exact(status) => match runs.last_mut() {
                Some(run) if run.last().and_then(|last| last.checked_add(1)) == Some(status) => {
                    run.push(status);
                }
                _ => runs.push(vec![status]),
            },
            other => others.push(other),
        }
    }
    let runs = runs.into_iter().flat_map(|run| match run.as_slice() {
        [first, _, .., last] => vec![StatusPattern::Range(*first, *last)],
        few => few.iter().copied().map(StatusPattern::Exact).collect(),
    });
    runs.chain(others).collect()
}

/// `answer.success()`, `Outcome::Failure(GetUserError::NotFound)`: what an arm gives.
fn value(scope: &mut Scope<'_>, method: &Method, arm: &AnswerArm, module: &str) -> String {
    let outcome = scope.runtime("Outcome");
    let wrapper = wrapper(scope, method, arm);
    let Some(body) = reading(scope, arm, module) else {
        let value = constant(scope, arm, wrapper);
        let side = if arm.success { "Success" } else { "Failure" };
        return format!("{outcome}::{side}({value})");
    };
    let function = if arm.success { "success" } else { "failure" };
    match wrapper {
        None if body == JSON => "answer.success()".to_owned(),
        None => format!("{outcome}::success({body})"),
        Some(wrapper) if body == JSON && !arm.success => format!("answer.failure({wrapper})"),
        Some(wrapper) => format!("{outcome}::{function}_as({body}, {wrapper})"),
    }
}

/// What is around the body: a variant, or `Some`.
fn wrapper(scope: &mut Scope<'_>, method: &Method, arm: &AnswerArm) -> Option<String> {
    let owner = match (&method.output, arm.success) {
        (Output::Enum(output), true) => Some(&output.name),
        (Output::Type(_), true) => None,
        (_, false) => method.error.as_ref().map(|error| &error.name),
    };
    match (owner, &arm.variant) {
        (Some(owner), Some(variant)) => Some(format!("{owner}::{variant}")),
        _ if arm.optional && arm.decode != BodyDecoding::Empty => {
            Some(scope.prelude("::core::option::Option", "Some").to_string())
        }
        _ => None,
    }
}

/// The value of an arm that cannot fail: nothing is read, or bytes as they are.
fn constant(scope: &mut Scope<'_>, arm: &AnswerArm, wrapper: Option<String>) -> String {
    match (wrapper, &arm.decode) {
        (Some(wrapper), BodyDecoding::Bytes) => format!("{wrapper}(answer.bytes())"),
        (None, BodyDecoding::Bytes) => "answer.bytes()".to_owned(),
        (Some(variant), _) => variant,
        (None, _) if arm.optional => scope.prelude("::core::option::Option", "None").to_string(),
        (None, _) => "()".to_owned(),
    }
}

/// How plain JSON is read, which has functions of its own.
const JSON: &str = "answer.json()";

/// The call that reads the body; `None` where that cannot fail.
fn reading(scope: &mut Scope<'_>, arm: &AnswerArm, module: &str) -> Option<String> {
    // Items have their codec elsewhere; only what is printed here is imported.
    let codec = match &arm.decode {
        BodyDecoding::Json | BodyDecoding::Xml(_) => arm.codec.as_ref(),
        _ => None,
    };
    let codec = codec.map(|codec| codec_type(scope, codec));
    Some(match (&arm.decode, codec) {
        (BodyDecoding::Empty | BodyDecoding::Bytes, _) => return None,
        (BodyDecoding::Json, None) => JSON.to_owned(),
        (BodyDecoding::Json, Some(codec)) => format!("answer.json_as::<{codec}, _>()"),
        (BodyDecoding::Xml(root), codec) => {
            let root = super::body::table(scope, module, root);
            match codec {
                Some(codec) => format!("answer.xml_as::<{codec}, _>(&{root})"),
                None => format!("answer.xml(&{root})"),
            }
        }
        (BodyDecoding::Text, _) => "answer.text()".to_owned(),
        (BodyDecoding::Items, _) => "answer.items::<Self>()".to_owned(),
    })
}
