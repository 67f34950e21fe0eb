//! References that lead nowhere. One fault in many places is told once, with a count.

use std::collections::BTreeMap;

use super::{FileId, Pointer};
use crate::diagnostics::{Code, Diagnostics};

/// What a `$ref` that could not be followed says afterwards. It has been reported; what uses it does without.
pub(super) const LOST: &str = "lost:";

/// Why a reference cannot be followed, or what was odd about one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fault {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: String,
}

/// Faults with their first place and how many others there are.
#[derive(Default)]
pub(super) struct Lost {
    order: Vec<(Fault, FileId, Pointer, usize)>,
    seen: BTreeMap<Fault, usize>,
}

impl Fault {
    pub(super) fn new(code: Code, message: String, help: impl Into<String>) -> Self {
        Self {
            code,
            message,
            help: help.into(),
        }
    }
}

impl Lost {
    /// Notes a fault at a place of a file.
    pub(super) fn note(&mut self, fault: Fault, (file, pointer): (FileId, Pointer)) {
        let known = self.seen.get(&fault);
        if let Some((.., more)) = known.and_then(|at| self.order.get_mut(*at)) {
            *more += 1;
        } else {
            self.seen.insert(fault.clone(), self.order.len());
            self.order.push((fault, file, pointer, 0));
        }
    }

    /// Hands over what was noted.
    pub(super) fn finish(self, diagnostics: &mut Diagnostics) {
        for (fault, file, pointer, more) in self.order {
            let message = match more {
                0 => fault.message,
                1 => format!("{} (here and in one more place)", fault.message),
                more => format!("{} (here and in {more} more places)", fault.message),
            };
            let finding = diagnostics.report(fault.code, &pointer, message);
            finding.in_file(file).help(fault.help);
            if fault.code != Code::MisplacedRef && fault.code != Code::IgnoredKeyword {
                finding.degrades();
            }
        }
    }
}
