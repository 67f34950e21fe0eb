//! What the document says of an OAuth 2 or OIDC scheme.

/// A security scheme with its flows, for example `Client::OAUTH2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OAuthScheme {
    /// Its name in the document.
    pub name: &'static str,
    /// Its flows.
    pub flows: &'static [Flow],
    /// Where the provider describes itself: `openIdConnectUrl`, or `oauth2MetadataUrl` of OpenAPI 3.2.
    pub discovery: Option<&'static str>,
}

/// One way to a token. URLs are as in the document: they may be relative to the API's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flow {
    /// Which.
    pub kind: FlowKind,
    /// Where the user is sent: `authorizationUrl`, or `deviceAuthorizationUrl`.
    pub authorization_url: Option<&'static str>,
    /// Where tokens come from.
    pub token_url: Option<&'static str>,
    /// Where tokens are renewed, where that is elsewhere.
    pub refresh_url: Option<&'static str>,
    /// The scopes that there are, each with its description.
    pub scopes: &'static [(&'static str, &'static str)],
}

/// The flows of OpenAPI.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum FlowKind {
    /// `authorizationCode`: the user agrees in a browser (RFC 6749 section 4.1).
    AuthorizationCode,
    /// `clientCredentials`: the program speaks for itself (section 4.4).
    ClientCredentials,
    /// `deviceAuthorization`: the user agrees on another device (RFC 8628).
    Device,
    /// `implicit`: the token comes by the browser, never to this program (section 4.2).
    Implicit,
    /// `password`: the program knows the user's password (section 4.3).
    Password,
}

/// Where an authorization server answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Endpoints {
    /// Where the user is sent.
    pub authorization: Option<String>,
    /// Where tokens come from.
    pub token: Option<String>,
    /// Where tokens are renewed, where that is elsewhere.
    pub refresh: Option<String>,
    /// Where a device asks for a code.
    pub device: Option<String>,
}

impl OAuthScheme {
    /// Returns the document's endpoints for a flow. Where it names no token endpoint for that flow, another flow's is taken: an
    /// authorization server has one (RFC 8414).
    #[must_use]
    pub fn endpoints(&self, kind: FlowKind) -> Endpoints {
        let same = self.flows.iter().filter(|flow| flow.kind == kind);
        let others = self.flows.iter().filter(|flow| flow.kind != kind);
        let of = |kind: FlowKind| {
            let mut flows = self.flows.iter().filter(|flow| flow.kind == kind);
            flows
                .find_map(|flow| flow.authorization_url)
                .map(str::to_owned)
        };
        let mut all = same.chain(others);
        Endpoints {
            authorization: of(FlowKind::AuthorizationCode).or_else(|| of(FlowKind::Implicit)),
            token: all
                .clone()
                .find_map(|flow| flow.token_url)
                .map(str::to_owned),
            refresh: all.find_map(|flow| flow.refresh_url).map(str::to_owned),
            device: of(FlowKind::Device),
        }
    }
}
