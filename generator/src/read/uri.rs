//! URI references (RFC 3986): taking them apart and resolving them against the place where they stand.
//!
//! Documents write file names with spaces, braces and backslashes in their references; nothing is refused for that.

use std::fmt;

/// A URI or a relative reference, without its fragment.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Uri {
    scheme: Option<String>,
    authority: Option<String>,
    path: String,
    query: Option<String>,
}

impl Uri {
    /// Takes a reference apart (RFC 3986 appendix B); the fragment, as written, stands beside it.
    #[must_use]
    pub fn parse(text: &str) -> (Self, Option<&str>) {
        let (rest, fragment) = match text.split_once('#') {
            Some((rest, fragment)) => (rest, Some(fragment)),
            None => (text, None),
        };
        let (rest, query) = match rest.split_once('?') {
            Some((rest, query)) => (rest, Some(query.to_owned())),
            None => (rest, None),
        };
        let (scheme, rest) = match rest.split_once(':') {
            Some((scheme, after)) if is_scheme(scheme) => {
                (Some(scheme.to_ascii_lowercase()), after)
            }
            _ => (None, rest),
        };
        let rest = if scheme.is_none() {
            rest.replace('\\', "/")
        } else {
            rest.to_owned()
        };
        let (authority, path) = match rest.strip_prefix("//") {
            Some(rest) => {
                let end = rest.find('/').unwrap_or(rest.len());
                let (authority, path) = rest.split_at(end);
                (Some(authority.to_ascii_lowercase()), path.to_owned())
            }
            None => (None, rest),
        };
        let uri = Self {
            scheme,
            authority,
            path,
            query,
        };
        (uri, fragment)
    }

    /// The URI of a file with an absolute path whose parts are separated by `/`.
    pub(super) fn file(path: &str) -> Self {
        let slash = if path.starts_with('/') { "" } else { "/" };
        Self {
            scheme: Some("file".to_owned()),
            authority: Some(String::new()),
            path: format!("{slash}{}", path.replace('%', "%25")),
            query: None,
        }
    }

    /// The scheme in small letters; `None` for a relative reference.
    #[must_use]
    pub fn scheme(&self) -> Option<&str> {
        self.scheme.as_deref()
    }

    /// Whether it names nothing but the place where it stands.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The host without user and port.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        let authority = self.authority.as_deref()?;
        let after_user = authority
            .rsplit_once('@')
            .map_or(authority, |(_, host)| host);
        Some(match after_user.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
            _ => after_user,
        })
    }

    /// The path, as written.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The path with `%xx` undone; as written where that is not UTF-8.
    #[must_use]
    pub fn plain_path(&self) -> String {
        percent_decode(&self.path).unwrap_or_else(|| self.path.clone())
    }

    /// The target of `reference` that stands in a text with this URI (RFC 3986 section 5.2.2).
    #[must_use]
    pub fn resolve(&self, reference: &Self) -> Self {
        if reference.scheme.is_some() {
            return Self {
                path: remove_dots(&reference.path),
                ..reference.clone()
            };
        }
        let scheme = self.scheme.clone();
        if reference.authority.is_some() {
            return Self {
                scheme,
                path: remove_dots(&reference.path),
                ..reference.clone()
            };
        }
        let authority = self.authority.clone();
        if reference.path.is_empty() {
            return Self {
                scheme,
                authority,
                path: self.path.clone(),
                query: reference.query.clone().or_else(|| self.query.clone()),
            };
        }
        let merged = if reference.path.starts_with('/') {
            reference.path.clone()
        } else {
            match self.path.rsplit_once('/') {
                Some((folder, _)) => format!("{folder}/{}", reference.path),
                None if authority.is_some() => format!("/{}", reference.path),
                None => reference.path.clone(),
            }
        };
        Self {
            scheme,
            authority,
            path: remove_dots(&merged),
            query: reference.query.clone(),
        }
    }

    /// The way to this URI from the folder of `base`; the whole URI where they have no common beginning.
    #[must_use]
    pub fn relative_to(&self, base: &Self) -> String {
        if (&self.scheme, &self.authority) != (&base.scheme, &base.authority)
            || self.scheme() != Some("file")
        {
            return self.to_string();
        }
        let folder: Vec<&str> = base.path.split('/').collect();
        let folder = folder.split_last().map_or(&[][..], |(_, folder)| folder);
        let path: Vec<&str> = self.path.split('/').collect();
        let common = folder.iter().zip(&path).take_while(|(a, b)| a == b).count();
        let up = folder.iter().skip(common).map(|_| "..");
        let down = path.iter().skip(common).copied();
        let way: Vec<&str> = up.chain(down).collect();
        let way = way.join("/");
        percent_decode(&way).unwrap_or(way)
    }
}

impl fmt::Display for Uri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(scheme) = &self.scheme {
            write!(f, "{scheme}:")?;
        }
        if let Some(authority) = &self.authority {
            write!(f, "//{authority}")?;
        }
        f.write_str(&self.path)?;
        match &self.query {
            Some(query) => write!(f, "?{query}"),
            None => Ok(()),
        }
    }
}

/// Two letters at least: `C:` is a drive.
fn is_scheme(text: &str) -> bool {
    text.len() > 1
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

/// RFC 3986 section 5.2.4.
fn remove_dots(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let rooted = path.starts_with('/');
    let mut rest = path.strip_prefix('/').unwrap_or(path).split('/').peekable();
    while let Some(part) = rest.next() {
        let last = rest.peek().is_none();
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            other => {
                parts.push(other);
                continue;
            }
        }
        if last {
            parts.push("");
        }
    }
    let joined = parts.join("/");
    if rooted { format!("/{joined}") } else { joined }
}

/// Undoes `%xx`; a `%` that starts no escape stands for itself. `None` where the bytes are not UTF-8.
#[must_use]
pub fn percent_decode(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        if byte == b'%'
            && let Some((&[high, low], after)) = tail.split_first_chunk::<2>()
            && let (Some(high), Some(low)) = (hex(high), hex(low))
        {
            bytes.push(high << 4 | low);
            rest = after;
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests;
