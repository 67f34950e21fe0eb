//! `oaxide.lock`: the names that were given, so that they stay when the document grows.
//!
//! [`Names`] are those of one API, [`Lock`] those of a crate; [`parse`] and [`print`](fn@print) are its text. One line is
//! one name and says all about it, so that lines of two branches can be put together without looking at their order.

mod error;
mod names;
mod text;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use error::LockError;
pub use names::{Kind, Names};
pub use text::{parse, print, print_all};

/// The file's name at the root of a crate.
pub const FILE: &str = "oaxide.lock";

/// The names of a crate: by module, or under the empty name where the crate is one API.
pub type Lock = BTreeMap<String, Names>;
