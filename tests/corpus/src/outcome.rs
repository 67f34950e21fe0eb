//! How generating one document ended.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How generating one document ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Outcome {
    /// A crate with every declared operation: exit code 0.
    Whole,
    /// A crate without some declared operations: exit code 1.
    Partial,
    /// Nothing could be made of it: exit code 1.
    Nothing,
    /// A panic, or the process died: always a mistake of ours.
    #[default]
    Panicked,
    /// It took longer than it may.
    Late,
    /// The crate could not be printed or written: a mistake of ours.
    Failed,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Whole => "whole",
            Self::Partial => "partial",
            Self::Nothing => "nothing",
            Self::Panicked => "PANIC",
            Self::Late => "LATE",
            Self::Failed => "FAILED",
        })
    }
}
