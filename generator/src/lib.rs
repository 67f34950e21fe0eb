//! OpenAPI documents in, Rust clients out.

pub mod analyse;
pub mod cli;
pub mod config;
pub mod diagnostics;
pub mod diff;
pub mod emit;
pub mod ir;
pub mod lock;
pub mod lower;
pub mod normalise;
pub mod options;
mod parallel;
pub mod pipeline;
pub mod plan;
mod quick;
pub mod read;
pub mod render;
pub mod resolve;
