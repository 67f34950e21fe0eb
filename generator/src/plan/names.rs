//! Rust identifiers. They are made only here, by a [`Scope`].

use serde::Serialize;

macro_rules! names {
    ($($(#[doc = $doc:literal])+ $name:ident;)+) => {
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
            }

            impl std::fmt::Display for $name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(&self.0)
                }
            }
        )+
    };
}

names! {
    /// A type or constant.
    TypeName;
    /// A field, argument or setter.
    FieldName;
    /// A function or method.
    FunctionName;
    /// A variant of an enum.
    VariantName;
    /// A module, and the file that holds it without `.rs`.
    FileName;
}
