//! Time that was up.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::transport::TransportError;

/// The time was up before the whole answer was there. Whether the server has acted on the request is not known.
#[derive(Debug)]
pub struct TimeoutError(Box<(Option<Duration>, TransportError)>);

impl TimeoutError {
    pub(super) fn new(timeout: Option<Duration>, error: TransportError) -> Self {
        Self(Box::new((timeout, error)))
    }

    /// Adds which time was up.
    pub(super) fn after(&mut self, timeout: Duration) {
        self.0.0 = Some(timeout);
    }

    /// Returns the time that the whole call had; `None` where it is not known which limit was met.
    #[must_use]
    pub fn timeout(&self) -> Option<Duration> {
        self.0.0
    }
}

impl fmt::Display for TimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.1.fmt(f)
    }
}

impl StdError for TimeoutError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.1.source()
    }
}
