//! Findings of this stage. What has no effect on the result is told once with a count, not at each place.

use std::collections::BTreeMap;

use super::version::Dialect;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Origins, Path};
use crate::ir::Pointer;

/// Where findings go, with what every rule and check needs to know.
pub(super) struct Findings<'d> {
    pub(super) dialect: Dialect,
    diagnostics: &'d mut Diagnostics,
    /// By code and message: the first place, the help and how many places there are.
    repeated: BTreeMap<(Code, String), Repeated>,
    /// Where the pieces of the tree had stood before it was rebuilt.
    before: Origins,
}

struct Repeated {
    order: usize,
    first: Pointer,
    help: Option<String>,
    count: usize,
}

impl<'d> Findings<'d> {
    pub(super) fn new(dialect: Dialect, diagnostics: &'d mut Diagnostics) -> Self {
        Self {
            dialect,
            diagnostics,
            repeated: BTreeMap::new(),
            before: Origins::default(),
        }
    }

    /// A finding of its own.
    pub(super) fn report(
        &mut self,
        code: Code,
        path: &Path<'_>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.diagnostics.report(code, &path.pointer(), message)
    }

    /// A finding that is told once for all places with the same words; it points at keys.
    pub(super) fn once(&mut self, code: Code, path: &Path<'_>, message: String, help: &str) {
        match self.repeated.get_mut(&(code, message.clone())) {
            Some(repeated) => repeated.count += 1,
            None => self.once_at(code, path.pointer(), message, help),
        }
    }

    fn once_at(&mut self, code: Code, at: Pointer, message: String, help: &str) {
        let order = self.repeated.len();
        self.repeated
            .entry((code, message))
            .or_insert_with(|| Repeated {
                order,
                first: at,
                help: (!help.is_empty()).then(|| help.to_owned()),
                count: 0,
            })
            .count += 1;
    }

    /// The same at a pointer.
    pub(super) fn report_at(
        &mut self,
        code: Code,
        at: &Pointer,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.diagnostics.report(code, at, message)
    }

    /// Hands over what was counted and settles the places of everything found so far: the tree is about to be rebuilt.
    pub(super) fn pin(&mut self) {
        self.hand_over();
        self.diagnostics.pin();
        self.before = self.diagnostics.origins().clone();
    }

    /// Notes that what stood at `old`, before the tree was rebuilt, stands at `new` now.
    pub(super) fn moved(&mut self, new: &Pointer, old: &Pointer) {
        self.diagnostics
            .origins_mut()
            .moved_from(&self.before, new, old);
    }

    /// A spelling of another version at a pointer, which is understood as meant.
    pub(super) fn wrong_dialect(&mut self, at: &Pointer, message: String) {
        self.once_at(Code::WrongDialect, at.clone(), message, "");
    }

    /// A spelling of another version, which is understood as meant.
    pub(super) fn other_dialect(&mut self, path: &Path<'_>, message: &str) {
        let message = format!("{message} in {}", self.dialect.name());
        self.once(Code::WrongDialect, path, message, "");
    }

    /// A spelling that came with 3.1; nothing to say about it there.
    pub(super) fn since_31(&mut self, path: &Path<'_>, message: &str) {
        self.since(Dialect::V31, path, message);
    }

    /// A spelling that came with a version; nothing to say about it there.
    pub(super) fn since(&mut self, since: Dialect, path: &Path<'_>, message: &str) {
        if self.dialect < since {
            let message = format!("{message} in {}", since.name());
            self.once(Code::WrongDialect, path, message, "");
        }
    }

    /// Hands over what was counted.
    pub(super) fn finish(mut self) {
        self.hand_over();
    }

    fn hand_over(&mut self) {
        let mut all: Vec<_> = std::mem::take(&mut self.repeated).into_iter().collect();
        all.sort_by_key(|(_, repeated)| repeated.order);
        for ((code, message), repeated) in all {
            let message = match repeated.count {
                1 => message,
                2 => format!("{message} (here and in one more place)"),
                count => format!("{message} (here and in {} more places)", count - 1),
            };
            let finding = self.diagnostics.report(code, &repeated.first, message);
            finding.at_key();
            if let Some(help) = repeated.help {
                finding.help(help);
            }
        }
    }
}
