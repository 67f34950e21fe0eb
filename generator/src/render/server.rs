//! `server.rs`: where the API is, with typed variables.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::RenderError;
use super::api::{Api, one_line};
use super::print::{doc_line, doc_lines, ident};
use super::scope::Scope;
use super::snippet::Snippet;
use super::source::Source;
use crate::plan::api::{ServerPlan, ServerShape, UrlPiece, VariablePlan};
use crate::plan::docs::code;
use crate::plan::names::VariantName;

/// Prints `server.rs`.
pub(super) fn render(api: &Api<'_>, plan: &ServerPlan) -> Result<(String, String), RenderError> {
    let mut scope = Api::scope("super");
    scope.define("Server");
    let mut file = api.file("server.rs", &one_line("Where the API is."));
    match plan {
        ServerPlan::One(shape) => server(&mut file, &scope, shape, &mut BTreeSet::new()),
        ServerPlan::Many(list) => {
            choice(&mut file, &scope, list);
            let mut printed = BTreeSet::new();
            for (_, shape) in list.iter().filter(|(_, shape)| shape.has_type()) {
                server(&mut file, &scope, shape, &mut printed);
            }
        }
    }
    let url = scope.runtime("ServerUrl");
    let from = scope.prelude("::core::convert", "From");
    file.impl_block(
        &quote!(impl #from<Server> for #url),
        vec![quote! {
            fn from(server: Server) -> Self {
                Self::new(server.url())
            }
        }],
    );
    file.finish(&scope)
}

/// `pub enum Server { Production, Local(LocalServer) }`.
fn choice(file: &mut Source, scope: &Scope<'_>, list: &[(VariantName, ServerShape)]) {
    let has_default = list.first().is_some_and(|(_, first)| !first.relative);
    // Only a variant that holds nothing can be the derived default.
    let derived = has_default && list.first().is_some_and(|(_, first)| !first.has_type());
    let variants = list.iter().enumerate().map(|(index, (name, shape))| {
        let (docs, name) = (doc_lines(&shape.docs), ident(name.as_str()));
        let mark = (derived && index == 0).then(|| quote!(#[default]));
        let payload = shape.has_type().then(|| {
            let ty = ident(shape.name.as_str());
            quote!((#ty))
        });
        quote!(#docs #mark #name #payload)
    });
    let derive = derived.then(|| quote!(, Default));
    file.item(quote! {
        /// The servers the document names.
        #[derive(Debug, Clone, PartialEq, Eq #derive)]
        #[non_exhaustive]
        pub enum Server {
            #(#variants,)*
        }
    });
    let string = scope.string();
    let arms = list.iter().map(|(name, shape)| {
        let name = ident(name.as_str());
        if shape.has_type() {
            return quote!(Self::#name(server) => server.url());
        }
        let url: String = literal(shape);
        quote!(Self::#name => #url.to_owned())
    });
    file.impl_block(
        &quote!(impl Server),
        vec![quote! {
            /// The server's URL.
            #[must_use]
            pub fn url(&self) -> #string {
                match self {
                    #(#arms,)*
                }
            }
        }],
    );
    let Some((name, shape)) = list.first().filter(|_| has_default && !derived) else {
        return;
    };
    let (name, ty) = (ident(name.as_str()), ident(shape.name.as_str()));
    let default = scope.prelude("::core::default", "Default");
    file.impl_block(
        &quote!(impl #default for Server),
        vec![quote! {
            fn default() -> Self {
                Self::#name(#ty::default())
            }
        }],
    );
}

/// The URL of a server without variables.
fn literal(shape: &ServerShape) -> String {
    shape
        .pieces
        .iter()
        .filter_map(|piece| match piece {
            UrlPiece::Literal(text) => Some(text.as_str()),
            UrlPiece::Variable(_) => None,
        })
        .collect()
}

/// One server's struct with its setters, and the enums of its variables that are not `printed` yet.
fn server<'a>(
    file: &mut Source,
    scope: &Scope<'_>,
    shape: &'a ServerShape,
    printed: &mut BTreeSet<&'a str>,
) {
    let name = ident(shape.name.as_str());
    let docs = doc_lines(&shape.docs);
    let string = scope.string();
    let origin = shape.relative.then(|| quote!(origin: #string,));
    let fields = shape.variables.iter().map(|variable| {
        let (name, ty) = (
            ident(variable.name.as_str()),
            variable_type(scope, variable),
        );
        quote!(#name: #ty)
    });
    let body = if shape.has_type() {
        quote!({ #origin #(#fields,)* })
    } else {
        quote!(;)
    };
    // Where all is empty text, Clippy asks for the derived one.
    let is_empty =
        |variable: &VariablePlan| variable.values.is_none() && variable.default.is_empty();
    let derived = !shape.relative && shape.has_type() && shape.variables.iter().all(is_empty);
    let default_name = derived.then(|| quote!(Default,));
    file.item(quote! {
        #docs
        #[derive(Debug, Clone, #default_name PartialEq, Eq)]
        pub struct #name #body
    });

    let into = scope.prelude("::core::convert", "Into");
    let values = shape.variables.iter().map(|variable| {
        let (field, value) = (
            ident(variable.name.as_str()),
            default_value(scope, variable),
        );
        quote!(#field: #value)
    });
    let build = if shape.has_type() {
        let origin = shape.relative.then(|| quote!(origin: origin.into(),));
        quote!(Self { #origin #(#values,)* })
    } else {
        quote!(Self)
    };
    let mut methods = Vec::new();
    if shape.relative {
        methods.push(quote! {
            /// The server at this origin, for example `https://api.example.org`.
            #[must_use]
            pub fn new(origin: impl #into<#string>) -> Self {
                #build
            }
        });
    }
    methods.extend(
        shape
            .variables
            .iter()
            .map(|variable| setter(scope, variable)),
    );
    methods.push(url(scope, shape));
    file.impl_block(&quote!(impl #name), methods);
    if !shape.relative && !derived {
        let default = scope.prelude("::core::default", "Default");
        file.impl_block(
            &quote!(impl #default for #name),
            vec![quote! {
                fn default() -> Self {
                    #build
                }
            }],
        );
    }
    for variable in &shape.variables {
        let name = variable.values.as_ref().map(|(name, _)| name.as_str());
        if name.is_some_and(|name| printed.insert(name)) {
            values_enum(file, variable);
        }
    }
}

fn variable_type(scope: &Scope<'_>, variable: &VariablePlan) -> Snippet {
    match &variable.values {
        Some((name, _)) => Snippet::new(name.as_str()),
        None => scope.string(),
    }
}

fn default_value(scope: &Scope<'_>, variable: &VariablePlan) -> TokenStream {
    let named = variable.values.as_ref().and_then(|(ty, values)| {
        let (variant, _) = values.iter().find(|(_, wire)| *wire == variable.default)?;
        Some((ident(ty.as_str()), ident(variant.as_str())))
    });
    if let Some((ty, variant)) = named {
        return quote!(#ty::#variant);
    }
    let text = &variable.default;
    if text.is_empty() {
        let string = scope.string();
        return quote!(#string::new());
    }
    quote!(#text.to_owned())
}

fn setter(scope: &Scope<'_>, variable: &VariablePlan) -> TokenStream {
    let (docs, name) = (doc_lines(&variable.docs), ident(variable.name.as_str()));
    let ty = variable_type(scope, variable);
    let (argument, value) = if variable.values.is_some() {
        (quote!(#ty), quote!(#name))
    } else {
        let into = scope.prelude("::core::convert", "Into");
        (quote!(impl #into<#ty>), quote!(#name.into()))
    };
    quote! {
        #docs
        #[must_use]
        pub fn #name(mut self, #name: #argument) -> Self {
            self.#name = #value;
            self
        }
    }
}

/// `pub fn url(&self) -> String`.
fn url(scope: &Scope<'_>, shape: &ServerShape) -> TokenStream {
    let string = scope.string();
    let value = if shape.has_type() {
        filled_in(shape)
    } else {
        let text = literal(shape);
        quote!(#text.to_owned())
    };
    let allow = (!shape.has_type())
        .then(|| quote!(#[allow(clippy::unused_self, reason = "servers with variables use it")]));
    quote! {
        /// The server's URL.
        #[must_use]
        #allow
        pub fn url(&self) -> #string {
            #value
        }
    }
}

/// The URL with its variables in their places, which the format string names.
fn filled_in(shape: &ServerShape) -> TokenStream {
    let mut format = String::new();
    let mut fields = Vec::new();
    let mut texts = Vec::new();
    if shape.relative {
        format.push_str("{origin}");
        fields.push(quote!(origin));
        texts.push(quote!(let origin = origin.trim_end_matches('/');));
    }
    for piece in &shape.pieces {
        match piece {
            UrlPiece::Literal(text) => {
                format.push_str(&text.replace('{', "{{").replace('}', "}}"));
            }
            UrlPiece::Variable(index) => {
                if let Some(variable) = shape.variables.get(*index) {
                    format.push('{');
                    format.push_str(variable.name.bare());
                    format.push('}');
                }
            }
        }
    }
    for variable in &shape.variables {
        let name = ident(variable.name.as_str());
        if variable.values.is_some() {
            texts.push(quote!(let #name = #name.as_str();));
        }
        fields.push(quote!(#name));
    }
    // One text alone needs no format.
    let text = match (shape.variables.as_slice(), shape.relative) {
        ([], true) if shape.pieces.is_empty() => quote!(origin.to_owned()),
        ([only], false) if shape.pieces.len() == 1 => {
            let name = ident(only.name.as_str());
            if only.values.is_some() {
                quote!(#name.to_owned())
            } else {
                quote!(#name.clone())
            }
        }
        _ => quote!(format!(#format)),
    };
    quote! {
        let Self { #(#fields),* } = self;
        #(#texts)*
        #text
    }
}

/// The closed set of values of one variable.
fn values_enum(file: &mut Source, variable: &VariablePlan) {
    let Some((name, values)) = &variable.values else {
        return;
    };
    let (docs, name) = (doc_lines(&variable.docs), ident(name.as_str()));
    let variants = values.iter().map(|(variant, wire)| {
        let docs = doc_line(&format!("{}.", code(wire)));
        let variant = ident(variant.as_str());
        quote!(#docs #variant)
    });
    file.item(quote! {
        #docs
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }
    });
    let arms = values.iter().map(|(variant, wire)| {
        let variant = ident(variant.as_str());
        quote!(Self::#variant => #wire)
    });
    file.impl_block(
        &quote!(impl #name),
        vec![quote! {
            /// The value as it stands in the URL.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    #(#arms,)*
                }
            }
        }],
    );
}
