//! Repeating a request that failed. Nothing is repeated unless the builder says so.

use std::hash::{BuildHasher as _, RandomState};
use std::time::Duration;

use http::header::RETRY_AFTER;
use http::{HeaderMap, Method, StatusCode};

use super::call_error::CallError;
use super::http_date;
use super::transport::TransportErrorKind;

/// When and how often requests are sent again.
///
/// A request is repeated where its answer was lost or has the status 408, 429, 500, 502, 503 or 504, if its method is
/// idempotent (RFC 9110 section 9.2.2: not `POST`, nor `PATCH`) and its body is no stream. Where there was no
/// connection, nothing was sent, and the method does not matter. The server's `Retry-After` is honoured: where it asks
/// for more time than `longest` or the call has, its answer is the call's. All attempts share the call's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retry {
    attempts: u32,
    first: Duration,
    longest: Duration,
    any_method: bool,
}

impl Retry {
    /// Three attempts in all, the second after about half a second, and never more than 30 seconds between two.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            attempts: 3,
            first: Duration::from_millis(500),
            longest: Duration::from_secs(30),
            any_method: false,
        }
    }

    /// Sends a request at most so often.
    #[must_use]
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// Waits so long before the second attempt, twice as long before the third, and so on, but never longer than
    /// `longest`. What is waited is a random time between half of that and all of it.
    #[must_use]
    pub const fn backoff(mut self, first: Duration, longest: Duration) -> Self {
        self.first = first;
        self.longest = longest;
        self
    }

    /// Repeats requests whatever their method: for servers that tell a repeated request from a new one, by a key of
    /// idempotency for example. With other servers, what a request did whose answer was lost is done twice.
    #[must_use]
    pub const fn any_method(mut self) -> Self {
        self.any_method = true;
        self
    }

    /// Returns how long to wait before the next attempt; `None` where there is none.
    pub(crate) fn wait(
        &self,
        attempt: u32,
        method: &Method,
        outcome: Result<(StatusCode, &HeaderMap), &CallError>,
    ) -> Option<Duration> {
        let repeatable = self.any_method || method.is_idempotent();
        if attempt >= self.attempts {
            return None;
        }
        match outcome {
            Ok((status, headers)) if repeatable && is_passing(status) => {
                let asked = headers
                    .get(RETRY_AFTER)
                    .and_then(|value| value.to_str().ok());
                match asked.and_then(asked_for) {
                    Some(asked) => (asked <= self.longest).then_some(asked),
                    None => Some(self.pause(attempt)),
                }
            }
            Err(CallError::Transport(error)) => match error.kind() {
                TransportErrorKind::Connect => Some(self.pause(attempt)),
                TransportErrorKind::Request | TransportErrorKind::Body if repeatable => {
                    Some(self.pause(attempt))
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn pause(&self, attempt: u32) -> Duration {
        let factor = 2_u32.saturating_pow(attempt.saturating_sub(1));
        let longest = self.first.saturating_mul(factor).min(self.longest);
        // The keys of a hasher are random, which is enough to spread clients that failed at the same time.
        let random = u32::try_from(RandomState::new().hash_one(attempt) % 1000).unwrap_or(0);
        longest / 2 + longest / 2 * random / 1000
    }
}

impl Default for Retry {
    fn default() -> Self {
        Self::new()
    }
}

/// Whether a status says that a later request may go well.
fn is_passing(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504)
}

/// Reads `Retry-After` (RFC 9110 section 10.2.3): seconds, or a point in time.
fn asked_for(text: &str) -> Option<Duration> {
    let text = text.trim();
    match text.parse() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        Err(_) => http_date::until(text),
    }
}
