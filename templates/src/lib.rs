//! What generated crates are made of beside generated code: the runtime that is copied into them, their manifest and
//! their README.
//!
//! The files under `runtime/` are real Rust: feature `runtime` compiles them where they lie, and their tests lie in
//! `tests/`. Without the feature this package has no dependencies; it only carries the text.

#[cfg(feature = "runtime")]
pub mod runtime;

#[cfg(all(test, feature = "runtime"))]
mod tests;

mod dependencies;
mod files;

pub use dependencies::{Dependency, IN_BROWSERS, dependencies};
pub use files::{Part, RuntimeFile, runtime_files};

/// `Cargo.toml` of a client. Fields: `{header}`, `{name}`, `{version}`, `{description}` (TOML strings with
/// their quotes), `{default}` (further default features, each `, "name"`), `{features}` (lines of the table), `{dependencies}`
/// (lines of the table, from [`dependencies()`], [`IN_BROWSERS`] behind them where it is needed), `{runtime}` (the
/// package whose features say how requests are sent), `{retry}`, `{tower}`, `{validate}` (what these features switch on),
/// `{program}` (tables for a program of the crate's own; may be empty).
pub const MANIFEST: &str = include_str!("../files/Cargo.toml");

/// `Cargo.toml` of a runtime that is a package of its own. Fields: `{header}`, `{name}`, `{version}`, `{description}`,
/// `{retry}`, `{features}` (lines of the table), `{dependencies}`.
pub const RUNTIME_MANIFEST: &str = include_str!("../files/runtime.toml");

/// `README.md` of a stand-alone crate. Fields: `{name}`, `{crate}` (the name in Rust), `{title}`, `{document}`,
/// `{example}` (Rust), `{tokens}` ([`TOKENS`] filled in, or nothing), `{runtime}` (where the runtime lies, with a blank line at
/// its end; may be empty), `{dispatch}` (a row of the table of features and what follows it, or nothing), `{groups}` (a section
/// about features, with a blank line at its end; may be empty), `{coverage}`, `{command}`.
pub const README: &str = include_str!("../files/README.md");

/// What `README.md` says of tokens. Fields: `{crate}`, `{method}` of the builder, `{constant}` of the client.
pub const TOKENS: &str = include_str!("../files/tokens.md");

/// What only some generated crates need: packages, and a part of the runtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Package {
    /// `base64`, for bytes in JSON.
    Base64,
    /// No package, but the runtime's folder `dispatch`; it needs `base64`.
    Dispatch,
    /// `time`, for dates and times.
    Time,
    /// `uuid`, for UUIDs.
    Uuid,
    /// No package of its own: bodies of several parts.
    Multipart,
    /// No package of its own: bodies of requests that are lines of JSON.
    Lines,
    /// No package of its own: answers that come item by item.
    Stream,
    /// `quick-xml`, for bodies of XML.
    Xml,
    /// `tokio`, `getrandom` and `sha2`, for tokens that clients get by themselves.
    OAuth,
}

impl Package {
    /// The package's name in a manifest, and in the marks of runtime files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Base64 => "base64",
            Self::Dispatch => "dispatch",
            Self::Time => "time",
            Self::Uuid => "uuid",
            Self::Multipart => "multipart",
            Self::Lines => "lines",
            Self::Stream => "stream",
            Self::Xml => "quick-xml",
            Self::OAuth => "oauth",
        }
    }
}
