//! What is sent and understood in other media types than JSON, and with tokens, byte by byte: clients of golden topics,
//! compiled with the runtime as it lies in `templates`, against a server on this machine.
#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    unused_imports,
    clippy::module_inception,
    clippy::pedantic,
    reason = "the runtime and the topics are checked where they lie; this needs a part of each"
)]

#[path = "../templates/src/runtime/mod.rs"]
mod runtime;

#[rustfmt::skip]
#[path = "golden/form-encoding/expected/mod.rs"]
mod form_encoding;
#[rustfmt::skip]
#[path = "golden/media-types/expected/mod.rs"]
mod media_types;
#[rustfmt::skip]
#[path = "golden/multipart/expected/mod.rs"]
mod multipart;

#[rustfmt::skip]
#[path = "golden/lines-body/expected/mod.rs"]
mod lines_body;
#[rustfmt::skip]
#[path = "golden/oauth2/expected/mod.rs"]
mod oauth2;
#[rustfmt::skip]
#[path = "golden/openid-connect/expected/mod.rs"]
mod openid_connect;
#[rustfmt::skip]
#[path = "golden/streams/expected/mod.rs"]
mod streams;
#[rustfmt::skip]
#[path = "golden/streams-beside-json/expected/mod.rs"]
mod streams_beside_json;

#[rustfmt::skip]
#[path = "golden/xml-bodies/expected/mod.rs"]
mod xml_bodies;
#[rustfmt::skip]
#[path = "golden/xml-arrays/expected/mod.rs"]
mod xml_arrays;
#[rustfmt::skip]
#[path = "golden/xml-beside-json/expected/mod.rs"]
mod xml_beside_json;
#[rustfmt::skip]
#[path = "golden/xml-node-types/expected/mod.rs"]
mod xml_node_types;

#[path = "wire/server.rs"]
mod server;

#[path = "bodies/form_encoding.rs"]
mod form_encoding_test;
#[path = "bodies/media_types.rs"]
mod media_types_test;
#[path = "bodies/multipart.rs"]
mod multipart_test;
#[path = "bodies/streams.rs"]
mod streams_test;
#[path = "bodies/tokens.rs"]
mod tokens_test;
#[path = "bodies/xml_arrays.rs"]
mod xml_arrays_test;
#[path = "bodies/xml.rs"]
mod xml_test;
