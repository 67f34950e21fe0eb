//! A client as it is generated, written by hand: the proof that generated code has what it needs.

#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::must_use_candidate,
    clippy::needless_pass_by_value,
    reason = "the sample shows a whole client, written as for users"
)]

mod client;
mod models;
mod operations;
mod server;
#[cfg(feature = "dispatch")]
mod table;

pub(super) use client::Client;
pub(super) use models::*;
pub(super) use operations::*;
pub(super) use server::Server;
