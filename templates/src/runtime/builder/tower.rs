//! Tower's services as transports.

use std::error::Error as StdError;

use bytes::Bytes;
use http::{Request, Response};
use tower_service::Service;

use super::super::body::Body;
use super::super::platform::MaybeSend;
use super::super::tower::ServiceTransport;
use super::ClientBuilder;

impl<C> ClientBuilder<C> {
    /// Sends requests by a service: a router that answers in process, or a [`ReqwestTransport`](super::ReqwestTransport) in layers.
    pub fn service<S, B>(self, service: S) -> Self
    where
        S: Service<Request<Body>, Response = Response<B>> + Clone + Send + 'static,
        S::Error: Into<Box<dyn StdError + Send + Sync>>,
        S::Future: MaybeSend,
        B: http_body::Body<Data = Bytes> + MaybeSend + 'static,
        B::Error: Into<Box<dyn StdError + Send + Sync>>,
    {
        self.transport(ServiceTransport::new(service))
    }
}
