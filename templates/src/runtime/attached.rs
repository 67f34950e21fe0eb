//! Credentials as they are written into a request.

use http::header::{AUTHORIZATION, HeaderName, HeaderValue};

use super::build_error::BuildError;
use super::percent::encode;
use super::security::{Credential, Kind, Place, Scheme};

/// Credentials as they are sent.
#[derive(Default)]
pub(crate) struct Attached {
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    /// `name=value`, encoded.
    pub(crate) query: Vec<String>,
    /// `name=value`, encoded.
    pub(crate) cookies: Vec<String>,
}

impl Attached {
    pub(super) fn add(
        &mut self,
        scheme: &Scheme,
        credential: &Credential,
    ) -> Result<(), BuildError> {
        match (scheme.place, &credential.0) {
            (Place::Basic, Kind::Pair { username, password }) => {
                if username.expose().contains(':') {
                    return Err(unfit(
                        scheme,
                        "a user name cannot contain a colon (RFC 7617)",
                    ));
                }
                let pair = format!("{}:{}", username.expose(), password.expose());
                let value = ["Basic ", &base64(pair.as_bytes())].concat();
                self.secret_header(scheme, AUTHORIZATION, value)
            }
            (Place::Http(prefix), Kind::Single(secret)) => {
                let value = [prefix, " ", secret.expose()].concat();
                self.secret_header(scheme, AUTHORIZATION, value)
            }
            (Place::Header(name), Kind::Single(secret)) => {
                let name = HeaderName::from_bytes(name.as_bytes())
                    .map_err(|_| unfit(scheme, "its header's name is invalid"))?;
                self.secret_header(scheme, name, secret.expose().to_owned())
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
            (Place::Basic, Kind::Single(_) | Kind::Source(_)) => {
                Err(unfit(scheme, "it takes a user name and a password"))
            }
            (_, Kind::Pair { .. }) => Err(unfit(
                scheme,
                "it takes one text, not a user name and a password",
            )),
            (_, Kind::Source(_)) => Err(unfit(scheme, "its source was not asked")),
            (_, Kind::Unfit(mistake)) => Err(mistake.clone()),
        }
    }

    fn secret_header(
        &mut self,
        scheme: &Scheme,
        name: HeaderName,
        value: String,
    ) -> Result<(), BuildError> {
        let mut value = header_value(value)
            .ok_or_else(|| unfit(scheme, "it has characters that a header cannot carry"))?;
        value.set_sensitive(true);
        self.header(scheme, name, value)
    }

    /// Adds a header that is a credential.
    pub(super) fn header(
        &mut self,
        scheme: &Scheme,
        name: HeaderName,
        value: HeaderValue,
    ) -> Result<(), BuildError> {
        if self.headers.iter().any(|(other, _)| *other == name) {
            return Err(unfit(
                scheme,
                "another credential of this operation wants the same header",
            ));
        }
        self.headers.push((name, value));
        Ok(())
    }
}

fn unfit(scheme: &Scheme, what: &str) -> BuildError {
    BuildError::new(format!("credential `{}`: {what}", scheme.name))
}

/// Makes a header value of visible ASCII, spaces and tabs; `None` for anything else.
pub(crate) fn header_value(text: impl AsRef<str> + TryInto<HeaderValue>) -> Option<HeaderValue> {
    let mut bytes = text.as_ref().bytes();
    let visible = bytes.all(|byte| matches!(byte, b'\t' | b' '..=b'~'));
    if visible { text.try_into().ok() } else { None }
}

/// Base64 with padding (RFC 4648 section 4), for `Basic`.
pub(super) fn base64(bytes: &[u8]) -> String {
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
