//! A request that is made, before it takes the form that its transport has for it.

use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, Method, Request, Uri};

use super::body::Body;
use super::build_error::BuildError;
use super::transport::CallTimeout;

/// A request with the origin it goes to. Its URL is encoded and no longer than a [`Uri`] can be.
pub(super) struct Outgoing {
    pub(super) method: Method,
    pub(super) url: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Body,
    pub(super) origin: Arc<str>,
}

impl Outgoing {
    /// Returns the request as any transport takes it.
    pub(super) fn into_http(self, timeout: Option<Duration>) -> Result<Request<Body>, BuildError> {
        let uri = Uri::try_from(self.url);
        let uri = uri.map_err(|_| BuildError::new("the request's URL is invalid"))?;
        let mut request = Request::new(self.body);
        *request.method_mut() = self.method;
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers;
        if let Some(timeout) = timeout {
            request.extensions_mut().insert(CallTimeout(timeout));
        }
        Ok(request)
    }
}
