//! What a change of a document means: on the wire, and in the Rust that is generated from it.

pub mod surface;
pub mod verdict;
