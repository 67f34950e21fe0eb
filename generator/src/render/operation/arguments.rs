//! What a caller gives: arguments of the client's method, setters of the call.

use proc_macro2::TokenStream;
use quote::quote;

use super::{attributes, body};
use crate::plan::items::Codec;
use crate::plan::methods::{Method, ParameterEncoding, ParameterPlan, Place};
use crate::plan::rust_type::RustType;
use crate::render::model::codec_type;
use crate::render::print::ident;
use crate::render::scope::{Scope, borrowed};
use crate::render::snippet::Snippet;
use crate::render::source::Source;

/// The client's method; `module` is the way to the API's.
pub(super) fn client_method(scope: &mut Scope<'_>, method: &Method, module: &str) -> TokenStream {
    let attributes = attributes(&method.docs, method.deprecated);
    let name = ident(method.name.as_str());
    let marker = ident(method.marker.as_str());
    let call = scope.runtime("Call");
    let mut arguments = Vec::new();
    let mut chain = TokenStream::new();
    for parameter in &method.arguments {
        let argument = ident(parameter.name.as_str());
        let ty = scope.parameter(&parameter.ty);
        arguments.push(quote!(#argument: #ty));
        chain.extend(writer(scope, parameter));
    }
    let mut value = quote!(#call::new(&self.core)#chain);
    if let Some(body) = method.body.as_ref().filter(|body| body.required) {
        let argument = ident(body.name.as_str());
        let ty = body::argument(scope, body);
        arguments.push(quote!(#argument: #ty));
        value = body::writer(scope, body, &value, module);
    }
    quote! {
        #attributes
        pub fn #name(&self, #(#arguments),*) -> #call<#marker> {
            #value
        }
    }
}

/// Setters for what may be left out.
pub(super) fn setters(file: &mut Source, scope: &mut Scope<'_>, method: &Method, module: &str) {
    let marker = ident(method.marker.as_str());
    let mut functions: Vec<TokenStream> = method
        .setters
        .iter()
        .map(|parameter| setter(scope, parameter))
        .collect();
    if let Some(body) = method.body.as_ref().filter(|body| !body.required) {
        let attributes = attributes(&body.docs, false);
        let name = ident(body.name.as_str());
        let ty = body::argument(scope, body);
        let value = body::writer(scope, body, &quote!(self), module);
        functions.push(quote! {
            #attributes
            pub fn #name(self, #name: #ty) -> Self {
                #value
            }
        });
    }
    if functions.is_empty() {
        return;
    }
    let call = scope.runtime("Call");
    file.impl_block(&quote!(impl #call<#marker>), functions);
}

fn setter(scope: &mut Scope<'_>, parameter: &ParameterPlan) -> TokenStream {
    let attributes = attributes(&parameter.docs, parameter.deprecated);
    let name = ident(parameter.name.as_str());
    let (ty, chain) = (scope.parameter(&parameter.ty), writer(scope, parameter));
    quote! {
        #attributes
        pub fn #name(self, #name: #ty) -> Self {
            self #chain
        }
    }
}

/// `.set_query("page_size", &page_size)`.
fn writer(scope: &mut Scope<'_>, parameter: &ParameterPlan) -> TokenStream {
    let name = ident(parameter.name.as_str());
    let value = match &parameter.ty {
        ty @ RustType::DateTime => {
            let (into, ty) = (scope.prelude("::core::convert", "Into"), scope.ty(ty));
            quote!(&#into::<#ty>::into(#name))
        }
        ty if borrowed(ty) => quote!(#name),
        _ => quote!(&#name),
    };
    let wire = &parameter.wire;
    let function = ident(match parameter.place {
        Place::Path => "set_path",
        Place::Query => "set_query",
        Place::Header => "set_header",
        Place::Cookie => "set_cookie",
    });
    let value = encoded(scope, parameter.codec.as_ref(), &value);
    quote!(.#function(#wire, #value))
}

/// A reference to a value, or to one that is written by a codec.
pub(super) fn encoded(
    scope: &mut Scope<'_>,
    codec: Option<&Codec>,
    value: &TokenStream,
) -> TokenStream {
    let Some(codec) = codec else {
        return value.clone();
    };
    let wrapper = scope.runtime("Encoded");
    let codec = Snippet::new(codec_type(scope, codec));
    quote!(&#wrapper::<#codec, _>::new(#value))
}

/// Parameters whose way of writing is not their place's default.
pub(super) fn encodings(scope: &mut Scope<'_>, method: &Method) -> TokenStream {
    let entries: Vec<TokenStream> = method
        .arguments
        .iter()
        .chain(&method.setters)
        .filter_map(|parameter| Some((parameter, parameter.encoding.as_ref()?)))
        .map(|(parameter, encoding)| {
            let place = match parameter.place {
                Place::Path => "Path",
                Place::Query => "Query",
                Place::Header => "Header",
                Place::Cookie => "Cookie",
            };
            entry(scope, &parameter.wire, place, encoding)
        })
        .collect();
    quote!(&[#(#entries),*])
}

/// `ParameterSpec { .. }`.
pub(super) fn entry(
    scope: &mut Scope<'_>,
    wire: &str,
    place: &str,
    encoding: &ParameterEncoding,
) -> TokenStream {
    let spec = scope.runtime("ParameterSpec");
    let (locations, styles) = (scope.runtime("Location"), scope.runtime("Style"));
    let (location, style) = (ident(place), ident(encoding.style));
    let (explode, json) = (encoding.explode, encoding.json);
    let (allow_reserved, allow_empty) = (encoding.allow_reserved, encoding.allow_empty);
    quote! {
        #spec {
            name: #wire,
            location: #locations::#location,
            style: #styles::#style,
            explode: #explode,
            allow_reserved: #allow_reserved,
            json: #json,
            allow_empty: #allow_empty,
        }
    }
}
