//! Findings of this stage. What has no effect on the result is told once with a count, not at each place.

use std::collections::BTreeMap;

use super::version::Dialect;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, FileId, Origins, Path};
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
    /// Its file is known where the place is one of the text rather than of the tree.
    first: (Option<FileId>, Pointer),
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

    /// A finding about what stood at `old` before the tree was rebuilt.
    pub(super) fn report_before(
        &mut self,
        code: Code,
        old: &Pointer,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let (file, pointer) = self.before.of(old);
        let finding = self.diagnostics.report(code, &pointer, message);
        finding.file = Some(file);
        finding
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

    /// A finding that is told once for all places with the same words; it points at keys.
    pub(super) fn once(&mut self, code: Code, path: &Path<'_>, message: String, help: &str) {
        self.count(code, message, help, || (None, path.pointer()));
    }

    fn count(
        &mut self,
        code: Code,
        message: String,
        help: &str,
        first: impl FnOnce() -> (Option<FileId>, Pointer),
    ) {
        let order = self.repeated.len();
        self.repeated
            .entry((code, message))
            .or_insert_with(|| Repeated {
                order,
                first: first(),
                help: (!help.is_empty()).then(|| help.to_owned()),
                count: 0,
            })
            .count += 1;
    }

    /// A spelling of another version at a place of the tree before it was rebuilt, which is understood as meant.
    pub(super) fn other_dialect_before(&mut self, old: &Pointer, message: String) {
        let (file, pointer) = self.before.of(old);
        self.count(Code::WrongDialect, message, "", || (Some(file), pointer));
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
            let (file, pointer) = &repeated.first;
            let finding = self.diagnostics.report(code, pointer, message);
            finding.file = *file;
            finding.at_key();
            if let Some(help) = repeated.help {
                finding.help(help);
            }
        }
    }
}
