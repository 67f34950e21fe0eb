//! All names and decisions: from meaning ([`crate::ir`]) to Rust ([`ApiPlan`]).

pub mod api;
pub mod docs;
pub mod items;
pub mod methods;
pub mod names;
pub mod rust_type;

pub use api::ApiPlan;
