//! Connecting again.

use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

/// The longest time that is waited for, whatever the server says.
const LONGEST: Duration = Duration::from_secs(300);

/// How a stream of events goes on where its connection ends: the call is made again with `Last-Event-ID`, after the time
/// that the server named by `retry`. An answer with status 204, or one that is no stream of events, ends it.
#[derive(Debug, Clone)]
pub struct Reconnect {
    attempts: u32,
    delay: Duration,
    any_method: bool,
}

impl Reconnect {
    /// Makes at most so many calls in a row that bring no event.
    #[must_use]
    pub fn attempts(attempts: u32) -> Self {
        Self {
            attempts,
            delay: Duration::from_secs(2),
            any_method: false,
        }
    }

    /// Waits so long before a call where the server has not named a time, and twice as long after each call that brought
    /// no event. Two seconds unless it is said here.
    #[must_use]
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Repeats calls whose method is not `GET` too. The server must know how to go on: it may do again what it did.
    #[must_use]
    pub fn any_method(mut self) -> Self {
        self.any_method = true;
        self
    }

    pub(super) fn allows(&self, method: &str) -> bool {
        self.any_method || method == "GET"
    }

    /// How long to wait before an attempt, from 0; `None` where there were enough.
    pub(super) fn wait(&self, attempt: u32, retry: Option<Duration>) -> Option<Duration> {
        let delay = retry.unwrap_or(self.delay);
        let delay = delay.saturating_mul(1 << attempt.min(8));
        (attempt < self.attempts).then(|| delay.min(LONGEST))
    }
}

/// A time that passes. A thread of its own waits for it, so that any executor will do; it ends when this is dropped.
pub(super) struct Sleep(Arc<(Mutex<State>, Condvar)>);

#[derive(Default)]
struct State {
    over: bool,
    dropped: bool,
    waker: Option<Waker>,
}

impl Sleep {
    /// Starts waiting; `None` where there are no threads.
    pub(super) fn new(time: Duration) -> Option<Self> {
        let shared = Arc::new((Mutex::new(State::default()), Condvar::new()));
        let here = Arc::clone(&shared);
        let wait = move || {
            let (state, changed) = &*here;
            let Ok(state) = state.lock() else { return };
            let waited = changed.wait_timeout_while(state, time, |state| !state.dropped);
            if let Ok((mut state, _)) = waited {
                state.over = true;
                if let Some(waker) = state.waker.take() {
                    waker.wake();
                }
            }
        };
        thread::Builder::new().spawn(wait).ok()?;
        Some(Self(shared))
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        match self.0.0.lock() {
            Ok(state) if !state.over => {
                let mut state = state;
                state.waker = Some(context.waker().clone());
                Poll::Pending
            }
            _ => Poll::Ready(()),
        }
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Ok(mut state) = self.0.0.lock() {
            state.dropped = true;
        }
        self.0.1.notify_all();
    }
}
