//! The runtime that is copied into generated clients.

#[cfg(feature = "runtime")]
pub mod runtime;

#[cfg(all(test, feature = "runtime"))]
mod tests;
