//! The five documented APIs as a careful engineer writes a client in an afternoon, without a generator: serde's
//! derives, one `reqwest` call per operation, an enum of documented errors per operation.

#![forbid(unsafe_code)]

pub mod error;
pub mod ghc;
pub mod guardian;
pub mod nethsm;
pub mod odin;
pub mod user_management;

pub use error::Error;
