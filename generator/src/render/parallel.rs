//! Files are printed independently of one another: by as many threads as the machine runs at once.

use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::{OutputTree, RenderError};

/// Fewer files than this are printed sooner than a thread starts.
const FEW: usize = 16;

/// Prints each of `files` and adds it to `tree`. Which thread prints what does not show: files have different paths,
/// and of several faults the first file's is reported.
pub(super) fn print<F: Sync>(
    files: &[F],
    tree: &mut OutputTree,
    one: impl Fn(&F) -> Result<(String, String), RenderError> + Sync,
) -> Result<(), RenderError> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    if files.len() < FEW || threads == 1 {
        for file in files {
            tree.extend([one(file)?]);
        }
        return Ok(());
    }
    let next = AtomicUsize::new(0);
    let printed = Mutex::new(Vec::with_capacity(files.len()));
    let work = || {
        let mut own = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(file) = files.get(index) else { break };
            own.push((index, one(file)));
        }
        if let Ok(mut all) = printed.lock() {
            all.append(&mut own);
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads.min(files.len()) {
            scope.spawn(work);
        }
        work();
    });
    let mut all = printed.into_inner().unwrap_or_default();
    all.sort_by_key(|(index, _)| *index);
    for (_, result) in all {
        tree.extend([result?]);
    }
    Ok(())
}
