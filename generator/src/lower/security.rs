//! `securitySchemes` and `security`.

use indexmap::{IndexMap, IndexSet};
use openapiv3::{APIKeyLocation, OAuth2Flows, SecurityScheme as Declared};

use crate::diagnostics::Code;
use crate::ir::{Alternative, ApiKeyLocation, OAuthFlow, SchemeKind, SecurityScheme};
use crate::resolve::Place;

use super::Lowerer;

/// So many alternatives are made of one requirement whose schemes clash: the product of all choices could have any size.
const MOST_COMBINATIONS: usize = 16;

impl<'d> Lowerer<'d, '_> {
    /// `components.securitySchemes`, those that can be read.
    pub(super) fn security_schemes(&mut self) -> IndexMap<String, SecurityScheme> {
        let components = self.document.root().child("components");
        let schemes = components.and_then(|components| components.child("securitySchemes"));
        let mut known = IndexMap::new();
        for (name, place) in schemes.iter().flat_map(Place::members) {
            let Some(place) = self.document.follow(&place, self.diagnostics) else {
                continue;
            };
            if let Some(kind) = self.scheme(&place) {
                let mut description = place.text("description").map(str::to_owned);
                if place.flag("deprecated") {
                    let text = description.get_or_insert_default();
                    let gap = if text.is_empty() { "" } else { "\n\n" };
                    text.push_str(gap);
                    text.push_str("Deprecated.");
                }
                let scheme = SecurityScheme {
                    description,
                    pointer: place.pointer,
                    kind,
                };
                known.insert(name.to_owned(), scheme);
            }
        }
        known
    }

    fn scheme(&mut self, place: &Place<'d>) -> Option<SchemeKind> {
        // 3.1 only, so unknown to the 3.0 model.
        if place.text("type") == Some("mutualTLS") {
            return Some(SchemeKind::MutualTls);
        }
        Some(match place.read_all::<Declared>(self.diagnostics)? {
            Declared::APIKey { location, name, .. } => SchemeKind::ApiKey {
                location: match location {
                    APIKeyLocation::Query => ApiKeyLocation::Query,
                    APIKeyLocation::Header => ApiKeyLocation::Header,
                    APIKeyLocation::Cookie => ApiKeyLocation::Cookie,
                },
                name,
            },
            Declared::HTTP {
                scheme,
                bearer_format,
                ..
            } => match scheme.to_ascii_lowercase().as_str() {
                "basic" => SchemeKind::Basic,
                "bearer" => SchemeKind::Bearer {
                    format: bearer_format,
                },
                _ => SchemeKind::Http { scheme },
            },
            Declared::OAuth2 { flows, .. } => {
                let mut flows = oauth_flows(flows);
                flows.extend(device_flow(place));
                // 3.2 only, so unknown to the 3.0 model.
                let metadata_url = place.text("oauth2MetadataUrl").map(str::to_owned);
                SchemeKind::OAuth2 {
                    flows,
                    metadata_url,
                }
            }
            Declared::OpenIDConnect {
                open_id_connect_url,
                ..
            } => SchemeKind::OpenIdConnect {
                url: open_id_connect_url,
            },
        })
    }

    /// The alternatives of `security` at `place`; `None` where the keyword is absent and those around it count.
    pub(super) fn security(
        &mut self,
        place: &Place<'d>,
        known: &IndexMap<String, SecurityScheme>,
    ) -> Option<Vec<Alternative>> {
        let list = place.child("security")?;
        let mut alternatives = Vec::new();
        for requirement in list.elements() {
            let mut schemes = IndexMap::new();
            let mut complete = true;
            for (name, scopes) in requirement.members() {
                if known.contains_key(name) {
                    let scopes = scopes
                        .elements()
                        .filter_map(|scope| scope.value.as_str().map(str::to_owned));
                    schemes.insert(name.to_owned(), scopes.collect());
                } else {
                    complete = false;
                    self.unknown_scheme(name, &scopes, known);
                }
            }
            // Half of a combination would send credentials that cannot suffice.
            if complete {
                alternatives.extend(self.apart(schemes, &requirement, known));
            }
        }
        Some(alternatives)
    }

    /// Makes alternatives of a combination in which several schemes write the same header: one of them can be sent.
    fn apart(
        &mut self,
        schemes: IndexMap<String, Vec<String>>,
        place: &Place<'d>,
        known: &IndexMap<String, SecurityScheme>,
    ) -> Vec<Alternative> {
        let mut by_header: IndexMap<String, IndexSet<String>> = IndexMap::new();
        for name in schemes.keys() {
            if let Some(header) = known.get(name).and_then(|scheme| header(&scheme.kind)) {
                by_header.entry(header).or_default().insert(name.clone());
            }
        }
        let mut combinations = vec![schemes];
        for (header, same) in by_header.iter().filter(|(_, same)| same.len() > 1) {
            let all = combinations.len().saturating_mul(same.len()) <= MOST_COMBINATIONS;
            let names: Vec<&str> = same.iter().map(String::as_str).collect();
            let message = format!(
                "`{}` write the same header, `{header}`: only one can be sent",
                names.join("` and `")
            );
            self.diagnostics
                .report(Code::ClashingSecurity, &place.pointer, message)
                .help(if all {
                    "they are taken for alternatives; write them as elements of their own if that is meant"
                } else {
                    "the first one is taken, since there are too many combinations; write those that are meant as elements of their own"
                });
            let chosen = if all { same.len() } else { 1 };
            let with_one = |schemes: &IndexMap<String, Vec<String>>, one: &String| {
                let mut schemes = schemes.clone();
                schemes.retain(|name, _| name == one || !same.contains(name));
                schemes
            };
            combinations = combinations
                .iter()
                .flat_map(|schemes| same.iter().take(chosen).map(|one| with_one(schemes, one)))
                .collect();
        }
        let alternatives = combinations.into_iter();
        alternatives
            .map(|schemes| Alternative { schemes })
            .collect()
    }

    fn unknown_scheme(
        &mut self,
        name: &str,
        place: &Place<'d>,
        known: &IndexMap<String, SecurityScheme>,
    ) {
        let declared: Vec<&str> = known.keys().map(String::as_str).collect();
        let help = if declared.is_empty() {
            "declare it under `components/securitySchemes`".to_owned()
        } else {
            format!(
                "declare it under `components/securitySchemes`, or use one of: {}",
                declared.join(", ")
            )
        };
        self.diagnostics
            .report(
                Code::UnknownSecurityScheme,
                &place.pointer,
                format!("there is no security scheme called `{name}`"),
            )
            .at_key()
            .help(help)
            .degrades();
    }
}

