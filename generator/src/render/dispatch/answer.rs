//! Functions that decode the answer of an operation and write what it gives.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::api::Api;
use super::super::model::codec_type;
use super::super::snippet::Snippet;
use super::{Scope, TABLE, ident, on, operation_type};
use crate::plan::items::Codec;
use crate::plan::methods::{Method, OutcomeEnum, OutcomeVariant, Output};
use crate::plan::rust_type::RustType;

/// The expression for a row, and the function where the operation needs one of its own.
pub(super) fn of(
    api: &Api<'_>,
    scope: &mut Scope<'_>,
    method: &Method,
) -> (String, Option<TokenStream>) {
    let marker = operation_type(api, scope, method.marker.as_str());
    let streams = method.stream.as_ref().filter(|stream| !stream.always);
    if let (Output::Type(ty), None, None) = (&method.output, &method.error, streams) {
        let success = scope.name(TABLE, "success");
        let codec = writer(scope, ty, codec_of_output(method));
        return (format!("{success}::<{codec}, {marker}>"), None);
    }
    let name = method.name.as_str();
    (name.to_owned(), Some(function(api, scope, method, &marker)))
}

fn function(api: &Api<'_>, scope: &mut Scope<'_>, method: &Method, marker: &str) -> TokenStream {
    let name = ident(method.name.as_str());
    let (answer, told) = (scope.runtime("Answer"), scope.name(TABLE, "Told"));
    let (outcome, error) = (scope.runtime("Outcome"), scope.runtime("DecodeError"));
    let operation = scope.runtime("Operation").to_string();
    let (plain, marker) = (marker, Snippet::new(on(&operation, marker)));
    let result = scope.prelude("::core::result", "Result");
    let ok = scope.prelude("::core::result::Result", "Ok");
    let err = scope.prelude("::core::result::Result", "Err");
    let successes = match &method.output {
        Output::Type(RustType::Unit) => {
            vec![quote!(#outcome::Success(()) => #told::empty_success(),)]
        }
        Output::Type(ty) => {
            let codec = Snippet::new(writer(scope, ty, codec_of_output(method)));
            vec![quote!(#outcome::Success(body) => #told::success::<#codec, _>(&body),)]
        }
        Output::Enum(output) => arms(api, scope, method, output, true),
    };
    let items = method.stream.as_ref().filter(|stream| !stream.always);
    let items = items.map(|_| {
        let (items, marker) = (
            scope.name("crate::runtime::dispatch::items", "items"),
            Snippet::new(plain),
        );
        let some = scope.prelude("::core::option::Option", "Some");
        quote! {
            if let #some(told) = #items::<#marker>(answer)? {
                return #ok(told);
            }
        }
    });
    let failures = match &method.error {
        Some(error) => arms(api, scope, method, error, false),
        None => vec![quote!(#outcome::Failure(never) => match never {},)],
    };
    quote! {
        fn #name(answer: &#answer) -> #result<#told, #error> {
            #items
            let told = match #marker::decode(answer) {
                #(#successes)*
                #(#failures)*
                #outcome::Undocumented => #told::undocumented(),
                #outcome::Malformed(error) => return #err(error),
            };
            #ok(told)
        }
    }
}

/// An arm for each type of the variants.
fn arms(
    api: &Api<'_>,
    scope: &mut Scope<'_>,
    method: &Method,
    outcome: &OutcomeEnum,
    success: bool,
) -> Vec<TokenStream> {
    let mut kinds: Vec<(&Option<RustType>, Option<&Codec>, Vec<&OutcomeVariant>)> = Vec::new();
    for variant in &outcome.variants {
        let codec = method
            .answers
            .iter()
            .filter(|arm| arm.success == success && arm.variant.as_ref() == Some(&variant.name))
            .find_map(|arm| arm.codec.as_ref());
        let same = kinds
            .iter_mut()
            .find(|(ty, other, _)| **ty == variant.ty && *other == codec);
        match same {
            Some((_, _, variants)) => variants.push(variant),
            None => kinds.push((&variant.ty, codec, vec![variant])),
        }
    }
    let runtime = scope.runtime("Outcome");
    let told = scope.name(TABLE, "Told");
    let owner = Snippet::new(operation_type(api, scope, outcome.name.as_str()));
    let [side, tell, empty] = if success {
        ["Success", "success", "empty_success"]
    } else {
        ["Failure", "failure", "empty_failure"]
    }
    .map(ident);
    kinds
        .into_iter()
        .map(|(ty, codec, variants)| {
            let names = variants.iter().map(|variant| ident(variant.name.as_str()));
            if let Some(ty) = ty {
                let codec = Snippet::new(writer(scope, ty, codec.cloned()));
                quote!(#runtime::#side(#(#owner::#names(body))|*) => #told::#tell::<#codec, _>(&body),)
            } else {
                quote!(#runtime::#side(#(#owner::#names)|*) => #told::#empty(),)
            }
        })
        .collect()
}

/// How the one type of all successes is read, where that is not its own way.
fn codec_of_output(method: &Method) -> Option<Codec> {
    let mut codecs = method
        .answers
        .iter()
        .filter(|arm| arm.success)
        .filter_map(|arm| arm.codec.clone());
    let codec = codecs.next()?;
    let wrapped = matches!(codec, Codec::OrNull(_));
    let option = matches!(method.output, Output::Type(RustType::Option(_)));
    Some(if option && !wrapped {
        Codec::OrNull(Box::new(codec))
    } else {
        codec
    })
}

/// The codec that writes a type.
fn writer(scope: &mut Scope<'_>, ty: &RustType, codec: Option<Codec>) -> String {
    if let Some(codec) = codec {
        return codec_type(scope, &codec);
    }
    match ty {
        RustType::Unit => scope.name(TABLE, "Nothing").to_string(),
        RustType::Bytes => scope.name(TABLE, "Binary").to_string(),
        RustType::Option(inner) if matches!(**inner, RustType::Bytes) => {
            let (or_null, binary) = (scope.runtime("OrNull"), scope.name(TABLE, "Binary"));
            format!("{or_null}<{binary}>")
        }
        _ => scope.runtime("Plain").to_string(),
    }
}
