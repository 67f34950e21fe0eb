//! Typed headers of answers.

use proc_macro2::TokenStream;
use quote::quote;

use super::error_type;
use crate::plan::methods::{HeaderPlan, Method};
use crate::plan::rust_type::RustType;
use crate::render::print::{doc_line, doc_lines, ident};
use crate::render::scope::Scope;
use crate::render::source::Source;

/// `impl Response<O>` and `impl Failure<E>`.
pub(super) fn render(file: &mut Source, scope: &mut Scope<'_>, method: &Method) {
    if !method.headers.is_empty() {
        let (response, marker) = (scope.runtime("Response"), ident(method.marker.as_str()));
        let functions = functions(scope, &method.headers);
        file.impl_block(&quote!(impl #response<#marker>), functions);
    }
    if !method.error_headers.is_empty() {
        let (failure, error) = (scope.runtime("Failure"), error_type(scope, method));
        let functions = functions(scope, &method.error_headers);
        file.impl_block(&quote!(impl #failure<#error>), functions);
    }
}

fn functions(scope: &mut Scope<'_>, headers: &[HeaderPlan]) -> Vec<TokenStream> {
    headers
        .iter()
        .map(|header| function(scope, header))
        .collect()
}

fn function(scope: &mut Scope<'_>, header: &HeaderPlan) -> TokenStream {
    let (docs, name) = (doc_lines(&header.docs), ident(header.method.as_str()));
    let wire = &header.wire;
    let option = scope.prelude("::core::option", "Option");
    if header.ty == RustType::String {
        return quote! {
            #docs
            #[must_use]
            pub fn #name(&self) -> #option<&str> {
                self.header(#wire)
            }
        };
    }
    let ty = scope.ty(&header.ty);
    let (result, error) = (
        scope.prelude("::core::result", "Result"),
        scope.runtime("HeaderError"),
    );
    let errors = [
        "",
        "# Errors",
        "",
        "The header is there and its value is not of this type.",
    ]
    .into_iter()
    .map(doc_line);
    quote! {
        #docs
        #(#errors)*
        pub fn #name(&self) -> #result<#option<#ty>, #error> {
            self.header_as(#wire)
        }
    }
}
