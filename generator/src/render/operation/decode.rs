//! `Operation::decode`: a match over the status.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens as _, quote};

use crate::plan::methods::{AnswerArm, BodyDecoding, Method, Output, StatusPattern};
use crate::render::model::codec_type;
use crate::render::print::ident;
use crate::render::scope::Scope;
use crate::render::snippet::Snippet;

/// The function.
pub(super) fn function(scope: &mut Scope<'_>, method: &Method, module: &str) -> TokenStream {
    let answer = scope.runtime("Answer");
    let outcome = scope.runtime("Outcome");
    let error = scope.runtime("DecodeError");
    let result = scope.prelude("::core::result", "Result");
    let ok = scope.prelude("::core::result::Result", "Ok");
    let arms = arms(scope, method, module);
    let open = !arms
        .iter()
        .any(|arm| arm.statuses == [StatusPattern::Any] && arm.media_types.is_empty());
    let rest = open.then(|| quote!(_ => #outcome::Undocumented,));
    let body = match arms.as_slice() {
        // A match would have one arm.
        [] => quote!(#ok(#outcome::Undocumented)),
        [only] if !open => {
            let value = &only.value;
            quote!(#ok(#value))
        }
        arms => {
            let patterns = arms.iter().map(pattern);
            let values = arms.iter().map(|arm| &arm.value);
            quote! {
                let outcome = match answer.status() {
                    #(#patterns => #values,)*
                    #rest
                };
                #ok(outcome)
            }
        }
    };
    let read = body.to_string().contains("answer .");
    let name = if read { quote!(answer) } else { quote!(_) };
    quote! {
        fn decode(#name: &#answer) -> #result<#outcome<Self>, #error> {
            #body
        }
    }
}

/// One arm of the match.
struct Arm<'a> {
    statuses: Vec<StatusPattern>,
    media_types: &'a [String],
    value: TokenStream,
}

/// The arms, statuses that are read the same way in one.
fn arms<'a>(scope: &mut Scope<'_>, method: &'a Method, module: &str) -> Vec<Arm<'a>> {
    let mut arms: Vec<Arm<'a>> = Vec::new();
    let mut texts: Vec<String> = Vec::new();
    let mut answers: Vec<&AnswerArm> = method.answers.iter().collect();
    let guarded = answers.iter().any(|answer| !answer.media_types.is_empty());
    if guarded {
        // An arm without a condition may take in statuses of later arms, conditions must be met before that.
        answers.sort_by_key(|answer| (answer.status.order().0, answer.media_types.is_empty()));
    }
    for answer in answers {
        let value = value(scope, method, answer, module);
        let text = value.to_string();
        let known = arms
            .iter()
            .zip(&texts)
            .position(|(arm, other)| arm.media_types == answer.media_types && *other == text);
        if let Some(arm) = known.and_then(|index| arms.get_mut(index)) {
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
        texts.push(text);
    }
    arms.retain(|arm| !arm.statuses.is_empty());
    arms
}

fn pattern(arm: &Arm<'_>) -> TokenStream {
    let statuses = in_runs(&arm.statuses)
        .into_iter()
        .map(|status| match status {
            StatusPattern::Exact(status) => Literal::u16_unsuffixed(status).into_token_stream(),
            StatusPattern::Range(from, to) => {
                let (from, to) = (Literal::u16_unsuffixed(from), Literal::u16_unsuffixed(to));
                quote!(#from..=#to)
            }
            StatusPattern::Any => quote!(_),
        });
    let media_types = arm.media_types;
    let guard = (!media_types.is_empty()).then(|| quote!(if #(answer.is(#media_types))||*));
    quote!(#(#statuses)|* #guard)
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

fn value(scope: &mut Scope<'_>, method: &Method, arm: &AnswerArm, module: &str) -> TokenStream {
    let outcome = scope.runtime("Outcome");
    let side = ident(if arm.success { "Success" } else { "Failure" });
    let body = match &arm.decode {
        BodyDecoding::Empty => None,
        BodyDecoding::Json => Some(if let Some(codec) = &arm.codec {
            let codec = Snippet::new(codec_type(scope, codec));
            quote!(answer.json_as::<#codec, _>()?)
        } else {
            quote!(answer.json()?)
        }),
        BodyDecoding::Xml(root) => {
            let root = super::body::table(scope, module, root);
            Some(if let Some(codec) = &arm.codec {
                let codec = Snippet::new(codec_type(scope, codec));
                quote!(answer.xml_as::<#codec, _>(&#root)?)
            } else {
                quote!(answer.xml(&#root)?)
            })
        }
        BodyDecoding::Text => Some(quote!(answer.text()?)),
        BodyDecoding::Bytes => Some(quote!(answer.bytes())),
        BodyDecoding::Items => Some(quote!(answer.items::<Self>()?)),
    };
    let owner = match (&method.output, arm.success) {
        (Output::Enum(output), true) => Some(&output.name),
        (Output::Type(_), true) => None,
        (_, false) => method.error.as_ref().map(|error| &error.name),
    };
    let value = match (owner, &arm.variant, body) {
        (Some(owner), Some(variant), body) => {
            let (owner, variant) = (ident(owner.as_str()), ident(variant.as_str()));
            let payload = body.map(|body| quote!((#body)));
            quote!(#owner::#variant #payload)
        }
        (_, _, Some(body)) if arm.optional => {
            let some = scope.prelude("::core::option::Option", "Some");
            quote!(#some(#body))
        }
        (_, _, None) if arm.optional => {
            let none = scope.prelude("::core::option::Option", "None");
            quote!(#none)
        }
        (_, _, Some(body)) => body,
        (_, _, None) => quote!(()),
    };
    quote!(#outcome::#side(#value))
}
