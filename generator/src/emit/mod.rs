//! The one door to the disk: puts a tree into a directory, or says how a directory differs from it.
//!
//! Takes an [`OutputTree`](crate::render::OutputTree), gives what was [`Written`] or how the directory has
//! [drifted](Drift). A kill at any moment leaves the old or the new tree, by one of three ways:
//!
//! * a directory that does not exist is built beside its place and renamed (`fresh`);
//! * one that exists is built anew beside it, unchanged and hand-written files hard-linked, and the two are exchanged
//!   in one step (`swap`, Linux and macOS);
//! * where the system or the file system cannot exchange, or where this process stands in the directory, a journal is
//!   written first and the next run completes what one left undone (`journal`).

mod check;
mod compare;
mod error;
mod fresh;
mod journal;
mod lock;
mod owned;
mod path;
#[cfg(any(target_os = "linux", target_os = "macos"))]
mod swap;
#[cfg(test)]
mod tests;
mod write;

pub use check::{Drift, DriftKind, check};
pub use error::EmitError;
pub use write::{Written, write};
