//! OAuth 2 (RFC 6749) and OIDC: tokens that the client gets, keeps and renews by itself.

pub mod credential;
pub(crate) mod endpoint;
pub mod error;
pub(crate) mod form;
pub mod login;
pub mod prompt;
pub mod scheme;
pub(crate) mod source;
pub mod tokens;

pub use credential::{ClientAuth, OAuth2};
pub use error::{OAuthError, Refusal};
pub use login::{Login, LoginBuilder};
pub use prompt::DevicePrompt;
pub use scheme::{Endpoints, Flow, FlowKind, OAuthScheme};
pub use tokens::Tokens;
