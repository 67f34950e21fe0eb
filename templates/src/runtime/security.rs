//! Credentials: how they are described, chosen and attached.

use std::fmt;

use http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};

use super::build_error::BuildError;
use super::percent::encode;
use super::secret::Secret;

/// A security scheme of the API's document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scheme {
    name: &'static str,
    place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Basic,
    Http(&'static str),
    Header(&'static str),
    Query(&'static str),
    Cookie(&'static str),
}

impl Scheme {
    /// User name and password (RFC 7617).
    #[must_use]
    pub const fn basic(name: &'static str) -> Self {
        Self {
            name,
            place: Place::Basic,
        }
    }

    /// A token after `Bearer` (RFC 6750).
    #[must_use]
    pub const fn bearer(name: &'static str) -> Self {
        Self {
            name,
            place: Place::Http("Bearer"),
        }
    }

    /// What follows `scheme` in `Authorization` (RFC 9110 section 11.6.2).
    #[must_use]
    pub const fn http(name: &'static str, scheme: &'static str) -> Self {
        Self {
            name,
            place: Place::Http(scheme),
        }
    }

    /// A key in a header.
    #[must_use]
    pub const fn api_key_header(name: &'static str, header: &'static str) -> Self {
        Self {
            name,
            place: Place::Header(header),
        }
    }

    /// A key in the query.
    #[must_use]
    pub const fn api_key_query(name: &'static str, parameter: &'static str) -> Self {
        Self {
            name,
            place: Place::Query(parameter),
        }
    }

    /// A key in a cookie.
    #[must_use]
    pub const fn api_key_cookie(name: &'static str, cookie: &'static str) -> Self {
        Self {
            name,
            place: Place::Cookie(cookie),
        }
    }

    /// Returns the name that the document gives it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

/// What a caller proves their identity with.
#[derive(Debug, Clone)]
pub struct Credential(Kind);

#[derive(Debug, Clone)]
enum Kind {
    Pair { username: Secret, password: Secret },
    Single(Secret),
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

    /// What follows the scheme's name, for [`Scheme::http`].
    #[must_use]
    pub fn http(credentials: impl Into<Secret>) -> Self {
        Self(Kind::Single(credentials.into()))
    }
}

/// The credentials of a client.
#[derive(Clone, Default)]
pub(crate) struct Credentials(Vec<(&'static Scheme, Credential)>);

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.0.iter().map(|(scheme, _)| scheme.name))
            .finish()
    }
}

/// Schemes that are needed together.
pub(crate) type Alternative = &'static [&'static Scheme];

impl Credentials {
    pub(crate) fn insert(&mut self, scheme: &'static Scheme, credential: Credential) {
        self.0.retain(|(other, _)| other.name != scheme.name);
        self.0.push((scheme, credential));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn get(&self, scheme: &Scheme) -> Option<&Credential> {
        self.0
            .iter()
            .find(|(other, _)| other.name == scheme.name)
            .map(|(_, credential)| credential)
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

    /// Writes the credentials of an alternative.
    pub(crate) fn attach(&self, alternative: &[&Scheme]) -> Result<Attached, BuildError> {
        let mut attached = Attached::default();
        for scheme in alternative {
            if let Some(credential) = self.get(scheme) {
                attached.add(scheme, credential)?;
            }
        }
        Ok(attached)
    }
}

/// Credentials as they are sent.
#[derive(Default)]
pub(crate) struct Attached {
    pub(crate) headers: HeaderMap,
    /// `name=value`, encoded.
    pub(crate) query: Vec<String>,
    /// `name=value`, encoded.
    pub(crate) cookies: Vec<String>,
}

impl Attached {
    fn add(&mut self, scheme: &Scheme, credential: &Credential) -> Result<(), BuildError> {
        let unfit = |what: &str| BuildError::new(format!("credential `{}`: {what}", scheme.name));
        match (scheme.place, &credential.0) {
            (Place::Basic, Kind::Pair { username, password }) => {
                if username.expose().contains(':') {
                    return Err(unfit("a user name cannot contain a colon (RFC 7617)"));
                }
                let pair = format!("{}:{}", username.expose(), password.expose());
                self.header(
                    AUTHORIZATION,
                    &format!("Basic {}", base64(pair.as_bytes())),
                    unfit,
                )
            }
            (Place::Http(prefix), Kind::Single(secret)) => self.header(
                AUTHORIZATION,
                &format!("{prefix} {}", secret.expose()),
                unfit,
            ),
            (Place::Header(name), Kind::Single(secret)) => {
                let name = HeaderName::from_bytes(name.as_bytes())
                    .map_err(|_| unfit("its header's name is invalid"))?;
                self.header(name, secret.expose(), unfit)
            }
            (Place::Query(name), Kind::Single(secret)) => {
                self.query
                    .push(format!("{}={}", encode(name), encode(secret.expose())));
                Ok(())
            }
            (Place::Cookie(name), Kind::Single(secret)) => {
                self.cookies
                    .push(format!("{}={}", encode(name), encode(secret.expose())));
                Ok(())
            }
            (Place::Basic, Kind::Single(_)) => Err(unfit("it takes a user name and a password")),
            (_, Kind::Pair { .. }) => {
                Err(unfit("it takes one text, not a user name and a password"))
            }
        }
    }

    fn header(
        &mut self,
        name: HeaderName,
        value: &str,
        unfit: impl Fn(&str) -> BuildError,
    ) -> Result<(), BuildError> {
        let mut value = header_value(value)
            .ok_or_else(|| unfit("it has characters that a header cannot carry"))?;
        value.set_sensitive(true);
        match self.headers.insert(name, value) {
            None => Ok(()),
            Some(_) => Err(unfit(
                "another credential of this operation wants the same header",
            )),
        }
    }
}

/// Makes a header value of visible ASCII, spaces and tabs; `None` for anything else.
pub(crate) fn header_value(text: &str) -> Option<HeaderValue> {
    let visible = text.bytes().all(|byte| matches!(byte, b'\t' | b' '..=b'~'));
    if visible {
        HeaderValue::from_str(text).ok()
    } else {
        None
    }
}

/// Base64 with padding (RFC 4648 section 4), for `Basic`.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = (0..3).fold(0_u32, |group, at| {
            group << 8 | u32::from(chunk.get(at).copied().unwrap_or(0))
        });
        for at in 0..4 {
            let digit = usize::try_from(group >> (18 - 6 * at) & 63)
                .ok()
                .and_then(|digit| ALPHABET.get(digit));
            let digit = digit.filter(|_| at <= chunk.len()).copied().unwrap_or(b'=');
            text.push(char::from(digit));
        }
    }
    text
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
