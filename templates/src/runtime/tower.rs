//! Tower: services as transports, and the client's own transport as a service to put layers around.

use std::error::Error as StdError;
use std::future::poll_fn;
use std::sync::Mutex;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Request, Response};
use tower_service::Service;

use super::body::Body;
use super::platform::{BoxFuture, MaybeSend};
use super::reqwest::ReqwestTransport;
use super::transport::{Transport, TransportError, TransportErrorKind};

/// Sends requests by a service: each by a clone of its own, as soon as that is ready.
#[derive(Debug)]
pub struct ServiceTransport<S>(Mutex<S>);

impl<S> ServiceTransport<S> {
    /// Uses a service.
    pub fn new(service: S) -> Self {
        Self(Mutex::new(service))
    }
}

impl<S, B> Transport for ServiceTransport<S>
where
    S: Service<Request<Body>, Response = Response<B>> + Clone + Send + 'static,
    S::Error: Into<Box<dyn StdError + Send + Sync>>,
    S::Future: MaybeSend,
    B: http_body::Body<Data = Bytes> + MaybeSend + 'static,
    B::Error: Into<Box<dyn StdError + Send + Sync>>,
{
    fn send(&self, request: Request<Body>) -> BoxFuture<Result<Response<Body>, TransportError>> {
        // A panic while it was cloned says nothing about the service.
        let service = match self.0.lock() {
            Ok(service) => service.clone(),
            Err(poisoned) => poisoned.into_inner().clone(),
        };
        Box::pin(async move {
            let mut service = service;
            poll_fn(|context| service.poll_ready(context))
                .await
                .map_err(described)?;
            let response = service.call(request).await.map_err(described)?;
            Ok(response.map(Body::wrap))
        })
    }
}

/// Keeps an error that is ours already, as it is where layers pass it on.
fn described(error: impl Into<Box<dyn StdError + Send + Sync>>) -> TransportError {
    match error.into().downcast() {
        Ok(error) => *error,
        Err(error) => TransportError::new(TransportErrorKind::Request, error),
    }
}

impl Service<Request<Body>> for ReqwestTransport {
    type Response = Response<Body>;
    type Error = TransportError;
    type Future = BoxFuture<Result<Response<Body>, TransportError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), TransportError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        self.send(request)
    }
}
