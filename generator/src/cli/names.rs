//! The names of the last run.

use std::path::Path;

use super::Failure;
use crate::lock::{self, Lock};

/// Reads the lock of a crate; an empty one where there is none.
pub(super) fn read(output: &Path) -> Result<Lock, Failure> {
    let path = output.join(lock::FILE);
    match std::fs::read_to_string(&path) {
        Ok(text) => lock::parse(&text)
            .map_err(|error| Failure::new(format!("in `{}`: {error}", output.display()))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Lock::new()),
        Err(error) => Err(Failure::new(format!(
            "cannot read `{}`: {error}",
            path.display()
        ))),
    }
}
