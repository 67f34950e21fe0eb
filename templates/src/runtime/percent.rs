//! Percent-encoding (RFC 3986 section 2.1).

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// How a text is written where it stands.
pub(super) type Encode = for<'a> fn(&'a str) -> Cow<'a, str>;

/// All but the unreserved characters (RFC 3986 section 2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What stands for itself neither in a path nor in a query: `#`, `[` and `]` (RFC 3986 section 3.4), and `&`, `=`, `+`, which
/// have a meaning of their own in a form.
const FORBIDDEN_IN_QUERY: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';');

/// What may not stand in the literal part of a path; `%` may, as the path is taken to be encoded already.
const FORBIDDEN_IN_PATH: &AsciiSet = &FORBIDDEN_IN_QUERY
    .remove(b'&')
    .remove(b'=')
    .remove(b'+')
    .remove(b'%')
    .add(b'?');

/// Encodes all but unreserved characters.
pub(super) fn encode(text: &str) -> Cow<'_, str> {
    encoded(text, RESERVED)
}

/// What a value with `allowReserved` cannot have in a query: `#` and `&` would end it, and `+` is read as a space by nearly all
/// servers.
const ENDING_IN_QUERY: &AsciiSet = &FORBIDDEN_IN_QUERY.remove(b'[').remove(b']').remove(b'=');

/// Encodes a value with `allowReserved` for a query: reserved characters and what is percent-encoded already stay as they are
/// (RFC 6570 section 3.2.3, OAS 3.0.4 section 4.8.12.2.2), except for those that would end the value.
pub(super) fn encode_reserved_in_query(text: &str) -> Cow<'_, str> {
    encode_but_triples(text, ENDING_IN_QUERY)
}

/// The same for a path, which `?` and `#` would end.
pub(super) fn encode_reserved_in_path(text: &str) -> Cow<'_, str> {
    const SET: &AsciiSet = &ENDING_IN_QUERY.remove(b'&').remove(b'+').add(b'?');
    encode_but_triples(text, SET)
}

/// The same for a cookie, whose values have no comma and no semicolon (RFC 6265 section 4.1.1).
pub(super) fn encode_reserved_in_cookie(text: &str) -> Cow<'_, str> {
    const SET: &AsciiSet = &ENDING_IN_QUERY
        .remove(b'&')
        .remove(b'+')
        .remove(b'#')
        .add(b',')
        .add(b';');
    encode_but_triples(text, SET)
}

fn encode_but_triples<'a>(text: &'a str, set: &'static AsciiSet) -> Cow<'a, str> {
    if !text.contains('%') {
        return encoded(text, set);
    }
    let mut encoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        encoded.extend(utf8_percent_encode(before, set));
        let is_encoded = after
            .as_bytes()
            .first_chunk::<2>()
            .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        encoded.push_str(if is_encoded { "%" } else { "%25" });
        rest = after;
    }
    encoded.extend(utf8_percent_encode(rest, set));
    encoded.into()
}

/// Encodes the literal part of a path.
pub(super) fn encode_literal(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte == b'/' || is_unreserved(byte)) {
        return text.into();
    }
    encoded(text, FORBIDDEN_IN_PATH)
}

/// Encodes a name or value of `application/x-www-form-urlencoded` (URL standard section 5.2).
pub(super) fn encode_form(text: &str) -> String {
    const FORM: &AsciiSet = &RESERVED.add(b'~').remove(b'*').remove(b' ');
    utf8_percent_encode(text, FORM)
        .to_string()
        .replace(' ', "+")
}

/// A text without anything to encode stays what it is.
fn encoded<'a>(text: &'a str, set: &'static AsciiSet) -> Cow<'a, str> {
    // Most names and values have nothing else, and no set has any of these.
    let plain = text.bytes().position(|byte| !is_unreserved(byte));
    let Some((before, rest)) = plain.and_then(|at| text.split_at_checked(at)) else {
        return text.into();
    };
    let mut pieces = utf8_percent_encode(rest, set);
    let first = pieces.next();
    if first.is_none_or(|first| std::ptr::eq(first, rest)) {
        return text.into();
    }
    let mut encoded = String::with_capacity(text.len() * 2);
    encoded.push_str(before);
    encoded.extend(first.into_iter().chain(pieces));
    encoded.into()
}

/// Whether a character stands for itself everywhere (RFC 3986 section 2.3).
const fn is_unreserved(byte: u8) -> bool {
    matches!(byte, b'-' | b'.' | b'0'..=b'9' | b'A'..=b'Z' | b'_' | b'a'..=b'z' | b'~')
}
