//! `Operation::decode`: a match over the status.

use crate::plan::methods::{AnswerArm, BodyDecoding, Method, Output, StatusPattern};
use crate::render::model::codec_type;
use crate::render::print::{Text, string_literal};
use crate::render::scope::Scope;

/// The function.
pub(super) fn function(scope: &mut Scope<'_>, method: &Method, module: &str) -> Text {
    let answer = scope.runtime("Answer");
    let outcome = scope.runtime("Outcome");
    let error = scope.runtime("DecodeError");
    let result = scope.prelude("::core::result", "Result");
    let ok = scope.prelude("::core::result::Result", "Ok");
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
    text.open(format_args!(
        "fn decode({name}: &{answer}) -> {result}<{outcome}<Self>, {error}> {{"
    ));
    if let Some(value) = lone {
        text.line(format_args!("{ok}({value})"));
    } else {
        text.open("let outcome = match answer.status() {");
        for arm in &arms {
            text.arm(&pattern(arm), &arm.value);
        }
        if open {
            text.line(format_args!("_ => {outcome}::Undocumented,"));
        }
        text.close("};");
        text.line(format_args!("{ok}(outcome)"));
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

fn value(scope: &mut Scope<'_>, method: &Method, arm: &AnswerArm, module: &str) -> String {
    let outcome = scope.runtime("Outcome");
    let side = if arm.success { "Success" } else { "Failure" };
    let body = match &arm.decode {
        BodyDecoding::Empty => None,
        BodyDecoding::Json => Some(match &arm.codec {
            Some(codec) => format!("answer.json_as::<{}, _>()?", codec_type(scope, codec)),
            None => "answer.json()?".to_owned(),
        }),
        BodyDecoding::Xml(root) => {
            let root = super::body::table(scope, module, root);
            Some(match &arm.codec {
                Some(codec) => {
                    format!("answer.xml_as::<{}, _>(&{root})?", codec_type(scope, codec))
                }
                None => format!("answer.xml(&{root})?"),
            })
        }
        BodyDecoding::Text => Some("answer.text()?".to_owned()),
        BodyDecoding::Bytes => Some("answer.bytes()".to_owned()),
        BodyDecoding::Items => Some("answer.items::<Self>()?".to_owned()),
    };
    let owner = match (&method.output, arm.success) {
        (Output::Enum(output), true) => Some(&output.name),
        (Output::Type(_), true) => None,
        (_, false) => method.error.as_ref().map(|error| &error.name),
    };
    let value = match (owner, &arm.variant, body) {
        (Some(owner), Some(variant), Some(body)) => format!("{owner}::{variant}({body})"),
        (Some(owner), Some(variant), None) => format!("{owner}::{variant}"),
        (_, _, Some(body)) if arm.optional => {
            format!(
                "{}({body})",
                scope.prelude("::core::option::Option", "Some")
            )
        }
        (_, _, None) if arm.optional => scope.prelude("::core::option::Option", "None").to_string(),
        (_, _, Some(body)) => body,
        (_, _, None) => "()".to_owned(),
    };
    format!("{outcome}::{side}({value})")
}
