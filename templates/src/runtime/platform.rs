//! What differs in a browser (`wasm32-unknown-unknown`): futures stay on their thread, and there is no clock.

use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

use super::transport::TransportError;

/// A boxed future that owns what it needs.
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send + 'static>>;
/// A boxed future that owns what it needs.
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + 'static>>;

/// Chunks of a body.
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub type BodyChunks = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;
/// Chunks of a body.
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub type BodyChunks = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>>>>;

/// `Send`, but for browsers, where everything stays on its thread.
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub use std::marker::Send as MaybeSend;
/// `Sync`, but for browsers, where everything stays on its thread.
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub use std::marker::Sync as MaybeSync;

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod browser {
    /// What would be `Send` elsewhere.
    pub trait MaybeSend {}
    impl<T: ?Sized> MaybeSend for T {}

    /// What would be `Sync` elsewhere.
    pub trait MaybeSync {}
    impl<T: ?Sized> MaybeSync for T {}
}
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub use browser::{MaybeSend, MaybeSync};

/// When the time of a call is up. Browsers have no clock here: each request of a call has the whole time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deadline {
    timeout: Option<Duration>,
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    start: std::time::Instant,
}

impl Deadline {
    pub(super) fn after(timeout: Option<Duration>) -> Self {
        Self {
            timeout,
            #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
            start: std::time::Instant::now(),
        }
    }

    /// Returns the time that is left; `None` where it is not limited.
    pub(super) fn left(&self) -> Option<Duration> {
        #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
        return self
            .timeout
            .map(|timeout| timeout.saturating_sub(self.start.elapsed()));
        #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
        return self.timeout;
    }
}
