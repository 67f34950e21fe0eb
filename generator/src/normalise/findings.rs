//! Findings of this stage. What has no effect on the result is told once with a count, not at each place.

use std::collections::BTreeMap;

use super::version::Dialect;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Path};
use crate::ir::Pointer;

/// Where findings go, with what every rule and check needs to know.
pub(super) struct Findings<'d> {
    pub(super) dialect: Dialect,
    diagnostics: &'d mut Diagnostics,
    /// By code and message: the first place, the help and how many places there are.
    repeated: BTreeMap<(Code, String), Repeated>,
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
        let order = self.repeated.len();
        self.repeated
            .entry((code, message))
            .or_insert_with(|| Repeated {
                order,
                first: path.pointer(),
                help: (!help.is_empty()).then(|| help.to_owned()),
                count: 0,
            })
            .count += 1;
    }

    /// A spelling of another version, which is understood as meant.
    pub(super) fn other_dialect(&mut self, path: &Path<'_>, message: &str) {
        let message = format!("{message} in {}", self.dialect.name());
        self.once(Code::WrongDialect, path, message, "");
    }

    /// A spelling that came with 3.1; nothing to say about it there.
    pub(super) fn since_31(&mut self, path: &Path<'_>, message: &str) {
        if self.dialect < Dialect::V31 {
            self.once(
                Code::WrongDialect,
                path,
                format!("{message} in OpenAPI 3.1"),
                "",
            );
        }
    }

    /// Hands over what was counted.
    pub(super) fn finish(self) {
        let mut all: Vec<_> = self.repeated.into_iter().collect();
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
