//! OpenAPI documents in, Rust clients out.

pub mod analyse;
pub mod diagnostics;
pub mod emit;
pub mod ir;
pub mod lower;
pub mod normalise;
pub mod plan;
pub mod read;
pub mod render;
pub mod resolve;
