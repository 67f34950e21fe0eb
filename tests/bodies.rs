//! What is sent and understood in other media types than JSON, byte by byte: clients of golden topics, compiled with
//! the runtime as it lies in `templates`, against a server on this machine.

#[allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    unused_imports,
    clippy::pedantic,
    reason = "topics need a part of it each; it is checked where it lies"
)]
#[path = "../templates/src/runtime/mod.rs"]
mod runtime;

/// A client of a golden topic.
macro_rules! topic {
    ($name:ident, $path:literal) => {
        #[allow(
                            dead_code,
                            missing_docs,
                            unreachable_pub,
                            unused_imports,
                            clippy::pedantic,
                            reason = "`golden_builds` checks it"
                        )]
                        #[rustfmt::skip]
                        #[path = $path]
        mod $name;
    };
}

topic!(media_types, "golden/media-types/expected/mod.rs");

#[allow(dead_code, reason = "other tests use the rest of it")]
#[path = "wire/server.rs"]
mod server;

#[path = "bodies/media_types.rs"]
mod media_types_test;
