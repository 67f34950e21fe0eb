//! Percent-encoding (RFC 3986 section 2.1).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but the unreserved characters (RFC 3986 section 2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What `allowReserved` cannot leave as it is either: `#` ends the query, `[` and `]` may not stand in one, and `&`,
/// `=`, `+` have a meaning of their own in a form.
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
pub(super) fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Encodes a query value whose reserved characters are allowed.
pub(super) fn encode_reserved(text: &str) -> String {
    utf8_percent_encode(text, FORBIDDEN_IN_QUERY).to_string()
}

/// Encodes the literal part of a path.
pub(super) fn encode_literal(text: &str) -> String {
    utf8_percent_encode(text, FORBIDDEN_IN_PATH).to_string()
}

/// Encodes a name or value of `application/x-www-form-urlencoded` (URL standard section 5.2).
pub(super) fn encode_form(text: &str) -> String {
    const FORM: &AsciiSet = &RESERVED.add(b'~').remove(b'*').remove(b' ');
    utf8_percent_encode(text, FORM)
        .to_string()
        .replace(' ', "+")
}
