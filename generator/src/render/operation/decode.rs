//! `Operation::decode`: a match over the status.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::methods::{AnswerArm, BodyDecoding, Method, Output, StatusPattern};
use crate::render::print::ident;
use crate::render::scope::Scope;

/// The function.
pub(super) fn function(scope: &mut Scope<'_>, method: &Method) -> TokenStream {
    let answer = scope.runtime("Answer");
    let outcome = scope.runtime("Outcome");
    let error = scope.runtime("DecodeError");
    let result = scope.prelude("::core::result", "Result");
    let ok = scope.prelude("::core::result::Result", "Ok");
    let arms: Vec<TokenStream> = method
        .answers
        .iter()
        .map(|arm| {
            let (pattern, value) = (pattern(arm), value(scope, method, arm));
            quote!(#pattern => #value)
        })
        .collect();
    let open = !method
        .answers
        .iter()
        .any(|arm| arm.status == StatusPattern::Any && arm.media_type.is_none());
    let rest = open.then(|| quote!(_ => #outcome::Undocumented,));
    quote! {
        fn decode(answer: &#answer) -> #result<#outcome<Self>, #error> {
            let outcome = match answer.status() {
                #(#arms,)*
                #rest
            };
            #ok(outcome)
        }
    }
}

fn pattern(arm: &AnswerArm) -> TokenStream {
    let status = match arm.status {
        StatusPattern::Exact(status) => {
            let status = Literal::u16_unsuffixed(status);
            quote!(#status)
        }
        StatusPattern::Range(from, to) => {
            let (from, to) = (Literal::u16_unsuffixed(from), Literal::u16_unsuffixed(to));
            quote!(#from..=#to)
        }
        StatusPattern::Any => quote!(_),
    };
    let guard = arm
        .media_type
        .as_ref()
        .map(|media_type| quote!(if answer.is(#media_type)));
    quote!(#status #guard)
}

fn value(scope: &mut Scope<'_>, method: &Method, arm: &AnswerArm) -> TokenStream {
    let outcome = scope.runtime("Outcome");
    let side = ident(if arm.success { "Success" } else { "Failure" });
    let body = match arm.decode {
        BodyDecoding::Empty => None,
        BodyDecoding::Json => Some(quote!(answer.json()?)),
        BodyDecoding::Text => Some(quote!(answer.text()?)),
        BodyDecoding::Bytes => Some(quote!(answer.bytes())),
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
        (_, _, None) if arm.optional => scope.prelude("::core::option::Option", "None"),
        (_, _, Some(body)) => body,
        (_, _, None) => quote!(()),
    };
    quote!(#outcome::#side(#value))
}
