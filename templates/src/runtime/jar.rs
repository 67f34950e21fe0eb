//! Cookies within a call: what an answer sets goes with the redirects and repeats that follow it, and is forgotten with
//! the call. Servers that send a client once around to see its cookie would send it around for ever.

use http::header::{COOKIE, HeaderMap, HeaderValue, SET_COOKIE};

/// Cookies are few; more than these are a mistake of the server's.
const MOST: usize = 50;

/// The cookies of a call: names with `name=value`.
#[derive(Default)]
pub(crate) struct Jar(Vec<(String, String)>);

impl Jar {
    /// Keeps what an answer sets (RFC 6265 section 5.2). All requests of a call go to one origin, so neither domain nor
    /// path is looked at.
    pub(crate) fn keep(&mut self, headers: &HeaderMap) {
        for value in headers.get_all(SET_COOKIE) {
            let Ok(text) = value.to_str() else { continue };
            let mut parts = text.split(';').map(str::trim);
            let Some(pair) = parts.next() else { continue };
            let Some((name, value)) = pair.split_once('=') else {
                continue;
            };
            self.0.retain(|(other, _)| other != name);
            let ended = parts.any(|part| {
                let age = part.split_once('=');
                age.is_some_and(|(key, age)| {
                    key.trim().eq_ignore_ascii_case("max-age")
                        && age.trim().parse().is_ok_and(|age: i64| age <= 0)
                })
            });
            if !ended && !value.is_empty() && self.0.len() < MOST {
                self.0.push((name.to_owned(), pair.to_owned()));
            }
        }
    }

    /// Adds the cookies to those that a request has anyway, which win.
    pub(crate) fn add_to(&self, headers: &mut HeaderMap) {
        if self.0.is_empty() {
            return;
        }
        let own = headers.get(COOKIE).and_then(|value| value.to_str().ok());
        let mut cookies: Vec<&str> = own.into_iter().collect();
        let named = |name: &str| {
            let mut pairs = own.iter().flat_map(|own| own.split("; "));
            pairs.any(|pair| pair.split('=').next() == Some(name))
        };
        for (name, pair) in &self.0 {
            if !named(name) {
                cookies.push(pair);
            }
        }
        if let Ok(mut value) = HeaderValue::from_str(&cookies.join("; ")) {
            value.set_sensitive(true);
            headers.insert(COOKIE, value);
        }
    }
}
