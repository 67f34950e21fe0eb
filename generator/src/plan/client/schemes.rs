//! Credentials: one builder method for each security scheme that a client can use.

use indexmap::IndexMap;

use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{ApiKeyLocation, OAuthFlow, SchemeKind};
use crate::lock::Kind;
use crate::plan::Facts;
use crate::plan::api::{CredentialKind, FlowPlan, OAuthPlan, SchemePlan};
use crate::plan::docs::{Docs, code};
use crate::plan::names::{Scope, Wish};

/// Methods the builder has anyway.
const BUILDER_METHODS: &[&str] = &[
    "new",
    "build",
    "server",
    "base_url",
    "timeout",
    "connect_timeout",
    "user_agent",
    "default_header",
    "body_limit",
    "transport",
    "reqwest_client",
    "retry",
    "service",
    "answer_with",
    "identity_pem",
    "root_certificate_pem",
    "read_timeout",
    "credential",
    "allow_insecure_http",
    "fmt",
    "clone",
];

/// Plans the credentials, in the document's order.
pub(in crate::plan) fn schemes(facts: Facts<'_>, diagnostics: &mut Diagnostics) -> Vec<SchemePlan> {
    let api = facts.api;
    let usable: Vec<_> = api
        .security_schemes
        .iter()
        .filter_map(|(name, scheme)| Some((name, scheme, kind(&scheme.kind)?)))
        .collect();
    for (name, scheme) in &api.security_schemes {
        if kind(&scheme.kind).is_none() {
            diagnostics
                .report(
                    Code::UnsupportedSecurity,
                    &scheme.pointer,
                    format!("`{name}` belongs to the connection, not to a call"),
                )
                .help(
                    "the builder takes the certificate with its key: `builder().identity_pem(..)`",
                );
        }
    }
    let wishes = |kind: Kind| -> Vec<Wish> {
        usable
            .iter()
            .map(|(name, scheme, _)| {
                let other = format!("{name} credential");
                let wish = Wish::new(kind, *name, [(*name).clone(), other]).spelled(*name);
                match kind {
                    Kind::Credential => wish.at(scheme.pointer.clone()),
                    _ => wish,
                }
            })
            .collect()
    };
    let page = facts.book.page();
    let mut taken = Scope::reserving(BUILDER_METHODS);
    let methods = page.claim_all(&mut taken, wishes(Kind::Credential));
    let constants = page.claim_all(&mut Scope::default(), wishes(Kind::Scheme));
    usable
        .into_iter()
        .zip(methods.into_iter().zip(constants))
        .map(|((name, scheme, kind), (method, constant))| {
            let mut docs = Docs::ours(format!(
                "Sets the credential {}: {}.",
                code(name),
                words(&scheme.kind)
            ));
            docs.paragraph(Docs::from_document(
                scheme.description.as_deref().unwrap_or_default(),
            ));
            SchemePlan {
                method,
                constant,
                wire: name.clone(),
                kind,
                docs,
            }
        })
        .collect()
}

fn kind(kind: &SchemeKind) -> Option<CredentialKind> {
    Some(match kind {
        SchemeKind::ApiKey { location, name } => match location {
            ApiKeyLocation::Header => CredentialKind::ApiKeyHeader(name.clone()),
            ApiKeyLocation::Query => CredentialKind::ApiKeyQuery(name.clone()),
            ApiKeyLocation::Cookie => CredentialKind::ApiKeyCookie(name.clone()),
        },
        SchemeKind::Basic => CredentialKind::Basic,
        SchemeKind::Bearer { .. } => CredentialKind::Bearer,
        SchemeKind::OAuth2 {
            flows,
            metadata_url,
        } => {
            let discovery = metadata_url.as_deref().and_then(written);
            let flows: Vec<_> = flows
                .iter()
                .filter_map(|(name, flow)| plan_flow(name, flow))
                .collect();
            let gives = discovery.is_some() || flows.iter().any(|flow| flow.token_url.is_some());
            // The implicit flow's token comes by the browser: it is the caller's.
            if gives {
                CredentialKind::OAuth2(OAuthPlan { flows, discovery })
            } else {
                CredentialKind::Bearer
            }
        }
        SchemeKind::OpenIdConnect { url } => match written(url) {
            Some(url) => CredentialKind::OAuth2(OAuthPlan {
                flows: Vec::new(),
                discovery: Some(url),
            }),
            None => CredentialKind::Bearer,
        },
        SchemeKind::Http { scheme } => CredentialKind::Http(scheme.clone()),
        SchemeKind::MutualTls => return None,
    })
}

/// A text that is not empty.
fn written(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn plan_flow(name: &str, flow: &OAuthFlow) -> Option<FlowPlan> {
    let kind = match name {
        "authorizationCode" => "AuthorizationCode",
        "clientCredentials" => "ClientCredentials",
        "deviceAuthorization" => "Device",
        "implicit" => "Implicit",
        "password" => "Password",
        _ => return None,
    };
    let url = |url: &Option<String>| url.as_deref().and_then(written);
    Some(FlowPlan {
        kind,
        authorization_url: url(&flow.authorization_url),
        token_url: url(&flow.token_url),
        refresh_url: url(&flow.refresh_url),
        scopes: flow
            .scopes
            .iter()
            .map(|(scope, text)| (scope.clone(), text.clone()))
            .collect(),
    })
}

/// The flows of a scheme in words.
fn flow_words(flows: &IndexMap<String, OAuthFlow>) -> String {
    let known = flows.keys().filter_map(|name| {
        Some(match name.as_str() {
            "authorizationCode" => "authorization code",
            "clientCredentials" => "client credentials",
            "deviceAuthorization" => "device",
            "implicit" => "implicit",
            "password" => "password",
            _ => return None,
        })
    });
    known.collect::<Vec<_>>().join(", ")
}

fn words(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::ApiKey { location, name } => {
            let place = match location {
                ApiKeyLocation::Header => "header",
                ApiKeyLocation::Query => "query parameter",
                ApiKeyLocation::Cookie => "cookie",
            };
            format!("a key, sent in the {place} {}", code(name))
        }
        SchemeKind::Basic => "a user name and a password, sent as HTTP Basic (RFC 7617)".to_owned(),
        SchemeKind::Bearer {
            format: Some(format),
        } => {
            format!(
                "a token ({}), sent as a bearer token (RFC 6750)",
                code(format)
            )
        }
        SchemeKind::Bearer { format: None } => {
            "a token, sent as a bearer token (RFC 6750)".to_owned()
        }
        SchemeKind::Http { scheme } => {
            format!(
                "what follows {} in the `Authorization` header",
                code(scheme)
            )
        }
        SchemeKind::OAuth2 { flows, .. } => {
            let flows = match flow_words(flows) {
                words if words.is_empty() => words,
                words => format!(" (flows: {words})"),
            };
            format!("an OAuth 2 access token, or the way to one{flows}, sent as a bearer token")
        }
        SchemeKind::OpenIdConnect { url } => {
            format!(
                "an access token of the OpenID provider {}, or the way to one, sent as a bearer token",
                code(url)
            )
        }
        SchemeKind::MutualTls => "a client certificate".to_owned(),
    }
}
