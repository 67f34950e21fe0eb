//! A piece of Rust that stands in text as well as among tokens.

use std::fmt;

use proc_macro2::TokenStream;
use quote::ToTokens;

/// A path or a type, as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Snippet(String);

impl Snippet {
    /// What `text` says, which is Rust.
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for Snippet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl ToTokens for Snippet {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        // Names and types are made of checked identifiers: what is no Rust here does not parse later either, and is
        // reported there.
        tokens.extend(self.0.parse::<TokenStream>());
    }
}
