//! Rust identifiers. They are made only here, by a `Scope`, so that no two in one scope are equal and none is a
//! keyword; a `Book` knows which were given before and which the user wants.

mod ascii;
mod book;
mod case;
mod operation;
mod scope;
#[cfg(test)]
mod tests;
mod words;

use serde::Serialize;

pub(super) use book::{Book, Page, Remark};
use case::Case;
pub(super) use operation::{key as operation_key, operation_wishes};
pub(super) use scope::{Scope, Wish, claim_all, numbered_apart};
pub(super) use words::{singular, words};

macro_rules! names {
    ($($(#[doc = $doc:literal])+ $name:ident, $case:ident, $fallback:literal, $escape:path, $fold:path;)+) => {
        $(
            $(#[doc = $doc])+
            #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
            pub struct $name(String);

            impl $name {
                /// The identifier as it is printed; `r#` included where it is a keyword.
                #[must_use]
                pub fn as_str(&self) -> &str {
                    &self.0
                }

                /// The identifier without `r#`: as links in documentation, format strings and Cargo name it.
                #[must_use]
                pub fn bare(&self) -> &str {
                    self.0.strip_prefix("r#").unwrap_or(&self.0)
                }

                /// A name for a test's hand-made plan.
                #[cfg(test)]
                pub(crate) fn test(name: &str) -> Self {
                    Self(name.to_owned())
                }
            }

            impl std::fmt::Display for $name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(&self.0)
                }
            }

            impl Name for $name {
                fn natural(raw: &str) -> String {
                    $escape(words::identifier(raw, Case::$case, $fallback))
                }

                fn given(bare: &str) -> Option<Self> {
                    words::is_identifier(bare, Case::$case).then(|| Self($escape(bare.to_owned())))
                }

                fn make(identifier: String) -> Self {
                    Self(identifier)
                }

                fn fold(name: &str) -> String {
                    $fold(name.strip_prefix("r#").unwrap_or(name))
                }

                fn plain(&self) -> &str {
                    self.bare()
                }
            }
        )+
    };
}

names! {
    /// A type. rustdoc makes a file of its name, so that case alone tells no two apart.
    TypeName, Camel, "Type", words::escape, str::to_lowercase;
    /// A static.
    ConstName, Shouty, "VALUE", words::escape, str::to_owned;
    /// A field, argument or setter.
    FieldName, Snake, "value", words::escape, str::to_owned;
    /// A function or method.
    FunctionName, Snake, "call", words::escape, str::to_owned;
    /// A variant of an enum.
    VariantName, Camel, "Empty", words::escape, str::to_owned;
    /// A module, and the file that holds it without `.rs`.
    FileName, Snake, "file", words::escape_file, str::to_lowercase;
    /// A feature of a crate.
    FeatureName, Kebab, "operations", words::escape_feature, str::to_lowercase;
}

/// A kind of identifier.
pub(super) trait Name: Sized + Send + Sync {
    /// `raw` written as this kind of identifier.
    fn natural(raw: &str) -> String;
    /// A name that somebody gave, without `r#`; `None` where it is no identifier of this kind.
    fn given(bare: &str) -> Option<Self>;
    /// Wraps a checked identifier.
    fn make(identifier: String) -> Self;
    /// What must differ between two names of one scope.
    fn fold(name: &str) -> String;
    /// The identifier without `r#`.
    fn plain(&self) -> &str;
}
