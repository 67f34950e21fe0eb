//! Objects: a struct, `new` of what is required, setters for the rest, the wire table, `validate`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::table::{Table, as_codec, call};
use super::validate;
use crate::plan::items::{FieldPlan, Presence, StructPlan};
use crate::plan::names::FieldName;
use crate::plan::rust_type::RustType;
use crate::render::print::{deprecated, doc_line, doc_lines, ident, string_literal};
use crate::render::scope::Scope;
use crate::render::source::Source;

/// Prints everything about one object.
pub(super) fn render(file: &mut Source, scope: &mut Scope<'_>, plan: &StructPlan) {
    file.item(definition(scope, plan));
    let name = ident(plan.name.as_str());
    let mut methods = vec![constructor(scope, plan)];
    methods.extend(
        plan.fields
            .iter()
            .filter(|field| field.presence != Presence::Required)
            .map(|field| setter(scope, field)),
    );
    methods.extend(
        plan.rest
            .as_ref()
            .map(|(name, ty)| rest_setter(scope, name, ty)),
    );
    file.impl_block(&quote!(impl #name), methods);
    file.text(table(scope, plan));
    validate::render(file, scope, plan);
}

fn definition(scope: &mut Scope<'_>, plan: &StructPlan) -> TokenStream {
    let (docs, old) = (doc_lines(&plan.docs), deprecated(plan.deprecated));
    let name = ident(plan.name.as_str());
    let fields: Vec<TokenStream> = plan
        .fields
        .iter()
        .map(|field| {
            let (docs, old) = (doc_lines(&field.docs), deprecated(field.deprecated));
            let (name, ty) = (ident(field.name.as_str()), scope.ty(&field.ty));
            quote!(#docs #old pub #name: #ty)
        })
        .collect();
    let rest = plan.rest.as_ref().map(|(name, ty)| {
        let (name, ty) = (ident(name.as_str()), scope.map(ty));
        let docs = doc_line("Further properties, by name.");
        quote!(#docs pub #name: #ty,)
    });
    let default = plan.default.then(|| quote!(, Default));
    quote! {
        #docs
        #old
        #[derive(Debug, Clone, PartialEq #default)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
            #rest
        }
    }
}

/// `pub fn new(..required..) -> Self`.
fn constructor(scope: &mut Scope<'_>, plan: &StructPlan) -> TokenStream {
    if plan.default {
        return quote! {
            /// Creates one with nothing in it.
            #[must_use]
            pub fn new() -> Self {
                Self::default()
            }
        };
    }
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    for field in &plan.fields {
        let name = ident(field.name.as_str());
        match field.presence {
            Presence::Required => {
                let ty = scope.argument(&field.ty);
                arguments.push(quote!(#name: #ty));
                let value = taken(scope, &name, &field.ty);
                values.push(value.map_or_else(|| quote!(#name), |value| quote!(#name: #value)));
            }
            Presence::Optional => {
                let none = scope.prelude("::core::option::Option", "None");
                values.push(quote!(#name: #none));
            }
            Presence::ThreeState => {
                let nullable = scope.runtime("Nullable");
                values.push(quote!(#name: #nullable::Absent));
            }
        }
    }
    if let Some((name, _)) = &plan.rest {
        let name = ident(name.as_str());
        let map = scope.name("std::collections", "BTreeMap");
        values.push(quote!(#name: #map::new()));
    }
    quote! {
        /// Creates one with all that is required.
        #[must_use]
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#values),* }
        }
    }
}

/// `pub fn nickname(mut self, nickname: impl Into<String>) -> Self`.
fn setter(scope: &mut Scope<'_>, field: &FieldPlan) -> TokenStream {
    let name = ident(field.name.as_str());
    let docs = doc_line(&format!("Sets [`{0}`](Self::{0}).", field.name.bare()));
    let old = deprecated(field.deprecated);
    let argument = if field.presence == Presence::ThreeState {
        // `impl Into<Nullable<T>>`: a value, or `Nullable::Null`.
        &field.ty
    } else {
        field.argument()
    };
    let ty = scope.argument(argument);
    let mut value = taken(scope, &name, argument).unwrap_or_else(|| quote!(#name));
    if field.presence == Presence::Optional && matches!(field.ty, RustType::Option(_)) {
        let some = scope.prelude("::core::option::Option", "Some");
        value = quote!(#some(#value));
    }
    quote! {
        #docs
        #old
        #[must_use]
        pub fn #name(mut self, #name: #ty) -> Self {
            self.#name = #value;
            self
        }
    }
}

/// What an argument becomes; `None` where it is taken as it is.
fn taken(scope: &Scope<'_>, name: &Ident, ty: &RustType) -> Option<TokenStream> {
    if ty.is_text_list() {
        let into = scope.prelude("::core::convert", "Into");
        return Some(quote!(#name.into_iter().map(#into::into).collect()));
    }
    ty.takes_into().then(|| quote!(#name.into()))
}

/// `pub fn extra(mut self, name: impl Into<String>, value: Value) -> Self`.
fn rest_setter(scope: &mut Scope<'_>, field: &FieldName, ty: &RustType) -> TokenStream {
    let docs = doc_line(&format!("Adds to [`{field}`](Self::{field})."));
    let method = ident(field.as_str());
    let (name, value) = (scope.argument(&RustType::String), scope.argument(ty));
    let taken = taken(scope, &ident("value"), ty).unwrap_or_else(|| quote!(value));
    quote! {
        #docs
        #[must_use]
        pub fn #method(mut self, name: #name, value: #value) -> Self {
            self.#method.insert(name.into(), #taken);
            self
        }
    }
}

/// `object! { .. }`.
fn table(scope: &mut Scope<'_>, plan: &StructPlan) -> String {
    let object = scope.runtime("object").to_string().replace(' ', "");
    let mut table = Table::default();
    for (index, field) in plan.fields.iter().enumerate() {
        let mark = match field.presence {
            Presence::Required => "!",
            Presence::Optional => "?",
            Presence::ThreeState => "~",
        };
        let codec = as_codec(scope, field.codec.as_ref());
        table.row([
            index.to_string(),
            format!("{}:", field.name),
            string_literal(&field.wire),
            format!("{mark} {codec}"),
        ]);
    }
    let mut rows = table.print(8);
    if let Some((name, _)) = &plan.rest {
        rows.push_str("        * ");
        rows.push_str(name.as_str());
        rows.push_str(",\n");
    }
    call(&object, plan.name.as_str(), &rows)
}
