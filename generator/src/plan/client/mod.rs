//! The client around the operations: servers and credentials.

mod schemes;
mod server_names;
mod servers;

pub(super) use schemes::schemes;
pub(super) use servers::{base_url, default_url, server, user_agent};
