//! Credentials: how they are described, chosen and attached.

use std::fmt;
use std::sync::Arc;

use http::header::{HeaderName, HeaderValue};

use super::attached::Attached;
use super::build_error::BuildError;
use super::client::Core;
use super::secret::Secret;
use super::token::{TokenError, TokenRequest, TokenSource, Tokens};

/// A security scheme of the API's document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scheme {
    pub(super) name: &'static str,
    pub(super) place: Place,
    pub(super) scopes: &'static [&'static str],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Basic,
    Http(&'static str),
    Header(&'static str),
    Query(&'static str),
    Cookie(&'static str),
}

impl Scheme {
    const fn of(name: &'static str, place: Place) -> Self {
        Self {
            name,
            place,
            scopes: &[],
        }
    }

    /// The same scheme where an operation wants these scopes.
    #[must_use]
    pub const fn with_scopes(mut self, scopes: &'static [&'static str]) -> Self {
        self.scopes = scopes;
        self
    }

    /// Returns the scopes that an operation wants.
    #[must_use]
    pub const fn scopes(&self) -> &'static [&'static str] {
        self.scopes
    }

    /// User name and password (RFC 7617).
    #[must_use]
    pub const fn basic(name: &'static str) -> Self {
        Self::of(name, Place::Basic)
    }

    /// A token after `Bearer` (RFC 6750).
    #[must_use]
    pub const fn bearer(name: &'static str) -> Self {
        Self::of(name, Place::Http("Bearer"))
    }

    /// What follows `scheme` in `Authorization` (RFC 9110 section 11.6.2).
    #[must_use]
    pub const fn http(name: &'static str, scheme: &'static str) -> Self {
        Self::of(name, Place::Http(scheme))
    }

    /// A key in a header.
    #[must_use]
    pub const fn api_key_header(name: &'static str, header: &'static str) -> Self {
        Self::of(name, Place::Header(header))
    }

    /// A key in the query.
    #[must_use]
    pub const fn api_key_query(name: &'static str, parameter: &'static str) -> Self {
        Self::of(name, Place::Query(parameter))
    }

    /// A key in a cookie.
    #[must_use]
    pub const fn api_key_cookie(name: &'static str, cookie: &'static str) -> Self {
        Self::of(name, Place::Cookie(cookie))
    }

    /// Whether it takes a user name and a password.
    #[must_use]
    pub const fn is_basic(&self) -> bool {
        matches!(self.place, Place::Basic)
    }

    /// Returns the name that the document gives it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

/// What a caller proves their identity with.
#[derive(Debug, Clone)]
pub struct Credential(pub(super) Kind);

#[derive(Clone)]
pub(super) enum Kind {
    Pair { username: Secret, password: Secret },
    Single(Secret),
    Source(Arc<dyn TokenSource>),
    Unfit(BuildError),
}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pair { .. } | Self::Single(_) => "[redacted]",
            Self::Source(_) => "a source",
            Self::Unfit(_) => "a mistake",
        })
    }
}

impl Credential {
    /// A user name and a password, for [`Scheme::basic`].
    #[must_use]
    pub fn basic(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self(Kind::Pair {
            username: username.into().into(),
            password: password.into(),
        })
    }

    /// A token, for [`Scheme::bearer`].
    #[must_use]
    pub fn bearer(token: impl Into<Secret>) -> Self {
        Self(Kind::Single(token.into()))
    }

    /// A key, for [`Scheme::api_key_header`], [`Scheme::api_key_query`] and [`Scheme::api_key_cookie`].
    #[must_use]
    pub fn api_key(key: impl Into<Secret>) -> Self {
        Self(Kind::Single(key.into()))
    }

    /// A source that is asked for a token or key before each call.
    #[must_use]
    pub fn source(source: impl TokenSource) -> Self {
        Self(Kind::Source(Arc::new(source)))
    }

    /// A credential that cannot be: the builder's `build` says so.
    #[allow(dead_code, reason = "not every scheme has some")]
    pub(super) fn unfit(mistake: BuildError) -> Self {
        Self(Kind::Unfit(mistake))
    }

    /// What follows the scheme's name, for [`Scheme::http`].
    #[must_use]
    pub fn http(credentials: impl Into<Secret>) -> Self {
        Self(Kind::Single(credentials.into()))
    }
}

/// The credentials of a client.
#[derive(Clone, Default)]
pub(crate) struct Credentials(Vec<Held>);

#[derive(Clone)]
struct Held {
    scheme: &'static Scheme,
    credential: Credential,
    /// The header that it is, made once. `None` where it is another thing, comes from a source, or cannot be written.
    header: Option<(HeaderName, HeaderValue)>,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.0.iter().map(|held| held.scheme.name))
            .finish()
    }
}

/// Schemes that are needed together.
pub(crate) type Alternative = &'static [&'static Scheme];

