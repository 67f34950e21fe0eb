//! One writer at a time: two runs that exchange the same directory would lose each other's files.

use std::fs::File;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use super::EmitError;

/// How often and how long to wait for another run: about ten seconds.
const TRIES: u32 = 200;
const PAUSE: Duration = Duration::from_millis(50);

/// A lock on a folder, given back when dropped or when the process ends.
#[derive(Debug)]
pub(super) struct Lock {
    _folder: Option<File>,
}

impl Lock {
    /// Locks the folder above the directory that is written. File systems that have no locks are written without.
    #[cfg(unix)]
    pub(super) fn take(folder: &Path) -> Result<Self, EmitError> {
        use rustix::fs::{FlockOperation, flock};
        use rustix::io::Errno;

        let file = File::open(folder).map_err(EmitError::at(folder))?;
        for _ in 0..TRIES {
            match flock(&file, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => {
                    return Ok(Self {
                        _folder: Some(file),
                    });
                }
                Err(Errno::WOULDBLOCK | Errno::INTR) => sleep(PAUSE),
                Err(_) => return Ok(Self { _folder: None }),
            }
        }
        Err(EmitError::Busy(folder.to_owned()))
    }

    /// Folders cannot be locked here.
    #[cfg(not(unix))]
    pub(super) fn take(_folder: &Path) -> Result<Self, EmitError> {
        Ok(Self { _folder: None })
    }
}
