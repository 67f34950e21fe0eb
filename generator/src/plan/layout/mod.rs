//! Which file everything lies in, and which feature needs it.
//!
//! A small document has a file for each first tag and a file for each schema. A big one (see [`MANY_OPERATIONS`] and
//! [`MANY_SCHEMAS`]) is laid out for reading and for compiling a part of it:
//!
//! - Operations form groups: by first tag, or by path where tags say nothing. A group is a module and, where there are
//!   several, a feature. A long one is a folder of files, told apart by what comes next in the paths.
//! - Models lie where they are needed: those of one group in its folder, in a file called like the operations' one;
//!   those of a few groups in `shared/`, each file for all that the same groups need; those of many in `common/`;
//!   those of none in `extra/`, which has a feature of its own.
//!
//! What a model names is needed wherever the model is, so every choice of features compiles.

mod about;
mod classes;
mod drafts;
mod grouping;
mod keys;
mod merge;
mod names;
mod place;
mod reach;
mod split;
#[cfg(test)]
mod tests;
mod weight;

pub(super) use grouping::{Grouping, way_up};
pub(super) use place::place;

/// A document with so many operations is big.
const MANY_OPERATIONS: usize = 40;

/// A document with so many schemas that are not part of another is big.
const MANY_SCHEMAS: usize = 100;

/// Groups, and so features, that a crate has at most. Registries accept 300 features; nobody reads that many.
const MOST_GROUPS: usize = 150;

/// Lines that a file should have at most.
const LONG: usize = 1_500;

/// The features a crate has anyway, or may have one day.
const RESERVED_FEATURES: &[&str] = &[
    "all",
    "blocking",
    "brotli",
    "default",
    "dispatch",
    "extra-models",
    "full",
    "gzip",
    "http2",
    "multipart",
    "native-tls",
    "retry",
    "rustls",
    "stream",
    "test",
    "tower",
    "tracing",
    "validate",
    "xml",
    "zstd",
];
