//! What calls give: one type, or an enum over answers that differ.

use super::answers::Case;
use super::media::media_words;
use super::status::{status_words, variant_name};
use crate::lock::Kind;
use crate::plan::docs::{Docs, code};
use crate::plan::methods::{ErrorPlan, OutcomeEnum, OutcomeVariant, Output};
use crate::plan::names::{FunctionName, Scope, TypeName, VariantName, Wish, claim_all};
use crate::plan::rust_type::RustType;

/// What a success gives: `name` is for an enum where successes differ.
pub(super) fn output(successes: &[&Case<'_>], function: &FunctionName, name: &TypeName) -> Output {
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
pub(super) fn error(
    errors: &[&Case<'_>],
    function: &FunctionName,
    name: &TypeName,
) -> Option<ErrorPlan> {
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

fn outcome(name: TypeName, docs: String, cases: &[&Case<'_>]) -> OutcomeEnum {
    let wishes: Vec<Wish> = cases
        .iter()
        .map(|case| {
            let status = variant_name(case.pattern);
            let candidates = match case.media {
                None => vec![status],
                Some(media) => media_words(&media.name)
                    .iter()
                    .map(|words| format!("{status} {words}"))
                    .collect(),
            };
            let id = candidates.first().cloned().unwrap_or_default();
            Wish::new(Kind::Variant, id, candidates)
        })
        .collect();
    let names: Vec<VariantName> = claim_all(&mut Scope::default(), &wishes);
    let variants = cases
        .iter()
        .zip(names)
        .map(|(case, name)| {
            let text = case.response.description.as_deref().unwrap_or_default();
            let mut head = status_words(case.pattern);
            if let Some(media) = case.media {
                head = format!("{head} as {}", code(&media.name));
            }
            OutcomeVariant {
                name,
                docs: Docs::from_document(text).prefixed(&format!("{head}: ")),
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
