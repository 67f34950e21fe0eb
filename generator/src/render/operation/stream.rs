//! `impl Streaming`: what the items of an answer are.

use proc_macro2::Ident;
use quote::quote;

use crate::plan::methods::{Framing, StreamPlan};
use crate::render::model::codec_type;
use crate::render::print::ident;
use crate::render::scope::Scope;
use crate::render::snippet::Snippet;
use crate::render::source::Source;

pub(super) fn item(file: &mut Source, scope: &mut Scope<'_>, marker: &Ident, plan: &StreamPlan) {
    let streaming = scope.runtime("Streaming");
    let spec = scope.runtime("StreamSpec");
    let framing = scope.runtime("Framing");
    let item = scope.ty(&plan.item);
    let codec = match &plan.codec {
        Some(codec) => Snippet::new(codec_type(scope, codec)),
        None => scope.runtime("Plain"),
    };
    let mut forms = Vec::new();
    for (media_type, how) in &plan.forms {
        let event = match how {
            Framing::EventData => Some("Data"),
            Framing::EventText => Some("Text"),
            Framing::EventJson => Some("Json"),
            Framing::EventEither => Some("Either"),
            Framing::Lines | Framing::Records => None,
        };
        let how = match event {
            Some(event) => {
                let (events, event) = (scope.runtime("EventItem"), ident(event));
                quote!(#framing::Events(#events::#event))
            }
            None if *how == Framing::Records => quote!(#framing::Records),
            None => quote!(#framing::Lines),
        };
        forms.push(quote!((#media_type, #how)));
    }
    let always = plan.always;
    file.impl_block(
        &quote!(impl #streaming for #marker),
        vec![
            quote! {
                type Item = #item;
                type Codec = #codec;
            },
            quote! {
                const STREAM: &'static #spec = &#spec {
                    forms: &[#(#forms),*],
                    always: #always,
                };
            },
        ],
    );
}
