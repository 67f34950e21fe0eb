//! `client.rs`: the client, its builder and the credentials the document names.

use proc_macro2::TokenStream;
use quote::quote;

use super::RenderError;
use super::api::{Api, one_line};
use super::operation::arguments;
use super::print::{doc_line, doc_lines, ident};
use super::scope::{RUNTIME, Scope};
use super::snippet::Snippet;
use crate::plan::api::{CredentialKind, OAuthPlan, SchemePlan};

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
    let mut items: Vec<TokenStream> = Vec::new();
    for scheme in &plan.schemes {
        if let CredentialKind::OAuth2(flows) = &scheme.kind {
            items.push(declared(&mut scope, scheme, flows));
        }
    }
    items.push(quote! {
        /// Starts the configuration of a client.
        pub fn builder() -> ClientBuilder {
            ClientBuilder::new()
        }
    });
    file.impl_block(&quote!(impl Client), items);

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
    let mut operations = plan.operations.iter().flat_map(|file| &file.methods);
    if let Some(any) = operations.next() {
        arguments::common(&mut file, &mut scope, any);
    }
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

/// What a credential that is there is made of.
fn given(scope: &mut Scope<'_>) -> (Snippet, Snippet) {
    (scope.runtime("Credential"), scope.runtime("Secret"))
}

/// `pub const OAUTH2: OAuthScheme = OAuthScheme { .. };`
fn declared(scope: &mut Scope<'_>, scheme: &SchemePlan, plan: &OAuthPlan) -> TokenStream {
    let name = ident(scheme.constant.as_str());
    let ty = scope.runtime("OAuthScheme");
    let some = scope.prelude("::core::option::Option", "Some");
    let none = scope.prelude("::core::option::Option", "None");
    let url = |url: &Option<String>| {
        let url = url.as_ref();
        url.map_or_else(|| quote!(#none), |url| quote!(#some(#url)))
    };
    let discovery = url(&plan.discovery);
    let flows: Vec<TokenStream> = plan
        .flows
        .iter()
        .map(|plan| {
            let (flow, kind) = (scope.runtime("Flow"), scope.runtime("FlowKind"));
            let variant = ident(plan.kind);
            let authorization = url(&plan.authorization_url);
            let (token, refresh) = (url(&plan.token_url), url(&plan.refresh_url));
            let scopes = plan
                .scopes
                .iter()
                .map(|(scope, text)| quote!((#scope, #text)));
            quote! {
                #flow {
                    kind: #kind::#variant,
                    authorization_url: #authorization,
                    token_url: #token,
                    refresh_url: #refresh,
                    scopes: &[#(#scopes),*],
                }
            }
        })
        .collect();
    let wire = &scheme.wire;
    let docs = doc_line(&format!(
        "What the document says of the credential [`ClientBuilder::{}`]: flows, URLs and scopes.",
        scheme.method.bare()
    ));
    quote! {
        #docs
        pub const #name: #ty = #ty {
            name: #wire,
            flows: &[#(#flows),*],
            discovery: #discovery,
        };
    }
}

/// `pub fn api_key(self, key: impl Into<Secret>) -> Self`.
fn method(scope: &mut Scope<'_>, scheme: &SchemePlan) -> TokenStream {
    let docs = doc_lines(&scheme.docs);
    let name = ident(scheme.method.as_str());
    let constant = ident(scheme.constant.as_str());
    let into = scope.prelude("::core::convert", "Into");
    let (arguments, value) = match &scheme.kind {
        CredentialKind::Basic => {
            let string = scope.string();
            let (credential, secret) = given(scope);
            (
                quote!(username: impl #into<#string>, password: impl #into<#secret>),
                quote!(#credential::basic(username, password)),
            )
        }
        CredentialKind::Bearer => {
            let token = scope.runtime("Token");
            (quote!(token: impl #into<#token>), quote!(token.into()))
        }
        CredentialKind::OAuth2(_) => {
            let oauth = scope.runtime("OAuth2");
            (
                quote!(credential: impl #into<#oauth>),
                quote!(credential.into().of(&Client::#constant)),
            )
        }
        CredentialKind::ApiKeyHeader(_)
        | CredentialKind::ApiKeyQuery(_)
        | CredentialKind::ApiKeyCookie(_) => {
            let (credential, secret) = given(scope);
            (
                quote!(key: impl #into<#secret>),
                quote!(#credential::api_key(key)),
            )
        }
        CredentialKind::Http(_) => {
            let (credential, secret) = given(scope);
            (
                quote!(credentials: impl #into<#secret>),
                quote!(#credential::http(credentials)),
            )
        }
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
        CredentialKind::Bearer | CredentialKind::OAuth2(_) => quote!(bearer(#wire)),
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