impl Credentials {
    pub(crate) fn insert(&mut self, scheme: &'static Scheme, credential: Credential) {
        self.0.retain(|other| other.scheme.name != scheme.name);
        let mut attached = Attached::default();
        // What is wrong is said when it is sent.
        let written = attached.add(scheme, &credential);
        let header = written.ok().and_then(|()| attached.headers.pop());
        self.0.push(Held {
            scheme,
            credential,
            header,
        });
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn held(&self, scheme: &Scheme) -> Option<&Held> {
        let mut held = self.0.iter();
        held.find(|held| held.scheme.name == scheme.name)
    }

    fn get(&self, scheme: &Scheme) -> Option<&Credential> {
        self.held(scheme).map(|held| &held.credential)
    }

    fn holds(&self, alternative: Alternative) -> bool {
        alternative.iter().all(|scheme| self.get(scheme).is_some())
    }

    /// Decides which of an operation's alternatives is used: the caller's choice, else the first whose credentials are
    /// all there, else none where none is an alternative.
    pub(crate) fn choose(
        &self,
        alternatives: &'static [Alternative],
    ) -> Result<Alternative, MissingCredential> {
        let first = alternatives
            .iter()
            .find(|alternative| !alternative.is_empty() && self.holds(alternative));
        match first {
            Some(alternative) => Ok(alternative),
            None if alternatives.is_empty()
                || alternatives
                    .iter()
                    .any(|alternative| alternative.is_empty()) =>
            {
                Ok(&[])
            }
            None => Err(MissingCredential { alternatives }),
        }
    }

    /// Returns the alternative with this index if its credentials are there.
    pub(crate) fn require(
        &self,
        alternatives: &'static [Alternative],
        index: usize,
    ) -> Result<Option<Alternative>, MissingCredential> {
        match alternatives.get(index..).and_then(<[_]>::split_first) {
            None => Ok(None),
            Some((alternative, _)) if self.holds(alternative) => Ok(Some(alternative)),
            Some(_) => Err(MissingCredential {
                alternatives: alternatives.get(index..=index).unwrap_or(alternatives),
            }),
        }
    }

    /// Whether some of them come from a source.
    pub(crate) fn have_sources(&self) -> bool {
        let mut kinds = self.0.iter().map(|held| &held.credential.0);
        kinds.any(|kind| matches!(kind, Kind::Source(_)))
    }

    /// Asks the sources of an alternative, for tokens other than those that were refused.
    pub(crate) async fn tokens(
        &self,
        alternative: Alternative,
        core: &Core,
        refused: &[(&'static str, Secret)],
    ) -> Result<Tokens, TokenError> {
        let mut tokens = Tokens::new();
        for scheme in alternative {
            let Some(Credential(Kind::Source(source))) = self.get(scheme) else {
                continue;
            };
            let refused = refused.iter().find(|(name, _)| *name == scheme.name);
            let wanted = TokenRequest {
                core,
                scopes: scheme.scopes,
                refused: refused.map(|(_, token)| token),
            };
            tokens.push((scheme.name, source.token(wanted).await?));
        }
        Ok(tokens)
    }

    /// Writes the credentials of an alternative, and the tokens that sources gave.
    pub(crate) fn attach(
        &self,
        alternative: &[&Scheme],
        tokens: &[(&'static str, Secret)],
    ) -> Result<Attached, BuildError> {
        let mut attached = Attached::default();
        for scheme in alternative {
            let held = self.held(scheme);
            let ready = held.filter(|held| held.scheme.place == scheme.place);
            if let Some((name, value)) = ready.and_then(|held| held.header.as_ref()) {
                attached.header(scheme, name.clone(), value.clone())?;
                continue;
            }
            match held.map(|held| &held.credential) {
                None => {}
                Some(Credential(Kind::Source(_))) => {
                    let token = tokens.iter().find(|(name, _)| *name == scheme.name);
                    if let Some((_, token)) = token {
                        attached.add(scheme, &Credential::bearer(token.clone()))?;
                    }
                }
                Some(credential) => attached.add(scheme, credential)?,
            }
        }
        Ok(attached)
    }
}

/// An operation wants a credential that the client was not given. Nothing was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MissingCredential {
    alternatives: &'static [Alternative],
}

impl MissingCredential {
    /// Returns the names of the schemes that would do: any of the lists, with all of its names.
    pub fn alternatives(&self) -> impl Iterator<Item = Vec<&'static str>> {
        self.alternatives
            .iter()
            .map(|alternative| alternative.iter().map(|scheme| scheme.name).collect())
    }
}

impl fmt::Display for MissingCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the client lacks a credential for this operation; it takes ")?;
        for (index, names) in self.alternatives().enumerate() {
            if index > 0 {
                f.write_str(", or ")?;
            }
            write!(f, "`{}`", names.join("` with `"))?;
        }
        Ok(())
    }
}

impl std::error::Error for MissingCredential {}
