//! URLs: the base that a client calls, and the paths behind it.

use std::net::IpAddr;
use std::sync::Arc;

use http::Uri;
use http::uri::{Authority, Scheme};

use super::build_error::BuildError;
use super::percent;

/// The origin that is called and the path before all paths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BaseUrl {
    /// Scheme, host and port.
    origin: Arc<str>,
    /// Starts with `/` or is empty; does not end with `/`.
    path: String,
    private: bool,
}

impl BaseUrl {
    /// Reads a base URL. User names, queries and fragments are not part of one.
    pub(crate) fn parse(text: &str) -> Result<Self, BuildError> {
        let unfit = |what: &str| BuildError::new(format!("the base URL {what}"));
        let uri: Uri = text
            .parse()
            .map_err(|_| unfit("is not a valid URL; it takes the form https://host/path"))?;
        let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) else {
            return Err(unfit(
                "has no host: the API's document names none, so give one with `base_url` or `server` of the builder",
            ));
        };
        if *scheme != Scheme::HTTP && *scheme != Scheme::HTTPS {
            return Err(unfit("must start with https:// or http://"));
        }
        if authority.as_str().contains('@') {
            return Err(unfit(
                "holds a user name: credentials belong to the builder",
            ));
        }
        if uri.query().is_some() || text.contains('#') {
            return Err(unfit(
                "has a query or a fragment, to which no path can be added",
            ));
        }
        let path = uri.path().trim_end_matches('/');
        check_segments(path)?;
        Ok(Self {
            origin: format!("{scheme}://{authority}").into(),
            path: path.to_owned(),
            private: is_private(scheme, authority),
        })
    }

    /// Reads the base URL of an operation, which may be relative to this one.
    pub(crate) fn join(&self, text: &str) -> Result<Self, BuildError> {
        if text.starts_with('/') && !text.starts_with("//") {
            Self::parse(&format!("{}{text}", self.origin()))
        } else {
            Self::parse(text)
        }
    }

    /// Returns scheme, host and port.
    pub(crate) fn origin(&self) -> &Arc<str> {
        &self.origin
    }

    /// Whether what is sent there is seen by the receiver only: over TLS, or on this machine.
    pub(crate) fn is_private(&self) -> bool {
        self.private
    }

    /// Returns the URL of something beside the API, which may be relative to this one, and whether what is sent there is
    /// seen by the receiver only. `None` where it is no URL of HTTP, or names a user.
    #[allow(dead_code, reason = "the endpoints of OAuth 2 are such")]
    pub(crate) fn beside(&self, text: &str) -> Option<(Uri, bool)> {
        let (origin, path) = (self.origin(), &self.path);
        let uri: Uri = match text {
            _ if text.contains("://") => text.parse(),
            _ if text.starts_with("//") => return None,
            _ if text.starts_with('/') => format!("{origin}{text}").parse(),
            _ => format!("{origin}{path}/{text}").parse(),
        }
        .ok()?;
        let (scheme, authority) = (uri.scheme()?, uri.authority()?);
        let known = *scheme == Scheme::HTTP || *scheme == Scheme::HTTPS;
        let private = is_private(scheme, authority);
        (known && !authority.as_str().contains('@')).then_some((uri, private))
    }

    /// Starts a URL, to which `path` and `query` add what is encoded already.
    ///
    /// # Errors
    /// Fails where they do, and where the path has steps up.
    pub(crate) fn with(
        &self,
        path: impl FnOnce(&mut String) -> Result<(), BuildError>,
        query: impl FnOnce(&mut Query) -> Result<(), BuildError>,
    ) -> Result<String, BuildError> {
        let before = self.origin.len() + self.path.len();
        let mut url = String::with_capacity(before + 128);
        url.push_str(&self.origin);
        url.push_str(&self.path);
        path(&mut url)?;
        if url.len() > before && !behind(&url, before).starts_with(['/', '?']) {
            url.insert(before, '/');
        }
        // Some documents write a part of the query into the path.
        let fixed = behind(&url, before).find('?');
        let fixed = fixed.map(|at| url.split_off(before + at));
        check_segments(behind(&url, before))?;
        let mut pairs = Query {
            start: url.len(),
            url,
        };
        query(&mut pairs)?;
        let Query { mut url, start } = pairs;
        if let Some(fixed) = fixed {
            let given = url.split_off(start);
            push_merged(&mut url, behind(&fixed, 1), behind(&given, 1));
        }
        // Whatever stood in a path or a parameter: the request goes to the server that was chosen.
        let rest = behind(&url, self.origin.len());
        if !rest.is_empty() && !rest.starts_with(['/', '?']) {
            return Err(BuildError::new("the request's URL would leave the server"));
        }
        if url.len() > LONGEST {
            return Err(BuildError::new(
                "the request's URL is longer than 65,534 bytes",
            ));
        }
        Ok(url)
    }
}

