//! The text of a `$ref`: a URI reference whose fragment is a JSON Pointer (RFC 3986, RFC 6901 section 6).

use crate::ir::Pointer;
use crate::read::percent_decode;

/// Why a `$ref` leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefError {
    /// Nothing stands at this place of the document.
    Dangling(Pointer),
    /// It could not be followed when the document was read, and that has been reported.
    Lost,
}

/// Reads `#/...`, with `%xx` escapes undone.
pub(super) fn parse(reference: &str) -> Result<Pointer, RefError> {
    let Some(fragment) = reference.strip_prefix('#') else {
        return Err(RefError::Lost);
    };
    match percent_decode(fragment) {
        Some(text) if text.is_empty() || text.starts_with('/') => Ok(Pointer::from_escaped(text)),
        _ => Err(RefError::Lost),
    }
}
