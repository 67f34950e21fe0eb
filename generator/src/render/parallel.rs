//! Files are printed independently of one another.

use super::{OutputTree, RenderError};
use crate::parallel;

/// Fewer files than this are printed sooner than a thread starts.
const FEW: usize = 16;

/// Prints each of `files` and adds it to `tree`; of several faults the first file's is reported.
pub(super) fn print<F: Sync>(
    files: &[F],
    tree: &mut OutputTree,
    one: impl Fn(&F) -> Result<(String, String), RenderError> + Sync,
) -> Result<(), RenderError> {
    for file in parallel::map(files, FEW, one) {
        tree.extend([file?]);
    }
    Ok(())
}