/// What a [`Uri`] holds at most.
const LONGEST: usize = 65_534;

/// The query of a URL that is put together.
pub(crate) struct Query {
    url: String,
    /// Where it starts.
    start: usize,
}

impl Query {
    /// Adds pairs that are encoded already. `write` returns whether there are any.
    pub(crate) fn add(
        &mut self,
        write: impl FnOnce(&mut String) -> Result<bool, BuildError>,
    ) -> Result<(), BuildError> {
        let before = self.url.len();
        self.url.push(if before == self.start { '?' } else { '&' });
        let mark = self.url.len();
        if !write(&mut self.url)? || self.url.len() == mark {
            self.url.truncate(before);
        }
        Ok(())
    }
}

/// What stands behind a place in a URL.
fn behind(url: &str, at: usize) -> &str {
    url.get(at..).unwrap_or_default()
}

/// Whether what is sent there is seen by the receiver only: over TLS, or on this machine.
fn is_private(scheme: &Scheme, authority: &Authority) -> bool {
    if *scheme == Scheme::HTTPS {
        return true;
    }
    let host = authority.host().to_ascii_lowercase();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host.ends_with(".localhost")
        || host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// Adds pairs that stand in a path and those of the call. A pair of the call replaces one of its name: such documents
/// declare the parameter as well.
#[cold]
fn push_merged(url: &mut String, fixed: &str, query: &str) {
    let name = |pair: &str| pair.split('=').next().map(str::to_owned);
    let given: Vec<_> = query.split('&').map(name).collect();
    let fixed = fixed
        .split('&')
        .filter(|pair| !pair.is_empty() && !given.contains(&name(pair)));
    let pairs = fixed.chain(Some(query).filter(|query| !query.is_empty()));
    for (index, pair) in pairs.enumerate() {
        url.push(if index == 0 { '?' } else { '&' });
        url.push_str(pair);
    }
}

/// Refuses segments that URL parsers take for steps up or to the same place (URL standard section 4.1).
fn check_segments(path: &str) -> Result<(), BuildError> {
    const STEPS: [&str; 6] = [".", "..", "%2e", ".%2e", "%2e.", "%2e%2e"];
    // Most paths have neither.
    if !path.bytes().any(|byte| matches!(byte, b'.' | b'%')) {
        return Ok(());
    }
    let step = |segment: &str| STEPS.iter().any(|step| segment.eq_ignore_ascii_case(step));
    if path.split('/').any(step) {
        return Err(BuildError::new(
            "a path segment is `.` or `..`, which would call another path",
        ));
    }
    Ok(())
}

/// Adds a path template, filled. `value` adds the encoded text for a name, and says whether there is one; `may_be_empty`
/// says for which the document lists the empty text. What follows a `?` is a part of the query that all calls have.
pub(crate) fn fill(
    path: &mut String,
    template: &str,
    value: impl Fn(&str, &mut String) -> Result<bool, BuildError>,
    may_be_empty: impl Fn(&str) -> bool,
) -> Result<(), BuildError> {
    let mut rest = template;
    while let Some((literal, after)) = rest.split_once('{') {
        push_literal(path, literal);
        let Some((name, after)) = after.split_once('}') else {
            return Err(BuildError::new(format!(
                "the path `{template}` has a brace that is not closed"
            )));
        };
        // Beside other text it is a part of a segment like any other.
        let whole = path.ends_with('/') && (after.is_empty() || after.starts_with(['/', '?']));
        let before = path.len();
        if !value(name, path)? {
            return Err(BuildError::new(format!(
                "path parameter `{name}` has no value, so that another path would be called"
            )));
        }
        let text = behind(path, before);
        let is_step = whole && matches!(text, "." | "..");
        if is_step || (text.is_empty() && !may_be_empty(name)) {
            return Err(BuildError::new(format!(
                "path parameter `{name}` is empty, `.` or `..`, so that another path would be called"
            )));
        }
        rest = after;
    }
    push_literal(path, rest);
    Ok(())
}

/// Adds text of a template; the first `?` starts the query, others are text.
fn push_literal(path: &mut String, literal: &str) {
    match literal.split_once('?').filter(|_| !path.contains('?')) {
        Some((before, after)) => {
            path.push_str(&percent::encode_literal(before));
            path.push('?');
            path.push_str(&percent::encode_literal(after));
        }
        None => path.push_str(&percent::encode_literal(literal)),
    }
}
