//! A line that says what is being done, for people who wait.

use std::io::Write as _;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// Nothing is shown before that.
const PATIENCE: Duration = Duration::from_secs(1);

/// Shows the current step on standard error until it is dropped.
pub(super) struct Progress {
    steps: Option<Sender<String>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Starts; shows nothing at all unless `watched`.
    pub(super) fn start(watched: bool) -> Self {
        if !watched {
            return Self {
                steps: None,
                thread: None,
            };
        }
        let (steps, received) = channel();
        Self {
            steps: Some(steps),
            thread: Some(std::thread::spawn(move || show(&received))),
        }
    }

    /// Says what is done from now on.
    pub(super) fn step(&self, step: impl Into<String>) {
        if let Some(steps) = &self.steps {
            // The thread only ends when this is dropped.
            let _ = steps.send(step.into());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.steps = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Waits, then shows each step in place of the one before; cleans up at the end.
fn show(steps: &Receiver<String>) {
    let start = std::time::Instant::now();
    let mut step = String::new();
    let mut visible = false;
    let mut changed = false;
    loop {
        let wait = if visible {
            Duration::from_secs(3600)
        } else {
            PATIENCE.saturating_sub(start.elapsed())
        };
        match steps.recv_timeout(wait) {
            Ok(next) => {
                step = next;
                changed = true;
            }
            Err(RecvTimeoutError::Timeout) => visible = true,
            Err(RecvTimeoutError::Disconnected) => break,
        }
        if visible && changed {
            put(&format!("\r\u{1b}[K{step} ..."));
            changed = false;
        }
    }
    if visible {
        put("\r\u{1b}[K");
    }
}

fn put(text: &str) {
    let mut stream = std::io::stderr().lock();
    let _ = stream
        .write_all(text.as_bytes())
        .and_then(|()| stream.flush());
}
