//! JSON Pointer (RFC 6901): the address of a place in a document.

use std::fmt::{self, Write as _};
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// An address inside a document; the root is the empty pointer. Clones share the text: a property, its type and what is
/// found there have the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer {
    /// `None` at the root, which nothing has to be made for.
    text: Option<Arc<str>>,
}

/// Counts the bytes that tokens have in pointers.
struct Length(usize);

impl fmt::Write for Length {
    fn write_str(&mut self, token: &str) -> fmt::Result {
        let special = token.bytes().filter(|byte| b"~/".contains(byte)).count();
        self.0 += token.len() + special;
        Ok(())
    }
}

/// A text that takes tokens as pointers spell them.
struct Escaped<'t>(&'t mut String);

impl fmt::Write for Escaped<'_> {
    fn write_str(&mut self, mut token: &str) -> fmt::Result {
        while let Some(at) = token.find(['~', '/']) {
            let (plain, rest) = token.split_at(at);
            let (special, rest) = rest.split_at(1);
            self.0.push_str(plain);
            self.0.push_str(if special == "~" { "~0" } else { "~1" });
            token = rest;
        }
        self.0.push_str(token);
        Ok(())
    }
}

impl Pointer {
    pub(crate) const EMPTY: Self = Self { text: None };

    /// The whole document.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// Reads `text`, which is empty or starts with `/`; tokens are already escaped.
    #[must_use]
    pub fn from_escaped(text: impl AsRef<str>) -> Self {
        let text = text.as_ref();
        Self {
            text: (!text.is_empty()).then(|| text.into()),
        }
    }

    /// The place named `token` (a key or an index) under this one.
    #[must_use]
    pub fn child(&self, token: impl fmt::Display) -> Self {
        let around = self.as_str();
        // Text that grows is copied. Both take whatever is written.
        let mut length = Length(around.len() + 1);
        let _ = write!(length, "{token}");
        let mut text = String::with_capacity(length.0);
        text.push_str(around);
        text.push('/');
        let _ = write!(Escaped(&mut text), "{token}");
        Self::from_escaped(text)
    }

    /// The place around this one; `None` at the root.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let (head, _) = self.as_str().rsplit_once('/')?;
        Some(Self::from_escaped(head))
    }

    /// The tokens from the root, unescaped.
    pub fn tokens(&self) -> impl Iterator<Item = String> + '_ {
        self.as_str().split('/').skip(1).map(|token| {
            if token.contains('~') {
                token.replace("~1", "/").replace("~0", "~")
            } else {
                token.to_owned()
            }
        })
    }

    /// The places around this one and itself as text, from the outside in, without the root.
    pub fn prefixes(&self) -> impl Iterator<Item = &str> {
        let text = self.as_str();
        let ends = text.match_indices('/').skip(1).map(|(at, _)| at);
        let all = ends.chain((!text.is_empty()).then_some(text.len()));
        all.filter_map(|end| text.get(..end))
    }

    /// The last token, unescaped; `None` at the root.
    #[must_use]
    pub fn last(&self) -> Option<String> {
        self.tokens().last()
    }

    /// The pointer as text, for example `/paths/~1users/get`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Pointer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
