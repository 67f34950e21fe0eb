//! Documents one after the other, in as many threads as were asked for, with a bar.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::Result;
use crate::catalog::Entry;

/// Does `work` for each document, `jobs` at a time, and gives what came of it in the order of the documents. `work` is
/// also told which worker it runs in: folders that are shared by documents belong to one worker. After the first error
/// nothing new is started.
pub(crate) fn each<T: Send>(
    entries: &[Entry],
    jobs: usize,
    work: impl Fn(usize, &Entry) -> Result<T> + Sync,
) -> Result<Vec<T>> {
    let bar = ProgressBar::new(entries.len() as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed} {msg}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(500));
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, T)>> = Mutex::new(Vec::new());
    let fault: Mutex<Option<String>> = Mutex::new(None);
    std::thread::scope(|scope| {
        for worker in 0..jobs.max(1) {
            let (next, done, fault, bar, work) = (&next, &done, &fault, &bar, &work);
            scope.spawn(move || {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(entry) = entries.get(index) else {
                        break;
                    };
                    bar.set_message(entry.slug.clone());
                    match work(worker, entry) {
                        Ok(one) => {
                            if let Ok(mut done) = done.lock() {
                                done.push((index, one));
                            }
                        }
                        Err(error) => {
                            if let Ok(mut fault) = fault.lock() {
                                fault.get_or_insert(error);
                            }
                            next.store(entries.len(), Ordering::Relaxed);
                        }
                    }
                    bar.inc(1);
                }
            });
        }
    });
    bar.finish_and_clear();
    if let Some(fault) = fault.into_inner().ok().flatten() {
        return Err(fault);
    }
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(index, _)| *index);
    Ok(done.into_iter().map(|(_, one)| one).collect())
}
