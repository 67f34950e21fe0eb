//! `client.rs`: the client, its builder and the credentials the document names.

use proc_macro2::TokenStream;
use quote::quote;

use super::RenderError;
use super::api::{Api, one_line};
use super::print::{doc_line, doc_lines, ident};
use super::scope::{RUNTIME, Scope};
use crate::plan::api::{CredentialKind, SchemePlan};

/// Prints `client.rs`.
pub(super) fn render(api: &Api<'_>) -> Result<(String, String), RenderError> {
    let plan = api.plan;
    let mut scope = Api::scope("super");
    scope.define("Client");
    scope.define("ClientBuilder");
    scope.define("runtime");
    let mut file = api.file(
        "client.rs",
        &one_line("The client, its builder and its credentials."),
    );

    let core = scope.runtime("Core");
    let unused = plan.operations.iter().all(|file| file.methods.is_empty());
    let unread = unused.then(|| {
        let reason = "the document declares no operation that could be called";
        if api.dispatch {
            quote!(#[cfg_attr(not(feature = "dispatch"), expect(dead_code, reason = #reason))])
        } else {
            quote!(#[expect(dead_code, reason = #reason)])
        }
    });
    let gated = (api.features && !plan.groups.is_empty()).then(|| {
        let reason = "operations read it, and features decide which there are";
        quote!(#[allow(dead_code, reason = #reason)])
    });
    file.item(quote! {
        /// Calls the API. Make one and clone it: clones are cheap and share connections and credentials.
        #[derive(Debug, Clone)]
        pub struct Client {
            #unread
            #gated
            pub(super) core: #core,
        }
    });
    let builder = full(&scope, "ClientBuilder");
    file.item(quote! {
        /// Configures a [`Client`].
        pub type ClientBuilder = #builder<Client>;
    });
    file.impl_block(
        &quote!(impl Client),
        vec![quote! {
            /// Starts the configuration of a client.
            pub fn builder() -> ClientBuilder {
                ClientBuilder::new()
            }
        }],
    );

    let api_trait = scope.runtime("Api");
    let spec = scope.runtime("ApiSpec");
    let (user_agent, base_url) = (&plan.user_agent, &plan.base_url);
    file.impl_block(
        &quote!(impl #api_trait for Client),
        vec![
            quote! {
                const SPEC: &'static #spec = &#spec {
                    user_agent: #user_agent,
                    base_url: #base_url,
                };
            },
            quote! {
                fn from_core(core: #core) -> Self {
                    Self { core }
                }
            },
        ],
    );

    let mut methods = Vec::new();
    if plan.server.is_some() {
        let server = scope.name("super", "Server");
        methods.push(quote! {
            /// Chooses the server.
            pub fn server(self, server: #server) -> Self {
                self.base_url(server.url())
            }
        });
    }
    methods.extend(plan.schemes.iter().map(|scheme| method(&mut scope, scheme)));
    file.impl_block(&quote!(impl ClientBuilder), methods);
    for scheme in &plan.schemes {
        file.item(constant(&mut scope, scheme));
    }
    file.finish(&scope)
}

/// A name of the runtime that this file has taken for itself.
fn full(_scope: &Scope<'_>, name: &str) -> TokenStream {
    let parts = RUNTIME.split("::").chain([name]).map(ident);
    quote!(#(#parts)::*)
}

/// `pub fn api_key(self, key: impl Into<Secret>) -> Self`.
fn method(scope: &mut Scope<'_>, scheme: &SchemePlan) -> TokenStream {
    let docs = doc_lines(&scheme.docs);
    let name = ident(scheme.method.as_str());
    let constant = ident(scheme.constant.as_str());
    let credential = scope.runtime("Credential");
    let secret = scope.runtime("Secret");
    let into = scope.prelude("::core::convert", "Into");
    let (arguments, value) = match &scheme.kind {
        CredentialKind::Basic => {
            let string = scope.string();
            (
                quote!(username: impl #into<#string>, password: impl #into<#secret>),
                quote!(#credential::basic(username, password)),
            )
        }
        CredentialKind::Bearer => (
            quote!(token: impl #into<#secret>),
            quote!(#credential::bearer(token)),
        ),
        CredentialKind::ApiKeyHeader(_)
        | CredentialKind::ApiKeyQuery(_)
        | CredentialKind::ApiKeyCookie(_) => (
            quote!(key: impl #into<#secret>),
            quote!(#credential::api_key(key)),
        ),
        CredentialKind::Http(_) => (
            quote!(credentials: impl #into<#secret>),
            quote!(#credential::http(credentials)),
        ),
    };
    quote! {
        #docs
        pub fn #name(self, #arguments) -> Self {
            self.credential(&#constant, #value)
        }
    }
}

/// `pub(super) static API_KEY: Scheme = Scheme::api_key_header("apiKey", "x-api-key");`
fn constant(scope: &mut Scope<'_>, scheme: &SchemePlan) -> TokenStream {
    let name = ident(scheme.constant.as_str());
    let ty = scope.runtime("Scheme");
    let wire = &scheme.wire;
    let value = match &scheme.kind {
        CredentialKind::Basic => quote!(basic(#wire)),
        CredentialKind::Bearer => quote!(bearer(#wire)),
        CredentialKind::ApiKeyHeader(header) => quote!(api_key_header(#wire, #header)),
        CredentialKind::ApiKeyQuery(query) => quote!(api_key_query(#wire, #query)),
        CredentialKind::ApiKeyCookie(cookie) => quote!(api_key_cookie(#wire, #cookie)),
        CredentialKind::Http(kind) => quote!(http(#wire, #kind)),
    };
    let docs = doc_line(&scheme_sentence(scheme));
    quote! {
        #docs
        pub(super) static #name: #ty = #ty::#value;
    }
}

fn scheme_sentence(scheme: &SchemePlan) -> String {
    format!("What [`ClientBuilder::{}`] gives.", scheme.method.bare())
}
