//! Bodies: an argument or a setter, and the enum where there is a choice.

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::{encoded, entry};
use crate::plan::methods::{BodyContent, BodyEncoding, BodyEnum, BodyForm, BodyPlan};
use crate::plan::names::ConstName;
use crate::plan::rust_type::RustType;
use crate::render::print::{doc_lines, ident};
use crate::render::scope::Scope;
use crate::render::snippet::Snippet;
use crate::render::source::Source;

/// What the caller passes.
pub(super) fn argument(scope: &mut Scope<'_>, body: &BodyPlan) -> Snippet {
    match &body.content {
        BodyContent::One(form) if form.ty.is_text_list() => scope.parameter(&form.ty),
        BodyContent::One(form) => scope.argument(&form.ty),
        BodyContent::Several(choice) => {
            let into = scope.prelude("::core::convert", "Into");
            Snippet::new(format!("impl {into}<{}>", choice.name))
        }
    }
}

/// `call.set_json(&body)`, or a `match` over the choice.
pub(super) fn writer(
    scope: &mut Scope<'_>,
    body: &BodyPlan,
    start: &TokenStream,
    module: &str,
) -> TokenStream {
    let name = ident(body.name.as_str());
    match &body.content {
        BodyContent::One(form) => {
            let write = setter(scope, form, &name, form.ty.takes_into(), module);
            quote!(#start #write)
        }
        BodyContent::Several(choice) => {
            let into = scope.prelude("::core::convert", "Into");
            let owner = ident(choice.name.as_str());
            let is_setter = start.to_string() == "self";
            let (first, call) = if is_setter {
                (None, quote!(self))
            } else {
                (Some(quote!(let call = #start;)), quote!(call))
            };
            let arms: Vec<TokenStream> = choice
                .variants
                .iter()
                .map(|variant| {
                    let write = setter(scope, &variant.form, &name, false, module);
                    let variant = ident(variant.name.as_str());
                    quote!(#owner::#variant(#name) => #call #write,)
                })
                .collect();
            quote! {
                #first
                match #into::<#owner>::into(#name) {
                    #(#arms)*
                }
            }
        }
    }
}

/// `.set_json(&body)`; `generic` where the argument is an `impl Into`.
fn setter(
    scope: &mut Scope<'_>,
    form: &BodyForm,
    name: &proc_macro2::Ident,
    generic: bool,
    module: &str,
) -> TokenStream {
    let value = if generic && !form.ty.is_text_list() {
        let ty = scope.ty(&form.ty);
        let into = scope.prelude("::core::convert", "Into");
        quote!(#into::<#ty>::into(#name))
    } else {
        quote!(#name)
    };
    let value = encoded(scope, form.codec.as_ref(), &quote!(&#value));
    match &form.encoding {
        BodyEncoding::Json(None) => quote!(.set_json(#value)),
        BodyEncoding::Json(Some(media_type)) => quote!(.set_json_as(#media_type, #value)),
        BodyEncoding::Xml(media_type, root) => {
            let root = table(scope, module, root);
            quote!(.set_xml(#media_type, &#root, #value))
        }
        BodyEncoding::Form(fields) if fields.is_empty() => quote!(.set_form(#value)),
        BodyEncoding::Form(fields) => {
            let fields: Vec<TokenStream> = fields
                .iter()
                .map(|(wire, encoding)| entry(scope, wire, "Query", encoding))
                .collect();
            quote!(.set_form_as(&[#(#fields),*], #value))
        }
        BodyEncoding::Text(media_type) => quote!(.set_text(#media_type, #name)),
        BodyEncoding::Bytes(media_type) => quote!(.set_bytes(#media_type, #name)),
        BodyEncoding::Lines(media_type) => quote!(.set_lines(#media_type, #name)),
        BodyEncoding::File => quote!(.set_file(#name)),
        BodyEncoding::Multipart(media_type) => quote!(.set_multipart(#media_type, #value)),
        BodyEncoding::MultipartObject(media_type) => {
            quote!(.set_multipart_object(#media_type, #value))
        }
    }
}

/// The table of a document of XML: `xml::USER`.
pub(super) fn table(scope: &mut Scope<'_>, module: &str, root: &ConstName) -> TokenStream {
    let module = scope.name(module, "xml");
    let root = ident(root.as_str());
    quote!(#module::#root)
}

/// The enum over several forms, and what turns into it.
pub(super) fn item(file: &mut Source, scope: &mut Scope<'_>, plan: &BodyEnum) {
    let (docs, name) = (doc_lines(&plan.docs), ident(plan.name.as_str()));
    let variants: Vec<TokenStream> = plan
        .variants
        .iter()
        .map(|variant| {
            let (docs, name) = (doc_lines(&variant.docs), ident(variant.name.as_str()));
            let ty = scope.ty(&variant.form.ty);
            quote!(#docs #name(#ty),)
        })
        .collect();
    file.item(quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }
    });
    for variant in plan.variants.iter().filter(|variant| variant.from) {
        let payload = ident(variant.name.as_str());
        let ty = scope.ty(&variant.form.ty);
        from(
            file,
            scope,
            plan,
            &quote!(#ty),
            &quote!(Self::#payload(body)),
        );
        let more = match &variant.form.ty {
            RustType::String => vec![Snippet::new("&str")],
            RustType::Body | RustType::File => {
                vec![scope.ty(&RustType::Bytes), scope.ty(&RustType::Base64)]
            }
            _ => Vec::new(),
        };
        for other in more {
            from(
                file,
                scope,
                plan,
                &quote!(#other),
                &quote!(Self::#payload(body.into())),
            );
        }
    }
}

fn from(
    file: &mut Source,
    scope: &mut Scope<'_>,
    plan: &BodyEnum,
    ty: &TokenStream,
    value: &TokenStream,
) {
    let name = ident(plan.name.as_str());
    let from = scope.prelude("::core::convert", "From");
    file.impl_block(
        &quote!(impl #from<#ty> for #name),
        vec![quote! {
            fn from(body: #ty) -> Self {
                #value
            }
        }],
    );
}
