//! OAuth 2: what goes to the token endpoint, how often, and what of it is ever shown.

mod api;
mod device;
mod flows;
mod keeping;
mod login;
