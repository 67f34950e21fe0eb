//! The text of a `$ref`: a URI reference whose fragment is a JSON Pointer (RFC 3986, RFC 6901 section 6).

use crate::ir::Pointer;

/// Why a `$ref` leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefError {
    /// Nothing stands at this place of the document.
    Dangling(Pointer),
    /// Another document, or a fragment that is not a pointer.
    Unsupported,
}

/// Reads `#/...`, with `%xx` escapes undone.
pub(super) fn parse(reference: &str) -> Result<Pointer, RefError> {
    let fragment = reference.strip_prefix('#').ok_or(RefError::Unsupported)?;
    let text = percent_decode(fragment).ok_or(RefError::Unsupported)?;
    if text.is_empty() || text.starts_with('/') {
        Ok(Pointer::from_escaped(text))
    } else {
        Err(RefError::Unsupported)
    }
}

/// Undoes `%xx`; a `%` that starts no escape stands for itself. `None` where the bytes are not UTF-8.
fn percent_decode(text: &str) -> Option<String> {
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