/// The header that a scheme writes, in lower case.
fn header(kind: &SchemeKind) -> Option<String> {
    match kind {
        SchemeKind::ApiKey { location, name } => {
            (*location == ApiKeyLocation::Header).then(|| name.to_ascii_lowercase())
        }
        SchemeKind::MutualTls => None,
        SchemeKind::Basic
        | SchemeKind::Bearer { .. }
        | SchemeKind::Http { .. }
        | SchemeKind::OAuth2 { .. }
        | SchemeKind::OpenIdConnect { .. } => Some("authorization".to_owned()),
    }
}

/// The flow of 3.2, which the model does not know.
fn device_flow(place: &Place<'_>) -> Option<(String, OAuthFlow)> {
    const NAME: &str = "deviceAuthorization";
    let flow = place.child("flows")?.child(NAME)?;
    let text = |key: &str| flow.text(key).map(str::to_owned);
    let scopes = flow.child("scopes");
    let scopes = scopes.iter().flat_map(Place::members);
    let scope = |(name, text): (&str, Place<'_>)| {
        (
            name.to_owned(),
            text.value.as_str().unwrap_or_default().to_owned(),
        )
    };
    let known = OAuthFlow {
        authorization_url: text("deviceAuthorizationUrl"),
        token_url: text("tokenUrl"),
        refresh_url: text("refreshUrl"),
        scopes: scopes.map(scope).collect(),
    };
    Some((NAME.to_owned(), known))
}

fn oauth_flows(flows: OAuth2Flows) -> IndexMap<String, OAuthFlow> {
    let mut known = IndexMap::new();
    let mut add = |name: &str, flow: Option<OAuthFlow>| {
        if let Some(flow) = flow {
            known.insert(name.to_owned(), flow);
        }
    };
    add(
        "implicit",
        flows.implicit.map(|flow| OAuthFlow {
            authorization_url: Some(flow.authorization_url),
            token_url: None,
            refresh_url: flow.refresh_url,
            scopes: flow.scopes,
        }),
    );
    add(
        "password",
        flows.password.map(|flow| OAuthFlow {
            authorization_url: None,
            token_url: Some(flow.token_url),
            refresh_url: flow.refresh_url,
            scopes: flow.scopes,
        }),
    );
    add(
        "clientCredentials",
        flows.client_credentials.map(|flow| OAuthFlow {
            authorization_url: None,
            token_url: Some(flow.token_url),
            refresh_url: flow.refresh_url,
            scopes: flow.scopes,
        }),
    );
    add(
        "authorizationCode",
        flows.authorization_code.map(|flow| OAuthFlow {
            authorization_url: Some(flow.authorization_url),
            token_url: Some(flow.token_url),
            refresh_url: flow.refresh_url,
            scopes: flow.scopes,
        }),
    );
    known
}
