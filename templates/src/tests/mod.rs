//! Tests of the runtime. They lie here, not in `tests/`, so that they address it as generated code does.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::type_complexity,
    reason = "helpers of tests may fail them"
)]

mod calls;
mod charsets;
#[cfg(feature = "dispatch")]
mod dispatch;
mod downloads;
mod enums;
mod faults;
mod limits;
mod loopback;
mod nethsm;
mod oauth;
mod objects;
mod parameters;
mod redaction;
mod redirects;
#[cfg(feature = "retry")]
mod retry;
mod security;
mod streams;
#[cfg(feature = "tower")]
mod tower;
mod unions;
mod urls;
mod values;
mod xml;
