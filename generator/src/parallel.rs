//! The threads of the stages: independent pieces of work, done by as many threads as the machine runs at once.
//!
//! How many there are never shows: results come in the order of what they were made of. Where the machine runs one
//! thread only, or has none to start (wasm), everything is done where it is asked for.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};
use std::thread;

/// What `one` makes of each of `items`, in their order. Fewer than `few` are done sooner than a thread starts.
pub(crate) fn map<T: Sync, R: Send>(
    items: &[T],
    few: usize,
    one: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    if items.len() < few || threads() == 1 {
        return items.iter().map(one).collect();
    }
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(items.len()));
    let work = || {
        let mut own = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else { break };
            own.push((index, one(item)));
        }
        if let Ok(mut all) = done.lock() {
            all.append(&mut own);
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads().min(items.len()) {
            scope.spawn(work);
        }
        work();
    });
    let mut all = done.into_inner().unwrap_or_default();
    all.sort_unstable_by_key(|(index, _)| *index);
    all.into_iter().map(|(_, result)| result).collect()
}

/// The results of both, which are worked out at the same time where the machine can.
pub(crate) fn both<A: Send, B>(
    beside: impl FnOnce() -> A + Send,
    here: impl FnOnce() -> B,
) -> (A, B) {
    if threads() == 1 {
        return (beside(), here());
    }
    thread::scope(|scope| {
        let beside = scope.spawn(beside);
        let here = here();
        match beside.join() {
            Ok(beside) => (beside, here),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// Drops what nobody needs any more, beside what goes on: large trees are many small pieces.
pub(crate) fn dispose<T: Send + 'static>(things: T) {
    if threads() > 1 {
        thread::spawn(move || drop(things));
    }
}

/// The system is asked once: it reads files to find out.
fn threads() -> usize {
    static THREADS: OnceLock<usize> = OnceLock::new();
    *THREADS.get_or_init(|| thread::available_parallelism().map_or(1, NonZero::get))
}

#[cfg(test)]
mod tests {
    use super::{both, map};

    #[test]
    fn results_come_in_the_order_of_what_they_are_made_of() {
        let items: Vec<usize> = (0..1000).collect();
        let doubled: Vec<usize> = items.iter().map(|item| item * 2).collect();
        assert_eq!(map(&items, 2, |item| item * 2), doubled);
        assert_eq!(map(&items, 2000, |item| item * 2), doubled);
        assert_eq!(both(|| 1, || "two"), (1, "two"));
    }
}
