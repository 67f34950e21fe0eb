//! Two pieces of work that do not need each other, done at the same time.

use std::panic::resume_unwind;
use std::thread;

/// Does both, `second` in a thread of its own, and gives what came of them.
pub(super) fn together<A, B: Send>(
    first: impl FnOnce() -> A,
    second: impl FnOnce() -> B + Send,
) -> (A, B) {
    thread::scope(|scope| {
        let second = scope.spawn(second);
        let first = first();
        let second = second.join().unwrap_or_else(|panic| resume_unwind(panic));
        (first, second)
    })
}
