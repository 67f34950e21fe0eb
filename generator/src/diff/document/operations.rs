//! Operations: which there are, and what is said of each as a whole.

use super::pairing::{Pairing, pair};
use super::{Both, Walk, name};
use crate::diff::found::{Found, Ways};
use crate::diff::kind::Kind;
use crate::ir::{Operation, Pointer};

impl Walk<'_> {
    pub(super) fn operations(&mut self) {
        let Pairing {
            both,
            removed,
            added,
        } = pair(&self.old.api.operations, &self.new.api.operations);
        self.names = both.iter().map(|(_, new)| name(new)).collect();
        for operation in removed {
            let (kind, says) = if operation.deprecated {
                (
                    Kind::DeprecatedOperationRemoved,
                    ", which was deprecated, is gone",
                )
            } else {
                (Kind::OperationRemoved, " is gone")
            };
            let message = format!("`{}`{says}", name(operation));
            self.alone(
                kind,
                operation,
                &operation.pointer,
                &Pointer::root(),
                message,
            );
        }
        for operation in added {
            let message = format!("`{}` is new", name(operation));
            self.alone(
                Kind::OperationAdded,
                operation,
                &Pointer::root(),
                &operation.pointer,
                message,
            );
        }
        for (index, (old, new)) in both.into_iter().enumerate() {
            let both = Both { old, new, index };
            self.head(both);
            self.parameters(both);
            self.body(both);
            self.answers(both);
            self.requirements(both);
            self.own_servers(both);
        }
    }

    fn alone(&mut self, kind: Kind, of: &Operation, old: &Pointer, new: &Pointer, message: String) {
        let mut found = Found::new(kind, old, new, message);
        found.operations.insert(name(of));
        self.found.push(found);
    }

    fn head(&mut self, both: Both<'_>) {
        let Both { old, new, .. } = both;
        let called = name(new);
        let mut say = |kind, message| {
            let found = Found::new(kind, &old.pointer, &new.pointer, message);
            self.report_of(both, Ways::BOTH, found);
        };
        if old.method != new.method {
            let message = format!("`{}` is `{called}` now", name(old));
            say(Kind::Method, message);
        }
        if let Some((kind, message)) = path(old, new) {
            say(kind, message);
        }
        match (&old.id, &new.id) {
            (Some(old), Some(new)) if old != new => {
                let message = format!("`{called}` has the operationId `{new}` instead of `{old}`");
                say(Kind::OperationId, message);
            }
            (None, Some(id)) => {
                let message = format!("`{called}` has the operationId `{id}` now");
                say(Kind::OperationIdAdded, message);
            }
            (Some(id), None) => {
                let message = format!("`{called}` has no operationId any more, which was `{id}`");
                say(Kind::OperationIdRemoved, message);
            }
            _ => {}
        }
        if old.tags != new.tags {
            say(Kind::Tags, format!("`{called}` has other tags"));
        }
        match (old.deprecated, new.deprecated) {
            (false, true) => say(
                Kind::OperationDeprecated,
                format!("`{called}` is deprecated now"),
            ),
            (true, false) => say(
                Kind::OperationUndeprecated,
                format!("`{called}` is not deprecated any more"),
            ),
            _ => {}
        }
        if (&old.summary, &old.description, &old.external_docs)
            != (&new.summary, &new.description, &new.external_docs)
        {
            say(Kind::Docs, format!("`{called}` is described differently"));
        }
        self.extensions(both, &called);
    }

    fn extensions(&mut self, both: Both<'_>, called: &str) {
        let Both { old, new, .. } = both;
        let was = self.old.extras(&old.pointer);
        let is = self.new.extras(&new.pointer);
        let mut names: Vec<&str> = was.keys().chain(is.keys()).copied().collect();
        names.sort_unstable();
        names.dedup();
        let changed: Vec<String> = names
            .into_iter()
            .filter(|name| name.starts_with("x-") && was.get(name) != is.get(name))
            .map(str::to_owned)
            .collect();
        for name in changed {
            let message = format!("`{name}` of `{called}` is different");
            let found = Found::new(Kind::Extension, &old.pointer, &new.pointer, message);
            self.report_of(both, Ways::BOTH, found);
        }
    }
}

/// How the path differs, apart from the names of parameters.
fn path(old: &Operation, new: &Operation) -> Option<(Kind, String)> {
    let literal = |operation: &Operation| -> Vec<Option<String>> {
        let segments = operation.segments.iter();
        segments
            .map(|segment| match segment {
                crate::ir::Segment::Literal(text) => Some(text.clone()),
                crate::ir::Segment::Parameter(_) => None,
            })
            .collect()
    };
    if literal(old) == literal(new) {
        return None;
    }
    let (was, is) = (&old.path, &new.path);
    let kind = if was.trim_end_matches('/') == is.trim_end_matches('/') {
        Kind::TrailingSlash
    } else {
        Kind::PathText
    };
    Some((kind, format!("the path is `{is}` instead of `{was}`")))
}
